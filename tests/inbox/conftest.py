"""People with work in a database, on SQLite and on PostgreSQL."""

from tests.people.conftest import quick_hashes, sites
from tests.store.conftest import actions, clock, engine, executor

__all__ = ["actions", "clock", "engine", "executor", "quick_hashes", "sites"]
