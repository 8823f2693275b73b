"""Texts of a form with what is typed in them."""

from __future__ import annotations

import re
from typing import Final

from engine.core.form.answer.reading import read_out
from engine.core.form.answer.scope import Scope
from engine.core.form.model import Text

_MARKS: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&=:])")


def fill(text: Text, scope: Scope) -> str:
    """The text in Markdown, its expressions worked out.

    What an expression gives stands with a backslash before every mark of Markdown and on one
    line, so that nobody who types an answer can put a link or a heading on a page.
    """
    return "".join(
        piece if isinstance(piece, str) else _plain(read_out(scope.value(piece)))
        for piece in text.pieces
    )


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
