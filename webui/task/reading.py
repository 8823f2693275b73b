"""Texts of forms and diagrams, from a subset of Markdown to HTML that can do no harm."""

from __future__ import annotations

from typing import Final

from markdown_it import MarkdownIt
from markupsafe import Markup

# No HTML, no pictures: what a form says is text, and the page's policy loads nothing from outside.
_READER: Final = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")
_LOWEST: Final = 4


def reading(markdown: str) -> Markup:
    """A text as HTML; its headings stand below the heading of the page."""
    tokens = _READER.parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            level = min(int(token.tag[1:]) + 1, _LOWEST)
            token.tag = f"h{level}"
            if token.nesting == 1:
                token.attrSet("class", "govuk-heading-m" if level == 2 else "govuk-heading-s")
        elif token.type == "paragraph_open":
            token.attrSet("class", "govuk-body")
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            kind = "bullet" if token.tag == "ul" else "number"
            token.attrSet("class", f"govuk-list govuk-list--{kind}")
    # Made by a parser that escapes all text and refuses links that run something.
    return Markup(_READER.renderer.render(tokens, _READER.options, {}))  # noqa: S704
