"""The state of an instance as bytes: live tokens only, parents before children.

JSON behind a mark and a format number, which is checked before anything is decoded. Values of
variables are texts of their own, written and read by FEEL, so that every value survives.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from SpiffWorkflow.exceptions import WorkflowException
from SpiffWorkflow.task import Task

from engine.core import feel
from engine.core.spiff.instance import Host, Instance, Part
from engine.core.spiff.variables import Loop
from engine.errors import PasserelleError

if TYPE_CHECKING:
    from engine.core.spiff.build import Program

_MARK: Final = b"passerelle-instance "
FORMAT: Final = 1
_MALFORMED: Final = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, feel.FeelError,
    WorkflowException,
)  # fmt: skip


class StateRefused(PasserelleError):
    """The saved state of an instance cannot be used: it was changed, or is of another format."""


def dump(instance: Instance) -> bytes:
    """The state of an instance that waits."""
    variables = instance.variables
    state = {
        "process": instance.program.process.id,
        "id": instance.id,
        "counter": instance.counter,
        "completed": instance.completed,
        "failure": instance.failure,
        "ends": instance.ends,
        "scopes": [["", instance.program.spec.name, _tokens(instance)]]
        + [
            [token_id.hex, part.spec.name, _tokens(part)]
            for token_id, part in instance.subprocesses.items()
        ],
        "variables": feel.to_json(variables.root),
        "local": {key: feel.to_json(values) for key, values in variables.local.items()},
        "runs": {key: feel.to_json(values) for key, values in variables.runs.items()},
        "loops": {
            key: feel.to_json([loop.items, loop.results]) for key, loop in variables.loops.items()
        },
    }
    text = json.dumps(state, separators=(",", ":"), ensure_ascii=True)
    return _MARK + str(FORMAT).encode() + b"\n" + text.encode()


def _tokens(scope: Instance | Part) -> list[list[Any]]:
    """Tokens from the root on, each with the place of its parent in this list."""
    places: dict[UUID, int] = {}
    rows: list[list[Any]] = []
    todo = [scope.task_tree]
    while todo:
        token = todo.pop()
        places[token.id] = len(rows)
        parent = places[token._parent] if token._parent is not None else None
        rows.append([token.id.hex, parent, token.task_spec.name, token.state, token.internal_data])
        todo.extend(scope.tasks[child] for child in reversed(token._children))
    return rows


def load(state: bytes, program: Program, host: Host) -> Instance:
    """The instance of a state.

    Raises:
        StateRefused: The bytes are not a state of this program.
    """
    head, _, body = state.partition(b"\n")
    if head != _MARK + str(FORMAT).encode():
        raise StateRefused(f"this is not the state of an instance in format {FORMAT}")
    try:
        return _load(json.loads(body), program, host)
    except _MALFORMED as error:
        raise StateRefused(f"the state does not fit its process: {error!r}") from error


def _load(read: dict[str, Any], program: Program, host: Host) -> Instance:
    if read["process"] != program.process.id:
        raise ValueError(f"it is of the process '{read['process']}'")
    instance = Instance(program, read["id"], host, deserializing=True)
    instance.counter = read["counter"]
    instance.failure = read["failure"]
    instance.ends = read["ends"]
    instance.completed = read["completed"]
    for owner, name, rows in read["scopes"]:
        if not owner:
            _restore(instance, rows)
            continue
        # A part asks for its parent at once, so that the scope around it must come first.
        part = Part(program.parts[name], UUID(owner), instance, deserializing=True)
        instance.subprocesses[UUID(owner)] = part
        _restore(part, rows)
    variables = instance.variables
    variables.root.update(_values(read["variables"]))
    variables.local.update({key: _values(text) for key, text in read["local"].items()})
    variables.runs.update({key: _values(text) for key, text in read["runs"].items()})
    for key, text in read["loops"].items():
        loop = feel.from_json(text)
        if not isinstance(loop, list):
            raise TypeError("a loop is not a list")
        variables.loops[key] = Loop(*loop)
    return instance


def _restore(scope: Instance | Part, rows: list[list[Any]]) -> None:
    tokens: list[Task] = []
    for token_id, parent, name, state, data in rows:
        around = tokens[parent] if parent is not None else None
        spec = scope.spec.task_specs[name]
        token = Task(scope, spec, around, state=state, id=UUID(token_id))
        token.internal_data = data
        tokens.append(token)
    scope.task_tree = tokens[0]


def _values(text: str) -> dict[str, object]:
    values = feel.from_json(text)
    if not isinstance(values, dict):
        raise TypeError("variables are not a context")
    return values
