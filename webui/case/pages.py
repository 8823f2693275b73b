"""The pages of one case that show what is known of it."""

from __future__ import annotations

from flask import Response, render_template, request

from engine.queries import (
    AccessesOf,
    Answer,
    CaseAnswers,
    CaseDiagram,
    CaseDiagramXml,
    CaseOverview,
    CaseTimeline,
)
from webui.account.visitor import executor, visitor
from webui.case.answers import answer_rows, shown_tag
from webui.case.area import ONE, area
from webui.case.diagram import shown, switcher
from webui.case.frame import frame, record
from webui.case.overview import side, task_lines, way
from webui.case.telling import entries

_RECENT = 5


@area.get(ONE)
def case(case_id: str) -> str:
    """Where the case stands."""
    around = frame(case_id, "case", looked_at="the overview")
    login = visitor().login
    found = executor().ask(CaseOverview(case=case_id), by=login)
    recent = executor().ask(CaseTimeline(case=case_id, most=_RECENT), by=login)
    return render_template(
        "case/overview.html",
        frame=around,
        tasks=task_lines(case_id, found.tasks),
        way=way(case_id, found.blocks),
        incidents=found.incidents,
        side=side(found),
        recent=entries(case_id, recent.groups),
    )


@area.get(f"{ONE}/diagram")
def diagram(case_id: str) -> str:
    """Where the case is in its diagrams."""
    around = frame(case_id, "diagram", looked_at="the diagram")
    wanted = request.args.get("instance")
    found = executor().ask(CaseDiagram(case=case_id, instance=wanted), by=visitor().login)
    return render_template(
        "case/diagram.html",
        frame=around,
        diagram=shown(case_id, found),
        instances=switcher(case_id, found),
    )


@area.get(f"{ONE}/diagram/<string(length=32):instance_id>.bpmn")
def diagram_xml(case_id: str, instance_id: str) -> Response:
    """The diagram to draw; nothing of the case is in it."""
    content = executor().ask(CaseDiagramXml(case=case_id, instance=instance_id), by=visitor().login)
    return Response(content, mimetype="application/xml")


@area.get(f"{ONE}/answers")
def answers(case_id: str) -> str:
    """Which forms were answered."""
    around = frame(case_id, "answers", looked_at="the list of answers")
    found = executor().ask(CaseAnswers(case=case_id), by=visitor().login)
    return render_template(
        "case/answers.html", frame=around, answers=found.answers, shown_tag=shown_tag
    )


@area.get(f"{ONE}/answers/<string(length=32):submission_id>")
def answer(case_id: str, submission_id: str) -> str:
    """What was answered to one task."""
    found = executor().ask(Answer(case=case_id, submission=submission_id), by=visitor().login)
    around = frame(case_id, "answers", looked_at=_looked_at(found.name))
    return render_template(
        "case/answer.html", frame=around, answer=found, rows=answer_rows(found.lines)
    )


@area.get(f"{ONE}/accesses")
def accesses(case_id: str) -> str:
    """Who looked at the case."""
    around = frame(case_id, "accesses")
    found = executor().ask(AccessesOf(case=case_id, most=200), by=visitor().login)
    record(case_id, "who looked")
    return render_template("case/accesses.html", frame=around, accesses=found)


def _looked_at(task: str) -> str:
    """Never what is written there."""
    return f"the answers to “{task}”"[:200]
