"""The processes of the newest release, for everybody who has signed in."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from engine.queries import DecisionOf, FormOf, Processes, ProcessOf, ProcessXml
from webui.account.visitor import executor, visitor
from webui.process.page import diagram, running, steps
from webui.process.words import cell

area = Blueprint("process", __name__, url_prefix="/processes")


@area.get("")
def processes() -> str:
    """All processes."""
    found = executor().ask(Processes(), by=visitor().login)
    return render_template("process/processes.html", processes=found)


@area.get("/<key>")
def process(key: str) -> str:
    """One process as picture and text."""
    page = executor().ask(ProcessOf(key=key), by=visitor().login)
    return render_template(
        "process/process.html",
        page=page,
        diagram=diagram(page),
        steps=steps(page),
        running=running(page),
    )


@area.get("/<key>.bpmn")
def xml(key: str) -> Response:
    """The diagram to draw, or to take away."""
    content = executor().ask(ProcessXml(key=key), by=visitor().login)
    answer = Response(content, mimetype="application/xml")
    answer.headers["Content-Disposition"] = f'inline; filename="{key}.bpmn"'
    return answer


@area.get("/<key>/decisions/<decision>")
def decision(key: str, decision: str) -> str:
    """The rules of a decision as tables."""
    page = executor().ask(DecisionOf(process=key, decision=decision), by=visitor().login)
    return render_template("process/decision.html", page=page, key=key, cell=cell)


@area.get("/<key>/forms/<element>")
def form(key: str, element: str) -> str:
    """The questions of a task."""
    page = executor().ask(FormOf(process=key, element=element), by=visitor().login)
    return render_template("process/form.html", page=page, key=key)
