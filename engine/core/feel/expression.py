"""Expressions and unary tests, parsed once and evaluated as often as needed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

from engine.core.feel.builtins import BUILTINS, CAMUNDA
from engine.core.feel.compiler import PythonScope, compile_tests, compile_tree
from engine.core.feel.errors import (
    FeelError,
    FeelLimitError,
    FeelSyntaxError,
    FeelWarning,
)
from engine.core.feel.free_names import free_names
from engine.core.feel.run import Run
from engine.core.feel.syntax.lexer import tokens
from engine.core.feel.syntax.names import Candidates, candidates
from engine.core.feel.syntax.parser import parse_tests_tree, parse_tree
from engine.core.feel.values.python import from_python, to_python
from engine.core.feel.values.temporal import DateTime

if TYPE_CHECKING:
    from engine.core.feel.compiler.compiler import Closure
    from engine.core.feel.compiler.tests import Test
    from engine.core.feel.syntax import nodes as n
    from engine.core.feel.types import FeelType
    from engine.core.feel.values.function import Function

DIALECTS: Final[Mapping[str | None, Mapping[str, Function]]] = {
    None: BUILTINS,
    "camunda": {**BUILTINS, **CAMUNDA},
}
"""The functions of each dialect; None is the standard alone."""

_VARIANTS: Final = 16
_SCALARS: Final = frozenset({bool, str, type(None)})
_NO_NAMES: Final[frozenset[str]] = frozenset()

Compiled = TypeVar("Compiled")


class _Parsed(Generic[Compiled]):
    """A text, its tree, and what evaluates it; shared by expressions and unary tests."""

    def __init__(  # noqa: PLR0913 - the public parse functions name them all
        self,
        text: str,
        *,
        now: datetime.datetime | None,
        strict: bool,
        dialect: str | None,
        names: Iterable[str],
        types: Mapping[str, FeelType] | None,
    ) -> None:
        if dialect not in DIALECTS:
            known = ", ".join(f"'{name}'" for name in DIALECTS if name)
            raise FeelError(f"there is no dialect '{dialect}'", suggestion=known)
        self.text = text
        self.error: FeelSyntaxError | None = None
        self._now = now
        self._strict = strict
        self._functions = DIALECTS[dialect]
        self._types = types or {}
        self._names = frozenset(names)
        self._candidates = Candidates(_NO_NAMES, _NO_NAMES)
        self._variants: dict[frozenset[str], tuple[n.Node, Compiled] | FeelSyntaxError] = {}
        try:
            self._candidates = candidates(tokens(text))
            self.tree, self._compiled = self._build(_NO_NAMES)
        except FeelSyntaxError as error:
            self.error = error
            self._variants[_NO_NAMES] = error
            if strict and not self._candidates.anywhere:
                raise

    def _parse(self, names: Iterable[str]) -> n.Node:
        raise NotImplementedError

    def _compile(self, tree: n.Node) -> Compiled:
        raise NotImplementedError

    def _build(self, found: frozenset[str]) -> tuple[n.Node, Compiled]:
        tree = self._parse({*self._functions, *self._names, *found})
        return tree, self._compile(tree)

    def _for(self, context: Mapping[str, object]) -> Compiled:
        """The closure for a context, whose names may read the text differently.

        Raises:
            FeelSyntaxError: With these names the text is no expression.
        """
        maybe = self._candidates
        if maybe.anywhere:
            found = maybe.known_in(context)
            if found:
                return self._variant(found)
        if self.error is not None:
            raise self.error
        return self._compiled

    def _variant(self, found: frozenset[str]) -> Compiled:
        known = self._variants.get(found)
        if known is None:
            try:
                known = self._build(found)
            except FeelSyntaxError as error:
                known = error
            if len(self._variants) < _VARIANTS:
                self._variants[found] = known
        if isinstance(known, FeelSyntaxError):
            raise known
        return known[1]

    def _run(
        self,
        now: datetime.datetime | None,
        strict: bool | None,
        warnings: list[FeelWarning] | None,
    ) -> Run:
        clock = now if now is not None else self._now
        moment = from_python(clock) if clock is not None else None
        if moment is not None and not isinstance(moment, DateTime):
            raise FeelError("now is not a date and time")
        return Run(moment, strict=self._strict if strict is None else strict, warnings=warnings)

    @property
    def names(self) -> tuple[str, ...]:
        """The variables that may be read, each once, in order of their first mention.

        Built-in functions and the text's own iterators, parameters and entries are left out.
        Inside a filter a name may turn out to be a member of the item: it is listed too.
        Empty for a text that is no expression.
        """
        return free_names(self.tree, self._functions) if self.error is None else ()


class Expression(_Parsed["Closure"]):
    """A FEEL expression; made by `parse`. Immutable, safe to share between threads.

    Attributes:
        text: What was parsed.
        tree: Its syntax tree, read without knowledge of any context.
        error: Why the text is no expression; None when it is one.
    """

    def _parse(self, names: Iterable[str]) -> n.Node:
        return parse_tree(self.text, names)

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
        run = self._run(now, strict, warnings)
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
            return self._for(names)(scope, run)
        except FeelSyntaxError as error:
            if run.strict:
                raise
            run.warn(error.message, error.position)
            return None
        except RecursionError:
            raise FeelLimitError("the expression is nested too deeply") from None


class UnaryTests(_Parsed["Test"]):
    """The cell of a decision table; made by `parse_unary_tests`. Immutable, as `Expression`."""

    def _parse(self, names: Iterable[str]) -> n.Node:
        return parse_tests_tree(self.text, names)

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
        run = self._run(now, strict, warnings)
        given = {} if context is None else context
        return self._answer(from_python(value), given, PythonScope(given), run)

    def run(self, value: object, context: dict[str, object], run: Run) -> bool | None:
        """The same for values of the domain, without conversion."""
        return self._answer(value, context, context, run)

    def _answer(
        self, value: object, names: Mapping[str, object], scope: dict[str, object], run: Run
    ) -> bool | None:
        try:
            return self._for(names)(value, scope, run)
        except FeelSyntaxError as error:
            if run.strict:
                raise
            run.warn(error.message, error.position)
            return None
        except RecursionError:
            raise FeelLimitError("the expression is nested too deeply") from None
