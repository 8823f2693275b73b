"""The form of a task as it is asked now: questions, what is wrong, and the answers in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.core import form as f
from engine.queries.task_form import questions as q
from engine.queries.task_form.asking import Asking
from engine.queries.task_form.before import AnsweredBefore, AnswerLine
from engine.store.forms import OpenedForm

_BASE: Final = re.compile(r"(\w+)(?:\.[0-9]{1,6}\.(\w+))?(?:-(?:day|month|year|time))?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form, asked.

    Attributes:
        questions: Those that are shown now.
        asked: The names of the fields among them, in their order.
        typed: What was typed, to be sent again: also for questions that are hidden now, with
            the number of rows.
        kept: Of that, what no question on the page shows.
        wrong: What is wrong with it, by the name of the field, in their order.
        strange: How many names were sent that are none of the form.
        lines: The answers in words.
        saved_at: When it was kept as a draft; None where it was not.
        before: What was answered to the same form before; None for nothing.
    """

    questions: tuple[q.AnyQuestion, ...]
    asked: tuple[str, ...]
    typed: Mapping[str, tuple[str, ...]]
    kept: Mapping[str, tuple[str, ...]]
    wrong: Mapping[str, str]
    strange: int
    lines: tuple[AnswerLine, ...]
    saved_at: datetime.datetime | None = None
    before: AnsweredBefore | None = None

    @property
    def ok(self) -> bool:
        """Whether it can be sent as it is."""
        return not self.wrong and not self.strange


def sheet_of(
    opened: OpenedForm,
    typed: Mapping[str, Sequence[str]] | None,
    *,
    check: bool,
    fixed: bool,
) -> Sheet:
    """Ask a form.

    Args:
        opened: The form.
        typed: As a browser sends it, with what tells of rows; None where nothing was typed yet.
        check: Whether the questions say what is wrong.
        fixed: Whether it is only to be looked at.

    Raises:
        FormRefused: Far more was sent than anybody types.
    """
    form, about = opened.form, {"context": opened.names, "now": opened.now}
    given = form.typed(opened.given)
    arranged = form.arranged(given if typed is None else typed)
    loaded = form.load(arranged.typed, given=opened.given, **about)  # type: ignore[arg-type]  # as named
    values = _with_blank_rows(loaded.settled.values, arranged.counts)
    settled = form.visible(values, **about)  # type: ignore[arg-type]  # as named
    asking = Asking(
        opened=opened,
        typed=arranged.typed,
        given=given,
        counts=arranged.counts,
        settled=settled,
        errors=loaded.errors if check else {},
        fixed=fixed,
    )
    questions = asking.questions()
    asked = tuple(_names(questions))
    known, shown = _known(form), set(asked)
    sent = {name: tuple(one) for name, one in arranged.typed.items() if _base(name) in known}
    hidden = {
        name: one
        for name, one in sent.items()
        if any(one) and name not in shown and _whole(name) not in shown
    }
    rows = {f"{key}.rows": (str(count),) for key, count in arranged.counts.items()}
    said = form.describe(loaded.settled.values, **about)  # type: ignore[arg-type]  # as named
    return Sheet(
        questions=questions,
        asked=asked,
        typed=sent | rows,
        kept=hidden | rows,
        wrong=_in_order(asked, loaded.errors),
        strange=sum(1 for name in loaded.errors if _base(name) not in known),
        lines=tuple(AnswerLine(one.label, one.text, one.name) for one in said),
    )


def _with_blank_rows(values: Mapping[str, object], counts: Mapping[str, int]) -> dict[str, object]:
    found = dict(values)
    for key, count in counts.items():
        rows = found.get(key)
        if isinstance(rows, list):
            found[key] = [*rows, *({} for _ in range(count - len(rows)))]
    return found


def _in_order(asked: Sequence[str], errors: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with fields on the page, in their order."""
    return {name: str(errors[name]) for name in asked if name in errors}


def _names(questions: Sequence[q.AnyQuestion]) -> Iterator[str]:
    """The names of fields; those of rows before those in them."""
    for one in questions:
        if isinstance(one, q.Question):
            yield one.name
        if isinstance(one, q.QuestionGroup):
            yield from _names(one.questions)
        if isinstance(one, q.RowsQuestion):
            for row in one.rows:
                yield from _names(row)


def _known(form: f.Form) -> frozenset[tuple[str, str]]:
    inner = [
        (rows.key, one.key)
        for rows in form.fields
        if isinstance(rows, f.Rows)
        for one in f.fields_of(rows.components)
    ]
    return frozenset([*((one.key, "") for one in form.fields), *inner])


def _base(name: str) -> tuple[str, str]:
    """The key of the field, and of that in a row, that a name is of."""
    found = _BASE.fullmatch(name)
    return (found[1], found[2] or "") if found is not None else ("", "")


def _whole(name: str) -> str:
    """The name without the part of a date."""
    return name.rpartition("-")[0]
