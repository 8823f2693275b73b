"""From the questions of the engine to the fields of a page."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, Final

from flask_babel import gettext as _

from engine.queries import task_form as q
from webui.task.reading import reading
from webui.view import field as f

_FORMATS: Final[Mapping[str | None, Any]] = {"email": "email", "phone": "tel", None: "text"}
_NOTHING: Final[frozenset[str]] = frozenset()
# What stands on one line.
_FEW: Final = 4
_SHORT: Final = 28


def fields(
    questions: Iterable[q.AnyQuestion], quiet: Container[str] = _NOTHING
) -> tuple[f.AnyField, ...]:
    """The fields of a page.

    Args:
        questions: Of a sheet.
        quiet: Names of fields whose mistakes are not told, since they are asked only now.
    """
    return tuple(_FIELDS[type(one)](one, quiet) for one in questions)


def _common(one: q.Question, quiet: Container[str]) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "hint": one.hint,
        "error": "" if one.name in quiet else one.error,
        "optional": not one.required and not one.fixed,
        "fixed": one.fixed,
    }


def _text(one: q.TextQuestion, quiet: Container[str]) -> f.AnyField:
    if one.lines:
        most = 0 if one.fixed else one.most
        return f.TextAreaField(**_common(one, quiet), value=one.text, most=most, facts=one.kind)
    return f.TextField(**_common(one, quiet), value=one.text, type=_FORMATS[one.format])


def _number(one: q.NumberQuestion, quiet: Container[str]) -> f.AnyField:
    return f.NumberField(
        **_common(one, quiet),
        value=one.text,
        prefix=one.prefix,
        suffix=one.suffix,
        decimals=not one.whole,
    )


def _moment(one: q.MomentQuestion, quiet: Container[str]) -> f.AnyField:
    if one.subtype == "time":
        return f.TimeField(**_common(one, quiet), value=one.time)
    return f.DateField(
        **_common(one, quiet),
        day=one.day,
        month=one.month,
        year=one.year,
        timed=one.subtype == "datetime",
        time=one.time,
    )


def _choice(one: q.ChoiceQuestion, quiet: Container[str]) -> f.AnyField:
    common = _common(one, quiet)
    options = tuple(f.Option(option.value, option.label) for option in one.options)
    if not options:
        said = _("There is nothing to choose from yet: ask an administrator to fill the list.")
        common["hint"] = " ".join(filter(None, (one.hint, said)))
    if one.appearance == "select":
        options = (f.Option("", _("Choose")), *options)
    inline = len(options) <= _FEW and sum(len(option.label) for option in options) <= _SHORT
    return f.ChoiceField(
        **common, options=options, chosen=one.chosen, kind=one.appearance, inline=inline
    )


def _checkbox(one: q.CheckboxQuestion, quiet: Container[str]) -> f.AnyField:
    return f.CheckboxField(**_common(one, quiet), ticked=one.ticked)


def _files(one: q.FilesQuestion, quiet: Container[str]) -> f.AnyField:
    # Passerelle stores no files: it keeps the number under which a paper was filed.
    common = _common(one, quiet)
    common["hint"] = one.hint or _("The number under which the paper was filed.")
    return f.TextField(**common, value=" ".join(one.stored))


def _computed(one: q.ComputedAnswer, quiet: Container[str]) -> f.AnyField:
    return f.TextField(**_common(one, quiet) | {"fixed": True, "optional": False}, value=one.text)


def _rows(one: q.RowsQuestion, quiet: Container[str]) -> f.AnyField:
    return f.RowsField(
        **_common(one, quiet),
        rows=tuple(fields(row, quiet) for row in one.rows),
        row_label=one.label,
        changeable=one.changeable,
    )


def _group(one: q.QuestionGroup, quiet: Container[str]) -> f.AnyField:
    return f.GroupField(
        name=one.name,
        label=one.label,
        fields=fields(one.questions, quiet),
        outline=one.outline,
    )


def _reading(one: q.TextToRead, _quiet: Container[str]) -> f.AnyField:
    return f.Reading(reading(one.markdown), one.name)


def _line(one: q.LineBetween, _quiet: Container[str]) -> f.AnyField:
    return f.Separator(one.name)


_FIELDS: Final[Mapping[type[q.AnyQuestion], Callable[[Any, Container[str]], f.AnyField]]] = {
    q.TextQuestion: _text,
    q.NumberQuestion: _number,
    q.MomentQuestion: _moment,
    q.ChoiceQuestion: _choice,
    q.CheckboxQuestion: _checkbox,
    q.FilesQuestion: _files,
    q.ComputedAnswer: _computed,
    q.RowsQuestion: _rows,
    q.QuestionGroup: _group,
    q.TextToRead: _reading,
    q.LineBetween: _line,
}
