"""Multi-instance activities: one run for each item, at once or one after the other."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.core.bpmn import model as m
from engine.core.spiff.activities import Activity, give
from engine.core.spiff.element import instance_of, park, send
from engine.core.spiff.evaluation import evaluate, value_of
from engine.core.spiff.faults import Fault
from engine.core.spiff.interrupting import interrupt
from engine.core.spiff.variables import Loop

MOST_RUNS = 1_000


class MultiInstance(Activity):
    """The activity as a whole; `body` is what runs for each item."""

    node: m.Activity
    body: Any
    loop: m.MultiInstance

    def work(self, token: Task) -> bool:
        """Begin the first run, or all."""
        items = self._items(token)
        if not items:
            self._store(token, [])
            return True
        token.internal_data.update(begun=0, left=len(items))
        results: list[object] = [None] * len(items)
        instance_of(token).variables.loops[token.id.hex] = Loop(items, results)
        for _ in range(1 if self.loop.sequential else len(items)):
            self._begin(token)
        return False

    def leave(self, token: Task) -> None:
        """Nothing: outputs are mapped by each run, results are collected."""

    def run_completed(self, run: Task) -> None:
        """Keep a run's result, and go on: the next run, or out."""
        token, data = run.parent, run.parent.internal_data
        loop = instance_of(run).variables.loops[token.id.hex]
        try:
            if self.loop.result is not None:
                loop.results[run.internal_data["run"] - 1] = value_of(self.loop.result, run)
            stop = self.loop.until is not None and evaluate(self.loop.until, run) is True
        except Fault as fault:
            park(token, str(fault))
            return
        data["left"] -= 1
        if stop or not data["left"]:
            self._finish(token, run)
        elif self.loop.sequential:
            self._begin(token)

    def _finish(self, token: Task, last: Task) -> None:
        """Take away the runs that are left, store the results, and be ready to go on."""
        for other in token.children:
            if other is not None and other is not last and "run" in other.internal_data:
                interrupt(other)
        loop = instance_of(token).variables.loops.pop(token.id.hex)
        self._store(token, loop.results)
        token.internal_data["done"] = True
        token._set_state(TaskState.READY)

    def _items(self, token: Task) -> list[object]:
        loop = self.loop
        if loop.items is not None:
            value = value_of(loop.items, token)
            if not isinstance(value, list):
                raise Fault(f"'{loop.items.text}' is not a list, so there is nothing to go through")
            items = value
        else:
            count = str(value_of(loop.count, token))
            if not count.isdigit():
                raise Fault(f"{count} is not a number of runs, 0 or more")
            items = list(range(1, min(int(count), MOST_RUNS + 1) + 1))
        if len(items) > MOST_RUNS:
            raise Fault(f"more than {MOST_RUNS:,} runs of one activity are not allowed")
        return items

    def _begin(self, token: Task) -> None:
        data, variables = token.internal_data, instance_of(token).variables
        at = data["begun"]
        data["begun"] += 1
        run = send(token, self.body, run=at + 1)
        values: dict[str, object] = {"loopCounter": at + 1}
        if self.loop.item_name:
            values[self.loop.item_name] = variables.loops[token.id.hex].items[at]
        variables.begin_run(run, values)

    def _store(self, token: Task, results: object) -> None:
        if self.loop.result_name:
            give(token, {self.loop.result_name: results})
