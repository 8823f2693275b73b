"""All components with invented content, for tests and for those who work on the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webui.redirects import see_other
from webui.style_guide import content, questions

area = Blueprint("style_guide", __name__, url_prefix="/style-guide")
HERE: Final = Path(__file__).resolve().parent


@area.get("")
def components() -> str:
    """Each component on its own."""
    return _page("components", flash_examples=content.MESSAGES)


@area.get("/my-work")
def my_work() -> str:
    """A page of tasks."""
    return _page("my_work")


@area.route("/task", methods=["GET", "POST"])
def task() -> ResponseReturnValue:
    """A form: with mistakes when it is sent, as it is the second time."""
    if request.method == "POST" and request.form.get("confirmed"):
        flash(content.COMPLETED, "success")
        return see_other(url_for("style_guide.my_work"), fallback="/")
    wrong = request.method == "POST"
    page = _page("task", form=questions.form(wrong=wrong), mistakes=questions.mistakes(wrong=wrong))
    return page, 422 if wrong else 200


@area.get("/case")
def case() -> str:
    """A page of a case."""
    return _page("case")


@area.get("/changes")
def changes() -> str:
    """What a list that is asked whether it has changed answers."""
    return render_template("style_guide/changes.html", changed=3)


@area.get("/diagram.bpmn")
def diagram() -> Response:
    """The diagram of the diagram panel."""
    return Response((HERE / "reassessment.bpmn").read_bytes(), mimetype="application/xml")


def _page(name: str, **more: object) -> str:
    return render_template(
        f"style_guide/{name}.html",
        furniture=content.furniture(current=name),
        guide=content.guide(),
        form_examples=questions.EXAMPLES,
        **more,
    )
