"""Why a diagram cannot be used."""

from __future__ import annotations

from collections.abc import Sequence

from engine.core.problem import Problem
from engine.errors import PasserelleError


class BpmnError(PasserelleError):
    """The diagram cannot be used."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__("\n".join([message, *map(str, problems)]))
        self.problems = tuple(problems)
