"""Boxed expressions (DMN 1.5, clauses 7.3 and 10.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engine.core import feel
from engine.core.dmn.model.items import Variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """What has a value."""

    id: str
    line: int | None
    type_ref: str | None
    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralExpression(Expression):
    """Text in FEEL.

    Attributes:
        parsed: The text parsed with the names in scope; None where it is empty, of a language
            that is not FEEL, or beyond the limits. A wrong text has its `parsed.error`.
        reason: Why `parsed` is None.
    """

    text: str
    parsed: feel.Expression | None = field(compare=False, repr=False)
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextEntry:
    """A row of a boxed context; `variable` is None for the final result."""

    id: str
    variable: Variable | None
    value: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(Expression):
    """Entries, each of which sees those before it."""

    entries: tuple[ContextEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """An argument of an invocation, by the name of its parameter."""

    parameter: Variable
    value: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation(Expression):
    """A call of the function that `function` evaluates to."""

    function: Expression | None
    bindings: tuple[Binding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionDefinition(Expression):
    """A function; its `type_ref` is that of the function or of its result, both are in use."""

    kind: Literal["FEEL", "Java", "PMML"]
    parameters: tuple[Variable, ...]
    body: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListExpression(Expression):
    """A list."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Expression):
    """A list of contexts, with one column for each member."""

    columns: tuple[Variable, ...]
    rows: tuple[tuple[Expression | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional(Expression):
    """`condition`, and which way to go when it is true or not."""

    condition: Expression | None
    yes: Expression | None
    no: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(Expression):
    """The items of `source` for which `match` is true; `item` is the item."""

    source: Expression | None
    match: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class For(Expression):
    """`result` for each item of `source`, which is bound to `iterator`."""

    iterator: str
    source: Expression | None
    result: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantified(Expression):
    """Whether `condition` holds for some or every item of `source`."""

    kind: Literal["some", "every"]
    iterator: str
    source: Expression | None
    condition: Expression | None
