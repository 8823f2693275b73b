"""The only place where a transaction begins: `execute` a command, `ask` a query.

A command runs once or not at all. Its id is kept with its answer in the same transaction, so that
the same command sent twice gives the first answer; a lost race for a lock is run again.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeVar

import sqlalchemy as sa
import uuid6
from sqlalchemy.exc import DBAPIError, OperationalError

from engine.core.spiff.instance import Action
from engine.failpoint import Point, reach
from engine.store import tables as t
from engine.store.context import Context
from engine.store.keyring import Keyring
from engine.store.migrations import is_current
from engine.store.prepared import Prepared
from engine.store.releases import Releases

_TRIES: Final = 5
_PAUSE_SECONDS: Final = 0.05
# Built once: to build a statement takes longer than to run it.
_ANSWER: Final = sa.select(t.command.c.answer).where(t.command.c.id == sa.bindparam("command"))
_RECORD: Final = Prepared(sa.insert(t.command))

Answer = TypeVar("Answer", covariant=True)


class Command(Protocol[Answer]):
    """An intent: what `run` changes, it changes in one transaction.

    A command with `recorded = False` leaves no row and no answer behind, and sent twice it runs
    twice: for answers that must not be kept, such as tokens, and for what happens all the time.
    """

    def run(self, context: Context) -> Answer:
        """Do it; the answer can be written as JSON. Raising undoes everything."""


class Query(Protocol[Answer]):
    """A question: `run` changes nothing."""

    def run(self, context: Context) -> Answer:
        """Answer it."""


def new_id() -> str:
    """A new UUIDv7 as 32 hexadecimal digits."""
    return uuid6.uuid7().hex


def machine_now() -> datetime.datetime:
    """The time of the machine."""
    return datetime.datetime.now(datetime.UTC)


class Executor:
    """Runs commands and queries on one database; safe to share between threads.

    Args:
        engine: Of the database.
        keyring: Opens and seals.
        actions: What service tasks may do, by name.
        clock: Gives the time, aware.
    """

    def __init__(
        self,
        engine: sa.Engine,
        keyring: Keyring,
        *,
        actions: Mapping[str, Action] | None = None,
        clock: Callable[[], datetime.datetime] = machine_now,
    ) -> None:
        self.engine = engine
        self._keyring = keyring
        self._actions = dict(actions or {})
        self._clock = clock
        self._releases = Releases()

    def execute(
        self, command: Command[Answer], *, by: str, command_id: str | None = None
    ) -> Answer:
        """Run a command.

        Args:
            command: What to do.
            by: Who does it.
            command_id: 32 hexadecimal digits; the same id again gives the first answer.

        Raises:
            PasserelleError: The command refuses; nothing has changed.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                reach(Point.BEFORE_TRANSACTION)
                answer = self._run(command, by, command_id)
            except DBAPIError as error:
                if attempt == _TRIES or not _lost_race(error):
                    raise
                time.sleep(_PAUSE_SECONDS * attempt)
            else:
                reach(Point.AFTER_COMMIT)
                return answer
        raise AssertionError("the last try raises or returns")

    def ask(self, query: Query[Answer], *, by: str) -> Answer:
        """Answer a query."""
        with self.engine.connect() as connection, connection.begin():
            return query.run(self._context(connection, by, new_id()))

    def ready(self) -> bool:
        """Whether the database answers, with the schema that this code needs."""
        try:
            return is_current(self.engine)
        except DBAPIError:
            return False

    def _run(self, command: Command[Answer], by: str, given: str | None) -> Answer:
        with (
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            answer = self._answer(connection, command, by, given)
            reach(Point.BEFORE_COMMIT)
            return answer

    def _answer(
        self, connection: sa.Connection, command: Command[Answer], by: str, given: str | None
    ) -> Answer:
        """Run a command in a transaction, unless it ran before."""
        command_id = given or new_id()
        if not getattr(command, "recorded", True):
            return command.run(self._context(connection, by, command_id))
        # Nobody can have sent an id before that was made just now.
        known = given and connection.execute(_ANSWER, {"command": given}).one_or_none()
        if known:
            answer: Any = known[0]
            return answer  # type: ignore[no-any-return]  # as it was written
        context = self._context(connection, by, command_id)
        result = command.run(context)
        reach(Point.BEFORE_RECORD)
        row = {"id": command_id, "name": type(command).__name__, "answer": result}
        _RECORD.run(connection, row | {"actor": by, "at": context.now})
        return result

    def _context(self, connection: sa.Connection, by: str, command_id: str) -> Context:
        return Context(
            connection=connection,
            now=self._clock(),
            actor=by,
            command_id=command_id,
            keyring=self._keyring,
            releases=self._releases,
            actions=self._actions,
            new_id=new_id,
        )


def _lost_race(error: DBAPIError) -> bool:
    """Whether another transaction was in the way, so that trying again may help."""
    code = getattr(error.orig, "sqlstate", None)
    if code is not None:
        return code in ("40001", "40P01", "23505")
    text = str(error.orig)
    return isinstance(error, OperationalError) and "locked" in text
