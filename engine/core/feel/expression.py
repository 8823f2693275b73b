"""Expressions and unary tests, parsed once and evaluated as often as needed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from engine.core.feel.compiler import PythonScope, compile_tests, compile_tree
from engine.core.feel.errors import FeelLimitError, FeelWarning
from engine.core.feel.parsed import Parsed
from engine.core.feel.run import Run
from engine.core.feel.syntax.parser import parse_tests_tree, parse_tree
from engine.core.feel.values.python import from_python, to_python

if TYPE_CHECKING:
    from engine.core.feel.compiler.compiler import Closure
    from engine.core.feel.compiler.tests import Test
    from engine.core.feel.syntax import nodes as n
    from engine.core.feel.syntax.lexer import Token
    from engine.core.feel.syntax.names import Names

_SCALARS: Final = frozenset({bool, str, type(None)})


class Expression(Parsed["Closure"]):
    """A FEEL expression; made by `parse`. Immutable, safe to share between threads.

    Attributes:
        text: What was parsed.
        tree: Its syntax tree, read without knowledge of any context.
        error: Why the text is no expression; None when it is one.
    """

    def _parse(self, names: Names, stream: list[Token]) -> n.Node:
        return parse_tree(self.text, names, stream)

    def _compile(self, tree: n.Node) -> Closure:
        return compile_tree(self.text, tree, self._functions, self._types)

    def evaluate(
        self,
        context: Mapping[str, object] | None = None,
        *,
        now: datetime.datetime | None = None,
        strict: bool | None = None,
        warnings: list[FeelWarning] | None = None,
    ) -> object:
        """The value of the expression for these variables.

        Args:
            context: Variables by name, as Python values (see `values.python`); only those
                that are read are looked at.
            now: What `now()` and `today()` answer; naive or aware. None makes them null.
            strict: Raise what would be null with a warning; None keeps what parse was told.
            warnings: A list that gets a `FeelWarning` for everything that became null for a
                reason, at most 100.

        Returns:
            A Python value; one that Python cannot hold without loss is of a type of
            `engine.core.feel`.

        Raises:
            FeelLimitError: The expression needs more than one may use.
            FeelError: In strict mode, anything that went wrong.
        """
        run = self.start_run(now, strict, warnings)
        given = {} if context is None else context
        value = self._value(given, PythonScope(given), run)
        return value if type(value) in _SCALARS else to_python(value)

    def run(self, context: dict[str, object], run: Run) -> object:
        """The value for variables that are values of the domain already, without conversion.

        Raises:
            FeelError: As `evaluate`.
        """
        return self._value(context, context, run)

    def _value(self, names: Mapping[str, object], scope: dict[str, object], run: Run) -> object:
        try:
            compiled = self.plain or self.ready(names, run)
            return None if compiled is None else compiled(scope, run)
        except RecursionError:
            raise FeelLimitError("the expression is nested too deeply") from None


class UnaryTests(Parsed["Test"]):
    """The cell of a decision table; made by `parse_unary_tests`. Immutable, as `Expression`."""

    def _parse(self, names: Names, stream: list[Token]) -> n.Node:
        return parse_tests_tree(self.text, names, stream)

    def _compile(self, tree: n.Node) -> Test:
        return compile_tests(self.text, cast("n.UnaryTests", tree), self._functions, self._types)

    def test(
        self,
        value: object,
        context: Mapping[str, object] | None = None,
        *,
        now: datetime.datetime | None = None,
        strict: bool | None = None,
        warnings: list[FeelWarning] | None = None,
    ) -> bool | None:
        """Whether a value satisfies the tests; None where that has no answer.

        The other arguments are those of `Expression.evaluate`; in the text, `?` is the value.
        """
        run = self.start_run(now, strict, warnings)
        given = {} if context is None else context
        return self._answer(from_python(value), given, PythonScope(given), run)

    def run(self, value: object, context: dict[str, object], run: Run) -> bool | None:
        """The same for values of the domain, without conversion."""
        return self._answer(value, context, context, run)

    def _answer(
        self, value: object, names: Mapping[str, object], scope: dict[str, object], run: Run
    ) -> bool | None:
        try:
            compiled = self.plain or self.ready(names, run)
            return None if compiled is None else compiled(value, scope, run)
        except RecursionError:
            raise FeelLimitError("the expression is nested too deeply") from None
