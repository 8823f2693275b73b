"""What reading needs everywhere: children, ids, types, texts in FEEL, and a list of problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from engine.core import feel
from engine.core.dmn.model import Import, UnaryTests, Variable
from engine.core.dmn.read.unknown import unknown_names
from engine.core.problem import Problem, Severity

if TYPE_CHECKING:
    from engine.core.dmn.item_types import TypeTable
    from engine.core.dmn.read.document import Document
    from engine.core.feel.types import FeelType

Names = frozenset[str]
Parsed = TypeVar("Parsed", feel.Expression, feel.UnaryTests)


class Reader:
    """Reads the elements of one document.

    Attributes:
        document: The document.
        imports: Its imports.
        problems: What was found wrong so far, in this and other documents.
        types: Its item definitions; see `use_types`.
        names: The names of the elements of all documents, by namespace and id.
    """

    types: TypeTable
    names: Mapping[tuple[str, str], Names]

    def __init__(
        self,
        document: Document,
        imports: Sequence[Import],
        problems: list[Problem],
        dialect: str | None,
    ) -> None:
        self.document = document
        self.imports = imports
        self.problems = problems
        self._dialect = dialect
        self._prefix = f"{{{document.dmn}}}"
        self._language = document.root.get("expressionLanguage")
        self._cache: dict[tuple[object, str, Names], object] = {}
        self._feel_types: Mapping[str, FeelType] = {}
        self.names = {}
        # A document without input data reads what it is given: then every name may be known.
        self._names_its_inputs = self.child(document.root, "inputData") is not None
        self._element_names = frozenset(map(self.name, self.children(document.root)))

    def use_types(self, types: TypeTable) -> None:
        """Give the item definitions, before the first variable or expression is read."""
        self.types = types
        self._feel_types = types.feel_types()
        self._cache.clear()

    # Elements

    def children(self, element: etree._Element, *names: str) -> Iterator[etree._Element]:
        """The children of these names, of any name when none is given, in their order.

        Elements of other namespaces are extensions and never listed.
        """
        for child in element:
            tag = str(child.tag)
            if tag.startswith(self._prefix) and (not names or tag[len(self._prefix) :] in names):
                yield child

    def child(self, element: etree._Element, name: str) -> etree._Element | None:
        """The first child of a name."""
        return next(self.children(element, name), None)

    def kind(self, element: etree._Element) -> str:
        """The local name of an element of the standard."""
        return str(element.tag)[len(self._prefix) :]

    def text(self, element: etree._Element, name: str) -> str | None:
        """The text of the first child of a name, without space around it; None for none."""
        child = self.child(element, name)
        return None if child is None else (child.text or "").strip()

    def id(self, element: etree._Element) -> str:
        """The id of an element, or of the nearest around it that has one."""
        current: etree._Element | None = element
        while current is not None:
            own = current.get("id")
            if own:
                return own
            current = current.getparent()
        return self.document.root.get("name") or "definitions"

    def name(self, element: etree._Element) -> str:
        """The name of an element, with single spaces."""
        return " ".join((element.get("name") or "").split())

    def variable(self, element: etree._Element) -> Variable:
        """An information item."""
        found = Variable(
            id=self.id(element),
            name=self.name(element),
            type_ref=self.type_ref(element),
            label=element.get("label"),
        )
        self.check_type(found.type_ref, found.id, element.sourceline)
        return found

    def problem(
        self,
        element: etree._Element,
        message: str,
        severity: Severity = "error",
        line: int | None = None,
    ) -> None:
        """Note that something is wrong with an element."""
        self.problems.append(
            Problem(self.id(element), message, line or element.sourceline, severity)
        )

    # Types

    def type_ref(self, element: etree._Element, name: str = "typeRef") -> str | None:
        """The type that an attribute or child names, without any prefix; None for Any."""
        given = element.get(name) or self.text(element, name) or ""
        ref = " ".join(given.split())
        if ref in ("", "<Undefined>", "Any"):
            return None
        prefix, colon, local = ref.partition(":")
        if not colon:
            return ref
        namespace = element.nsmap.get(prefix)
        for imported in self.imports:
            if imported.namespace == namespace and imported.name:
                return f"{imported.name}.{local}"
        return local

    def check_type(self, ref: str | None, element_id: str, line: int | None) -> None:
        """Note a type that nothing defines; its values are then not checked."""
        if ref is not None and self.types.find(ref) is None:
            message = f"there is no type '{ref}'"
            self.problems.append(Problem(element_id, message, line))

    # Texts

    def expression(
        self, element: etree._Element, names: Names
    ) -> tuple[str, feel.Expression | None, str | None]:
        """The text of a literal expression, what it parses to, and why where that is None."""
        text, reason = self._source(element)
        if not text or reason is not None:
            return text, None, reason
        parsed, reason = self._parse(element, text, names, feel.parse)
        return text, parsed, reason

    def unary_tests(self, element: etree._Element, names: Names) -> UnaryTests:
        """A cell, or the values that something allows."""
        text, reason = self._source(element)
        parsed = None
        if reason is None:
            parsed, _ = self._parse(element, text or "-", names, feel.parse_unary_tests)
        return UnaryTests(id=self.id(element), line=element.sourceline, text=text, parsed=parsed)

    def _source(self, element: etree._Element) -> tuple[str, str | None]:
        """The text in an element, and why it cannot be read as FEEL."""
        text = self.text(element, "text") or ""
        language = element.get("expressionLanguage") or self._language
        reason = None
        if language and "feel" not in language.lower():
            reason = f"the expression language '{language}' is not FEEL"
        elif self.child(element, "importedValues") is not None:
            reason = "imported values are not supported"
        if reason is not None:
            self.problem(element, reason)
        return text, reason

    def _parse(
        self,
        element: etree._Element,
        text: str,
        names: Names,
        parse: Callable[..., Parsed],
    ) -> tuple[Parsed | None, str | None]:
        # A name of one plain word is read as one without being known.
        special = frozenset(name for name in names if not name.isidentifier())
        key = (parse, text, special)
        known = self._cache.get(key)
        if known is None:
            try:
                known = parse(text, dialect=self._dialect, names=special, types=self._feel_types)
            except feel.FeelLimitError as error:
                self.problem(element, str(error))
                return None, str(error)
            self._cache[key] = known
        parsed: Parsed = known  # type: ignore[assignment]  # the key holds the parse function
        self._note_error(element, parsed.error)
        if self._names_its_inputs:
            for message in unknown_names(parsed, names, self._element_names):
                self.problem(element, message)
        return parsed, None

    def _note_error(self, element: etree._Element, error: feel.FeelSyntaxError | None) -> None:
        if error is None:
            return
        written = self.child(element, "text")
        line = (element if written is None else written).sourceline or 1
        lines_before = error.position.line - 1 if error.position is not None else 0
        self.problem(element, str(error), line=line + lines_before)
