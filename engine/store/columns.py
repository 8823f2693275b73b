"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime.datetime]):
    """A moment, aware and in UTC; a naive one is refused before it is stored."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, dialect: Dialect
    ) -> datetime.datetime | None:
        """To the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment must be aware before it is stored")
        utc = value.astimezone(datetime.UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(
        self, value: datetime.datetime | None, _dialect: Dialect
    ) -> datetime.datetime | None:
        """From the database."""
        if value is None:
            return None
        return (
            value.astimezone(datetime.UTC) if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        )
