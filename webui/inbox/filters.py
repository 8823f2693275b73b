"""The filters of the inbox: fields to fill in, and chips of what is in use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from engine.queries.inbox import InboxChoices
from webui.account.visitor import visitor
from webui.inbox.asked import Asked
from webui.inbox.changing import colleagues
from webui.language import short_date
from webui.view.field import AnyField, ChoiceField, Option, TextField
from webui.view.listing import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterForm:
    """Filters of the inbox, sent by GET.

    Attributes:
        fields: Those that always stand there.
        more: Those behind "More filters"; `open` where one of them is in use.
        hidden: What is sent with them: names and values.
        active: Each filter in use, with the address of the list without it.
    """

    url: str
    fields: tuple[AnyField, ...]
    more: tuple[AnyField, ...]
    open: bool
    hidden: tuple[tuple[str, str], ...]
    active: tuple[Link, ...]
    clear_url: str


def filter_form(asked: Asked, choices: InboxChoices) -> FilterForm:
    """The filters, with what is chosen."""
    said, filters = asked.said(), asked.filters
    stages = [(one, one.replace("_", " ").capitalize()) for one in choices.stages]
    sorts = (
        Option("due", _("Most urgent first")),
        Option("opened", _("Oldest first")),
        Option("case", _("By case number")),
    )
    sort = ChoiceField(
        name="sort", label=_("Order"), kind="select", options=sorts, chosen=frozenset({asked.sort})
    )
    words = TextField(
        name="words", label=_("Task, case or person"), value=filters.words, type="search",
        autocomplete="off",
    )  # fmt: skip
    more: tuple[AnyField, ...] = (
        _select("stage", _("Stage"), _("All stages"), stages, filters.stage),
        _select("process", _("Process"), _("All processes"), choices.processes, filters.process),
        _select("group", _("For"), _("Everybody"), choices.groups, filters.group),
        TextField(name="before", label=_("Due before"), type="date", value=said.get("before", "")),
    )
    if "task.reassign" in visitor().permissions:
        people = [(one.login, f"{one.name} ({one.open_tasks})") for one in colleagues()]
        whose = _select("person", _("Tasks of"), _("Nobody in particular"), people, filters.person)
        more = (*more, whose)
    site = _select("site", _("Site"), _("All sites"), choices.sites, filters.site)
    return FilterForm(
        url=Asked().url(),
        fields=(words, site, sort),
        more=more,
        open=bool(
            filters.stage or filters.process or filters.group or filters.before or filters.person
        ),
        hidden=tuple((name, said[name]) for name in ("view",) if name in said),
        active=_chips(asked, choices),
        clear_url=asked.cleared().url(),
    )


def _chips(asked: Asked, choices: InboxChoices) -> tuple[Link, ...]:
    filters = asked.filters
    called = {
        "words": f"“{filters.words}”" if filters.words else "",
        "site": _named(choices.sites, filters.site),
        "stage": filters.stage.replace("_", " ").capitalize(),
        "process": _named(choices.processes, filters.process),
        "group": _named(choices.groups, filters.group),
        "before": _("due before %(day)s", day=short_date(filters.before)) if filters.before else "",
    }
    return tuple(
        Link(str(label), asked.without(name).url()) for name, label in called.items() if label
    )


def _select(
    name: str, label: str, everything: str, options: Iterable[tuple[str, str]], chosen: str
) -> ChoiceField:
    made = tuple(Option(value, text) for value, text in options)
    return ChoiceField(
        name=name,
        label=label,
        kind="select",
        options=(Option("", everything), *made),
        chosen=frozenset({chosen}),
    )


def _named(options: Iterable[tuple[str, str]], chosen: str) -> str:
    return dict(options).get(chosen, chosen)
