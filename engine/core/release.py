"""What is wrong with a release: each document by itself, and what they ask of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    for key, xml in diagrams.items():
        found[key] = tuple(_diagram(key, xml, known, forms))
    return {key: problems for key, problems in found.items() if problems}


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


def _diagram(key: str, xml: str, decisions: set[str], forms: Documents) -> Iterator[Problem]:
    try:
        diagram = bpmn.read(xml)
    except bpmn.BpmnError as error:
        yield from _refused(key, error, tuple(error.problems))
        return
    yield from diagram.problems
    for process in diagram.processes:
        for node in _nodes(process.scope):
            yield from _asks(node, decisions, forms)


def _asks(node: m.Node, decisions: set[str], forms: Documents) -> Iterator[Problem]:
    """What a node asks for that the release does not have; computed names show when it runs."""
    if isinstance(node, m.UserTask) and node.form is not None:
        wanted = node.form.form_id
        if wanted is not None and wanted not in forms:
            yield Problem(node.id, f"the release has no form '{wanted}'", node.line)
    if isinstance(node, m.BusinessRuleTask) and node.decision.expression is None:
        wanted = node.decision.text
        if wanted and wanted not in decisions:
            yield Problem(node.id, f"the release has no decision '{wanted}'", node.line)


def _nodes(scope: m.Scope) -> Iterator[m.Node]:
    for node in scope.nodes.values():
        yield node
        if isinstance(node, m.SubProcess):
            yield from _nodes(node.scope)


def _refused(
    key: str, error: PasserelleError, problems: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    return problems or (Problem(key, str(error)),)
