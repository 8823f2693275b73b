"""The extension elements of Camunda 8 that are read; all others are left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from engine.core.bpmn.model import Formula, Mapping
from engine.core.bpmn.read.document import BPMN, ZEEBE

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader

_OURS: Final = "programme:"
_NAME: Final = re.compile(r"[^\W\d]\w*")
_PATH: Final = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


def extension(element: etree._Element, name: str) -> etree._Element | None:
    """The first extension element of a name; None where there is none."""
    return element.find(f"{BPMN}extensionElements/{ZEEBE}{name}")


def properties(element: etree._Element) -> dict[str, str]:
    """The properties that are ours, without their prefix; of two of one name the first."""
    found: dict[str, str] = {}
    path = f"{BPMN}extensionElements/{ZEEBE}properties/{ZEEBE}property"
    for written in element.iterfind(path):
        name = (written.get("name") or "").strip()
        if name.startswith(_OURS):
            found.setdefault(name.removeprefix(_OURS), written.get("value") or "")
    return found


def mappings(reader: Reader, element: etree._Element, direction: str) -> tuple[Mapping, ...]:
    """The values that go into or come out of an activity; `direction` is input or output."""
    path = f"{BPMN}extensionElements/{ZEEBE}ioMapping/{ZEEBE}{direction}"
    return tuple(_mapping(reader, element, written) for written in element.iterfind(path))


def _mapping(reader: Reader, element: etree._Element, written: etree._Element) -> Mapping:
    target = (written.get("target") or "").strip()
    source = reader.formula(written, written.get("source"))
    if source is None:
        message = f"the mapping to '{target}' has no value; write one such as =referral.status"
        reader.problem(element, message, line=written.sourceline)
    if not _PATH.fullmatch(target):
        message = f"a mapping goes to '{target}', which is no variable; write a name or a.b"
        reader.problem(element, message, line=written.sourceline)
    return Mapping(source=source or Formula(""), target=target)


def variable(reader: Reader, element: etree._Element, written: str | None) -> str | None:
    """The name of a variable, None for none; anything else is a problem."""
    name = (written or "").strip()
    if not name:
        return None
    if not _NAME.fullmatch(name):
        message = f"'{name}' is no name of a variable; write letters, digits and _ alone"
        reader.problem(element, message)
    return name
