"""The form on the page of a task."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from engine.queries.task_form import Sheet
from webui.language import short_moment
from webui.task.questions import fields
from webui.view.field import AnyField
from webui.view.listing import Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The form on the page.

    Attributes:
        names: The names of its fields, for the next answer.
        kept: What is sent again without being shown: name and text.
        fresh: Questions that came up by what was sent, to go to.
        saved: When it was kept, in words; empty where it was not.
    """

    fields: tuple[AnyField, ...]
    names: str
    kept: tuple[tuple[str, str], ...]
    mistakes: tuple[Mistake, ...]
    fresh: tuple[Mistake, ...]
    saved: str


def asked_of(sheet: Sheet, new: tuple[str, ...] = (), *, checked: bool = False) -> Asked:
    """A form as it is shown.

    Args:
        sheet: The form.
        new: The names of fields that came up by what was sent.
        checked: Whether it is told what is wrong; not before somebody has sent it.
    """
    labels = {one.name: one.label for one in sheet.lines}
    wrong = sheet.wrong.items() if checked else ()
    mistakes = [Mistake(said, name) for name, said in wrong if name not in new]
    if checked and sheet.strange:
        mistakes.append(Mistake(_strange(sheet.strange), "questions"))
    return Asked(
        fields=fields(sheet.questions, frozenset(new)),
        names=" ".join(sheet.asked),
        kept=tuple(
            (name, text)
            for name, texts in sheet.kept.items()
            if not name.endswith(".rows") or name.removesuffix(".rows") not in sheet.asked
            for text in texts
        ),
        mistakes=tuple(mistakes),
        fresh=tuple(Mistake(labels.get(name, name), name) for name in new),
        saved=_saved_at(sheet.saved_at) if sheet.saved_at is not None else "",
    )


def just_saved(at: datetime.datetime) -> str:
    """The same of what was kept a moment ago: the time alone."""
    return str(_("Saved %(when)s", when=format_datetime(at, "HH:mm")))


def _saved_at(at: datetime.datetime) -> str:
    """When a draft was kept, in words."""
    return str(_("Saved %(when)s", when=short_moment(at)))


def _strange(number: int) -> str:
    return str(
        ngettext(
            "One answer belongs to no question of this form. Reload the page.",
            "%(num)d answers belong to no question of this form. Reload the page.",
            number,
        )
    )
