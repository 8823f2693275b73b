"""A document together with those that it imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.core.dmn.item_types import TypeTable
from engine.core.dmn.model import Definitions, Import
from engine.core.dmn.read.document import Document, parse
from engine.core.dmn.read.graph import names_by_id, read_elements
from engine.core.dmn.read.items import check_types, read_imports, read_item_definitions
from engine.core.dmn.read.reader import Reader
from engine.core.problem import Problem


@dataclass(slots=True, eq=False)
class Unit:
    """One document of a library.

    Attributes:
        definitions: What it says.
        types: Its types.
        imports: The documents that it imports, by the name of the import, "" for merging.
    """

    definitions: Definitions
    types: TypeTable
    imports: list[tuple[str, Unit]] = field(default_factory=list)

    def within_reach(self) -> Iterator[tuple[tuple[str, ...], Unit]]:
        """Itself and all that it imports, each once, by the shortest path of import names."""
        seen = {id(self)}
        todo: list[tuple[tuple[str, ...], Unit]] = [((), self)]
        for path, unit in todo:
            yield path, unit
            for name, imported in unit.imports:
                if id(imported) not in seen:
                    seen.add(id(imported))
                    todo.append(((*path, name) if name else path, imported))


@dataclass(frozen=True, slots=True)
class Library:
    """What `read_library` found.

    Attributes:
        main: The document that was asked for.
        problems: What is wrong with the documents, in their order.
    """

    main: Unit
    problems: tuple[Problem, ...]


def read_library(xml: str | bytes, imports: Sequence[str | bytes], dialect: str | None) -> Library:
    """Read a document and those that it may import.

    Args:
        xml: The document.
        imports: Other documents; they are found by their namespaces.
        dialect: The dialect of FEEL that all texts are written in.

    Raises:
        DmnError: A document is no DMN at all, or too large.
    """
    problems: list[Problem] = []
    documents = [parse(text) for text in (xml, *imports)]
    by_namespace: dict[str, Document] = {}
    for document in documents:
        by_namespace.setdefault(document.namespace, document)
    needed = _needed(documents[0], by_namespace, problems)
    readers = [Reader(document, read_imports(document), problems, dialect) for document in needed]
    names = {key: found for reader in readers for key, found in names_by_id(reader).items()}
    for reader in readers:
        reader.names = names
    units = _units(readers)
    return Library(units[needed[0].namespace], tuple(problems))


def _needed(
    main: Document, known: Mapping[str, Document], problems: list[Problem]
) -> list[Document]:
    """The document and those that it imports, over any number of steps."""
    found = [main]
    for document in found:
        for item in read_imports(document):
            if not _is_dmn(item):
                continue
            other = known.get(item.namespace)
            if other is None:
                message = f"the imported document '{item.name or item.namespace}' is not here"
                problems.append(Problem(item.id, message, item.line))
            elif all(other is not one for one in found):
                found.append(other)
    return found


def _is_dmn(item: Import) -> bool:
    return not item.import_type or "omg.org/spec/dmn" in item.import_type.lower()


def _units(readers: Sequence[Reader]) -> dict[str, Unit]:
    tables: dict[str, TypeTable] = {}
    items = {}
    for reader in readers:
        namespace = reader.document.namespace
        # Item definitions hold expressions, which name no types: an empty table serves.
        reader.use_types(TypeTable(()))
        items[namespace] = read_item_definitions(reader)
        tables[namespace] = TypeTable(items[namespace])
    for reader in readers:
        tables[reader.document.namespace].imports = [
            (item.name, tables[item.namespace])
            for item in reader.imports
            if item.namespace in tables
        ]
    for table in tables.values():
        table.complete()
    units: dict[str, Unit] = {}
    for reader in readers:
        namespace = reader.document.namespace
        reader.use_types(tables[namespace])
        check_types(reader, items[namespace])
        for circular in tables[namespace].circular:
            message = f"the type '{circular.name}' is defined by itself"
            problem = Problem(circular.id, message, circular.line)
            reader.problems.append(problem)
        definitions = read_elements(reader, items[namespace])
        units[namespace] = Unit(definitions, tables[namespace])
    for unit in units.values():
        unit.imports = [
            (item.name, units[item.namespace])
            for item in unit.definitions.imports
            if item.namespace in units
        ]
    return units
