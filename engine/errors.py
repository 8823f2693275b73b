"""Refusals: what Passerelle says when it will not or cannot do something."""

from __future__ import annotations

import inspect


class PasserelleError(Exception):
    """Something went wrong that has no better name.

    The first paragraph of a class's docstring is the message where none is given; a message
    names the thing, the state that was found, and the way out.
    """

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or _first_paragraph(type(self)))


def _first_paragraph(kind: type) -> str:
    return (inspect.getdoc(kind) or kind.__name__).split("\n\n")[0].replace("\n", " ")


class BpmnErrorThrown(PasserelleError):
    """A registered action throws an error that the diagram may catch.

    Attributes:
        code: The error's code in the diagram.
    """

    def __init__(self, code: str, message: str | None = None) -> None:
        super().__init__(message or f"the error '{code}' was thrown")
        self.code = code
