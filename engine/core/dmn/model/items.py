"""Variables, unary tests and item definitions (DMN 1.5, clause 7.3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.core import feel


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """An information item: a name and the type of its values."""

    id: str
    name: str
    type_ref: str | None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnaryTests:
    """Unary tests: a cell, the values that an input or a type allows.

    Attributes:
        text: As written; "" and "-" hold for everything.
        parsed: The same, parsed with the names in scope; None for a language that is not FEEL,
            or a text beyond the limits.
    """

    id: str
    line: int | None
    text: str
    parsed: feel.UnaryTests | None = field(compare=False, repr=False)

    @property
    def any_value(self) -> bool:
        """Whether the cell holds for everything."""
        return self.text in ("", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionItem:
    """The signature of functions."""

    parameters: tuple[Variable, ...]
    output_type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDefinition:
    """A type of the model: another type with constraints, a structure, or a signature.

    Attributes:
        allowed_values: What each value, of a collection each item, must satisfy.
        type_constraint: What the whole value must satisfy (DMN 1.5).
        components: The members of a structure, which are item definitions themselves.
    """

    id: str
    line: int | None
    name: str
    label: str | None
    type_ref: str | None
    is_collection: bool
    allowed_values: UnaryTests | None
    type_constraint: UnaryTests | None
    components: tuple[ItemDefinition, ...]
    function: FunctionItem | None
