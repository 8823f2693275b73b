"""A backup holds everything that was promised, and goes back into either kind of database."""

import base64
import json
import os
import random
import resource
import stat
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from engine.commands import CompleteTask, PublishRelease, RecordAccess, StartCase
from engine.executor import Executor
from engine.queries import AuditBreaks, OpenTasks
from engine.scheduler import tick
from engine.store import migrations, passwords
from engine.store import people as p
from engine.store import tables as t
from engine.store.backup import (
    BackupDamaged,
    BackupRefused,
    NoBackup,
    Source,
    Wanted,
    restore_backup,
    write_backup,
)
from engine.store.backup.file import read, written
from engine.store.backup.label import NAME, attach, read_label
from engine.store.database import connect
from engine.store.keyring import KeyRefused, Keyring
from tests.core.bpmn.drawing import catch, definitions, end, flows, process, start, timer
from tests.people.staff import enter, join, rows, session, write
from tests.store.conftest import MASTER, Clock
from tests.store.promises import DIAGRAM, assert_kept, case_ids
from tests.store.test_cases import SIMPLE
from tests.store.test_migrations import downgrade

LONG = bool(os.environ.get("PASSERELLE_LONG"))
FLIPS = 500 if LONG else 12
KEYRING = Keyring(MASTER)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Passwords are not what is tested here."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords.dummy.cache_clear()
    yield
    passwords.dummy.cache_clear()


@pytest.fixture
def other(engine, request, tmp_path):
    """An empty database of the other kind."""
    if engine.dialect.name == "postgresql":
        made = connect(f"sqlite:///{tmp_path / 'other.db'}")
        yield made
        made.dispose()
        return
    server = request.getfixturevalue("postgres_server")
    url = server.new_url()
    made = connect(url)
    yield made
    made.dispose()
    server.drop(url)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "monday.backup"


@dataclass
class Safe:
    """Makes and restores the one backup of a test."""

    engine: sa.Engine
    other: sa.Engine
    file: Path
    clock: Clock

    def back_up(self, engine=None, file=None, *, force=False):
        wanted = Wanted(path=file or self.file, now=self.clock.now, force=force)
        return write_backup(engine or self.engine, KEYRING, wanted, lambda *_: None)

    def restore(self, keyring=KEYRING):
        """Into the other database."""
        return restore_backup(
            self.other, keyring, Source(self.file, self.clock.now), lambda *_: None
        )

    def restored(self):
        """What runs on the other database."""
        return Executor(self.other, KEYRING, clock=self.clock)

    def assert_refused(self, error, match=None, keyring=KEYRING):
        """Nothing of the file may come into the other database."""
        migrations.upgrade(self.other)
        before = everything(self.other)
        with pytest.raises(error, match=match):
            self.restore(keyring)
        assert everything(self.other) == before


@pytest.fixture
def safe(engine, other, file, clock):
    return Safe(engine, other, file, clock)


def everything(engine):
    """All rows of all tables that are not empty."""
    found = {one.name: rows(engine, one) for one in t.METADATA.sorted_tables}
    return {
        name: Counter(json.dumps(row, default=repr, sort_keys=True) for row in there)
        for name, there in found.items()
        if there
    }


def a_case(executor):
    """A case whose file was looked at, with a task that is open; in a database with people."""
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}, note="größer, 大きい"), by="console")
    join(executor, "mira", "case_manager")
    made = executor.execute(StartCase(process="p"), by="console")
    executor.execute(RecordAccess(case=made["id"], what="case file", reason="visit"), by="console")
    return made


# Under load

PATIENT = definitions(
    process("q", start("s"), catch("c", timer("PT1H")), end("e"), flows("s", "c", "e"))
)
"""What no labourer touches: by the clock of the machine its time has not come."""


class Labourers:
    """Two processes that work on cases; what they write is read all the time."""

    def __init__(self, url):
        command = [sys.executable, "-m", "tests.store.labourer", url]
        self._processes = [
            subprocess.Popen([*command, str(seed)], stdout=subprocess.PIPE, text=True)
            for seed in (1, 2)
        ]
        self.written = []
        self._threads = [threading.Thread(target=self._read, args=[one]) for one in self._processes]
        self._news = threading.Condition()
        for one in self._threads:
            one.start()

    def _read(self, process):
        for line in process.stdout:
            with self._news:
                if line.endswith("}\n"):
                    self.written.append(json.loads(line))
                self._news.notify_all()

    def promises(self):
        """How much was answered so far."""
        return sum("answer" in one for one in list(self.written))

    def wait_for(self, count):
        with self._news:
            assert self._news.wait_for(lambda: self.promises() >= count, timeout=60)

    def kill(self):
        for one in self._processes:
            one.kill()
            one.wait()
        for one in self._threads:
            one.join()
        for one in self._processes:
            one.stdout.close()


@pytest.fixture
def labourers(engine, executor):
    executor.execute(PublishRelease(diagrams={"p": DIAGRAM, "q": PATIENT}), by="console")
    executor.execute(StartCase(process="q"), by="console")
    made = Labourers(engine.url.render_as_string(hide_password=False))
    yield made
    made.kill()


def test_what_was_promised_before_it_began_is_in_it_while_others_go_on(engine, labourers, safe):
    labourers.wait_for(60)
    before = list(labourers.written)
    made = safe.back_up()
    labourers.wait_for(labourers.promises() + 10)
    labourers.kill()

    restored = safe.restore()

    there = safe.restored()
    assert made.breaks == restored.breaks == there.ask(AuditBreaks(), by="console") == []
    assert len(rows(safe.other, t.command)) == made.label.tables["command"].rows
    assert len(rows(safe.other, t.command)) < len(rows(engine, t.command))
    assert_kept(there, safe.other, before)
    safe.clock.advance(hours=1)
    tick(there, most=10_000)
    (patient,) = [row for row in rows(safe.other, t.instance) if row["process"] == "q"]
    assert patient["status"] == "completed"
    assert there.ask(AuditBreaks(), by="console") == []


# What is in it


def test_every_row_is_restored_as_it_was(engine, executor, safe):
    a_case(executor)
    safe.back_up()
    safe.restore()

    assert everything(safe.other) == everything(engine)
    assert {"history", "access", "user", "command", "release"} <= set(everything(safe.other))


def test_all_sessions_are_over_after_a_restore(executor, safe):
    join(executor, "ada", "administrator")
    token = enter(executor, "ada")
    safe.back_up()
    safe.restore()

    there = safe.restored()
    assert session(there, token) is None
    assert session(executor, token).login == "ada"
    assert session(there, enter(there, "ada")).login == "ada"


def test_only_its_owner_may_read_it_and_nothing_else_is_left(executor, safe):
    a_case(executor)
    safe.back_up()

    assert stat.S_IMODE(safe.file.stat().st_mode) == 0o600
    assert [one.name for one in safe.file.parent.glob(f"{safe.file.name}*")] == [safe.file.name]


def test_the_master_key_is_not_in_it(executor, safe):
    a_case(executor)
    safe.back_up()

    content = safe.file.read_bytes()
    assert b"passerelle_backup" in content
    for key in (MASTER, MASTER.hex().encode(), base64.b64encode(MASTER)):
        assert key not in content


def test_a_history_that_was_changed_before_is_named_and_still_backed_up(engine, executor, safe):
    number = a_case(executor)["number"]
    write(engine, sa.update(t.history).values(actor="nobody"))

    made = safe.back_up()

    assert [one.number for one in made.breaks] == [number]
    assert [one.number for one in safe.restore().breaks] == [number]


# Its place


def test_a_file_that_is_there_is_replaced_only_when_it_is_said(executor, safe):
    a_case(executor)
    safe.file.write_text("what was here before")

    with pytest.raises(BackupRefused, match="is there already: name another file, or add --force"):
        safe.back_up()
    assert safe.file.read_text() == "what was here before"

    safe.back_up(force=True)
    assert safe.file.read_bytes().startswith(b"SQLite format 3")


def test_the_database_itself_is_never_replaced(tmp_path, safe):
    database = tmp_path / "mine.db"
    engine = connect(f"sqlite:///{database}")
    migrations.upgrade(engine)

    with pytest.raises(BackupRefused, match="is the database itself"):
        safe.back_up(engine, database, force=True)
    engine.dispose()


def test_a_database_without_tables_has_nothing_to_back_up(safe):
    with pytest.raises(BackupRefused, match="nothing to back up"):
        safe.back_up(safe.other)

    assert not safe.file.exists()


@pytest.mark.parametrize("limit", [20_000, 700_000])
def test_a_disk_that_is_full_leaves_no_file(engine, executor, limit, safe):
    a_case(executor)
    note = random.Random(1).randbytes(1_000_000).hex()
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}, note=note), by="console")
    environment = os.environ | {
        "PASSERELLE_DATABASE": engine.url.render_as_string(hide_password=False),
        "PASSERELLE_MASTER_KEY": base64.b64encode(MASTER).decode(),
    }

    done = subprocess.run(
        [sys.executable, "-m", "engine.cli", "backup", str(safe.file)],
        env=environment,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith(f"error: '{safe.file}' cannot be written: ")
    assert list(safe.file.parent.glob(f"{safe.file.name}*")) == []


# What is not restored


def test_a_database_with_cases_is_left_alone(executor, safe):
    a_case(executor)
    safe.back_up()
    safe.restore()

    safe.assert_refused(BackupRefused, r"already has cases \(1\)")


def test_what_a_database_without_cases_holds_is_replaced(engine, executor, safe):
    a_case(executor)
    safe.back_up()
    migrations.upgrade(safe.other)
    join(safe.restored(), "mira", "administrator")

    safe.restore()

    assert everything(safe.other) == everything(engine)


def test_another_master_key_is_refused(executor, safe):
    a_case(executor)
    safe.back_up()

    other_key = Keyring(bytes(32))
    safe.assert_refused(KeyRefused, "not the one that the backup", other_key)


def test_a_file_that_was_cut_is_refused(executor, safe):
    a_case(executor)
    safe.back_up()
    whole = safe.file.read_bytes()
    for part in (0.1, 0.5, 0.999):
        safe.file.write_bytes(whole[: int(len(whole) * part)])

        safe.assert_refused(BackupDamaged, "is damaged, take another backup")


@pytest.mark.timeout(1800 if LONG else 300)
def test_a_flipped_bit_is_found_or_changes_nothing(engine, executor, safe):
    a_case(executor)
    safe.back_up()
    whole = safe.file.read_bytes()
    used = [place for place, byte in enumerate(whole) if byte]
    chance, refused = random.Random(3), 0
    migrations.upgrade(safe.other)
    empty = everything(safe.other)
    for _ in range(FLIPS):
        damaged = bytearray(whole)
        damaged[chance.choice(used)] ^= 1 << chance.randrange(8)
        safe.file.write_bytes(damaged)
        try:
            safe.restore()
        except (BackupRefused, KeyRefused):
            refused += 1
            assert everything(safe.other) == empty
        else:
            assert everything(safe.other) == everything(engine)
            for table in reversed(t.METADATA.sorted_tables):
                write(safe.other, sa.delete(table))

    assert refused >= FLIPS // 2


def test_a_value_changed_in_the_file_is_found(executor, safe):
    a_case(executor)
    safe.back_up()
    with written(safe.file, safe.file) as inside, inside.begin() as connection:
        connection.execute(sa.update(p.role_grant).values(role="administrator"))

    safe.assert_refused(BackupDamaged, "not as it was written: role_grant")


def test_a_foreign_file_is_refused(safe):
    for content in (b"", b"dear diary", b"SQLite format 3\0" + bytes(9_000)):
        safe.file.write_bytes(content)

        safe.assert_refused(BackupRefused, "no backup of Passerelle|is damaged")


def test_a_database_is_no_backup(safe):
    live = connect(f"sqlite:///{safe.file}")
    migrations.upgrade(live)
    live.dispose()

    safe.assert_refused(NoBackup, "none that `passerelle backup` wrote")


def relabel(file, **changes):
    """Give a backup another label, sealed with the right key."""
    with read(file) as inside, inside.connect() as connection:
        label = read_label(connection, KEYRING, file)
    values = {"made_at": label.made_at, "revision": label.revision, "tables": label.tables}
    with written(file, file) as inside, inside.begin() as connection:
        connection.exec_driver_sql(f"DROP TABLE {NAME}")
        attach(connection, type(label)(**(values | changes)), KEYRING)


def test_a_newer_schema_is_refused(executor, safe):
    a_case(executor)
    safe.back_up()
    relabel(safe.file, revision="9999")

    safe.assert_refused(BackupRefused, "9999 of a newer Passerelle: update")


def test_a_database_of_a_newer_schema_is_not_backed_up(engine, safe):
    write(engine, sa.text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(BackupRefused, match="9999 of a newer Passerelle: back it up with that"):
        safe.back_up()


def test_an_older_schema_is_backed_up_and_comes_to_the_newest(engine, executor, safe):
    a_case(executor)
    before = everything(engine)
    downgrade(engine, "0002")

    made = safe.back_up()
    content = safe.file.read_bytes()
    safe.restore()

    assert made.label.revision == "0002"
    assert safe.file.read_bytes() == content
    assert migrations.is_current(safe.other)
    assert everything(safe.other)["history"] == before["history"]
    assert everything(safe.other)["task_offer"] == before["task_offer"]
    there = safe.restored()
    (task,) = there.ask(OpenTasks(case=case_ids(safe.other)[0]), by="console")
    assert there.execute(CompleteTask(case=task.case_id, task=task.id, answers={}), by="console")
