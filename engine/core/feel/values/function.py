"""What can be invoked: built-in, written in FEEL, or handed in by the host (10.3.2.13)."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from engine.core.feel.errors import Undefined

if TYPE_CHECKING:
    from engine.core.feel.run import Run


class Function:
    """A value that can be invoked.

    Attributes:
        name: What warnings call it.
        parameters: Names in order. For a built-in with several signatures, those of the first.
    """

    __slots__ = ("name", "parameters")

    def __init__(self, name: str, parameters: tuple[str, ...]) -> None:
        self.name = name
        self.parameters = parameters

    def invoke(self, arguments: Sequence[object], run: Run) -> object:
        """The value for positional arguments.

        Raises:
            Undefined: The arguments do not fit.
        """
        raise NotImplementedError

    def invoke_named(self, arguments: Mapping[str, object], run: Run) -> object:
        """The value for named arguments; a parameter that is not named is null.

        Raises:
            Undefined: A name is not a parameter, or the arguments do not fit.
        """
        unknown = set(arguments) - set(self.parameters)
        if unknown:
            raise_unknown_parameter(self.name, sorted(unknown)[0], self.parameters)
        return self.invoke([arguments.get(name) for name in self.parameters], run)


class HostFunction(Function):
    """A Python function handed in by the host, which gets and gives values of the domain."""

    __slots__ = ("_call",)

    def __init__(self, name: str, parameters: tuple[str, ...], call: Callable[..., object]) -> None:
        super().__init__(name, parameters)
        self._call = call

    def invoke(self, arguments: Sequence[object], run: Run) -> object:  # noqa: ARG002
        """The host's answer."""
        if len(arguments) != len(self.parameters):
            raise_wrong_count(self, len(arguments))
        return self._call(*arguments)


def raise_unknown_parameter(function: str, name: str, known: Iterable[str]) -> NoReturn:
    """Refuse a named argument that no parameter has."""
    close = difflib.get_close_matches(name[:80], known, n=1)
    hint = f" (did you mean '{close[0]}'?)" if close else ""
    expected = ", ".join(known) or "none"
    raise Undefined(f"{function} has no parameter '{name}', only: {expected}{hint}")


def raise_wrong_count(function: Function, given: int) -> NoReturn:
    """Refuse the wrong number of arguments."""
    wanted = len(function.parameters)
    raise Undefined(f"{function.name} takes {wanted} argument{'s'[: wanted != 1]}, got {given}")
