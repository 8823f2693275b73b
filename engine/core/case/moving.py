"""A case during one step: instances that move, and what one tells another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.core import event as e
from engine.core.case.state import (
    CaseState,
    CaseStatus,
    InstanceState,
    NotWaiting,
    Step,
    Values,
    World,
)
from engine.core.case.waits import waits_of
from engine.core.spiff import driver, outside
from engine.core.spiff.codec import dump, load
from engine.core.spiff.element import park
from engine.core.spiff.instance import Instance


class Moving:
    """A case during one step."""

    def __init__(self, world: World, case: CaseState) -> None:
        self._world = world
        self._known = dict(case.instances)
        self._loaded: dict[str, Instance] = {}
        self._events: list[e.StepEvent] = []
        self._for_others: list[e.MessageThrown | e.SignalThrown] = []

    def instance(self, instance_id: str) -> Instance:
        """An instance, loaded when it is first needed.

        Raises:
            NotWaiting: The case has no such instance.
        """
        if instance_id not in self._loaded:
            known = self._known.get(instance_id)
            if known is None:
                raise NotWaiting(instance_id)
            program = self._world.programs[known.process]
            self._loaded[instance_id] = load(known.state, program, self._world.host)
        return self._loaded[instance_id]

    def token(self, instance_id: str, token_id: str) -> outside.Token:
        """A token that may still move.

        Raises:
            NotWaiting: There is none of this id.
        """
        token = outside.find(self.instance(instance_id), token_id)
        if token is None:
            raise NotWaiting(token_id)
        return token

    def begin(self, process: str, variables: Values, caller: tuple[str, str] | None) -> None:
        """Begin an instance."""
        program = self._world.programs[process]
        instance_id = self._world.new_id()
        started = driver.start(program, instance_id, variables, self._world.host)
        self._loaded[instance_id] = started
        self._known[instance_id] = InstanceState(
            id=instance_id, process=process, status="active", caller=caller, state=b""
        )
        called_by = caller[1] if caller is not None else None
        self._events.append(
            e.InstanceStarted(instance=instance_id, process=process, caller=called_by)
        )

    def step(self) -> Step:
        """Let everything move until all wait, and save it."""
        while self._move_one():
            pass
        for instance_id, instance in self._loaded.items():
            known = self._known[instance_id]
            self._known[instance_id] = replace(known, state=dump(instance))
        return Step(
            CaseState(self._known),
            tuple(self._events),
            tuple(self._for_others),
            {instance_id: waits_of(one) for instance_id, one in self._loaded.items()},
        )

    def _move_one(self) -> bool:
        """Let one instance move, and carry what it tells; False when there is nothing to do."""
        moved = False
        for instance_id, instance in list(self._loaded.items()):
            if self._known[instance_id].status != "active":
                continue
            driver.settle(instance)
            told, instance.journal = instance.journal, []
            moved = moved or bool(told)
            self._events += told
            for event in told:
                self._carry(event)
        return moved

    def _carry(self, event: e.StepEvent) -> None:
        match event:
            case e.ProcessCalled():
                self._call(event)
            case e.ElementInterrupted():
                self._interrupt_called(event)
            case e.InstanceCompleted() | e.InstanceFailed():
                self._end(event)
            case e.MessageThrown():
                if not self.deliver_message(event.name, event.key, event.variables):
                    self._for_others.append(event)
            case e.SignalThrown():
                self.deliver_signal(event.name, event.variables)
                self._for_others.append(event)
            case _:
                pass

    def _call(self, event: e.ProcessCalled) -> None:
        if event.process in self._world.programs:
            caller = (event.instance, event.token)
            self.begin(event.process, event.variables, caller)
            return
        token = outside.find(self.instance(event.instance), event.token)
        if token is not None:
            park(token, f"the release has no process '{event.process}'")

    def _interrupt_called(self, event: e.ElementInterrupted) -> None:
        for known in list(self._known.values()):
            if known.caller == (event.instance, event.token) and known.status == "active":
                self.cancel(known.id)

    def cancel(self, instance_id: str) -> None:
        """Stop an instance, and what it called."""
        instance = self.instance(instance_id)
        outside.cancel(instance)
        told, instance.journal = instance.journal, []
        self._events += told
        self._known[instance_id] = replace(self._known[instance_id], status="cancelled")
        for event in told:
            if isinstance(event, e.ElementInterrupted):
                self._interrupt_called(event)

    def _end(self, event: e.InstanceCompleted | e.InstanceFailed) -> None:
        known, ended = self._known[event.instance], self.instance(event.instance)
        failed = isinstance(event, e.InstanceFailed)
        status: CaseStatus = "failed" if failed else "completed"
        self._known[event.instance] = replace(known, status=status)
        if known.caller is None:
            return
        token = outside.find(self.instance(known.caller[0]), known.caller[1])
        if token is None:
            return
        if isinstance(event, e.InstanceFailed):
            outside.call_failed(token, event.code)
        else:
            outside.returned(token, ended.variables.root)

    def deliver_message(self, name: str, key: str | None, values: Values) -> bool:
        """Give a message to the first token that waits for it."""
        for instance in self._active():
            for token in outside.waiting_for(instance, "message", name, key):
                outside.deliver(token, name, values)
                return True
        return False

    def deliver_signal(self, name: str, values: Values) -> bool:
        """Give a signal to every token that waits for it."""
        waiting = [
            token
            for instance in self._active()
            for token in outside.waiting_for(instance, "signal", name, None)
        ]
        for token in waiting:
            # Another catcher may have taken it away meanwhile.
            if outside.may_move(token):
                outside.deliver(token, name, values)
        return bool(waiting)

    def _active(self) -> Iterator[Instance]:
        for known in list(self._known.values()):
            if known.status == "active":
                yield self.instance(known.id)
