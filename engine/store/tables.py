"""The tables of cases (docs/architecture.md); a table that belongs to a case has its id first.

`E` in a comment marks a column that holds ciphertext: see `engine.store.keyring`.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from engine.store.columns import Moment

METADATA: Final = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_ID: Final = sa.String(32)

# Releases: immutable once published


def _published(name: str) -> sa.Table:
    """A table of published documents: the same columns for diagrams, decisions and forms."""
    return sa.Table(
        name,
        METADATA,
        sa.Column("release", sa.Integer, sa.ForeignKey("release.number"), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )


release: Final = sa.Table(
    "release",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("published_at", Moment, nullable=False),
    sa.Column("published_by", sa.String(200), nullable=False),
    sa.Column("note", sa.Text, nullable=False),
)
definition: Final = _published("definition")
decision: Final = _published("decision")
form: Final = _published("form")

# Keys and people behind cases

data_key: Final = sa.Table(
    "data_key",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("wrapped", sa.LargeBinary),  # NULL once it is erased
    sa.Column("made_at", Moment, nullable=False),
)
site: Final = sa.Table(
    "site",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False, unique=True),
    sa.Column("zone", sa.String(64), nullable=False),
    sa.Column("country", sa.String(2), nullable=False),
    sa.Column("subdivision", sa.String(10)),
)
closure: Final = sa.Table(
    "closure",
    METADATA,
    sa.Column("site_id", _ID, sa.ForeignKey("site.id"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("reason", sa.String(200), nullable=False),
)
person: Final = sa.Table(
    "person",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("key_id", _ID, sa.ForeignKey("data_key.id"), nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),  # E
)
# What a person can be found by: keyed hashes of parts of the name, of how it sounds, of the date
# of birth and of references, since the data themselves are encrypted.
person_index: Final = sa.Table(
    "person_index",
    METADATA,
    sa.Column("person_id", _ID, sa.ForeignKey("person.id"), primary_key=True),
    sa.Column("kind", sa.String(12), primary_key=True),
    sa.Column("value", sa.String(64), primary_key=True),
    sa.Index(None, "kind", "value"),
)
# What is read at its newest version at the moment of use, such as lists to choose from.
policy: Final = sa.Table(
    "policy",
    METADATA,
    sa.Column("key", sa.String(60), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("set_by", sa.String(200), nullable=False),
)

# Cases

case: Final = sa.Table(
    "case",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("number", sa.String(20), nullable=False, unique=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("release", sa.Integer, sa.ForeignKey("release.number"), nullable=False),
    sa.Column("person_id", _ID, sa.ForeignKey("person.id")),
    sa.Column("site_id", _ID, sa.ForeignKey("site.id")),
    sa.Column("key_id", _ID, sa.ForeignKey("data_key.id"), nullable=False),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("stage", sa.String(40)),
    sa.Column("restricted", sa.Boolean, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("history_seq", sa.Integer, nullable=False),
    sa.Column("history_hash", sa.LargeBinary(32), nullable=False),
    sa.Index(None, "status", "started_at"),
)


def _of_case(name: str, *columns: sa.Column[object] | sa.Index) -> sa.Table:
    """A table whose rows belong to a case; every key begins with the case."""
    return sa.Table(
        name,
        METADATA,
        sa.Column("case_id", _ID, sa.ForeignKey("case.id"), primary_key=True),
        *columns,
    )


instance: Final = _of_case(
    "instance",
    sa.Column("id", _ID, primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("process", sa.String(200), nullable=False),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("caller_instance", _ID),
    sa.Column("caller_token", _ID),
    sa.Column("state", sa.LargeBinary, nullable=False),  # E
    sa.Column("version", sa.Integer, nullable=False),
)
user_task: Final = _of_case(
    "user_task",
    sa.Column("id", _ID, primary_key=True),
    sa.Column("instance_id", _ID, nullable=False),
    sa.Column("process", sa.String(200), nullable=False),
    sa.Column("element", sa.String(200), nullable=False),
    sa.Column("name", sa.String(500), nullable=False),
    sa.Column("form", sa.String(200)),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("assignee", sa.String(200)),
    sa.Column("candidate_groups", sa.JSON, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    # Late at all is critical; the diagram says so by `programme:escalation`.
    sa.Column("safety", sa.Boolean, nullable=False),
    sa.Column("opened_at", Moment, nullable=False),
    sa.Column("claimed_at", Moment),
    sa.Column("due_at", Moment),
    sa.Column("follow_up_at", Moment),
    sa.Column("ended_at", Moment),
    sa.Column("ended_by", sa.String(200)),
    sa.Index(None, "status", "due_at"),
    sa.Index(None, "assignee", "status", "due_at"),
    sa.Index(None, "ended_by", "ended_at"),
)
# The tasks that wait to be claimed, by who may: see `engine.store.offers`. `due_at` is far in the
# future for a task without one, so that an index gives the order.
_IN_ORDER: Final = ("due_at", "urgency", "task_id", "case_id")
_LOOKED_AT: Final = ("site_id", "restricted", "safety", "several")
task_offer: Final = _of_case(
    "task_offer",
    sa.Column("task_id", _ID, primary_key=True),
    sa.Column("group_name", sa.String(200), primary_key=True),
    sa.Column("place", _ID, primary_key=True),  # "" or the id of a site, a team or a person
    sa.Column("site_id", _ID),  # of the case; so is `restricted`
    sa.Column("restricted", sa.Boolean, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("urgency", sa.Integer, nullable=False),  # the priority, the most urgent first
    sa.Column("safety", sa.Boolean, nullable=False),
    sa.Column("several", sa.Boolean, nullable=False),  # whether it is offered to other groups too
    # With all that is looked at, so that the rows themselves are not.
    sa.Index("ix_task_offer_group", "place", "group_name", *_IN_ORDER, *_LOOKED_AT),
    sa.Index("ix_task_offer_place", "place", *_IN_ORDER, "group_name", *_LOOKED_AT),
)
timer: Final = _of_case(
    "timer",
    sa.Column("id", _ID, primary_key=True),
    sa.Column("instance_id", _ID, nullable=False),
    sa.Column("element", sa.String(200), nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("try_at", Moment, nullable=False),
    sa.Column("error", sa.Text),
    sa.Index(None, "try_at"),
)
subscription: Final = _of_case(
    "subscription",
    sa.Column("id", _ID, primary_key=True),
    sa.Column("instance_id", _ID, nullable=False),
    sa.Column("element", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("key", sa.String(200)),
    sa.Index(None, "kind", "name", "key"),
)
incident: Final = _of_case(
    "incident",
    sa.Column("id", _ID, primary_key=True),
    sa.Column("instance_id", _ID, nullable=False),
    sa.Column("element", sa.String(200), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("raised_at", Moment, nullable=False),
)
history: Final = _of_case(
    "history",
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor", sa.String(200), nullable=False),
    sa.Column("command_id", _ID, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("instance_id", _ID, nullable=False),
    sa.Column("element", sa.String(200)),
    sa.Column("token", _ID),
    sa.Column("data", sa.LargeBinary, nullable=False),  # E
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
)
outbox: Final = sa.Table(
    "outbox",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("sender_case", _ID, nullable=False),
    sa.Column("target_case", _ID, nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("key", sa.String(200)),
    sa.Column("key_id", _ID, nullable=False),
    sa.Column("variables", sa.LargeBinary, nullable=False),  # E
    sa.Column("thrown_at", Moment, nullable=False),
    sa.Index(None, "thrown_at"),
)

# The machine

command: Final = sa.Table(
    "command",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("actor", sa.String(200), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("answer", sa.JSON, nullable=False),
)
counter: Final = sa.Table(
    "counter",
    METADATA,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)
heartbeat: Final = sa.Table(
    "heartbeat",
    METADATA,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("at", Moment, nullable=False),
)
