"""A case as rows: locked, loaded, saved."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

import sqlalchemy as sa

from engine.core import case as cases
from engine.core import event as e
from engine.core.spiff.instance import Host
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.history import append
from engine.store.prepared import Prepared
from engine.store.projection import project
from engine.store.sites import calendar_of

if TYPE_CHECKING:
    from engine.store.context import Context

# Built once: to build a statement takes longer than to run it.
_CASE: Final = sa.select(t.case).where(t.case.c.id == sa.bindparam("case"))
_CASE_LOCKED: Final = _CASE.with_for_update()
_INSTANCES: Final = (
    sa.select(t.instance)
    .where(t.instance.c.case_id == sa.bindparam("case"))
    .order_by(t.instance.c.place)
)
_SAVE_CASE: Final = Prepared(sa.update(t.case).where(t.case.c.id == sa.bindparam("case")))
_SAVE_INSTANCE: Final = Prepared(
    sa.update(t.instance).where(
        t.instance.c.case_id == sa.bindparam("case"), t.instance.c.id == sa.bindparam("instance")
    )
)


class CaseNotFound(PasserelleError):
    """There is no such case; it may have been erased."""


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case with its instances; who made it decides whether it is locked.

    Attributes:
        row: Its row in the table of cases.
        state: Its instances, decrypted.
        versions: Of the instances that are stored, by their ids.
    """

    row: Mapping[str, Any]
    state: cases.CaseState
    versions: dict[str, int]

    @property
    def id(self) -> str:
        """Its id."""
        return cast("str", self.row["id"])


def lock(context: Context, case_id: str) -> StoredCase:
    """Lock a case until the end of the transaction, and load it.

    Raises:
        CaseNotFound: There is none of this id.
        Sealed: Its bytes were changed outside.
    """
    return _load(context, case_id, _CASE_LOCKED)


def load_case(context: Context, case_id: str) -> StoredCase:
    """Load a case as it is now, for reading only: nobody waits, and nothing may be saved.

    Raises:
        CaseNotFound: There is none of this id.
        Sealed: Its bytes were changed outside.
    """
    return _load(context, case_id, _CASE)


def case_row(context: Context, case_id: str) -> dict[str, Any]:
    """The row of a case as it is now, without its instances.

    Raises:
        CaseNotFound: There is none of this id.
    """
    return _row(context, case_id, _CASE)


def lock_row(context: Context, case_id: str) -> dict[str, Any]:
    """Lock a case until the end of the transaction, for what leaves its instances alone.

    Raises:
        CaseNotFound: There is none of this id.
    """
    return _row(context, case_id, _CASE_LOCKED)


def tell(context: Context, row: Mapping[str, Any], *events: e.Event) -> None:
    """Append facts to the history of a locked case whose instances stay as they are."""
    end = append(context, row, events)
    changed = {"history_seq": end.seq, "history_hash": end.hash, "version": row["version"] + 1}
    _SAVE_CASE.run(context.connection, {"case": row["id"], **changed})


def _row(context: Context, case_id: str, question: sa.Select[Any]) -> dict[str, Any]:
    there = context.connection.execute(question, {"case": case_id}).mappings().one_or_none()
    if there is None:
        raise CaseNotFound
    return {str(name): value for name, value in there.items()}


def _load(context: Context, case_id: str, question: sa.Select[Any]) -> StoredCase:
    connection = context.connection
    row = _row(context, case_id, question)
    found: dict[str, cases.InstanceState] = {}
    versions: dict[str, int] = {}
    for one in connection.execute(_INSTANCES, {"case": case_id}).mappings():
        place = _place(case_id, one["id"], one["version"])
        found[one["id"]] = cases.InstanceState(
            id=one["id"],
            process=one["process"],
            status=one["status"],
            caller=(one["caller_instance"], one["caller_token"]) if one["caller_token"] else None,
            state=context.keyring.open(connection, row["key_id"], one["state"], place),
        )
        versions[one["id"]] = one["version"]
    return StoredCase(row, cases.CaseState(found), versions)


def world_of(context: Context, case: Mapping[str, Any]) -> cases.World:
    """What a case needs from outside: its release, and the calendar of its site."""
    release, site = case["release"], case["site_id"]
    published = context.releases.get(context.connection, release)
    host = Host(
        now=context.now,
        actions=context.actions,
        decide=lambda name, variables: published.decide(name, variables, context.now),
        calendar=functools.cache(lambda: calendar_of(context.connection, site)),
        new_id=lambda: UUID(context.new_id()),
    )
    return cases.World(programs=published.programs, host=host, new_id=context.new_id)


def save(context: Context, stored: StoredCase, step: cases.Step) -> None:
    """Write what a step gave: instances, what waits, history, outbox."""
    for place, instance in enumerate(step.state.instances.values()):
        if stored.state.instances.get(instance.id) != instance:
            _save_instance(context, stored, instance, place)
    end = project(context, stored.row, step)
    ended = step.state.status != "active" and stored.row["ended_at"] is None
    changed = {
        "status": step.state.status,
        "stage": _stage(context, stored, step),
        "ended_at": context.now if ended else stored.row["ended_at"],
        "version": stored.row["version"] + 1,
        "history_seq": end.seq,
        "history_hash": end.hash,
    }
    _SAVE_CASE.run(context.connection, {"case": stored.id, **changed})


def _stage(context: Context, stored: StoredCase, step: cases.Step) -> str | None:
    """The stage that the diagram says of what was entered last; else as it was."""
    release = context.releases.get(context.connection, stored.row["release"])
    stage: str | None = stored.row["stage"]
    for one in step.events:
        if isinstance(one, e.ElementEntered):
            process = step.state.instances[one.instance].process
            stage = release.properties_of(process, one.element).get("stage", stage)
    return stage


def _save_instance(
    context: Context, stored: StoredCase, instance: cases.InstanceState, place: int
) -> None:
    version = stored.versions.get(instance.id, 0) + 1
    sealed = context.keyring.seal(
        context.connection,
        stored.row["key_id"],
        instance.state,
        _place(stored.id, instance.id, version),
    )
    values = {"status": instance.status, "state": sealed, "version": version}
    if version > 1:
        place_of = {"case": stored.id, "instance": instance.id}
        _SAVE_INSTANCE.run(context.connection, place_of | values)
        return
    caller = instance.caller or (None, None)
    context.connection.execute(
        sa.insert(t.instance).values(
            case_id=stored.id,
            id=instance.id,
            place=place,
            process=instance.process,
            caller_instance=caller[0],
            caller_token=caller[1],
            **values,
        )
    )


def _place(case_id: str, instance_id: str, version: int) -> str:
    return f"instance/{case_id}/{instance_id}/{version}"
