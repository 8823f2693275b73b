"""User tasks: who, until when, with which form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from engine.core import due
from engine.core.bpmn.model import Assignment, FormReference, Formula, Schedule, TimerKind, UserTask
from engine.core.bpmn.read.node import activity_parts
from engine.core.bpmn.read.timers import wrong_with
from engine.core.bpmn.read.zeebe import extension

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader

_EMBEDDED: Final = "camunda-forms:bpmn:"
_DUE: Final = "due"
_PRIORITY: Final = re.compile(r"[0-9]{1,2}|100")


def user_task(reader: Reader, element: etree._Element) -> UserTask:
    """Work for a person."""
    parts = activity_parts(reader, element)
    schedule = _schedule(reader, element, parts["properties"].get(_DUE))
    if schedule.due is not None and _DUE in parts["properties"]:
        message = (
            "the due date is written twice, as programme:due and as dueDate; remove dueDate, and"
            " keep programme:due"
        )
        reader.problem(element, message)
    return UserTask(
        **parts,
        form=_form(reader, element),
        assignment=_assignment(reader, element),
        schedule=schedule,
        priority=_priority(reader, element),
    )


def _form(reader: Reader, element: etree._Element) -> FormReference | None:
    written = extension(element, "formDefinition")
    if written is None:
        return None
    form_id = reader.word(written, "formId")
    if form_id:
        return FormReference(form_id=form_id)
    key = reader.word(written, "formKey")
    if not key.startswith(_EMBEDDED):
        message = "the task names no form of this system; choose one by its id (formId)"
        reader.problem(element, message)
        return None
    embedded = reader.forms.get(key.removeprefix(_EMBEDDED))
    if embedded is None:
        message = f"the form '{key}' is not in the diagram; choose a form by its id (formId)"
        reader.problem(element, message)
    return FormReference(embedded=embedded or "")


def _assignment(reader: Reader, element: etree._Element) -> Assignment:
    written = extension(element, "assignmentDefinition")
    if written is None:
        return Assignment()
    return Assignment(
        assignee=reader.formula(written, written.get("assignee")),
        candidate_groups=reader.formula(written, written.get("candidateGroups")),
        candidate_users=reader.formula(written, written.get("candidateUsers")),
    )


def _schedule(reader: Reader, element: etree._Element, ours: str | None) -> Schedule:
    rule = None if ours is None else _rule(reader, element, ours)
    written = extension(element, "taskSchedule")
    if written is None:
        return Schedule(rule=rule)
    return Schedule(
        rule=rule,
        due=_moment(reader, written, "dueDate"),
        follow_up=_moment(reader, written, "followUpDate"),
    )


def _rule(reader: Reader, element: etree._Element, text: str) -> due.DueRule | None:
    try:
        return due.parse(text)
    except due.DueError as error:
        reader.problem(element, f"the due date '{text}' cannot be read: {error}")
        return None


def _moment(reader: Reader, written: etree._Element, name: str) -> Formula | None:
    value = reader.formula(written, written.get(name))
    if value is not None and value.expression is None:
        wrong = wrong_with(TimerKind.DATE, value.text)
        if wrong is not None:
            reader.problem(written, f"{name}: {wrong}")
    return value


def _priority(reader: Reader, element: etree._Element) -> Formula | None:
    written = extension(element, "priorityDefinition")
    if written is None:
        return None
    value = reader.formula(written, written.get("priority"))
    if value is not None and value.expression is None and not _PRIORITY.fullmatch(value.text):
        message = f"the priority '{value.text}' is none; write a number from 0 to 100"
        reader.problem(element, message)
    return value
