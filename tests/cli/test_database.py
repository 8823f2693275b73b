"""`passerelle database` and `passerelle audit`, as somebody types them."""

import base64

import pytest
import sqlalchemy as sa

from engine.cli import main
from engine.commands import PublishRelease, RecordAccess, StartCase
from engine.executor import Executor
from engine.store import people as p
from engine.store import tables as t
from engine.store.database import connect
from engine.store.keyring import Keyring
from tests.store.test_cases import SIMPLE

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def database(monkeypatch, tmp_path):
    """The database of the environment, still empty."""
    url = f"sqlite:///{tmp_path / 'passerelle.db'}"
    monkeypatch.setenv("PASSERELLE_DATABASE", url)
    monkeypatch.setenv("PASSERELLE_MASTER_KEY", base64.b64encode(KEY).decode())
    engine = connect(url)
    yield engine
    engine.dispose()


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main(words)
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


@pytest.fixture
def case(run, database):
    """A case that somebody has looked at twice."""
    run("database", "upgrade")
    executor = Executor(database, Keyring(KEY))
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")
    made = executor.execute(StartCase(process="p"), by="console")
    for _ in range(2):
        executor.execute(
            RecordAccess(case=made["id"], what="case file", reason="visit"), by="console"
        )
    return made


def test_an_upgrade_makes_the_schema_and_may_be_repeated(run, database):
    assert run("database", "upgrade") == (0, "the schema is the newest\n")
    assert run("database", "upgrade") == (0, "the schema is the newest\n")
    assert sa.inspect(database).has_table("case")


def test_an_old_schema_is_not_verified(run):
    status, said = run("audit", "verify")

    assert status == 1
    assert said.endswith("not the newest: run `passerelle database upgrade`\n")


@pytest.mark.usefixtures("case")
def test_a_history_that_nobody_touched_holds(run):
    assert run("audit", "verify") == (0, "the history of every case holds\n")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (sa.update(t.history).values(actor="nobody"), "row 1 was changed"),
        (sa.update(p.access).values(reason="curious"), "row 1 of who looked was changed"),
    ],
)
def test_the_first_row_that_was_changed_is_named(run, database, case, change, reason):
    with database.begin() as connection:
        connection.execute(change)

    assert run("audit", "verify") == (1, f"{case['number']}: {reason}\n")


def test_rows_taken_out_are_missed(run, database, case):
    with database.begin() as connection:
        connection.execute(sa.delete(t.history).where(t.history.c.seq == 1))
        connection.execute(sa.delete(p.access).where(p.access.c.seq == 1))

    assert run("audit", "verify") == (
        1,
        f"{case['number']}: row 1 is missing\n{case['number']}: row 1 of who looked is missing\n",
    )


def test_sites_are_made_closed_and_shown(run):
    made = run("site", "add", "Lindenhof", "--zone", "Europe/Berlin", "--country", "DE")

    assert made == (0, "Lindenhof is a site now\n")
    assert run("site", "close", "Lindenhof", "2027-03-05", "Training day") == (
        0,
        "Lindenhof is closed on 2027-03-05\n",
    )
    assert run("site", "list") == (0, "Lindenhof\n")
    assert run("site", "close", "Southgate", "2027-03-05", "Storm") == (
        1,
        "error: there is no site 'Southgate'; there are: Lindenhof\n",
    )
