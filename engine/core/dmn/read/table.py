"""Decision tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from engine.core.dmn.model import (
    Aggregation,
    DecisionTable,
    HitPolicy,
    InputClause,
    LiteralExpression,
    OutputClause,
    Rule,
    UnaryTests,
)
from engine.core.dmn.read.extensions import protected

if TYPE_CHECKING:
    from engine.core.dmn.read.reader import Names, Reader

    ReadLiteral = Callable[[Reader, etree._Element, Names], LiteralExpression]

Choice = TypeVar("Choice", HitPolicy, Aggregation)


def read_table(
    reader: Reader, element: etree._Element, names: Names, literal: ReadLiteral
) -> DecisionTable:
    """A decision table; `literal` reads what is in its cells."""
    inputs = [_input(reader, child, names, literal) for child in reader.children(element, "input")]
    outputs = list(reader.children(element, "output"))
    if not outputs:
        reader.problem(element, "the table has no output")
    policy = _choice(reader, element, "hitPolicy", HitPolicy) or HitPolicy.UNIQUE
    aggregation = _choice(reader, element, "aggregation", Aggregation)
    if aggregation is not None and policy is HitPolicy.COLLECT and len(outputs) > 1:
        reader.problem(element, f"{aggregation} needs a single output, the table has several")
    type_ref = reader.type_ref(element)
    reader.check_type(type_ref, reader.id(element), element.sourceline)
    return DecisionTable(
        id=reader.id(element),
        line=element.sourceline,
        type_ref=type_ref,
        label=element.get("label"),
        hit_policy=policy,
        aggregation=aggregation if policy is HitPolicy.COLLECT else None,
        output_label=element.get("outputLabel"),
        inputs=tuple(inputs),
        outputs=tuple(
            _output(reader, child, names, literal, several=len(outputs) > 1) for child in outputs
        ),
        rules=tuple(
            _rule(reader, child, names, literal, (len(inputs), len(outputs)))
            for child in reader.children(element, "rule")
        ),
        annotation_names=tuple(
            reader.name(child) for child in reader.children(element, "annotation")
        ),
    )


def _choice(
    reader: Reader, element: etree._Element, name: str, choices: type[Choice]
) -> Choice | None:
    written = " ".join((element.get(name) or "").split())
    if not written:
        return None
    try:
        return choices(written)
    except ValueError:
        known = ", ".join(choices)
        reader.problem(element, f"the {name} '{written}' is none of {known}")
        return None


def _input(
    reader: Reader, element: etree._Element, names: Names, literal: ReadLiteral
) -> InputClause:
    written = reader.child(element, "inputExpression")
    if written is None or not reader.text(written, "text"):
        reader.problem(element, "the input has no expression")
    values = reader.child(element, "inputValues")
    return InputClause(
        id=reader.id(element),
        line=element.sourceline,
        label=element.get("label"),
        expression=literal(reader, element if written is None else written, names),
        values=_values(reader, values, names),
        protected=protected(element),
    )


def _values(reader: Reader, element: etree._Element | None, names: Names) -> UnaryTests | None:
    if element is None or not reader.text(element, "text"):
        return None
    return reader.unary_tests(element, names)


def _output(
    reader: Reader,
    element: etree._Element,
    names: Names,
    literal: ReadLiteral,
    *,
    several: bool,
) -> OutputClause:
    name = reader.name(element) or " ".join((element.get("label") or "").split())
    if several and not name:
        reader.problem(element, "an output of a table with several outputs needs a name")
    default = reader.child(element, "defaultOutputEntry")
    type_ref = reader.type_ref(element)
    reader.check_type(type_ref, reader.id(element), element.sourceline)
    return OutputClause(
        id=reader.id(element),
        line=element.sourceline,
        name=name if several else None,
        label=element.get("label"),
        type_ref=type_ref,
        values=_values(reader, reader.child(element, "outputValues"), names),
        default=None if default is None else literal(reader, default, names),
    )


def _rule(
    reader: Reader,
    element: etree._Element,
    names: Names,
    literal: ReadLiteral,
    sizes: tuple[int, int],
) -> Rule:
    tests = [reader.unary_tests(c, names) for c in reader.children(element, "inputEntry")]
    outputs = [literal(reader, c, names) for c in reader.children(element, "outputEntry")]
    counts = (("input", len(tests), sizes[0]), ("output", len(outputs), sizes[1]))
    for what, found, expected in counts:
        if found != expected:
            reader.problem(element, f"the rule has {found} {what} cells for {expected}")
    return Rule(
        id=reader.id(element),
        line=element.sourceline,
        tests=tuple(tests[: sizes[0]]),
        outputs=tuple(outputs[: sizes[1]]),
        annotations=_annotations(reader, element),
    )


def _annotations(reader: Reader, element: etree._Element) -> tuple[str, ...]:
    """The annotation cells; editors older than DMN 1.2 write one, as the rule's description."""
    entries = list(reader.children(element, "annotationEntry"))
    if entries:
        return tuple(reader.text(entry, "text") or "" for entry in entries)
    described = reader.text(element, "description")
    return (described,) if described else ()
