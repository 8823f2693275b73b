"""`passerelle backup` and `passerelle restore`, as somebody types them."""

import base64
import re
import stat

import pytest
import sqlalchemy as sa

from engine.cli import main
from engine.commands import PublishRelease, StartCase
from engine.executor import Executor
from engine.store import tables as t
from engine.store.database import connect
from engine.store.keyring import Keyring
from tests.store.test_cases import SIMPLE

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """Where the files are; the database of the environment is `one.db`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PASSERELLE_DATABASE", "sqlite:///one.db")
    monkeypatch.setenv("PASSERELLE_MASTER_KEY", base64.b64encode(KEY).decode())
    return tmp_path


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main(words)
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


@pytest.fixture
def database(run):
    """With one case."""
    run("database", "upgrade")
    engine = connect("sqlite:///one.db")
    executor = Executor(engine, Keyring(KEY))
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")
    executor.execute(StartCase(process="p"), by="console")
    yield engine
    engine.dispose()


@pytest.mark.usefixtures("database")
def test_what_is_in_it_is_said_and_that_the_key_is_not(run, folder):
    status, said = run("backup", "monday")

    assert status == 0
    assert re.match(
        r"monday: 1 case in \d+ rows as of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, \d\.\d MB, "
        r"read again and found whole\nThe master key is not in it: keep that elsewhere\.",
        said,
    )
    assert stat.S_IMODE((folder / "monday").stat().st_mode) == 0o600


@pytest.mark.usefixtures("database")
def test_a_new_installation_goes_on_from_it(run, monkeypatch):
    run("backup", "monday")
    monkeypatch.setenv("PASSERELLE_DATABASE", "sqlite:///two.db")

    status, said = run("restore", "monday")

    assert status == 0
    assert "are in the database, which was read again\nAll sessions are ended" in said
    assert run("audit", "verify") == (0, "the history of every case holds\n")
    assert run("restore", "monday") == (
        1,
        "error: the database already has cases (1): a backup goes only into one without; "
        "make a new database and name it in PASSERELLE_DATABASE\n",
    )


@pytest.mark.usefixtures("database")
def test_a_file_is_replaced_by_force_alone(run):
    run("backup", "monday")

    assert run("backup", "monday") == (
        1,
        "error: 'monday' is there already: name another file, or add --force to replace it\n",
    )
    assert run("backup", "monday", "--force")[0] == 0


def test_a_history_that_was_changed_before_is_told_and_backed_up(run, database, folder):
    with database.begin() as connection:
        connection.execute(sa.update(t.history).values(actor="nobody"))

    status, said = run("backup", "monday")

    assert status == 1
    assert "row 1 was changed" in said
    assert "These histories were changed in the database before the backup was made" in said
    assert (folder / "monday").exists()


@pytest.mark.usefixtures("database")
def test_on_a_terminal_one_sees_how_far_it_is(run, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)

    _, said = run("backup", "monday")

    assert "\r\x1b[Kcase: 1 rows" in said
    assert said.endswith("\r\x1b[K")


def test_a_folder_or_a_file_that_is_not_there_is_named(run):
    run("database", "upgrade")

    assert run("backup", "nowhere/monday") == (
        1,
        "error: there is no folder 'nowhere': make it, or name another\n",
    )
    assert run("restore", "sunday") == (1, "error: sunday: No such file or directory\n")
