"""What is wrong with a release: each document by itself, and what they ask of each other."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from engine.core import bpmn, dmn, form
from engine.core.bpmn import model as m
from engine.core.problem import Problem
from engine.errors import PasserelleError

Documents = Mapping[str, str]


def check_release(
    diagrams: Documents, decisions: Documents, forms: Documents
) -> dict[str, tuple[Problem, ...]]:
    """All that is wrong, by the key of the document; a release with errors cannot run.

    Args:
        diagrams: XML by key.
        decisions: XML by key.
        forms: JSON by the id under which tasks name the form.
    """
    found: dict[str, tuple[Problem, ...]] = {}
    models = [model for key, xml in decisions.items() if (model := _decision(key, xml, found))]
    for key, text in forms.items():
        found[key] = tuple(_form(key, text))
    known = {name for model in models for name in _names(model)}
    read = {key: one for key, xml in diagrams.items() if (one := _diagram(key, xml, found))}
    processes = {process.id for one in read.values() for process in one.processes}
    for key, one in read.items():
        found[key] = (
            *one.problems,
            *_missing(one, known, forms),
            *missing_processes(one, processes),
        )
    return {key: problems for key, problems in found.items() if problems}


def missing_processes(diagram: m.Diagram, known: Container[str]) -> Iterator[Problem]:
    """Warn of calls to processes that are not there: incidents only when they are reached."""
    for node in _nodes(diagram):
        if isinstance(node, m.CallActivity) and node.process.expression is None:
            wanted = node.process.text
            if wanted not in known:
                message = f"there is no process '{wanted}' here"
                yield Problem(node.id, message, node.line, "warning")


def _decision(key: str, xml: str, found: dict[str, tuple[Problem, ...]]) -> dmn.Model | None:
    try:
        model = dmn.read(xml)
    except dmn.DmnError as error:
        found[key] = _refused(key, error, error.problems)
        return None
    found[key] = (*model.problems, *dmn.check(model))
    return model


def _names(model: dmn.Model) -> Iterator[str]:
    for one in (*model.decisions, *model.services):
        yield from (one.id, one.name)


def _form(key: str, text: str) -> Iterator[Problem]:
    try:
        read = form.read(text)
    except form.FormRefused as error:
        yield from _refused(key, error, ())
        return
    yield from read.problems
    yield from read.check()


def _diagram(key: str, xml: str, found: dict[str, tuple[Problem, ...]]) -> m.Diagram | None:
    try:
        return bpmn.read(xml)
    except bpmn.BpmnError as error:
        found[key] = _refused(key, error, tuple(error.problems))
        return None


def _missing(diagram: m.Diagram, decisions: Container[str], forms: Documents) -> Iterator[Problem]:
    """What it asks for that the release does not have; computed names show when they run."""
    for node in _nodes(diagram):
        if isinstance(node, m.UserTask) and node.form is not None:
            wanted = node.form.form_id
            if wanted is not None and wanted not in forms:
                yield Problem(node.id, f"the release has no form '{wanted}'", node.line)
        if isinstance(node, m.BusinessRuleTask) and node.decision.expression is None:
            wanted = node.decision.text
            if wanted and wanted not in decisions:
                yield Problem(node.id, f"the release has no decision '{wanted}'", node.line)


def _nodes(diagram: m.Diagram) -> Iterator[m.Node]:
    for process in diagram.processes:
        yield from m.everything(process.scope)


def _refused(
    key: str, error: PasserelleError, problems: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    return problems or (Problem(key, str(error)),)
