"""Examples on a page of the documentation: fenced blocks, line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
_BLOCK = re.compile(r"^```(\S[^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One line with an arrow.

    Attributes:
        line: Its line on the page, from 1.
        given: The variables that the block gives.
        text: What stands before the arrow.
        result: What stands after it.
    """

    line: int
    given: dict[str, object]
    text: str
    result: str

    def __str__(self) -> str:
        return f"line {self.line}"


def examples(page: str, language: str) -> list[Example]:
    """The examples in all blocks of a page that are marked with a language."""
    text = (DOCS / page).read_text("utf-8")
    return [
        example
        for block in _BLOCK.finditer(text)
        if block[1] == language
        for example in _read(block[2], text.count("\n", 0, block.start(2)) + 1)
    ]


def _read(block: str, first_line: int) -> Iterator[Example]:
    given: dict[str, object] = {}
    for line, text in enumerate(block.splitlines(), first_line):
        if text.startswith("given "):
            given = json.loads(text.removeprefix("given "))
            continue
        example, arrow, result = text.partition("  → ")
        assert arrow, f"line {line} has no arrow: {text}"
        yield Example(line, given, example, result)
