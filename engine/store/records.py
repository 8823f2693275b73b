"""The tables of what people write about cases: answers to forms, drafts, comments.

`E` in a comment marks a column that holds ciphertext: see `engine.store.keyring`.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from engine.store.columns import Moment
from engine.store.tables import METADATA

_ID: Final = sa.String(32)

submission: Final = sa.Table(
    "submission",
    METADATA,
    sa.Column("case_id", _ID, sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("id", _ID, primary_key=True),
    sa.Column("task_id", _ID, nullable=False),
    sa.Column("form", sa.String(200), nullable=False),
    sa.Column("release", sa.Integer, sa.ForeignKey("release.number"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),  # of this form in this case, from 1
    sa.Column("by", sa.String(200), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),  # E
    sa.Index(None, "case_id", "form", "revision", unique=True),
)
form_draft: Final = sa.Table(
    "form_draft",
    METADATA,
    sa.Column("case_id", _ID, sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("task_id", _ID, primary_key=True),
    sa.Column("user_id", _ID, sa.ForeignKey("user.id"), primary_key=True),
    sa.Column("saved_at", Moment, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),  # E
)
comment: Final = sa.Table(
    "comment",
    METADATA,
    sa.Column("case_id", _ID, sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("id", _ID, primary_key=True),
    sa.Column("task_id", _ID),
    sa.Column("by", sa.String(200), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("text", sa.LargeBinary, nullable=False),  # E
)
