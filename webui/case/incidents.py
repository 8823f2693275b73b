"""Where cases stand still, and another try."""

from __future__ import annotations

from flask import abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import IncidentGone, RetryIncident
from engine.executor import new_id
from engine.queries import Incidents
from webui.account.visitor import executor, visitor
from webui.case.area import ONE, area
from webui.once import command_id
from webui.redirects import see_other


@area.get("/incidents")
def incidents() -> str:
    """All that the visitor may see."""
    if not {"incident.see", "incident.retry"} & visitor().permissions:
        abort(403)
    found = executor().ask(Incidents(), by=visitor().login)
    return render_template("case/incidents.html", incidents=found, new_id=new_id)


@area.post(f"{ONE}/incidents/<string(length=32):incident_id>/retry")
def retry(case_id: str, incident_id: str) -> Response:
    """Let it try again; whether it helped is seen at once."""
    command = RetryIncident(case=case_id, incident=incident_id)
    login = visitor().login
    try:
        executor().execute(command, by=login, command_id=command_id())
    except IncidentGone as refused:
        flash(str(refused), "warning")
    else:
        still = any(one.case == case_id for one in executor().ask(Incidents(), by=login))
        if still:
            flash(_("It was tried again, and the case still stands still."), "warning")
        else:
            flash(_("It was tried again, and the case goes on."), "success")
    return see_other(request.form.get("then"), fallback=url_for("case.incidents"))
