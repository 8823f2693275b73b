"""What is sealed is opened in its own place alone, and only with the key."""

import base64
import datetime

import pytest
import sqlalchemy as sa

from engine.commands import CompleteTask, PublishRelease, StartCase
from engine.queries import OpenTasks
from engine.store import tables as t
from engine.store.keyring import KeyRefused, Keyring, Sealed, master_key
from tests.store.conftest import MASTER
from tests.store.test_cases import SIMPLE

NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def connection(engine):
    with engine.connect().execution_options(writes=True) as made, made.begin():
        yield made


def test_what_was_sealed_is_opened(connection):
    keyring = Keyring(MASTER)
    keyring.make(connection, "k" * 32, NOW)

    sealed = keyring.seal(connection, "k" * 32, b"secret", "here")

    assert b"secret" not in sealed
    assert Keyring(MASTER).open(connection, "k" * 32, sealed, "here") == b"secret"


def test_what_was_moved_or_changed_is_refused(connection):
    keyring = Keyring(MASTER)
    keyring.make(connection, "k" * 32, NOW)
    keyring.make(connection, "l" * 32, NOW)
    sealed = keyring.seal(connection, "k" * 32, b"secret", "here")

    for key, what, place in (
        ("k" * 32, sealed, "there"),
        ("l" * 32, sealed, "here"),
        ("k" * 32, sealed[:-1] + bytes([sealed[-1] ^ 1]), "here"),
        ("k" * 32, sealed[:10], "here"),
        ("k" * 32, b"", "here"),
    ):
        with pytest.raises(Sealed):
            keyring.open(connection, key, what, place)


def test_another_master_key_opens_nothing(connection):
    keyring = Keyring(MASTER)
    keyring.make(connection, "k" * 32, NOW)
    sealed = keyring.seal(connection, "k" * 32, b"secret", "here")

    with pytest.raises(Sealed):
        Keyring(bytes(32)).open(connection, "k" * 32, sealed, "here")


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_a_master_key_has_32_bytes(key):
    with pytest.raises(KeyRefused):
        Keyring(key)


def test_the_master_key_comes_from_the_environment_or_a_file(monkeypatch, tmp_path):
    monkeypatch.delenv("PASSERELLE_MASTER_KEY", raising=False)
    monkeypatch.delenv("PASSERELLE_MASTER_KEY_FILE", raising=False)
    with pytest.raises(KeyRefused, match="PASSERELLE_MASTER_KEY"):
        master_key()

    file = tmp_path / "key"
    monkeypatch.setenv("PASSERELLE_MASTER_KEY_FILE", str(file))
    with pytest.raises(KeyRefused, match="cannot be read"):
        master_key()
    file.write_bytes(base64.b64encode(MASTER) + b"\n")
    assert master_key() == MASTER

    monkeypatch.setenv("PASSERELLE_MASTER_KEY", "no base64!")
    with pytest.raises(KeyRefused, match="not base64"):
        master_key()


def test_the_bytes_of_a_case_cannot_be_exchanged_for_those_of_another(executor, engine):
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")
    cases = [executor.execute(StartCase(process="p"), by="console")["id"] for _ in range(2)]
    with engine.connect().execution_options(writes=True) as made, made.begin():
        states = dict(made.execute(sa.select(t.instance.c.case_id, t.instance.c.state)).all())
        change = sa.update(t.instance).where(t.instance.c.case_id == cases[0])
        made.execute(change.values(state=states[cases[1]]))
    (task,) = executor.ask(OpenTasks(case=cases[0]), by="console")

    with pytest.raises(Sealed):
        executor.execute(CompleteTask(case=cases[0], task=task.id), by="console")


def test_no_variable_stands_in_the_database_in_plain_text(executor, engine):
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")
    executor.execute(StartCase(process="p", variables={"name": "Zorvelda Quist"}), by="console")

    with engine.connect() as made:
        found = [
            table.name
            for table in t.METADATA.sorted_tables
            for row in made.execute(sa.select(table))
            if any("Zorvelda" in str(value) for value in row)
        ]

    assert found == []
