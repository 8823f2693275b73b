"""What the tests of people do again and again."""

import sqlalchemy as sa

from engine.commands import CreateUser
from engine.core.permission import Grant
from engine.queries import SessionOf
from engine.sign_in import STRANGER, sign_in

PASSWORD = "gentle otter climbs"  # noqa: S105 - of accounts that end with their test
ADDRESS = "192.0.2.7"


def join(executor, login, *roles, site=None, at=None, by="console"):
    """An account with roles at a site or everywhere."""
    grants = tuple(Grant(role, site) for role in roles)
    command = CreateUser(
        login=login,
        name=login.title(),
        password=PASSWORD,
        site=at or site,
        grants=grants,
        must_change=False,
    )
    return executor.execute(command, by=by)


def enter(executor, login, password=PASSWORD, address=ADDRESS, previous=None):
    """The token of a new session."""
    return sign_in(executor, login, password, address=address, previous=previous).token


def session(executor, token):
    """The session of a token, None when it is over."""
    return executor.ask(SessionOf(token=token), by=STRANGER)


def rows(engine, table):
    """All rows of a table, as dictionaries."""
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(sa.select(table)).mappings()]


def write(engine, statement, *values):
    """Change the database behind the back of the engine."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(statement, *values)
