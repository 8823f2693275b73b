"""Events as rows of a case's history, encrypted, each linked to the one before."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core import event as e
from engine.core import feel
from engine.store import tables as t
from engine.store.chain import link
from engine.store.prepared import Prepared

if TYPE_CHECKING:
    from engine.store.context import Context

_OF_EVERY_EVENT: Final = frozenset({"instance", "element", "token"})
_APPEND: Final = Prepared(sa.insert(t.history))


@dataclass(frozen=True, slots=True)
class End:
    """The end of a case's history."""

    seq: int
    hash: bytes


def append(context: Context, case: Mapping[str, Any], events: Iterable[e.Event]) -> End:
    """Append events to the history of a case, each linked to the one before."""
    seq, before = case["history_seq"], case["history_hash"]
    rows = []
    for one in events:
        seq += 1
        kind: Any = type(one)  # mypy takes it for unhashable
        data = {name: _plain(getattr(one, name)) for name in _names_of_data(kind)}
        place = f"history/{case['id']}/{seq}"
        row = {
            "case_id": case["id"],
            "seq": seq,
            "at": context.now,
            "actor": context.actor,
            "command_id": context.command_id,
            "kind": kind.__name__,
            "instance_id": one.instance,
            "element": getattr(one, "element", None),
            "token": getattr(one, "token", None),
            "data": context.keyring.seal(
                context.connection, case["key_id"], feel.to_json(data).encode(), place
            ),
        }
        before = row["hash"] = link(before, row)
        rows.append(row)
    _APPEND.run_each(context.connection, rows)
    return End(seq, before)


@cache
def _names_of_data(kind: type[e.Event]) -> tuple[str, ...]:
    """What a kind of event says that no column has."""
    names = (field.name for field in dataclasses.fields(kind))
    return tuple(name for name in names if name not in _OF_EVERY_EVENT)


def _plain(value: object) -> object:
    """Tuples as lists, as FEEL knows them."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value
