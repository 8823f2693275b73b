"""Activities that run once for each item of a list, or a number of times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from engine.core.bpmn.model import Formula, MultiInstance
from engine.core.bpmn.read.formal import formal_expression
from engine.core.bpmn.read.unsupported import not_run
from engine.core.bpmn.read.zeebe import extension, variable

if TYPE_CHECKING:
    from engine.core import feel
    from engine.core.bpmn.read.reader import Reader

_RESULTS: Final = "write the list (outputCollection) and what goes into it (outputElement)"


def read_loop(reader: Reader, activity: etree._Element) -> MultiInstance | None:
    """How often an activity runs; None for once."""
    standard = reader.child(activity, "standardLoopCharacteristics")
    if standard is not None:
        not_run(reader, activity, "standardLoopCharacteristics")
    element = reader.child(activity, "multiInstanceLoopCharacteristics")
    if element is None:
        return None
    if reader.word(element, "behavior") not in ("", "All"):
        not_run(reader, activity, "behavior")
    items, item_name = _items(reader, element)
    result_name, result = _results(reader, element)
    count = _formal(reader, element, "loopCardinality")
    _check(reader, activity, items, count)
    if (result_name is None) is not (result is None):
        reader.problem(activity, f"the results of the runs are half described; {_RESULTS}")
    return MultiInstance(
        sequential=reader.flag(element, "isSequential", default=False),
        items=items,
        count=None if count is None else Formula(count.text, count),
        item_name=item_name,
        result_name=result_name,
        result=result,
        until=_formal(reader, element, "completionCondition"),
    )


def _check(
    reader: Reader, activity: etree._Element, items: Formula | None, count: feel.Expression | None
) -> None:
    if items is None and count is None:
        message = (
            "nothing says for what the activity is repeated; write a list (inputCollection) such"
            " as =household, or a number (loopCardinality)"
        )
        reader.problem(activity, message)
    if items is not None and count is not None:
        message = "the activity is repeated by a list and by a number; remove one of them"
        reader.problem(activity, message)


def _items(reader: Reader, element: etree._Element) -> tuple[Formula | None, str | None]:
    """The list, and what an item of it is called."""
    ours = extension(element, "loopCharacteristics")
    if ours is not None and ours.get("inputCollection"):
        items = reader.computed(ours, ours.get("inputCollection"))
        return items, variable(reader, ours, ours.get("inputElement"))
    name = _reference(reader, element, "loopDataInputRef")
    return reader.computed(element, name), _item(reader, element, "inputDataItem")


def _results(reader: Reader, element: etree._Element) -> tuple[str | None, Formula | None]:
    """The list of results, and what of a run goes into it."""
    ours = extension(element, "loopCharacteristics")
    if ours is not None and (ours.get("outputCollection") or ours.get("outputElement")):
        name = variable(reader, ours, ours.get("outputCollection"))
        return name, reader.computed(ours, ours.get("outputElement"))
    name = _reference(reader, element, "loopDataOutputRef")
    return name, reader.computed(element, _item(reader, element, "outputDataItem"))


def _reference(reader: Reader, element: etree._Element, name: str) -> str | None:
    written = reader.child(element, name)
    return None if written is None else variable(reader, element, written.text)


def _item(reader: Reader, element: etree._Element, name: str) -> str | None:
    written = reader.child(element, name)
    if written is None:
        return None
    return variable(reader, element, written.get("name") or written.get("id"))


def _formal(reader: Reader, element: etree._Element, name: str) -> feel.Expression | None:
    written = reader.child(element, name)
    return None if written is None else formal_expression(reader, written)
