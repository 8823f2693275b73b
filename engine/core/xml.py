"""XML from outside, read without trusting it."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.errors import PasserelleError

BYTES: Final = 10_000_000
DEPTH: Final = 200


class XmlRefused(PasserelleError):
    """The document cannot be read as XML."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def parse(xml: str | bytes) -> etree._Element:
    """The root element of a document, without comments and processing instructions.

    Args:
        xml: Text, or bytes in the encoding that they declare. A text's own declaration of an
            encoding is passed over.

    Raises:
        XmlRefused: Larger than 10 MB, deeper than 200 elements, with a DOCTYPE, or not XML.
            Nothing is ever fetched, and no entity is expanded.
    """
    data = xml.encode("utf-8", "surrogatepass") if isinstance(xml, str) else xml
    if len(data) > BYTES:
        raise XmlRefused(f"the document has {len(data):,} bytes, {BYTES:,} are allowed")
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
        raise XmlRefused(message, error.lineno) from error
    if root.getroottree().docinfo.doctype:
        raise XmlRefused("the document has a DOCTYPE, which it does not need; remove it")
    _check_depth(root)
    return root


def _check_depth(root: etree._Element) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            message = f"more than {DEPTH} elements inside each other"
            raise XmlRefused(message, element.sourceline)
