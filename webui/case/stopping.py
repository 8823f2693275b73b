"""Cancelling a case: asked on a page of its own, with a reason."""

from __future__ import annotations

from flask import abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import CancelCase, CaseEnded, ReasonMissing
from engine.executor import new_id
from webui.account.visitor import executor, visitor
from webui.case.area import ONE, area
from webui.case.frame import CaseFrame, frame
from webui.once import command_id
from webui.redirects import see_other
from webui.view.field import TextAreaField
from webui.view.listing import Mistake


@area.get(f"{ONE}/cancel")
def cancel(case_id: str) -> str:
    """Ask whether it is meant."""
    around = frame(case_id, "cancel")
    if "case.cancel" not in around.head.may:
        abort(403)
    return _page(around, "")


@area.post(f"{ONE}/cancel")
def cancel_now(case_id: str) -> Response | tuple[str, int]:
    """Cancel it."""
    command = CancelCase(case=case_id, reason=request.form.get("reason", ""))
    try:
        executor().execute(command, by=visitor().login, command_id=command_id())
    except (ReasonMissing, CaseEnded) as refused:
        said = str(refused)
        return _page(frame(case_id, "cancel"), f"{said[:1].upper()}{said[1:]}"), 422
    flash(_("The case is cancelled. All its open tasks are gone."), "success")
    return see_other(url_for("case.case", case_id=case_id), fallback="/")


def _page(around: CaseFrame, problem: str) -> str:
    field = TextAreaField(
        name="reason",
        label=_("Why is the case cancelled?"),
        hint=_("It stands in the timeline for good."),
        value=request.form.get("reason", ""),
        rows=4,
        error=problem,
    )
    mistakes = [Mistake(problem, "reason")] if problem else []
    return render_template(
        "case/cancel.html", frame=around, field_shown=field, mistakes=mistakes, command_id=new_id()
    )
