"""The XML of a document, read without trusting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from engine.core.dmn.problems import DmnError
from engine.core.problem import Problem
from engine.core.xml import XmlRefused
from engine.core.xml import parse as parse_xml

VERSIONS: Final = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
    "https://www.omg.org/spec/DMN/20240513/MODEL/": "1.6",
}
"""The namespace of each version of the standard."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document before its elements are read.

    Attributes:
        root: The `definitions` element.
        dmn: The namespace of its version of the standard.
        namespace: The namespace that its elements are defined in.
    """

    root: etree._Element
    dmn: str
    namespace: str

    @property
    def version(self) -> str:
        """The version of the standard, "1.1" to "1.6"."""
        return VERSIONS[self.dmn]


def parse(xml: str | bytes) -> Document:
    """The document of a text.

    Args:
        xml: Text, or bytes in the encoding that they declare. A text's own declaration of an
            encoding is passed over.

    Raises:
        DmnError: Larger than 10 MB, deeper than 200 elements, with a DOCTYPE, not XML, or not
            DMN 1.1 to 1.6. Nothing is ever fetched, and no entity is expanded.
    """
    try:
        root = parse_xml(xml)
    except XmlRefused as error:
        raise DmnError(str(error), [Problem("", str(error), error.line)]) from error
    qualified = etree.QName(root)
    dmn = qualified.namespace or ""
    if qualified.localname != "definitions" or dmn not in VERSIONS:
        raise DmnError(
            f"the document is not DMN: its root is {qualified.text}, not the definitions element of"
            f" DMN {', '.join(sorted(set(VERSIONS.values())))}"
        )
    return Document(root, dmn, (root.get("namespace") or "").strip())
