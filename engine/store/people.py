"""The tables of people: who they are, what they may do, when they were here and what they read."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from engine.store.columns import Moment
from engine.store.tables import METADATA

_ID: Final = sa.String(32)
_LOGIN: Final = sa.String(64)

# Accounts

team: Final = sa.Table(
    "team",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False, unique=True),
    sa.Column("site_id", _ID, sa.ForeignKey("site.id")),
)
user: Final = sa.Table(
    "user",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    # In lower case, and never changed: the histories of cases name people by it.
    sa.Column("login", _LOGIN, nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("password_hash", sa.String(300), nullable=False),
    sa.Column("must_change", sa.Boolean, nullable=False),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("site_id", _ID, sa.ForeignKey("site.id")),
    sa.Column("language", sa.String(20)),
    sa.Column("preferences", sa.JSON, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
)
membership: Final = sa.Table(
    "membership",
    METADATA,
    sa.Column("user_id", _ID, sa.ForeignKey("user.id"), primary_key=True),
    sa.Column("team_id", _ID, sa.ForeignKey("team.id"), primary_key=True),
    sa.Index(None, "team_id"),
)
role_grant: Final = sa.Table(
    "role_grant",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("user_id", _ID, sa.ForeignKey("user.id"), nullable=False),
    sa.Column("role", sa.String(60), nullable=False),
    sa.Column("site_id", _ID, sa.ForeignKey("site.id")),
    sa.Column("from_at", Moment, nullable=False),
    sa.Column("until_at", Moment),
    sa.Column("granted_at", Moment, nullable=False),
    sa.Column("granted_by", _LOGIN, nullable=False),
    sa.Column("revoked_at", Moment),
    sa.Column("revoked_by", _LOGIN),
    sa.Index(None, "user_id"),
)

# Signing in

login_session: Final = sa.Table(
    "login_session",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),  # SHA-256 of the token
    sa.Column("user_id", _ID, sa.ForeignKey("user.id"), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("used_at", Moment, nullable=False),
    sa.Column("idle_until", Moment, nullable=False),
    sa.Column("until", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("rotate", sa.Boolean, nullable=False),
    sa.Index(None, "user_id"),
    sa.Index(None, "until"),
)
# One row per login name or address, whatever was typed: what is not known is counted alike.
login_attempt: Final = sa.Table(
    "login_attempt",
    METADATA,
    sa.Column("kind", sa.String(10), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("level", sa.Float, nullable=False),
    sa.Column("last_at", Moment, nullable=False),
    sa.Index(None, "last_at"),
)

# Who has to do with a case, and who looked at it

case_member: Final = sa.Table(
    "case_member",
    METADATA,
    sa.Column("case_id", _ID, sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("user_id", _ID, sa.ForeignKey("user.id"), primary_key=True),
    sa.Column("relation", sa.String(12), primary_key=True),  # assigned or listed
    sa.Index(None, "user_id", "relation"),
)
case_team: Final = sa.Table(
    "case_team",
    METADATA,
    sa.Column("case_id", _ID, sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("team_id", _ID, sa.ForeignKey("team.id"), primary_key=True),
    sa.Index(None, "team_id"),
)
access: Final = sa.Table(
    "access",
    METADATA,
    sa.Column("case_id", _ID, sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor", sa.String(200), nullable=False),
    sa.Column("what", sa.String(200), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
    sa.Index(None, "actor", "at"),
)
