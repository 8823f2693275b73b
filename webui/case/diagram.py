"""Where a case is in a diagram: the picture, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext as _

from engine.queries.case_diagram import DiagramOfCase, StepOfCase
from webui.language import short_date
from webui.process import words
from webui.view.case import Diagram, Step
from webui.view.listing import Link


def shown(case_id: str, found: DiagramOfCase) -> Diagram:
    """One instance of a case in its diagram."""
    names = words.labels(one.step for one in found.steps)
    return Diagram(
        id="diagram",
        title=found.instance.name,
        source_url=url_for("case.diagram_xml", case_id=case_id, instance_id=found.instance.id),
        steps=tuple(_step(case_id, one, names) for one in found.steps),
        text_url=url_for("process.process", key=found.instance.process),
    )


def switcher(case_id: str, found: DiagramOfCase) -> tuple[Link, ...]:
    """All diagrams in which the case is or was."""
    return tuple(
        Link(
            _running(one.name) if one.status == "active" else one.name,
            url_for("case.diagram", case_id=case_id, instance=one.id),
            current=one.id == found.instance.id,
        )
        for one in found.instances
    )


def _running(name: str) -> str:
    return str(_("%(name)s (now)", name=name))


def _step(case_id: str, one: StepOfCase, names: Mapping[str, str]) -> Step:
    url = ""
    if one.instance:
        url = url_for("case.diagram", case_id=case_id, instance=one.instance)
    elif one.task:
        url = url_for("task.task", case_id=case_id, task_id=one.task)
    return Step(
        id=one.step.id,
        label=names[one.step.id],
        kind=words.kind(one.step),
        state=one.state,
        by=_by(one),
        then=words.onward(one.step, names),
        url=url,
        depth=len(one.step.inside),
    )


def _by(one: StepOfCase) -> str:
    """Who did it and when, or who is to do it."""
    if one.state == "done" and one.by and one.until is not None:
        return str(_("%(name)s, %(day)s", name=one.by, day=short_date(one.until)))
    return ", ".join(one.step.groups)
