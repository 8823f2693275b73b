"""The syntax tree of FEEL: what a parsed expression is made of.

Every node carries the offset of its first character in `at` and of the character after its
last in `end`. Grammar rule numbers are those of DMN 1.5, clause 10.3.1.2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A piece of an expression, `text[at:end]`; equal to any piece that says the same."""

    at: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A constant (rules 31 to 35, 65): the value is a value of the domain, None is null."""

    value: object


@dataclass(frozen=True, slots=True)
class BadLiteral(Node):
    """An at literal (rule 65) that is no date, time or duration: null, for this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable (rule 25), its parts joined by single spaces: `risk score`, `?`."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`source.name` (rule 43)."""

    source: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`source[condition]` (rule 50)."""

    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`function(arguments)` (rule 38); either `positional` or `named` is empty."""

    function: Node
    positional: tuple[Node, ...]
    named: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`-operand` (rule 24)."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left operator right` (rules 19 to 23)."""

    operator: Choice["+", "-", "*", "/", "**"]
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`left operator right` (rule 49a)."""

    operator: Choice["=", "!=", "<", "<=", ">", ">="]
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`operand between low and high` (rule 49b)."""

    operand: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`operand in tests` (rules 49c and 49d): true when one test holds."""

    operand: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class And(Node):
    """`a and b and ...` (rule 48), two operands or more."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """`a or b or ...` (rule 47), two operands or more."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then yes else no` (rule 45)."""

    condition: Node
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """`name in source`, or `name in source..until` (rule 63); `until` is None for a list."""

    name: str
    source: Node
    until: Node | None


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for iterations return result` (rule 44)."""

    iterations: tuple[Iteration, ...]
    result: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some|every iterations satisfies condition` (rule 46)."""

    kind: Choice["some", "every"]
    iterations: tuple[Iteration, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class TypeName(Node):
    """A type by its name: `number`, `date and time`, `tEmployee` (rule 52)."""

    name: str


@dataclass(frozen=True, slots=True)
class GenericType(Node):
    """`list<T>`, `range<T>`, `context<k: T>` or `function<T, U> -> R` (rule 52).

    `names` holds the keys of a context, `result` the result of a function.
    """

    kind: Choice["list", "range", "context", "function"]
    arguments: tuple[TypeName | GenericType, ...]
    names: tuple[str, ...] = ()
    result: TypeName | GenericType | None = None


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`operand instance of type` (rule 51)."""

    operand: Node
    type: TypeName | GenericType


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """`[low..high]` and its open forms (rule 8)."""

    low: Node
    high: Node
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True)
class UnaryComparison(Node):
    """`< endpoint`, `= endpoint` and the like (rule 7a)."""

    operator: Choice["=", "!=", "<", "<=", ">", ">="]
    endpoint: Node


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """`[a, b]` (rule 54)."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    """`{a: 1, "b": 2}` (rule 57)."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """A formal parameter (rule 56); `type` is None for Any."""

    name: str
    type: TypeName | GenericType | None


@dataclass(frozen=True, slots=True)
class FunctionLiteral(Node):
    """`function(a, b) body`, or `function(a) external body` (rule 55)."""

    parameters: tuple[Parameter, ...]
    body: Node
    external: bool


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """The cell of a decision table (rule 15).

    `tests` is empty for `-` (anything); `negated` for `not(...)`.
    """

    tests: tuple[Node, ...]
    negated: bool
