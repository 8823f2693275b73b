"""The history of a case as a chain: each row's hash covers the row and the hash before it."""

from __future__ import annotations

import datetime
import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import sqlalchemy as sa

from engine.store import tables as t

START: Final = bytes(32)
_LENGTH: Final = struct.Struct(">I")
_COVERED: Final = (
    "case_id", "seq", "at", "actor", "command_id", "kind", "instance_id", "element", "token", "data"
)  # fmt: skip


def link(before: bytes, row: dict[str, object]) -> bytes:
    """The hash of a row; of its data it covers the ciphertext, so an erased case verifies."""
    parts = [before]
    for name in _COVERED:
        part = _bytes(row[name])
        parts += (_LENGTH.pack(len(part)), part)
    return hashlib.sha256(b"".join(parts)).digest()


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, datetime.datetime):
        return _moment(value)
    return b"\x00" if value is None else b"\x01" + str(value).encode()


@lru_cache(maxsize=16)
def _moment(value: datetime.datetime) -> bytes:
    """The rows of one transaction have the same."""
    return value.astimezone(datetime.UTC).isoformat().encode()


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold.

    Attributes:
        seq: The row that was changed, or follows a row that was taken out; 0 when the case
            itself says another end than its last row.
        reason: A sentence.
    """

    case_id: str
    number: str
    seq: int
    reason: str


def verify(connection: sa.Connection) -> Iterator[Break]:
    """The first break of each case whose history was changed; nothing for an intact database."""
    cases = connection.execute(
        sa.select(
            t.case.c.id, t.case.c.number, t.case.c.history_seq, t.case.c.history_hash
        ).order_by(t.case.c.number)
    ).all()
    for case_id, number, seq, end in cases:
        found = _first_break(connection, case_id, seq, end)
        if found is not None:
            yield Break(case_id, number, *found)


def _first_break(
    connection: sa.Connection, case_id: str, last: int, end: bytes
) -> tuple[int, str] | None:
    before, expected = START, 1
    rows = connection.execute(
        sa.select(t.history).where(t.history.c.case_id == case_id).order_by(t.history.c.seq)
    )
    for row in rows.mappings():
        if row["seq"] != expected:
            return expected, f"row {expected} is missing"
        before = link(before, dict(row))
        if before != row["hash"]:
            return expected, f"row {expected} was changed"
        expected += 1
    if expected - 1 != last:
        return expected, f"the rows after {expected - 1} of {last} are missing"
    return None if before == end else (0, "the case does not fit the end of its history")
