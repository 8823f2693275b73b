"""The XML of a document, read without trusting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from engine.core.dmn.problems import DmnError, Problem

VERSIONS: Final = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
    "https://www.omg.org/spec/DMN/20240513/MODEL/": "1.6",
}
"""The namespace of each version of the standard."""

_BYTES: Final = 10_000_000
_DEPTH: Final = 200


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
    data = xml.encode("utf-8", "surrogatepass") if isinstance(xml, str) else xml
    if len(data) > _BYTES:
        raise DmnError(f"the document has {len(data):,} bytes, {_BYTES:,} are allowed")
    parser = etree.XMLParser(
        encoding="utf-8" if isinstance(xml, str) else None,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"the document is not well-formed XML: {error.msg}"
        raise DmnError(message, [Problem("", message, error.lineno)]) from error
    _check(root)
    qualified = etree.QName(root)
    dmn = qualified.namespace or ""
    if qualified.localname != "definitions" or dmn not in VERSIONS:
        raise DmnError(
            f"the document is not DMN: its root is {qualified.text}, not the definitions element of"
            f" DMN {', '.join(VERSIONS.values())}"
        )
    return Document(root, dmn, (root.get("namespace") or "").strip())


def _check(root: etree._Element) -> None:
    if root.getroottree().docinfo.doctype:
        raise DmnError("the document has a DOCTYPE, which no DMN document needs; remove it")
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEPTH:
            message = f"more than {_DEPTH} elements inside each other"
            raise DmnError(message, [Problem("", message, element.sourceline)])
