"""The one extension of DMN that is ours: `programme:protected`."""

from __future__ import annotations

from typing import Final

from lxml import etree

_NAMESPACE: Final = "https://passerelle.example/schema/programme/1.0"
_NAME: Final = "protected"


def protected(element: etree._Element) -> str | None:
    """The protected characteristic that an element declares, such as "religion".

    Found as an attribute of the element, of its `extensionElements` or of what is in them, or
    as an element `programme:protected` in them, with the attribute `value` or as text. The
    namespace is ours or any that the prefix `programme` stands for.
    """
    places = [element]
    for child in element:
        if str(child.tag).endswith("}extensionElements"):
            places += [child, *child]
    for place in places:
        for namespace in {_NAMESPACE, place.nsmap.get("programme", _NAMESPACE)}:
            tag = f"{{{namespace}}}{_NAME}"
            found = place.get(tag)
            if found is None and place.tag == tag:
                found = place.get("value") or place.text
            if found is not None and found.strip():
                return found.strip()
    return None
