"""The forms that an action on several tasks needs: to whom, until when, why, or what to say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from engine.queries import Workload
from engine.queries.inbox import Colleague
from webui.account.visitor import executor, visitor
from webui.dates import TypedDate, typed_date
from webui.inbox.acting import Action, Details
from webui.view.field import AnyField, CheckboxField, ChoiceField, DateField, Option, TextAreaField

FORMS: Final[tuple[Action, ...]] = ("assign", "due", "aside", "comment")
_LONGEST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Change:
    """A form of one action, as far as it was filled in."""

    action: Action
    to: str = ""
    text: str = ""
    date: TypedDate = field(default_factory=TypedDate)
    none: bool = False

    @property
    def details(self) -> Details:
        """What it says; it has no mistakes."""
        day = self.date.read()
        on = day if isinstance(day, datetime.date) and not self.none else None
        return Details(to=self.to, on=on, reason=self.text, text=self.text)

    def mistakes(self) -> dict[str, str]:
        """What is wrong, by the name of the field."""
        found: dict[str, str] = {}
        if self.action == "assign" and self.to not in {one.login for one in colleagues()}:
            found["to"] = _("Choose who is to have them")
        if self.action in {"due", "aside"} and not self.none:
            day = self.date.read()
            if not isinstance(day, datetime.date):
                found["on"] = day or _("Say the day, or that there is none")
        if self.action in {"due", "comment"} and not self.text:
            missing = {"due": _("Say why"), "comment": _("Write the comment")}
            found["text"] = missing[self.action]
        if len(self.text) > _LONGEST:
            found["text"] = _("Write at most 10,000 characters")
        return found

    def fields(self, mistakes: Mapping[str, str]) -> tuple[AnyField, ...]:
        """To fill it in."""
        match self.action:
            case "assign":
                return (self._people(mistakes.get("to", "")),)
            case "due":
                none = _("No due date")
                return (*self._day(_("Due at the end of"), none, mistakes), self._why(mistakes))
            case "aside":
                return self._day(
                    _("Put aside until"), _("No longer: back among my tasks"), mistakes
                )
            case _:
                return (self._comment(mistakes),)

    def _people(self, error: str) -> ChoiceField:
        options = tuple(Option(one.login, _said(one)) for one in colleagues())
        return ChoiceField(
            name="to",
            label=_("To whom"),
            hint=_("Beside each name: how many open tasks they have, their roles, their site."),
            error=error,
            kind="select",
            options=(Option("", _("Choose somebody")), *options),
            chosen=frozenset({self.to}),
        )

    def _day(self, label: str, none: str, mistakes: Mapping[str, str]) -> tuple[AnyField, ...]:
        date = DateField(
            name="on",
            label=label,
            hint=_("For example, 27 3 2027"),
            error=mistakes.get("on", ""),
            day=self.date.day,
            month=self.date.month,
            year=self.date.year,
        )
        return date, CheckboxField(name="none", label=none, ticked=self.none)

    def _why(self, mistakes: Mapping[str, str]) -> TextAreaField:
        return TextAreaField(
            name="text",
            label=_("Why"),
            hint=_("It is kept with the case."),
            error=mistakes.get("text", ""),
            value=self.text,
            rows=3,
        )

    def _comment(self, mistakes: Mapping[str, str]) -> TextAreaField:
        return TextAreaField(
            name="text",
            label=_("Comment"),
            hint=_("Everybody who may read the case may read it."),
            error=mistakes.get("text", ""),
            value=self.text,
            rows=5,
            most=_LONGEST,
        )


def change_sent(action: Action, sent: Mapping[str, str]) -> Change:
    """What a form sent."""
    return Change(
        action,
        to=sent.get("to", ""),
        text=sent.get("text", "").strip(),
        date=typed_date(sent, "on"),
        none="none" in sent,
    )


def heading(action: Action, number: int) -> str:
    """What is about to be done."""
    names = {
        "assign": ngettext("Assign %(num)d task", "Assign %(num)d tasks", number),
        "due": ngettext(
            "Change the due date of %(num)d task", "Change the due date of %(num)d tasks", number
        ),
        "aside": ngettext("Put %(num)d task aside", "Put %(num)d tasks aside", number),
        "comment": ngettext("Comment on %(num)d task", "Comment on %(num)d tasks", number),
    }
    return str(names[action])


def button(action: Action) -> str:
    """The word on the button."""
    names = {
        "assign": _("Assign"),
        "due": _("Change the due date"),
        "aside": _("Put aside"),
        "comment": _("Add the comment"),
    }
    return str(names[action])


def colleagues() -> list[Colleague]:
    """Everybody who completes tasks."""
    return executor().ask(Workload(), by=visitor().login)


def _said(one: Colleague) -> str:
    tasks = ngettext("%(num)d open task", "%(num)d open tasks", one.open_tasks)
    return ", ".join(filter(None, (f"{one.name}: {tasks}", " / ".join(one.roles), one.site)))
