"""Test cases of the TCK, read from its XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from lxml import etree

from engine.core.feel import evaluate

_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_NUMBERS: Final = frozenset({"decimal", "double", "float", "integer", "int", "long"})
_TEMPORAL: Final = frozenset({"date", "time", "dateTime", "duration"})


@dataclass(frozen=True, slots=True)
class Expected:
    """What one node must give; `error` where the value must be null for a reason."""

    node: str
    value: object
    error: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the model, what goes in and what must come out.

    Attributes:
        id: `folder/file/case`.
        model: The document.
        others: The other documents of the folder, which it may import.
        invocable: The service or knowledge model to call; None to evaluate the nodes.
    """

    id: str
    model: Path
    others: tuple[Path, ...]
    invocable: str | None
    inputs: dict[str, object]
    expected: tuple[Expected, ...]


def cases_in(folder: Path) -> Iterator[Case]:
    """All cases below a folder of the TCK, by their ids."""
    for file in sorted(folder.glob("*/*/*.xml")):
        root = etree.parse(file).getroot()
        name = root.findtext("{*}modelName") or f"{file.parent.name}.dmn"
        model = file.parent / name
        others = tuple(sorted(path for path in file.parent.glob("*.dmn") if path != model))
        for number, element in enumerate(root.iterfind("{*}testCase"), 1):
            yield Case(
                id=f"{file.parent.name}/{file.stem}/{element.get('id') or number}",
                model=model,
                others=others,
                invocable=element.get("invocableName"),
                inputs={
                    node.get("name", ""): _value(node) for node in element.iterfind("{*}inputNode")
                },
                expected=tuple(_expected(node) for node in element.iterfind("{*}resultNode")),
            )


def _expected(node: etree._Element) -> Expected:
    written = node.find("{*}expected")
    value = None if written is None else _value(written)
    return Expected(node.get("name", ""), value, node.get("errorResult") == "true")


def _value(element: etree._Element) -> object:
    """The value in an element: one value, a list, or components."""
    single = element.find("{*}value")
    if single is not None:
        return None if _is_nil(single) else _simple(single)
    items = element.find("{*}list")
    if items is not None:
        return None if _is_nil(items) else [_value(item) for item in items.iterfind("{*}item")]
    parts = element.findall("{*}component")
    if not parts:
        return None
    return {part.get("name", ""): None if _is_nil(part) else _value(part) for part in parts}


def _is_nil(element: etree._Element) -> bool:
    return element.get(_NIL) in ("true", "1")


def _simple(element: etree._Element) -> object:
    text = element.text or ""
    kind = (element.get(_TYPE) or "string").rpartition(":")[2]
    if kind in _NUMBERS:
        return Decimal(text)
    if kind == "boolean":
        return text in ("true", "1")
    return evaluate(f'@"{text}"', strict=True) if kind in _TEMPORAL else text
