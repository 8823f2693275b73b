"""What the one who reads a case may do there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.core.credential import MACHINES
from engine.core.permission import PERMISSIONS, Grant, Permission, Scope, allowed
from engine.store.authority import require_in_case, standing_in
from engine.store.cases import case_row
from engine.store.context import Context
from engine.store.persons import read_persons

_ASKED: Final[tuple[Permission, ...]] = (
    "case.accesses",
    "case.assign",
    "case.cancel",
    "case.read.A.name",
    "case.restrict",
    "incident.retry",
    "task.complete",
    "task.reassign",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """The actor in a case that they may read.

    Attributes:
        grants: Theirs now.
        scope: Theirs in the case.
        machine: Whether they are the programme itself, which may everything.
    """

    grants: tuple[Grant, ...]
    scope: Scope
    machine: bool

    def may(self, permission: Permission) -> bool:
        """Whether they may do this here."""
        return self.machine or allowed(self.grants, permission, self.scope)

    def all_they_may(self) -> frozenset[str]:
        """Of what a page of a case offers, what they may do."""
        return frozenset(PERMISSIONS if self.machine else filter(self.may, _ASKED))


def reader_of(context: Context, case_id: str) -> tuple[Reader, dict[str, Any]]:
    """The actor in a case, and its row.

    Raises:
        CaseNotFound: There is no such case, or not for this actor.
    """
    require_in_case(context, "case.read", case_id)
    row = case_row(context, case_id)
    if context.actor in MACHINES:
        return Reader((), Scope(), machine=True), row
    grants, scope = standing_in(context, row)
    return Reader(grants, scope, machine=False), row


def person_name(context: Context, reader: Reader, case: Mapping[str, Any]) -> str:
    """The name of the person of a case; empty for nobody, or one that may not be shown."""
    person = case["person_id"]
    if person is None or not reader.may("case.read.A.name"):
        return ""
    found = read_persons(context, [person]).get(person)
    return found.name if found is not None else ""
