"""What `passerelle demo` does in one process, without serving anything."""

import os
import socket

import pytest
from argon2 import PasswordHasher

from engine.cli import demo, main
from engine.demo.folder import DemoFolder
from engine.installation import installation
from engine.queries import OpenTasks
from engine.store import passwords
from tests.demo.conftest import BEGAN


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with keys, whose environment this process has."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    before = dict(os.environ)  # which a demonstration makes its own
    made = DemoFolder(tmp_path / "demo")
    with made.held():
        made.make_keys(BEGAN)
    for name, value in made.environment({}).items():
        monkeypatch.setenv(name, value)
    with installation():
        pass
    yield made
    os.environ.clear()
    os.environ.update(before)


def test_a_demonstration_is_filled_to_its_end_and_says_so(folder, capsys):
    assert main(["demo", "--fill", "--folder", str(folder.path)]) == 0

    printed = capsys.readouterr()
    assert printed.out == "all 21 cases are there\n"
    assert printed.err == ""
    with installation() as executor:
        assert executor.ask(OpenTasks(), by="mira.tolland")


def test_a_folder_that_is_used_is_refused(folder, capsys):
    with folder.held():
        assert main(["demo", "--folder", str(folder.path)]) == 1

    assert "runs in this folder already" in capsys.readouterr().err


def test_where_all_ports_are_in_use_that_is_said(folder, capsys, monkeypatch):
    monkeypatch.setattr(demo, "_TRIES", 1)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        status = main(["demo", "--folder", str(folder.path), "--port", str(port)])

    assert status == 1
    assert "name another with --port" in capsys.readouterr().err
