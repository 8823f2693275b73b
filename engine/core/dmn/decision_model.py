"""A DMN model, ready to decide."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import cast

from engine.core.dmn import model as m
from engine.core.dmn.evaluation.boxed import Boxes
from engine.core.dmn.evaluation.nodes import (
    Datum,
    DecisionNode,
    InputNode,
    KnowledgeNode,
    Node,
    ServiceNode,
)
from engine.core.dmn.evaluation.run import Evaluation
from engine.core.dmn.problems import DmnError
from engine.core.dmn.read import Library, Unit, read_library
from engine.core.dmn.results import DecisionResult, DmnWarning
from engine.core.feel.errors import FeelError
from engine.core.feel.values.python import from_python, to_python
from engine.core.feel.values.temporal import DateTime
from engine.core.problem import Problem


class Model:
    """A document and those that it imports; made by `read`. Safe to share between threads.

    Attributes:
        definitions: What the document says.
        types: The types that it can name.
        problems: What is wrong with it: errors stop publishing, warnings do not.
    """

    def __init__(self, library: Library) -> None:
        self.definitions = library.main.definitions
        self.types = library.main.types
        self._unit = library.main
        self._nodes: dict[str, list[Node]] = {}  # by namespace
        self._by_href: dict[tuple[str, str], Node] = {}
        units = list(library.main.within_reach())
        for path, unit in units:
            self._make_nodes(path, unit)
        problems = list(library.problems)
        for _, unit in units:
            problems += self._connect(unit)
        self.problems = (*problems, *self._cycles())

    @property
    def decisions(self) -> tuple[m.Decision, ...]:
        """The decisions of the document."""
        return self.definitions.decisions

    @property
    def inputs(self) -> tuple[m.InputData, ...]:
        """The input data of the document."""
        return self.definitions.inputs

    @property
    def services(self) -> tuple[m.DecisionService, ...]:
        """The decision services of the document."""
        return self.definitions.services

    @property
    def knowledge_models(self) -> tuple[m.BusinessKnowledgeModel, ...]:
        """The business knowledge models of the document."""
        return self.definitions.knowledge_models

    def evaluate(
        self,
        name: str,
        inputs: Mapping[str, object] | None = None,
        *,
        now: datetime.datetime | None = None,
        strict: bool = False,
    ) -> DecisionResult:
        """Decide.

        Args:
            name: Name or id of a decision, a decision service or a business knowledge model;
                `import.name` for one of an imported document.
            inputs: Python values by the names of input data; of a service also those of its
                input decisions, of a knowledge model its arguments.
            now: What `now()` and `today()` answer; None makes them null.
            strict: Raise what would be null with a warning.

        Raises:
            DmnError: There is nothing of this name; in strict mode, anything that went wrong;
                the evaluation needs more than one may use.
        """
        node = self._find(name)
        moment = from_python(now) if now is not None else None
        run = Evaluation(
            inputs or {}, moment if isinstance(moment, DateTime) else None, strict=strict
        )
        try:
            value = to_python(node.answer(run))
        except RecursionError:
            raise _failed(run, "the decision is nested too deeply") from None
        except FeelError as error:
            raise _failed(run, str(error)) from error
        return DecisionResult(
            value, tuple(run.matched), cast("tuple[DmnWarning, ...]", tuple(run.warnings))
        )

    def _find(self, name: str) -> Node:
        wanted = " ".join(name.split())
        own = self._nodes[self.definitions.namespace]
        known = [node for node in own if not isinstance(node, InputNode)]
        for node in known:
            if node.name == wanted:
                return node
        for node in known:
            if node.element.id == name:
                return node
        for path, unit in self._unit.within_reach():
            for node in self._nodes[unit.definitions.namespace]:
                if ".".join((*path, node.name)) == wanted and not isinstance(node, InputNode):
                    return node
        near = difflib.get_close_matches(wanted, [node.name for node in known], n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise DmnError(f"there is no decision '{name}'{hint}")

    def _make_nodes(self, path: tuple[str, ...], unit: Unit) -> None:
        definitions = unit.definitions
        nodes: list[Node] = []
        for data in definitions.inputs:
            nodes.append(InputNode(data, Boxes(data.name, unit.types), path))
        for decision in definitions.decisions:
            boxes = Boxes(decision.name, unit.types)
            reads_inputs = not definitions.inputs
            nodes.append(DecisionNode(decision, boxes, path, reads_inputs=reads_inputs))
        for knowledge in definitions.knowledge_models:
            nodes.append(KnowledgeNode(knowledge, Boxes(knowledge.name, unit.types)))
        for service in definitions.services:
            nodes.append(ServiceNode(service, Boxes(service.name, unit.types)))
        self._nodes[definitions.namespace] = nodes
        for node in nodes:
            self._by_href.setdefault((definitions.namespace, node.element.id), node)

    def _connect(self, unit: Unit) -> Iterator[Problem]:
        namespace = unit.definitions.namespace
        paths = {other.definitions.namespace: path for path, other in unit.within_reach()}
        places = {one.location: one.namespace for one in unit.definitions.imports if one.location}
        for node in self._nodes[namespace]:
            element = node.element
            found: dict[str, tuple[tuple[str, ...], Node]] = {}
            for href in _hrefs(element):
                where, local = m.target(href, namespace)
                where = places.get(where, where)
                required = self._by_href.get((where, local))
                if required is None:
                    message = f"'{element.name}' needs '{href}', which is not here"
                    yield Problem(element.id, message, element.line)
                else:
                    found[href] = (paths.get(where, ()), required)
            node.requires = [found[href] for href in element.requires if href in found]
            if isinstance(node, ServiceNode):
                self._connect_service(node, {href: one for href, (_, one) in found.items()})

    def _connect_service(self, node: ServiceNode, found: Mapping[str, Node]) -> None:
        service = node.element
        given = [found.get(href) for href in (*service.input_data, *service.input_decisions)]
        node.parameters = [one for one in given if isinstance(one, Datum)]
        node.outputs = [found[href] for href in service.output_decisions if href in found]

    def _cycles(self) -> Iterator[Problem]:
        """Decisions that need themselves; knowledge models may."""
        done: set[Node] = set()
        for start in chain.from_iterable(self._nodes.values()):
            trail: set[Node] = set()
            todo: list[tuple[Node, bool]] = [(start, False)]
            while todo:
                node, left = todo.pop()
                if left:
                    trail.remove(node)
                    done.add(node)
                elif node in trail:
                    element = node.element
                    message = f"the decision '{element.name}' needs itself"
                    yield Problem(element.id, message, element.line)
                elif node not in done and isinstance(node, DecisionNode):
                    trail.add(node)
                    todo.append((node, True))
                    todo.extend((required, False) for _, required in node.requires)


def read(
    xml: str | bytes,
    *,
    imports: Sequence[str | bytes] = (),
    dialect: str | None = None,
) -> Model:
    """Read a DMN document of version 1.1 to 1.6.

    Args:
        xml: The document.
        imports: Other documents that it may import, found by their namespaces.
        dialect: The dialect of FEEL that its texts are written in; None is the standard.

    Raises:
        DmnError: A document is not DMN, larger than 10 MB, or nested without end. What is wrong
            with single elements does not raise: it is in `Model.problems`.
    """
    try:
        return Model(read_library(xml, imports, dialect))
    except RecursionError:
        raise DmnError("the document's types or expressions are nested too deeply") from None


def _hrefs(element: object) -> list[str]:
    """All that an element refers to."""
    kinds = (
        "requires", "output_decisions", "encapsulated_decisions", "input_decisions", "input_data",
    )  # fmt: skip
    return [href for kind in kinds for href in getattr(element, kind, ())]


def _failed(run: Evaluation, message: str) -> DmnError:
    return DmnError("the decision failed", [Problem(run.element, message)])
