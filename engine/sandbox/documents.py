"""Diagrams and decisions as they are given: as XML or as the path of a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from engine.core import bpmn, dmn
from engine.core.bpmn import model as m
from engine.core.problem import Problem
from engine.sandbox.refusals import DiagramRefused

Read = TypeVar("Read", m.Diagram, dmn.Model)


def xml_of(document: str | bytes | Path) -> str | bytes:
    """The XML of a document that is given as XML or as a path."""
    if isinstance(document, bytes):
        return document
    if isinstance(document, str) and "<" in document:
        return document
    return Path(document).read_bytes()


def is_dmn(xml: str | bytes) -> bool:
    """Whether a document is of decisions; else it is taken for a diagram."""
    head = xml[:4000] if isinstance(xml, str) else xml[:4000].decode("utf-8", "replace")
    return "/DMN/" in head


def read(reader: Callable[[str | bytes], Read], xml: str | bytes) -> Read:
    """What a document says.

    Raises:
        DiagramRefused: It cannot be read at all.
    """
    try:
        return reader(xml)
    except (bpmn.BpmnError, dmn.DmnError) as error:
        problems = error.problems or (Problem("", str(error)),)
        raise DiagramRefused(problems) from error
