"""What a sandbox refuses."""

from __future__ import annotations

from engine.core.problem import Problem
from engine.errors import PasserelleError


class DiagramRefused(PasserelleError):
    """The diagram cannot run.

    Attributes:
        problems: All that is wrong with it, each with its element.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(["the diagram cannot run:", *map(str, problems)]))
        self.problems = problems


class UnknownProcess(PasserelleError):
    """No published diagram has a process of this id."""


class TaskNotOpen(PasserelleError):
    """No open task has this id."""


class AmbiguousTask(PasserelleError):
    """Several open tasks stand at this element; name one by its own id."""
