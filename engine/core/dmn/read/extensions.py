"""The one extension of DMN that is ours: `programme:protected`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

_NAMESPACE: Final = "https://passerelle.example/schema/programme/1.0"
_PREFIX: Final = "programme"
_NAME: Final = "protected"
_NOT: Final = frozenset({"false", "0", "no"})


def protected(element: etree._Element) -> str | None:
    """The protected characteristic that an element declares, such as "religion".

    Written as an element `programme:protected` anywhere in its `extensionElements`, as text or
    with the attribute `value`; as an attribute `programme:protected` of the element, of its
    `extensionElements` or of what is in them; or as a property of that name, as Camunda's
    editors write properties. The namespace is ours, or any that the prefix `programme` stands
    for. A mark that names no characteristic gives "protected", one that says false gives None.
    """
    for written in _written(element):
        said = written.strip() or _NAME
        if said.lower() not in _NOT:
            return said
    return None


def _written(element: etree._Element) -> Iterator[str]:
    places = [element]
    for child in element:
        if str(child.tag).endswith("}extensionElements"):
            places += child.iter("*")
    for place in places:
        for tag in _tags(place):
            if tag in place.attrib:
                yield str(place.get(tag))
            if place.tag == tag:
                yield place.get("value") or place.text or ""
        if place.get("name") == f"{_PREFIX}:{_NAME}" and place is not element:
            yield place.get("value") or ""


def _tags(place: etree._Element) -> set[str]:
    namespaces = {_NAMESPACE, place.nsmap.get(_PREFIX, _NAMESPACE)}
    return {f"{{{namespace}}}{_NAME}" for namespace in namespaces}
