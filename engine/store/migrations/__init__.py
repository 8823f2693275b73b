"""The schema, version by version, applied by Alembic."""

from __future__ import annotations

import functools
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory


def upgrade(engine: sa.Engine, *, to: str = "head") -> None:
    """Bring the schema of a database to the newest version, or a newer one than it has."""
    config = _config()
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def is_current(engine: sa.Engine) -> bool:
    """Whether a database has the newest schema."""
    with engine.connect() as connection:
        return revision_of(connection) == _newest()


def revision_of(connection: sa.Connection) -> str | None:
    """The version of the schema of a database; None where there is no schema."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Whether this code knows a version of the schema: it does not know those after its own."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return any(script.revision == revision for script in scripts)


@functools.cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config
