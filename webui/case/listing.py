"""The list of cases: filters in the address, one page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine.queries import CasesList, Sites
from engine.queries.cases_list import PAGE, CaseInList
from webui.account.visitor import executor, visitor
from webui.case.area import area
from webui.case.frame import STAGES, stage_name
from webui.language import short_date
from webui.view.field import ChoiceField, Option, TextField
from webui.view.listing import Empty, FilterBar, Link, Paging
from webui.view.status import Tag, case_tag

_STATUSES: Final = {
    "active": _l("Active"),
    "suspended": _l("Suspended"),
    "completed": _l("Completed"),
    "cancelled": _l("Cancelled"),
    "failed": _l("Failed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in the list."""

    number: str
    url: str
    person: str
    stage: str
    status: Tag
    restricted: bool
    place: str
    began: str
    open_tasks: int


@area.get("")
def cases() -> str:
    """The cases that the visitor may read."""
    if "case.read" not in visitor().permissions:
        abort(403)
    sent = {name: request.args.get(name, "").strip() for name in ("q", "status", "stage", "site")}
    page = max(1, request.args.get("page", 1, type=int))
    login = visitor().login
    question = CasesList(words=sent["q"], status=sent["status"], stage=sent["stage"],
                         site=sent["site"], page=min(page, 1_000))  # fmt: skip
    found = executor().ask(question, by=login)
    sites = {one.id: one.name for one in executor().ask(Sites(), by=login)}
    return render_template(
        "case/cases.html",
        bar=_bar(sent, sites),
        cases=tuple(map(_line, found.cases)),
        total=found.total,
        paging=_paging(sent, page, found.total) if found.total > PAGE else None,
        empty=_empty(sent),
        sees_incidents=bool({"incident.see", "incident.retry"} & visitor().permissions),
    )


def _line(one: CaseInList) -> CaseLine:
    return CaseLine(
        number=one.number,
        url=url_for("case.case", case_id=one.id),
        person=one.person or (str(_("Name not shown to your role")) if one.hidden else ""),
        stage=stage_name(one.stage) if one.stage else "",
        status=case_tag(one.status),  # type: ignore[arg-type]  # the engine knows these
        restricted=one.restricted,
        place=one.site,
        began=short_date(one.started_at),
        open_tasks=one.open_tasks,
    )


def _bar(sent: dict[str, str], sites: dict[str, str]) -> FilterBar:
    return FilterBar(
        url=url_for("case.cases"),
        fields=(
            TextField(
                name="q",
                label=_("Number of the case, or words of the name"),
                value=sent["q"],
                type="search",
            ),
            _choice("stage", _("Stage"), sent, STAGES.items()),
            _choice("status", _("Status"), sent, _STATUSES.items()),
            _choice("site", _("Site"), sent, sites.items()),
        ),
        active=tuple(
            Link(_filter(name, text, sites), _address({**sent, name: ""}))
            for name, text in sent.items()
            if text
        ),
        clear_url=url_for("case.cases"),
    )


def _filter(name: str, text: str, sites: dict[str, str]) -> str:
    """A filter in use, in words."""
    match name:
        case "status":
            return str(_STATUSES.get(text, text))
        case "stage":
            return stage_name(text)
        case "site":
            return sites.get(text, text)
        case _:
            return str(_("“%(words)s”", words=text))


def _choice(
    name: str, label: str, sent: dict[str, str], options: Iterable[tuple[str, object]]
) -> ChoiceField:
    return ChoiceField(
        name=name,
        label=label,
        kind="select",
        options=(
            Option("", str(_("All"))),
            *(Option(value, str(said)) for value, said in options),
        ),
        chosen=frozenset([sent[name]]),
    )


def _address(sent: dict[str, str], page: int = 1) -> str:
    wanted = {name: text for name, text in sent.items() if text}
    return url_for("case.cases", **wanted, **({"page": page} if page > 1 else {}))  # type: ignore[arg-type]  # names of the query


def _paging(sent: dict[str, str], page: int, total: int) -> Paging:
    last = -(-total // PAGE)
    near = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    pages: list[Link | None] = []
    for before, number in zip([0, *near], near, strict=False):
        if number > before + 1:
            pages.append(None)
        pages.append(Link(str(number), _address(sent, number), current=number == page))
    return Paging(
        first=PAGE * (page - 1) + 1,
        last=min(PAGE * page, total),
        total=total,
        pages=tuple(pages),
        previous_url=_address(sent, page - 1) if page > 1 else "",
        next_url=_address(sent, page + 1) if page < last else "",
    )


def _empty(sent: dict[str, str]) -> Empty:
    if any(sent.values()):
        return Empty(
            _("No case like this"),
            _("None of the cases that you may read fits the filters."),
            Link(_("Clear all filters"), url_for("case.cases")),
        )
    return Empty(
        _("No case yet"),
        _("You see cases here that your role, your team or an assignment lets you read."),
    )
