"""Texts with FEEL between double braces."""

from __future__ import annotations

import re
from typing import Final

from engine.core import feel
from engine.core.form.read.attributes import Attributes

_BRACES: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def pieces(json: Attributes) -> tuple[str | feel.Expression, ...]:
    """The text of a component, cut at its expressions; one that is no FEEL is left out."""
    text = json.text("text")
    if text.startswith("="):
        whole = json.expression("text")
        return () if whole is None else (whole,)
    found: list[str | feel.Expression] = []
    # What stands at odd places is what stood between braces.
    for place, part in enumerate(_BRACES.split(text)):
        if place % 2 == 0:
            found.append(part)
        elif part.strip().startswith(("#", "/")):
            json.problem(f"'{{{{{part[:40]}}}}}' cannot be shown; use a condition, or rows")
        else:
            expression = json.parse(part.strip().removeprefix("="), "text")
            found += [] if expression is None else [expression]
    return tuple(piece for piece in found if piece != "")
