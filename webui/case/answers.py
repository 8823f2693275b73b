"""Answers to forms, as a case shows them."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from engine.queries.answers import AnswersOf, AnswerText
from webui.view.listing import SummaryRow
from webui.view.status import Tag, Tone


def answer_rows(lines: Iterable[AnswerText]) -> tuple[SummaryRow, ...]:
    """The answers; one that may not be shown is said to be there."""
    hidden = (str(_("Not shown to your role")),)
    return tuple(
        SummaryRow(one.label, tuple(one.text.splitlines()) if one.shown else hidden)
        for one in lines
    )


def shown_tag(answers: AnswersOf) -> Tag | None:
    """How much the visitor may read; None for all of it."""
    if answers.shown == "all":
        return None
    if answers.shown == "some":
        return Tag(_("Partly shown to your role"), Tone.CAREFUL)
    return Tag(_("Not shown to your role"), Tone.QUIET)
