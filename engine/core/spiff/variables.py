"""The variables of an instance: one dictionary for a scope, shared by all that runs in it.

Embedded and event subprocesses share the variables of the instance. Each run of a multi-instance
activity has its own, and `zeebe:input` makes values local to its element; what is local is read
first. Values are Python values of FEEL.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

Values = dict[str, object]


@dataclass(slots=True)
class Loop:
    """The items of a multi-instance activity, and the results so far, None where none is."""

    items: list[object]
    results: list[object]


@dataclass(slots=True)
class Variables:
    """All variables of an instance.

    Attributes:
        root: Those of the instance.
        runs: Those of the runs of multi-instance activities, by the id of the run's token.
        loops: What multi-instance activities go through, by the id of the activity's token.
        local: What is local to one element and what runs inside it, by the id of its token.
    """

    root: Values
    runs: dict[str, Values] = field(default_factory=dict)
    loops: dict[str, Loop] = field(default_factory=dict)
    local: dict[str, Values] = field(default_factory=dict)

    def seen_by(self, token: Task) -> ChainMap[str, object]:
        """What an element can read, innermost first."""
        return ChainMap(*(values for values, _ in self._around(token)))

    def around(self, token: Task) -> ChainMap[str, object]:
        """The same without what is local to the element itself."""
        return ChainMap(*(values for values, _ in self._around(token, own=False)))

    def begin_run(self, token: Task, values: Values) -> None:
        """Give a run of a multi-instance activity its own variables."""
        self.runs[token.id.hex] = values

    def open(self, token: Task, values: Mapping[str, object]) -> None:
        """Make values local to an element, beside those that are."""
        self.local.setdefault(token.id.hex, {}).update(values)

    def close(self, token: Task) -> None:
        """Forget what is local to an element."""
        self.local.pop(token.id.hex, None)

    def forget(self, token: Task) -> None:
        """Forget all that a token had of its own."""
        self.close(token)
        self.runs.pop(token.id.hex, None)
        self.loops.pop(token.id.hex, None)

    def write(self, token: Task, values: Mapping[str, object], *, own: bool = False) -> None:
        """Leave values in the scope around an element: in its run, else in the instance.

        A name that is local to an element on the way is written there; with `own` also one that
        is local to the element itself.
        """
        around = list(self._around(token, own=own))
        for name, value in values.items():
            home = next(found for found, is_scope in around if is_scope or name in found)
            home[name] = value

    def _around(self, token: Task, *, own: bool = True) -> Iterator[tuple[Values, bool]]:
        """Variables from the innermost out, and whether they are a scope that takes new names."""
        current: Task | None = token
        while current is not None:
            key = current.id.hex
            if key in self.local and (own or current is not token):
                yield self.local[key], False
            if key in self.runs:
                yield self.runs[key], True
            current = enclosing(current)
        yield self.root, True


def enclosing(token: Task) -> Task | None:
    """The subprocess that a token runs inside of; None at the top of an instance."""
    parent = token.workflow.parent_task_id
    return None if parent is None else token.workflow.top_workflow.get_task_from_id(parent)


def put(values: Values, path: str, value: object) -> None:
    """Set a value by its path, `referral.status`; what is on the way is copied, never changed."""
    first, *rest = path.split(".")
    if not rest:
        values[first] = value
        return
    known = values.get(first)
    inner: Values = dict(known) if isinstance(known, dict) else {}
    put(inner, ".".join(rest), value)
    values[first] = inner
