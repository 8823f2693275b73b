"""Expressions that the standard lets one write in any language; ours are in FEEL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from engine.core.bpmn.read.reader import NOTHING

if TYPE_CHECKING:
    from engine.core import feel
    from engine.core.bpmn.read.reader import Reader


def formal_expression(reader: Reader, element: etree._Element) -> feel.Expression:
    """The expression in a condition and the like; null, with a problem, where there is none."""
    if not is_feel(reader, element):
        return NOTHING
    found = reader.expression(element, element.text)
    if found is None:
        message = f"the {reader.kind(element)} is empty; write one such as =age >= 18"
        reader.problem(element, message)
    return found or NOTHING


def is_feel(reader: Reader, element: etree._Element) -> bool:
    """Whether a text is in FEEL as far as its element says; a problem where it is not."""
    language = reader.word(element, "language")
    if language and "feel" not in language.lower():
        message = f"the {reader.kind(element)} is in the language '{language}'; write FEEL"
        reader.problem(element, message)
        return False
    return True
