"""What expressions of a form read: what is typed, and what the case knows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.core import feel
from engine.core.feel import FeelError


@dataclass(frozen=True, slots=True)
class Scope:
    """Names and a clock.

    Attributes:
        names: Values by name; inner ones hide outer ones.
        now: Aware, in the zone of the site.
    """

    names: Mapping[str, object]
    now: datetime.datetime

    def value(self, expression: feel.Expression) -> object:
        """What an expression comes to; None where it cannot be worked out."""
        try:
            return expression.evaluate(self.names, now=self.now)
        except FeelError:
            return None

    def with_names(self, names: Mapping[str, object]) -> Scope:
        """The same with further names."""
        return replace(self, names={**self.names, **names})

    def in_row(self, row: Mapping[str, object], number: int) -> Scope:
        """The scope of a row's components: its answers, `this` row, `parent` and its `i`.

        Args:
            row: The answers of the row.
            number: Its number, from 1.
        """
        return self.with_names({"parent": self.names, **row, "this": row, "i": number})
