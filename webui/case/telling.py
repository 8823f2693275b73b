"""The timeline of a case in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine.queries.timeline import TimelineGroup, TimelineItem
from webui.case.frame import stage_name
from webui.language import short_date
from webui.view.case import TimelineEntry
from webui.view.status import Tag, Tone

# Sentences with the name of what they are about, of what that belongs to, and of somebody else.
_SENTENCES: Final = {
    "case began": _l("The case began"),
    "process began": _l("%(name)s began"),
    "process ended": _l("%(name)s ended: %(of)s"),
    "case ended": _l("The case ended: %(of)s"),
    "case failed": _l("The case failed in %(name)s"),
    "stage reached": _l("Stage reached: %(name)s"),
    "task opened": _l("Task opened: %(name)s"),
    "task completed": _l("%(name)s: completed"),
    "task not needed": _l("No longer needed: %(name)s"),
    "task claimed": _l("%(name)s: claimed"),
    "task returned": _l("%(name)s: returned"),
    "task given": _l("%(name)s: given to %(person)s"),
    "due date set": _l("%(name)s: due on %(on)s"),
    "follow-up set": _l("%(name)s: to come back to on %(on)s"),
    "comment": _l("Comment"),
    "decision": _l("Rules applied: %(name)s"),
    "timer": _l("A clock ran out: %(name)s"),
    "message caught": _l("News arrived: %(name)s"),
    "message sent": _l("Message sent: %(name)s"),
    "help called": _l("Escalated: %(name)s"),
    "incident": _l("The case stands still at: %(name)s"),
    "person assigned": _l("%(person)s works on the case"),
    "person unassigned": _l("%(person)s works on the case no longer"),
    "person listed": _l("%(person)s put on the list of the case"),
    "person unlisted": _l("%(person)s taken off the list of the case"),
    "team assigned": _l("%(name)s works on the case"),
    "team unassigned": _l("%(name)s works on the case no longer"),
    "restricted": _l("The case was restricted"),
    "opened": _l("The restriction of the case ended"),
    "cancelled": _l("The case was cancelled"),
}
_WITHOUT_DATE: Final = {
    "due date set": _l("%(name)s: no due date any more"),
    "follow-up set": _l("%(name)s: no longer put off"),
}
_OF: Final = {
    "comment": _l("Comment on: %(name)s"),
    "timer": _l("A clock ran out: %(name)s (%(of)s)"),
    "message caught": _l("News arrived: %(name)s (%(of)s)"),
}
_TAGS: Final = {
    "stage reached": (_l("Stage"), Tone.GOOD),
    "decision": (_l("Decision"), Tone.BUSY),
    "incident": (_l("Stands still"), Tone.BAD),
}


def entries(case_id: str, groups: Iterable[TimelineGroup]) -> tuple[TimelineEntry, ...]:
    """The timeline as it is shown."""
    return tuple(_entry(case_id, one) for one in groups)


def _entry(case_id: str, group: TimelineGroup) -> TimelineEntry:
    main = group.main
    kinds = dict.fromkeys(one.kind for one in (main, *group.led_to))
    return TimelineEntry(
        title=sentence(main),
        at=group.at,
        actor=group.actor,
        text=_text(main),
        tags=tuple(Tag(str(_TAGS[one][0]), _TAGS[one][1]) for one in kinds if one in _TAGS),
        url=_url(case_id, main),
        more=tuple(_more(group.led_to)),
    )


def sentence(item: TimelineItem) -> str:
    """What happened, in one sentence."""
    found = _SENTENCES[item.kind]
    if item.kind in _WITHOUT_DATE and item.on is None:
        found = _WITHOUT_DATE[item.kind]
    elif item.kind in _OF and (item.of or item.kind == "comment") and item.name:
        found = _OF[item.kind]
    said = {
        "name": stage_name(item.name) if item.kind == "stage reached" else item.name,
        "of": item.of,
        "person": item.person,
        "on": short_date(item.on) if item.on is not None else "",
    }
    return str(found) % said


def _text(item: TimelineItem) -> str:
    if not item.shown:
        return str(_("Not shown to your role"))
    if item.kind == "decision":
        return _decided(item)
    if item.kind == "person unassigned" and item.of:
        return str(_("Given back: %(tasks)s", tasks=item.of))
    if item.kind == "task returned" and item.person:
        return str(_("Taken from %(person)s", person=item.person))
    return item.text


def _decided(item: TimelineItem) -> str:
    value = "; ".join(f"{name}: {text}" if name else text for name, text in item.value if text)
    rules = ", ".join(
        _("%(table)s, rule %(number)d", table=table, number=number) for table, number in item.rules
    )
    if not rules:
        return str(_("Proposed: %(value)s", value=value))
    return str(_("Proposed: %(value)s (%(rules)s)", value=value, rules=rules))


def _more(items: Iterable[TimelineItem]) -> Iterator[str]:
    """What it led to; the tasks that were opened in one line."""
    opened = []
    for one in items:
        if one.kind == "task opened":
            opened.append(one.name)
            continue
        text = _text(one)
        yield f"{sentence(one)}. {text}" if text else sentence(one)
    if opened:
        yield str(_("Opened: %(tasks)s", tasks=", ".join(opened)))


def _url(case_id: str, item: TimelineItem) -> str:
    if item.submission:
        return url_for("case.answer", case_id=case_id, submission_id=item.submission)
    if item.task and item.kind not in {"task not needed"}:
        return url_for("task.task", case_id=case_id, task_id=item.task)
    return ""
