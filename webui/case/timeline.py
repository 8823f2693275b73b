"""What happened in a case, and what people have to say about it."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import AddComment, CommentRefused
from engine.executor import new_id
from engine.queries import CaseTimeline
from webui.account.visitor import executor, visitor
from webui.case.area import ONE, area
from webui.case.frame import frame
from webui.case.telling import entries
from webui.once import command_id
from webui.redirects import see_other
from webui.view.field import TextAreaField
from webui.view.listing import Mistake

_MOST = 10_000


@area.get(f"{ONE}/timeline")
def timeline(case_id: str) -> str:
    """What happened, newest first."""
    return _page(case_id, "")


@area.post(f"{ONE}/timeline")
def comment(case_id: str) -> Response | tuple[str, int]:
    """Write a comment on the case."""
    command = AddComment(case=case_id, task=None, text=request.form.get("text", ""))
    try:
        executor().execute(command, by=visitor().login, command_id=command_id())
    except CommentRefused as refused:
        return _page(case_id, str(refused)), 422
    flash(_("Your comment is in the timeline."), "success")
    return see_other(url_for("case.timeline", case_id=case_id), fallback="/")


def _page(case_id: str, problem: str) -> str:
    around = frame(case_id, "timeline", looked_at="the timeline")
    before = request.args.get("before", type=int)
    found = executor().ask(CaseTimeline(case=case_id, before=before), by=visitor().login)
    earlier = ""
    if found.before is not None:
        earlier = url_for("case.timeline", case_id=case_id, before=found.before)
    field = TextAreaField(
        name="text",
        label=_("Your comment"),
        hint=_("Those who may read the plan or the status of this case can read it."),
        value=request.form.get("text", ""),
        rows=3,
        most=_MOST,
        error=problem,
    )
    return render_template(
        "case/timeline.html",
        frame=around,
        entries=entries(case_id, found.groups),
        earlier=earlier,
        newest=url_for("case.timeline", case_id=case_id) if before else "",
        field_shown=field,
        mistakes=[Mistake(problem, "text")] if problem else [],
        command_id=new_id(),
    )
