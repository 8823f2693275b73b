"""Expansion of a grammar whose rules are templates: `$number + $number`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

Rules = Mapping[str, Sequence[str]]

_PLACE: Final = re.compile(r"\$([a-z_]+)")


class Grammar:
    """A grammar: for every symbol, the templates that it may become.

    Args:
        rules: Templates by symbol; in a template, `$symbol` is replaced. Every symbol needs
            at least one template without a `$symbol`, where expansion can end.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = {symbol: tuple(templates) for symbol, templates in rules.items()}
        self._leaves = {
            symbol: tuple(t for t in templates if not _PLACE.search(t))
            for symbol, templates in rules.items()
        }

    def expand(self, symbol: str, random: Random, depth: int) -> str:
        """A text of a symbol, with at most `depth` templates inside each other."""
        template = random.choice(self._rules[symbol] if depth > 0 else self._leaves[symbol])
        return _PLACE.sub(lambda place: self.expand(place[1], random, depth - 1), template)


def merged(*grammars: Rules) -> dict[str, list[str]]:
    """The rules of several grammars in one."""
    result: dict[str, list[str]] = {}
    for rules in grammars:
        for symbol, templates in rules.items():
            result.setdefault(symbol, []).extend(templates)
    return result
