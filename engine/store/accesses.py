"""Who looked at a case, as a chain: each row's hash covers the row and the hash before it.

Two who read at once may want the same number; the executor then runs the slower one again. Rows
taken off the end are not noticed: the case, which would have to be locked for it, says no number.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine.store import people as p
from engine.store import tables as t
from engine.store.chain import START, Break

if TYPE_CHECKING:
    from engine.store.context import Context


def add_access(context: Context, case_id: str, what: str, reason: str) -> int:
    """Write that the actor looks at something of a case; returns the number of the row."""
    access = p.access.c
    last = context.connection.execute(
        sa.select(access.seq, access.hash)
        .where(access.case_id == case_id)
        .order_by(access.seq.desc())
        .limit(1)
    ).one_or_none()
    seq, before = (last.seq + 1, last.hash) if last else (1, START)
    row = {
        "case_id": case_id,
        "seq": seq,
        "at": context.now,
        "actor": context.actor,
        "what": what,
        "reason": reason,
    }
    context.connection.execute(sa.insert(p.access).values(**row, hash=_link(before, row)))
    return int(seq)


def verify_accesses(connection: sa.Connection) -> Iterator[Break]:
    """The first break of each case where a row was changed, or taken out of the middle."""
    access, case = p.access.c, t.case.c
    rows = connection.execute(
        sa.select(p.access, case.number)
        .join(t.case, case.id == access.case_id)
        .order_by(case.number, access.seq)
    )
    of_case, broken, before, expected = "", False, START, 1
    for row in rows.mappings():
        if row["case_id"] != of_case:
            of_case, broken, before, expected = row["case_id"], False, START, 1
        if broken:
            continue
        reason = None
        if row["seq"] != expected:
            reason = f"row {expected} of who looked is missing"
        elif _link(before, dict(row)) != row["hash"]:
            reason = f"row {expected} of who looked was changed"
        if reason is not None:
            broken = True
            yield Break(of_case, row["number"], expected, reason)
        before, expected = row["hash"], expected + 1


def _link(before: bytes, row: Mapping[str, Any]) -> bytes:
    at = row["at"].astimezone(datetime.UTC).isoformat()
    plain = [row["case_id"], row["seq"], at, row["actor"], row["what"], row["reason"]]
    return hashlib.sha256(before + json.dumps(plain).encode()).digest()
