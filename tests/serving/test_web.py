"""The pages and the whole of an installation, served by processes of their own."""

import base64
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from engine.store.database import connect
from engine.store.migrations import upgrade
from tests.serving.processes import answers, children_of, is_gone
from webui.address import Address, AddressRefused
from webui.serving import Serving, main

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def port():
    """A port that nothing listens at."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def environment(tmp_path):
    """That of an installation whose database is upgraded."""
    url = f"sqlite:///{tmp_path / 'passerelle.db'}"
    engine = connect(url)
    upgrade(engine)
    engine.dispose()
    kept = {name: one for name, one in os.environ.items() if not name.startswith("PASSERELLE_")}
    return kept | {
        "PASSERELLE_DATABASE": url,
        "PASSERELLE_MASTER_KEY": base64.b64encode(bytes(32)).decode(),
        "PASSERELLE_SECRET_KEY": "a key for tests, of 32 characters",
        "PASSERELLE_HTTPS": "no",
        "PYTHONPATH": str(HOUSE),
    }


@pytest.fixture
def passerelle(environment, tmp_path):
    """Start the command line as a process."""
    started = []

    def start(*words, **more):
        with (tmp_path / "out").open("w") as out, (tmp_path / "err").open("w") as err:
            process = subprocess.Popen(
                [sys.executable, "-m", "engine.cli", *words],
                cwd=tmp_path,
                env=environment | more,
                stdout=out,
                stderr=err,
            )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.wait(40)


@pytest.fixture
def complains(passerelle, tmp_path):
    """What a process says that ends at once."""

    def run(*words, **more):
        assert passerelle(*words, **more).wait(60) == 1
        return (tmp_path / "err").read_text()

    return run


def test_the_pages_are_served_until_they_are_told_to_stop(passerelle, port):
    process = passerelle("web", "--bind", f"127.0.0.1:{port}", "--workers", "1")

    assert answers(port) == 200
    process.terminate()

    assert process.wait(40) == 0


def test_an_installation_is_kept_alive_and_ends_as_a_whole(passerelle, port):
    process = passerelle("serve", "--bind", f"127.0.0.1:{port}", "--workers", "1")
    assert answers(port) == 200
    web, scheduler = sorted(children_of(process.pid))
    (worker,) = children_of(web)

    os.kill(web, signal.SIGKILL)
    assert is_gone(worker)
    assert answers(port) == 200

    process.kill()
    assert is_gone(scheduler)
    again = passerelle("serve", "--bind", f"127.0.0.1:{port}", "--workers", "1")
    assert answers(port) == 200
    pids = children_of(again.pid)
    again.send_signal(signal.SIGINT)
    assert again.wait(40) == 0
    assert all(map(is_gone, pids))


def test_a_missing_key_is_said_with_the_way_out(complains):
    assert "set PASSERELLE_SECRET_KEY" in complains("web", PASSERELLE_SECRET_KEY="")
    assert "the master key must have 32 bytes" in complains("serve", PASSERELLE_MASTER_KEY="")


def test_a_database_that_was_not_upgraded_is_said(complains, tmp_path):
    url = f"sqlite:///{tmp_path / 'empty.db'}"

    for command in ("web", "serve"):
        said = complains(command, PASSERELLE_DATABASE=url)
        assert "run `passerelle database upgrade`" in said


def test_a_port_in_use_is_said(complains):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = complains("web", "--bind", f"127.0.0.1:{port}")

    assert f"port {port} of 127.0.0.1 is in use: choose another with --bind" in said


@pytest.mark.parametrize("wrong", ["8000", ":8000", "127.0.0.1:", "127.0.0.1:0", "a:70000", "a:b"])
def test_what_is_no_address_is_refused(wrong):
    with pytest.raises(AddressRefused, match="say HOST:PORT"):
        Address.of(wrong)


def test_an_address_is_written_as_it_is_read():
    assert str(Address.of("127.0.0.1:8000")) == "127.0.0.1:8000"
    assert str(Address.of("[::1]:8000")) == "[::1]:8000"


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(AddressRefused, match="cannot be used"):
        Address.of("203.0.113.7:8000").require_free()


@pytest.fixture
def here(environment, monkeypatch):
    """The same installation, for what runs in this process."""
    for name, value in environment.items():
        if name.startswith("PASSERELLE_"):
            monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("here")
def test_gunicorn_is_told_what_passerelle_wants_and_nothing_else():
    served = Serving(Address.of("127.0.0.1:8123"), 3)

    told = served.cfg
    assert told.bind == ["127.0.0.1:8123"]
    assert (told.workers, told.threads, told.worker_class_str) == (3, 4, "gthread")
    assert not told.preload_app
    assert told.accesslog is None
    assert told.forwarded_allow_ips == []
    assert told.max_requests_jitter > 0
    assert told.control_socket_disable


@pytest.mark.usefixtures("here")
def test_a_worker_opens_the_database_for_itself_and_closes_it_at_its_end():
    served = Serving(Address.of("127.0.0.1:8123"), 1)

    app = served.load()
    assert app.test_client().get("/ready").status_code == 200

    served.cfg.worker_exit(None, None)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("workers", ["0", "65", "many"])
def test_a_number_of_workers_that_makes_no_sense_is_wrong_usage(workers):
    with pytest.raises(SystemExit) as wrong:
        main(["--workers", workers])

    assert wrong.value.code == 2


@pytest.mark.usefixtures("here")
def test_what_is_wrong_is_said_before_anything_is_served(capsys, monkeypatch):
    assert main(["--bind", "nowhere"]) == 1
    monkeypatch.setenv("PASSERELLE_SECRET_KEY", "short")
    assert main([]) == 1

    said = capsys.readouterr().err
    assert "error: 'nowhere' is no address" in said
    assert "error: PASSERELLE_SECRET_KEY: a secret key has 5 characters" in said
