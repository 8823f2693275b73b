"""What the pages of processes show, put together from answers of the engine."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine.queries.processes import ProcessPage
from engine.queries.steps import StepInWords
from webui.process import words
from webui.view.case import Diagram, Step
from webui.view.listing import Link


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about a step; a text, or words that lead somewhere."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A step with all its details.

    Attributes:
        ways: Where it goes on: the condition, empty for always, and the step.
    """

    id: str
    label: str
    kind: str
    documentation: str
    depth: int
    facts: tuple[Fact, ...]
    ways: tuple[tuple[str, Link], ...]


def diagram(page: ProcessPage) -> Diagram:
    """The picture of a process; nothing runs in it."""
    return Diagram(
        id="process",
        title=_("The diagram"),
        source_url=url_for("process.xml", key=page.key),
        steps=tuple(
            Step(
                id=one.id,
                label=words.label(one),
                kind="",
                state="ahead",
                url=url_for("process.process", key=one.calls) if one.calls in page.called else "",
            )
            for one in page.steps
        ),
    )


def steps(page: ProcessPage) -> tuple[StepShown, ...]:
    """The steps in their order, with all that the diagram says of them."""
    names = words.labels(page.steps)
    return tuple(
        StepShown(
            id=one.id,
            label=names[one.id],
            kind=words.kind(one),
            documentation=one.documentation,
            depth=len(one.inside),
            facts=tuple(_facts(page, one, names)),
            ways=tuple(
                (_condition(way.when, otherwise=way.otherwise), Link(names[way.to], f"#{way.to}"))
                for way in one.ways
            ),
        )
        for one in page.steps
    )


def _condition(when: str, *, otherwise: bool) -> str:
    return when or (str(_("otherwise")) if otherwise else "")


def _facts(page: ProcessPage, one: StepInWords, names: dict[str, str]) -> list[Fact]:
    found = [
        Fact(_("Who"), ", ".join(one.groups)),
        Fact(_("Due"), words.due(one.due) if one.due is not None else ""),
        Fact(_("Late at all"), _("critical: a safety step") if one.safety else ""),
        Fact(_("Belongs to"), _attached(one, names)),
        Fact(_("Repeated"), _repeats(one)),
        Fact(_("Standards"), ", ".join(one.standards)),
    ]
    if one.form:
        url = url_for("process.form", key=page.key, element=one.id)
        found.append(Fact(_("Form"), _("The questions of “%(task)s”", task=one.name), url))
    if one.decision in page.decisions:
        url = url_for("process.decision", key=page.key, decision=one.decision)
        found.append(Fact(_("Rules"), page.decisions[one.decision], url))
    if one.calls:
        known = one.calls in page.called
        url = url_for("process.process", key=one.calls) if known else ""
        text = page.called.get(one.calls) or _("%(id)s, which is not published yet", id=one.calls)
        found.append(Fact(_("Process"), text, url))
    return [fact for fact in found if fact.text]


def _attached(one: StepInWords, names: dict[str, str]) -> str:
    if not one.attached_to:
        return ""
    step = names[one.attached_to]
    if one.interrupting:
        return str(_("“%(step)s”, which it ends", step=step))
    return str(_("“%(step)s”, which goes on", step=step))


def _repeats(one: StepInWords) -> str:
    if one.repeats == "one by one":
        return str(_("for each of a list, one after the other"))
    return str(_("for each of a list, all at once")) if one.repeats else ""


def running(page: ProcessPage) -> str:
    """How many cases are in it now, and on which release."""
    if not page.running:
        return str(_("No case is in it at the moment."))
    said = ngettext("%(num)d case is in it now.", "%(num)d cases are in it now.", page.running)
    if not page.older:
        return str(said)
    numbers = ", ".join(f"{number} ({count})" for number, count in page.older.items())
    return f"{said} {_('On older releases: %(numbers)s.', numbers=numbers)}"
