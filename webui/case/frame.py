"""What stands around each page of a case: whom it is about, its stages, the other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from engine.commands import RecordAccess
from engine.queries import CaseHead
from engine.queries.case_page import CaseAlert, HeadOfCase
from webui.account.visitor import executor, visitor
from webui.language import short_date
from webui.view.case import Identity, Stage
from webui.view.listing import Link, SummaryRow
from webui.view.status import case_tag

STAGES: Final = {
    "intake": _l("Intake"),
    "assessment": _l("Assessment"),
    "classification": _l("Classification"),
    "delivery": _l("Delivery"),
    "release_preparation": _l("Release preparation"),
    "aftercare": _l("Aftercare"),
    "closed": _l("Closed"),
}
_TABS: Final = {
    "case": _l("Overview"),
    "timeline": _l("Timeline"),
    "diagram": _l("Diagram"),
    "answers": _l("Answers"),
    "people": _l("People"),
    "accesses": _l("Who looked"),
}
_MOST_ALERTS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFrame:
    """The frame of a page of a case; `title` names the case."""

    head: HeadOfCase
    title: str
    identity: Identity
    stages: tuple[Stage, ...]
    tabs: tuple[Link, ...]
    crumbs: tuple[Link, ...]


def frame(case_id: str, page: str, *, looked_at: str = "") -> CaseFrame:
    """The frame of a page, for a visitor who may read the case.

    Args:
        case_id: Of the case.
        page: The endpoint of the page, without its area; it is marked among the tabs.
        looked_at: What is shown, in words for the list of who looked; empty where nothing is.

    Raises:
        CaseNotFound: There is no such case, or not for the visitor.
    """
    head = executor().ask(CaseHead(case=case_id), by=visitor().login)
    if looked_at:
        record(case_id, looked_at)
    name = head.person or (_("Name not shown to your role") if head.hidden else head.number)
    return CaseFrame(
        head=head,
        title=f"{name}, {head.number}" if head.person else head.number,
        identity=_identity(head, str(name)),
        stages=tuple(Stage(stage_name(one.name), one.state, one.since) for one in head.stages),
        tabs=tuple(
            Link(str(label), url_for(f"case.{key}", case_id=case_id), current=key == page)
            for key, label in _TABS.items()
            if key != "accesses" or "case.accesses" in head.may
        ),
        crumbs=(Link(_("Cases"), url_for("case.cases")),),
    )


def record(case_id: str, what: str) -> None:
    """Write that the visitor looks at something of a case."""
    executor().execute(RecordAccess(case=case_id, what=what), by=visitor().login)


def stage_name(stage: str) -> str:
    """What a stage is called."""
    return str(STAGES.get(stage, stage.replace("_", " ")))


def _identity(head: HeadOfCase, name: str) -> Identity:
    facts = [
        SummaryRow(_("Site"), (head.site,)) if head.site else None,
        SummaryRow(_("Began"), (short_date(head.started_at),)),
        SummaryRow(_("Ended"), (short_date(head.ended_at),)) if head.ended_at else None,
    ]
    alerts = [_alert(one) for one in head.alerts[:_MOST_ALERTS]]
    more = len(head.alerts) - _MOST_ALERTS
    if more > 0:
        alerts.append(str(ngettext("%(num)d more", "%(num)d more", more)))
    return Identity(
        reference=head.number if name != head.number else "",
        name=name,
        status=case_tag(head.status),  # type: ignore[arg-type]  # the engine knows these
        facts=tuple(one for one in facts if one is not None),
        alerts=tuple(alerts),
        restricted=head.restricted,
    )


def _alert(alert: CaseAlert) -> str:
    match alert.kind:
        case "incident":
            return str(_("Stands still: %(step)s", step=alert.name))
        case "critical":
            return str(_("Critically overdue: %(task)s", task=alert.name))
        case _:
            return str(_("Overdue: %(task)s", task=alert.name))
