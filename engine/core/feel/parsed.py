"""A text, parsed once, and what evaluates it: common to expressions and unary tests."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from engine.core.feel.builtins import BUILTINS, CAMUNDA
from engine.core.feel.errors import FeelError, FeelLimitError, FeelSyntaxError, FeelWarning
from engine.core.feel.free_names import free_names
from engine.core.feel.run import Run
from engine.core.feel.syntax.lexer import tokens
from engine.core.feel.syntax.names import Candidates, Names, candidates
from engine.core.feel.values.python import from_python
from engine.core.feel.values.temporal import DateTime

if TYPE_CHECKING:
    from engine.core.feel.syntax import nodes as n
    from engine.core.feel.syntax.lexer import Token
    from engine.core.feel.types import FeelType
    from engine.core.feel.values.function import Function

DIALECTS: Final[Mapping[str | None, Mapping[str, Function]]] = {
    None: BUILTINS,
    "camunda": {**BUILTINS, **CAMUNDA},
}
"""The functions of each dialect; None is the standard alone."""

_NAMES: Final = {dialect: Names(functions) for dialect, functions in DIALECTS.items()}

_VARIANTS: Final = 16
_NO_NAMES: Final[frozenset[str]] = frozenset()

Compiled = TypeVar("Compiled")


class Parsed(ABC, Generic[Compiled]):
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
            known = ", ".join(name for name in DIALECTS if name)
            raise FeelError(f"there is no dialect '{dialect}'", suggestion=known)
        self.text = text
        self.error: FeelSyntaxError | None = None
        self._now = now
        self._strict = strict
        self._functions = DIALECTS[dialect]
        self._known = Names(names, outer=_NAMES[dialect])
        self._types = types or {}
        self._candidates = Candidates(_NO_NAMES, _NO_NAMES)
        self._variants: dict[frozenset[str], tuple[n.Node, Compiled] | FeelSyntaxError] = {}
        # What evaluates the text whatever names there are; None where that depends on them.
        self.plain: Compiled | None = None
        try:
            stream = tokens(text)
            self._candidates = candidates(stream)
            self.tree, self._compiled = self._build(self._known, stream)
            self.plain = None if self._candidates.anywhere else self._compiled
        except FeelSyntaxError as error:
            self.error = error
            self._variants[_NO_NAMES] = error
            if strict and not self._candidates.anywhere:
                raise

    @abstractmethod
    def _parse(self, names: Names, stream: list[Token]) -> n.Node:
        """The tree of the text, whose tokens are known."""

    @abstractmethod
    def _compile(self, tree: n.Node) -> Compiled:
        """What evaluates a tree."""

    def _build(self, names: Names, stream: list[Token]) -> tuple[n.Node, Compiled]:
        try:
            tree = self._parse(names, stream)
            return tree, self._compile(tree)
        except RecursionError:
            raise FeelLimitError("the expression is nested too deeply") from None

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
            raise self.error.with_traceback(None)
        return self._compiled

    def ready(self, context: Mapping[str, object], run: Run) -> Compiled | None:
        """The same; in lenient mode None and a warning for a text that is no expression."""
        try:
            return self._for(context)
        except FeelSyntaxError as error:
            if run.strict:
                raise
            run.warn(error.message, error.position)
            return None

    def _variant(self, found: frozenset[str]) -> Compiled:
        known = self._variants.get(found)
        if known is None:
            try:
                known = self._build(Names(found, outer=self._known), tokens(self.text))
            except FeelSyntaxError as error:
                known = error
            if len(self._variants) < _VARIANTS:
                self._variants[found] = known
        if isinstance(known, FeelSyntaxError):
            raise known.with_traceback(None)
        return known[1]

    def start_run(
        self,
        now: datetime.datetime | None,
        strict: bool | None,
        warnings: list[FeelWarning] | None,
    ) -> Run:
        """The state of an evaluation, with what parse was told where the call says nothing."""
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
