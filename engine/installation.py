"""The installation that the environment names: its database and its master key."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa

from engine.errors import PasserelleError
from engine.executor import Executor, machine_now
from engine.store.database import connect
from engine.store.keyring import Keyring, master_key
from engine.store.migrations import is_current, upgrade

_DATABASE: Final = "sqlite:///passerelle.db"


class DatabaseRefused(PasserelleError):
    """The database cannot be used; set PASSERELLE_DATABASE to its address."""


@contextmanager
def installation(
    *, renew: bool | None = True, clock: Callable[[], datetime.datetime] = machine_now
) -> Iterator[Executor]:
    """Open the installation of the environment.

    Args:
        renew: Whether to make or renew its schema first; False: it must be the newest; None: it
            may be any, and stays.
        clock: Gives the time, aware.

    Raises:
        KeyRefused: There is no master key.
        DatabaseRefused: There is no such database, it does not answer, or its schema is old.
    """
    address = os.environ.get("PASSERELLE_DATABASE", _DATABASE)
    keyring = Keyring(master_key())
    try:
        engine = connect(address)
        try:
            if renew is not None:
                _see_to_the_schema(engine, renew=renew)
            yield Executor(engine, keyring, clock=clock)
        finally:
            engine.dispose()
    except sa.exc.DBAPIError as error:
        # Without the statement: its parameters may be what nobody should read.
        raise DatabaseRefused(f"the database cannot be used: {error.orig}") from None
    except sa.exc.ArgumentError:
        raise DatabaseRefused("PASSERELLE_DATABASE is not the address of a database") from None
    except ModuleNotFoundError as error:
        raise DatabaseRefused(
            f"this kind of database needs the package '{error.name}', which is not installed"
        ) from None


def _see_to_the_schema(engine: sa.Engine, *, renew: bool) -> None:
    if is_current(engine):
        return
    if not renew:
        raise DatabaseRefused(
            "the schema of the database is not the newest: run `passerelle database upgrade`"
        )
    upgrade(engine)
