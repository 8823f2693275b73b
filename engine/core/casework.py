"""What people do with a case beside its process: facts that no step establishes.

The `instance` of each is the one that the case began with.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEvent(Event):
    """A fact about one of the staff; `login` is theirs."""

    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePersonAssigned(PersonEvent):
    """Somebody works on the case from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePersonUnassigned(PersonEvent):
    """Somebody works on it no longer; `returned` are the names of the tasks taken from them."""

    returned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePersonListed(PersonEvent):
    """Somebody is on the list of those who may see the case where it is restricted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePersonUnlisted(PersonEvent):
    """Somebody is on that list no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamEvent(Event):
    """A fact about a team; `name` is what it was called then."""

    team: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTeamAssigned(TeamEvent):
    """A team works on the case from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTeamUnassigned(TeamEvent):
    """A team works on it no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonedEvent(Event):
    """A fact for which a person gave a reason."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRestricted(ReasonedEvent):
    """The case is closed to all but those on its list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(ReasonedEvent):
    """It is so no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCancelled(ReasonedEvent):
    """A person stopped the case."""


CaseworkEvent = (
    CasePersonAssigned
    | CasePersonUnassigned
    | CasePersonListed
    | CasePersonUnlisted
    | CaseTeamAssigned
    | CaseTeamUnassigned
    | CaseRestricted
    | CaseOpened
    | CaseCancelled
)
