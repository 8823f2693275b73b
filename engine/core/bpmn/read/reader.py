"""What reading needs everywhere: children, ids, values, and a list of problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Protocol

from lxml import etree

from engine.core import feel
from engine.core.bpmn.model import Formula
from engine.core.bpmn.read.document import BPMN, NODES, SCOPES, ZEEBE
from engine.core.problem import Problem, Severity

if TYPE_CHECKING:
    from engine.core.bpmn.model import Scope

NOTHING: Final = feel.parse("null")
"""Stands for an expression that is missing or cannot be read; a problem says so."""

_YES: Final = frozenset({"true", "1"})
_NO: Final = frozenset({"false", "0"})
_NUMBERED: Final = NODES | {"process", "sequenceFlow", "lane"}
_UNSEEN: Final = frozenset({
    "documentation", "extensionElements", "multiInstanceLoopCharacteristics",
    "standardLoopCharacteristics", "ioSpecification", "dataInputAssociation",
    "dataOutputAssociation",
})  # fmt: skip
_DIALECT: Final = "camunda"


class _Drawn(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def line(self) -> int | None: ...


class Reader:
    """Reads the elements of one document.

    Attributes:
        elements: What people see: the children of the definitions and of scopes, by id.
        scopes: What was read of the processes and subprocesses so far, by their elements.
        forms: The forms that are embedded in the document, as JSON, by id.
        problems: What was found wrong so far, each once.
        wrong: The ids of the elements that it was found at.
    """

    def __init__(self, root: etree._Element) -> None:
        self.elements: dict[str, etree._Element] = {}
        self.scopes: dict[etree._Element, Scope] = {}
        self.forms = {
            (form.get("id") or "").strip(): (form.text or "").strip()
            for form in root.iter(f"{ZEEBE}userTaskForm")
        }
        self.problems: dict[Problem, None] = {}
        self.wrong: set[str] = set()
        self._parsed: dict[str, feel.Expression] = {}
        self._drawn = set(root.iter(f"{BPMN}lane"))
        self._collect(root)
        self._number(root)

    def _collect(self, root: etree._Element) -> None:
        containers = (root, *root.iter(*(BPMN + name for name in SCOPES)))
        for element in (child for one in containers for child in self.children(one)):
            own = (element.get("id") or "").strip()
            if not own or self.kind(element) in _UNSEEN:
                continue
            element.set("id", own)
            self._drawn.add(element)
            first = self.elements.setdefault(own, element)
            if first is not element:
                where = f" (the other is in line {first.sourceline})"
                self.problem(element, f"two elements have the id '{own}'{where}; give one another")

    def _number(self, root: etree._Element) -> None:
        """Give an id to every element that needs one and has none."""
        made: Counter[str] = Counter()
        for element in root.iter(*(BPMN + name for name in sorted(_NUMBERED))):
            if (element.get("id") or "").strip():
                continue
            wanted = own = f"{self.kind(element)}__{element.sourceline}"
            made[wanted] += 1
            while own in self.elements:
                own = f"{wanted}_{made[wanted]}"
                made[wanted] += 1
            element.set("id", own)
            self._drawn.add(element)
            self.elements[own] = element

    # Elements

    def children(self, element: etree._Element, *names: str) -> Iterator[etree._Element]:
        """The children of these names, of any name when none is given, in their order.

        Elements of other namespaces are extensions and never listed.
        """
        for child in element:
            tag = str(child.tag)
            if tag.startswith(BPMN) and (not names or tag[len(BPMN) :] in names):
                yield child

    def child(self, element: etree._Element, name: str) -> etree._Element | None:
        """The first child of a name."""
        return element.find(BPMN + name)

    def kind(self, element: etree._Element) -> str:
        """The local name of an element of the standard."""
        return str(element.tag)[len(BPMN) :]

    def id(self, element: etree._Element) -> str:
        """The id of an element that people see, or of the nearest around it."""
        current = element
        while current not in self._drawn:
            around = current.getparent()
            if around is None:
                break
            current = around
        return current.get("id") or "definitions"

    def name(self, element: etree._Element) -> str:
        """The name of an element, with single spaces."""
        return self.word(element, "name")

    def word(self, element: etree._Element, name: str) -> str:
        """An attribute with single spaces, "" where there is none."""
        return " ".join((element.get(name) or "").split())

    def flag(self, element: etree._Element, name: str, *, default: bool) -> bool:
        """Whether an attribute says true; a word that is neither true nor false is a problem."""
        written = self.word(element, name)
        if written and written not in _YES | _NO:
            self.problem(element, f"{name} is '{written}'; write true or false")
        return default if written not in _YES | _NO else written in _YES

    def referred(self, element: etree._Element, name: str, kind: str) -> etree._Element | None:
        """The element of a kind that an attribute names, with or without a prefix."""
        reference = self.word(element, name)
        for own in (reference, reference.rpartition(":")[2]):
            found = self.elements.get(own)
            if found is not None and self.kind(found) == kind:
                return found
        return None

    # Problems

    def problem(
        self,
        element: etree._Element,
        message: str,
        severity: Severity = "error",
        line: int | None = None,
    ) -> None:
        """Note that something is wrong with an element."""
        where = line or element.sourceline
        self._add(Problem(self.id(element), message, where, severity))

    def note(self, drawn: _Drawn, message: str, severity: Severity = "error") -> None:
        """Note that something is wrong with a node or flow that was read."""
        self._add(Problem(drawn.id, message, drawn.line, severity))

    def _add(self, problem: Problem) -> None:
        # Two readers of one element may find the same.
        self.problems.setdefault(problem)
        self.wrong.add(problem.element_id)

    # Values

    def formula(self, element: etree._Element, written: str | None) -> Formula | None:
        """A text as it stands, or FEEL behind an equals sign; None for nothing."""
        text = (written or "").strip()
        if text.startswith("="):
            return self.computed(element, written)
        return Formula(text) if text else None

    def computed(self, element: etree._Element, written: str | None) -> Formula | None:
        """FEEL, with or without an equals sign before it; None for nothing."""
        expression = self.expression(element, written)
        return None if expression is None else Formula(expression.text, expression)

    def expression(self, element: etree._Element, written: str | None) -> feel.Expression | None:
        """As `computed`, without the text.

        Args:
            element: What the text stands in, as an attribute or as its own text.
            written: The text.
        """
        text = (written or "").strip()
        if not text:
            return None
        source = text.removeprefix("=").strip()
        parsed = self._parsed.get(source)
        if parsed is None:
            try:
                parsed = feel.parse(source, dialect=_DIALECT)
            except feel.FeelLimitError as error:
                self.problem(element, f"the expression cannot be read: {error}")
                return NOTHING
            self._parsed[source] = parsed
        if parsed.error is not None:
            self._note_error(element, str(written), source, parsed.error)
        return parsed

    def _note_error(
        self, element: etree._Element, written: str, source: str, error: feel.FeelSyntaxError
    ) -> None:
        line = element.sourceline or 1
        # The lines of an attribute are one line of the document.
        if written == element.text:
            line += written[: written.index(source)].count("\n")
            line += error.position.line - 1 if error.position is not None else 0
        foreign = source.startswith(("${", "#{"))
        way_out = "write FEEL without ${ }" if foreign else "correct it"
        self.problem(element, f"'{_short(source)}' is no FEEL: {error}; {way_out}", line=line)


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 60 else f"{folded[:57]}..."
