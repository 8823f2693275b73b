"""How far a case has come on its way, block by block, and what each waits for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.queries.case_page.states import ElementStanding, ElementState
from engine.queries.steps import StepInWords, TriggerKind

_BLOCKS: Final = frozenset({"call", "user task", "manual task"})


@dataclass(frozen=True, slots=True)
class Awaited:
    """An event that a block waits for; `name` is its label, `text` the message or time."""

    kind: TriggerKind
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A process that is called, or a task, of the process that the case began with.

    Attributes:
        inside: The names of the subprocesses it is in.
        any_time: Whether it begins by itself, whenever something happens.
        instance: The id of the called instance that is or was last there; empty for none.
        after: Of one not reached: the names of blocks that must be done before.
        event: Of one not reached, where no block must be done before: what must happen.
    """

    id: str
    name: str
    state: ElementState
    since: datetime.datetime | None
    until: datetime.datetime | None
    inside: tuple[str, ...]
    any_time: bool
    instance: str
    after: tuple[str, ...]
    event: Awaited | None


def blocks(
    steps: Iterable[StepInWords],
    standing: Mapping[str, ElementStanding],
    called: Mapping[str, str],
) -> Iterator[Block]:
    """The blocks in the order in which they are told.

    Args:
        steps: All elements of the process.
        standing: Of those that were reached, by id.
        called: The ids of called instances, by the token that called them.
    """
    known = {one.id: one for one in steps}
    before = _before(known)
    for one in known.values():
        if one.kind not in _BLOCKS:
            continue
        here = standing.get(one.id)
        wanted, event = ((), None) if here else _wanted(one, known, before, standing)
        tokens = here.tokens if here else ()
        yield Block(
            id=one.id,
            name=one.name or one.id,
            state=here.state if here else "ahead",
            since=here.since if here else None,
            until=here.until if here else None,
            inside=tuple(known[key].name or key for key in one.inside),
            any_time=any(known[key].kind == "event subprocess" for key in one.inside),
            instance=next((called[key] for key in reversed(tokens) if key in called), ""),
            after=wanted,
            event=event,
        )


def _before(known: Mapping[str, StepInWords]) -> dict[str, list[str]]:
    """What comes before each element; before the first of a subprocess, the subprocess."""
    found: dict[str, list[str]] = {key: [] for key in known}
    for one in known.values():
        for way in one.ways:
            found[way.to].append(one.id)
        if one.attached_to:
            found[one.id].append(one.attached_to)
    for one in known.values():
        if not found[one.id] and one.inside:
            found[one.id].append(one.inside[-1])
    return found


def _wanted(
    block: StepInWords,
    known: Mapping[str, StepInWords],
    before: Mapping[str, list[str]],
    standing: Mapping[str, ElementStanding],
) -> tuple[tuple[str, ...], Awaited | None]:
    """The nearest blocks before one that are not done, or the nearest event before it."""
    names: dict[str, None] = {}
    event: Awaited | None = None
    seen, rest = {block.id}, list(before[block.id])
    while rest:
        one = known[rest.pop(0)]
        if one.id in seen:
            continue
        seen.add(one.id)
        here = standing.get(one.id)
        if one.kind in _BLOCKS or (one.kind == "subprocess" and one.id not in block.inside):
            if here is None or here.state == "current":
                names[one.name or one.id] = None
        elif one.trigger and one.kind != "end" and one.kind != "throw" and here is None:
            event = event or Awaited(one.trigger, one.name, one.trigger_text)
        else:
            rest += before[one.id]
    return tuple(names), None if names else event
