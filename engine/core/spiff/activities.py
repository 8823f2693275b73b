"""Tasks: what each kind does when a token arrives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.core import event as e
from engine.core.bpmn import model as m
from engine.core.dmn import DmnError
from engine.core.spiff.element import Element, instance_of, where
from engine.core.spiff.evaluation import evaluate, text_of, value_of
from engine.core.spiff.faults import Fault
from engine.core.spiff.interrupting import silence_border
from engine.core.spiff.throwing import throw_error
from engine.core.spiff.variables import put
from engine.errors import BpmnErrorThrown

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task


class Activity(Element):
    """What all activities do with variables: inputs before, outputs after."""

    node: m.Activity

    def work(self, token: Task) -> bool:
        """Make the inputs local, then do what this kind of activity does."""
        if "began" not in token.internal_data:
            self._take_inputs(token)
            token.internal_data["began"] = True
        return self.perform(token)

    def perform(self, _token: Task) -> bool:
        """The work itself; True when it is done, False to wait."""
        return True

    def leave(self, token: Task) -> None:
        """Map the outputs into the scope around, and forget what was local."""
        variables = instance_of(token).variables
        written: dict[str, object] = {}
        for mapping in self.node.outputs:
            name = mapping.target.partition(".")[0]
            if name not in written:
                written[name] = variables.around(token).get(name)
            put(written, mapping.target, value_of(mapping.source, token))
        variables.close(token)
        if written:
            give(token, written)

    def completed(self, token: Task) -> None:
        """Listen no more at the border; tell the activity of which this was a run."""
        silence_border(token)
        if "run" in token.internal_data:
            token.parent.task_spec.run_completed(token)

    def results(self, token: Task, values: Mapping[str, object]) -> None:
        """Take what the work gave: local where outputs are drawn, else left in the scope."""
        if self.node.outputs:
            instance_of(token).variables.open(token, values)
        elif values:
            instance_of(token).variables.write(token, values, own=True)
            _note(token, values)

    def _take_inputs(self, token: Task) -> None:
        if not self.node.inputs:
            return
        values: dict[str, object] = {}
        variables = instance_of(token).variables
        variables.open(token, {})
        for mapping in self.node.inputs:
            put(values, mapping.target, value_of(mapping.source, token))
            variables.open(token, values)


def give(token: Task, values: Mapping[str, object]) -> None:
    """Leave values in the scope around an element."""
    instance_of(token).variables.write(token, values)
    _note(token, values)


def _note(token: Task, values: Mapping[str, object]) -> None:
    instance_of(token).journal.append(e.VariablesChanged(**where(token), variables=dict(values)))


class PlainTask(Activity):
    """Completes as soon as it is reached."""


class ScriptTask(Activity):
    """Computes a value."""

    node: m.ScriptTask

    def perform(self, token: Task) -> bool:
        """Evaluate the script."""
        value = evaluate(self.node.script, token)
        if self.node.result_name:
            self.results(token, {self.node.result_name: value})
        return True


class BusinessRuleTask(Activity):
    """Decides by a decision of the release."""

    node: m.BusinessRuleTask

    def perform(self, token: Task) -> bool:
        """Decide, and keep the rules that decided."""
        instance, name = instance_of(token), text_of(self.node.decision, token) or ""
        if instance.host.decide is None:
            raise Fault(f"there is no decision '{name}' here")
        try:
            result = instance.host.decide(name, instance.variables.seen_by(token))
        except DmnError as error:
            raise Fault(f"the decision '{name}' cannot be made: {error}") from error
        rules = tuple((rule.decision, rule.rule) for rule in result.matched_rules)
        made = e.DecisionMade(**where(token), decision=name, value=result.value, rules=rules)
        instance.journal.append(made)
        self.results(token, {self.node.result_name: result.value})
        return True


class ServiceTask(Activity):
    """Does what is registered under a name in Python."""

    node: m.ServiceTask

    def perform(self, token: Task) -> bool:
        """Call the action; an error that it throws is caught by the diagram, or ends it."""
        name = text_of(self.node.action, token) or ""
        return run_action(self, token, name)


def run_action(activity: Activity, token: Task, name: str) -> bool:
    """Call a registered action; False when it threw an error that took the token away."""
    instance = instance_of(token)
    action = instance.host.actions.get(name)
    if action is None:
        raise Fault(f"no action '{name}' is registered")
    try:
        answer = action(dict(instance.variables.seen_by(token)))
    except BpmnErrorThrown as thrown:
        throw_error(token, thrown.code, from_activity=True)
        return False
    except Exception as error:
        raise Fault(f"the action '{name}' failed: {type(error).__name__}: {error}") from error
    if answer is not None and not isinstance(answer, Mapping):
        raise Fault(f"the action '{name}' gave a {type(answer).__name__}, not variables")
    activity.results(token, answer or {})
    return True


class CallActivity(Activity):
    """Runs another process, as an instance of its own."""

    node: m.CallActivity

    def perform(self, token: Task) -> bool:
        """Ask for the process."""
        instance = instance_of(token)
        name = text_of(self.node.process, token) or ""
        values = dict(instance.variables.seen_by(token)) if self.node.passes_all else {}
        values |= instance.variables.local.get(token.id.hex, {})
        called = e.ProcessCalled(**where(token), process=name, variables=values)
        instance.journal.append(called)
        token.internal_data["called"] = name
        return False

    def returned(self, token: Task, values: Mapping[str, object]) -> None:
        """Take what the called process left."""
        self.results(token, values if self.node.returns_all or self.node.outputs else {})
