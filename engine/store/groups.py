"""Candidate groups: the roles, lanes and people that a user task is for.

A task names roles, or people as `@login`. Where its diagram names nobody, its lane does, as
`lane:Case manager`; which role a lane stands for is policy, and is looked up whenever it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from engine.store.policies import LANES, policy

if TYPE_CHECKING:
    from engine.core.permission import Grant
    from engine.store.context import Context

FOR_EVERYBODY: Final = ""
"""The group of a task that names nobody and lies in no lane: whoever completes tasks there."""

_LANE: Final = "lane:"


def at_user(login: str) -> str:
    """The group of one person."""
    return f"@{login}"


def in_lane(name: str) -> str:
    """The group of a lane."""
    return f"{_LANE}{name}"


def resolved(context: Context, groups: Iterable[str]) -> tuple[str, ...]:
    """The groups with roles in the place of lanes; a lane without a role stays as it is."""
    given = tuple(groups)
    if not any(group.startswith(_LANE) for group in given):
        return given
    lanes = policy(context, LANES)
    return tuple(_role(lanes, group) for group in given)


def offered_to(context: Context, login: str, grants: Iterable[Grant]) -> frozenset[str]:
    """The names of all groups whose tasks somebody may be offered."""
    roles = {grant.role for grant in grants}
    lanes = policy(context, LANES)
    drawn = {in_lane(name) for name, said in lanes.items() if said.get("group") in roles}
    return frozenset({FOR_EVERYBODY, at_user(login), *roles, *drawn})


def names_of_role(context: Context, role: str) -> frozenset[str]:
    """All names by which tasks are for a role: its own, and those of lanes."""
    lanes = policy(context, LANES)
    drawn = (in_lane(name) for name, said in lanes.items() if said.get("group") == role)
    return frozenset({role, *drawn})


def title(group: str) -> str:
    """How a group is called where its lane has no role."""
    return group.removeprefix(_LANE)


def _role(lanes: object, group: str) -> str:
    said = lanes.get(group.removeprefix(_LANE)) if isinstance(lanes, dict) else None
    return str(said["group"]) if said and group.startswith(_LANE) else group
