"""The elements of a diagram in words that staff use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from engine.queries.steps import DueWords, StepInWords

_KINDS: Final = {
    "start": _l("Start"),
    "end": _l("End"),
    "catch": _l("Wait"),
    "throw": _l("Notice"),
    "boundary": _l("Meanwhile"),
    "exclusive": _l("Question"),
    "inclusive": _l("Question, several answers"),
    "parallel": _l("Side by side"),
    "event choice": _l("Whatever comes first"),
    "user task": _l("Task"),
    "manual task": _l("Task outside the system"),
    "plain task": _l("Step"),
    "service task": _l("Automatic step"),
    "send task": _l("Message sent"),
    "receive task": _l("Wait for a message"),
    "script task": _l("Calculation"),
    "decision": _l("Decision by rules"),
    "call": _l("Another process"),
    "subprocess": _l("Part"),
    "event subprocess": _l("Whenever it happens"),
}
_UNNAMED: Final = {
    "exclusive": _l("Ways meet or part"),
    "inclusive": _l("Ways meet or part"),
    "parallel": _l("All ways meet or part"),
    "event choice": _l("Whatever comes first"),
}
_TEXT: Final = re.compile(r'"([^"\\]*)"')
_DURATION: Final = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)


def label(step: StepInWords) -> str:
    """What a step is called; one without a name by what it is."""
    return step.name or str(_UNNAMED.get(step.kind, _KINDS[step.kind]))


def labels(steps: Iterable[StepInWords]) -> dict[str, str]:
    """What the steps are called, by id."""
    return {one.id: label(one) for one in steps}


def kind(step: StepInWords) -> str:
    """What kind of step it is, and for an event what it is about."""
    found = str(_KINDS[step.kind])
    about = trigger(step)
    return f"{found}, {about}" if about else found


def trigger(step: StepInWords) -> str:
    """What an event waits for, or tells; empty for no event."""
    text = step.trigger_text
    match step.trigger:
        case "timer":
            return str(_("by a clock: %(time)s", time=duration(text)))
        case "message":
            return str(_("message “%(name)s”", name=text.replace("_", " ")))
        case "signal":
            return str(_("signal “%(name)s”", name=text.replace("_", " ")))
        case "error":
            return str(_("failure “%(name)s”", name=text.replace("_", " ")))
        case "escalation":
            return str(_("call “%(name)s”", name=text.replace("_", " ")))
        case "terminate":
            return str(_("everything here ends"))
        case _:
            return ""


def duration(text: str) -> str:
    """A length of time in words, such as "7 days"; what is worked out first stays as written."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        return str(_("worked out as %(formula)s", formula=text))
    years, months, weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    parts = [
        ngettext("%(num)d year", "%(num)d years", years) if years else "",
        ngettext("%(num)d month", "%(num)d months", months) if months else "",
        ngettext("%(num)d week", "%(num)d weeks", weeks) if weeks else "",
        ngettext("%(num)d day", "%(num)d days", days) if days else "",
        ngettext("%(num)d hour", "%(num)d hours", hours) if hours else "",
        ngettext("%(num)d minute", "%(num)d minutes", minutes) if minutes else "",
        ngettext("%(num)d second", "%(num)d seconds", seconds) if seconds else "",
    ]
    return ", ".join(str(part) for part in parts if part)


def due(rule: DueWords) -> str:
    """A due rule in words, such as "10 working days after it opens"."""
    amount = _amount(rule)
    if not rule.variable:
        return str(_("%(amount)s after it opens", amount=amount))
    date = rule.variable.replace("_", " ").replace(".", ", ")
    if rule.before:
        return str(_("%(amount)s before: %(date)s", amount=amount, date=date))
    return str(_("%(amount)s after: %(date)s", amount=amount, date=date))


def _amount(rule: DueWords) -> str:
    number = rule.amount
    match rule.unit:
        case "min":
            said = ngettext("%(num)d minute", "%(num)d minutes", number)
        case "h":
            said = ngettext("%(num)d hour", "%(num)d hours", number)
        case "wd":
            said = ngettext("%(num)d working day", "%(num)d working days", number)
        case "months":
            said = ngettext("%(num)d month", "%(num)d months", number)
        case _:
            said = ngettext("%(num)d day", "%(num)d days", number)
    return str(said)


def onward(step: StepInWords, names: Mapping[str, str]) -> str:
    """What comes next, in words; empty at an end."""
    return "; ".join(way(one.when, one.otherwise, names[one.to]) for one in step.ways)


def cell(text: str) -> str:
    """A cell of a table of rules: texts without their marks; the rest as written."""
    return _TEXT.sub(lambda found: found[1].replace("_", " "), text)


def way(when: str, otherwise: bool, to: str) -> str:
    """One way on."""
    if when:
        return str(_("%(when)s: %(step)s", when=when, step=to))
    if otherwise:
        return str(_("otherwise: %(step)s", step=to))
    return str(_("then: %(step)s", step=to))
