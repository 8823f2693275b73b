"""What the engine uses of SpiffWorkflow beyond its public names, so that a change is noticed."""

import ast
from importlib.metadata import version
from pathlib import Path

import pytest
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.specs.mixins import BpmnSpecMixin
from SpiffWorkflow.task import Task

ROOM = Path(__file__).resolve().parents[3] / "engine" / "core" / "spiff"

CALLED = {
    Task: {"_set_state", "_parent", "_children", "_ready"},
    BpmnSpecMixin: {"_run"},
}
OVERRIDDEN = {
    BpmnSpecMixin: {"_predict", "_update_hook", "_run_hook", "_on_complete_hook", "test"},
    BpmnWorkflow: {"_task_completed_notify", "create_subprocess"},
}


def private_names_in_use():
    """Attributes with an underscore that are read of anything but `self`."""
    found = set()
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Attribute) or not node.attr.startswith("_"):
                continue
            own = isinstance(node.value, ast.Name) and node.value.id == "self"
            own = own or isinstance(node.value, ast.Call)  # super().__init__
            if not own:
                found.add(node.attr)
    return found


def test_the_version_is_the_one_that_was_tested():
    assert version("SpiffWorkflow") == "3.2.0", "run all tests of the engine before you change it"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (kind, name)
        for names in (CALLED, OVERRIDDEN)
        for kind in names
        for name in sorted(names[kind])
    ],
    ids=str,
)
def test_every_name_that_is_used_is_still_there(kind, name):
    one = kind.__new__(kind)
    if name in ("_parent", "_children"):
        assert name in kind.__init__.__code__.co_names
    else:
        assert hasattr(one, name)


def test_no_other_private_name_is_used():
    known = set().union(*CALLED.values())

    assert private_names_in_use() <= known
