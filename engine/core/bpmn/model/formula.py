"""A value in a diagram: a text as it stands there, or FEEL behind an equals sign."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.core import feel


@dataclass(frozen=True, slots=True)
class Formula:
    """`="PT" + hours` is computed, `PT5H` stands for itself.

    Attributes:
        text: As written, without the equals sign.
        expression: What computes it; None where the text is the value.
    """

    text: str
    expression: feel.Expression | None = field(default=None, compare=False, repr=False)
