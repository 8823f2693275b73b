"""From a form and what was typed to the questions of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

from engine.core import form as f
from engine.queries.task_form import questions as q
from engine.store.forms import OpenedForm

Row: TypeAlias = tuple[str, int] | None
"""The key of the rows and the number of the row, from 0; None outside of rows."""

Typed: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What it takes to ask the questions of a form.

    Attributes:
        opened: The form.
        typed: What was typed; see `engine.core.form.Arranged.typed`.
        given: What the form begins with, as it would be typed: fields that nobody can type
            have it.
        counts: Rows that are shown, by key.
        settled: What is shown; blank rows are among its values.
        errors: What to say of fields, by name.
        fixed: Whether nothing can be typed at all.
    """

    opened: OpenedForm
    typed: Typed
    given: Typed
    counts: Mapping[str, int]
    settled: f.Settled
    errors: Mapping[str, str]
    fixed: bool

    def questions(self) -> tuple[q.AnyQuestion, ...]:
        """The questions that are asked now, in their order."""
        return tuple(self.level(self.opened.form.components, None))

    def level(self, components: tuple[f.Component, ...], row: Row) -> Iterator[q.AnyQuestion]:
        """Those of one level that are shown."""
        for one in components:
            if self.settled.shows(one.id, None if row is None else row[1]):
                made = _MADE[type(one)](self, one, row)
                if made is not None:
                    yield made

    def common(self, field: f.Field, row: Row) -> dict[str, Any]:
        """What every question has."""
        name = name_in(field.key, row)
        return {
            "name": name,
            "label": field.label,
            "hint": field.description,
            "error": self.errors.get(name, ""),
            "required": field.required,
            "fixed": self.fixed or field.fixed,
        }

    def texts(self, field: f.Field, row: Row, part: str = "") -> Sequence[str]:
        """What was typed for a field, or for a part of it."""
        name = name_in(field.key, row) + (f"-{part}" if part else "")
        return (self.given if field.fixed else self.typed).get(name, ())

    def text(self, field: f.Field, row: Row, part: str = "") -> str:
        """The same as one text."""
        return " ".join(self.texts(field, row, part))


def name_in(key: str, row: Row) -> str:
    """The name of a field in a page."""
    return key if row is None else f"{row[0]}.{row[1]}.{key}"


def _text(asking: Asking, field: f.TextField, row: Row) -> q.AnyQuestion:
    most = field.max_length
    return q.TextQuestion(
        **asking.common(field, row),
        text=asking.text(field, row),
        lines=field.lines,
        format=field.format,
        most=int(most) if isinstance(most, Decimal) else 0,
        kind=field.properties.kind or "",
    )


def _number(asking: Asking, field: f.Number, row: Row) -> q.AnyQuestion:
    return q.NumberQuestion(
        **asking.common(field, row),
        text=asking.text(field, row),
        prefix=field.prefix,
        suffix=field.suffix,
        whole=field.decimals == 0,
    )


def _moment(asking: Asking, field: f.Moment, row: Row) -> q.AnyQuestion:
    part = "" if field.subtype == "time" else "time"
    return q.MomentQuestion(
        **asking.common(field, row),
        subtype=field.subtype,
        day=asking.text(field, row, "day"),
        month=asking.text(field, row, "month"),
        year=asking.text(field, row, "year"),
        time=asking.text(field, row, part),
    )


def _choice(asking: Asking, field: f.Choice, row: Row) -> q.AnyQuestion:
    opened = asking.opened
    options = opened.form.options(
        field, asking.settled.values, row=row, context=opened.names, now=opened.now
    )
    return q.ChoiceQuestion(
        **asking.common(field, row),
        appearance=field.appearance,
        options=tuple(q.Choosable(one.label, one.value) for one in options),
        chosen=frozenset(asking.texts(field, row)),
    )


def _checkbox(asking: Asking, field: f.Checkbox, row: Row) -> q.AnyQuestion:
    ticked = any(text not in ("", "false") for text in asking.texts(field, row))
    return q.CheckboxQuestion(**asking.common(field, row), ticked=ticked)


def _files(asking: Asking, field: f.Files, row: Row) -> q.AnyQuestion:
    return q.FilesQuestion(**asking.common(field, row), stored=tuple(asking.texts(field, row)))


def _computed(asking: Asking, field: f.Computed, row: Row) -> q.AnyQuestion | None:
    if not field.labelled:
        return None
    opened, name = asking.opened, name_in(field.key, row)
    said = opened.form.describe(asking.settled.values, context=opened.names, now=opened.now)
    text = next((line.text for line in said if line.name == name), "")
    return q.ComputedAnswer(**asking.common(field, row), text=text)


def _rows(asking: Asking, field: f.Rows, _row: Row) -> q.AnyQuestion:
    rows = tuple(
        tuple(asking.level(field.components, (field.key, number)))
        for number in range(asking.counts.get(field.key, 0))
    )
    common = asking.common(field, None)
    changeable = field.changeable and not common["fixed"]
    return q.RowsQuestion(**common, rows=rows, changeable=changeable)


def _group(asking: Asking, group: f.Group, row: Row) -> q.AnyQuestion:
    inner = tuple(asking.level(group.components, row))
    return q.QuestionGroup(_place(group, row), group.label, inner, group.outline)


def _reading(asking: Asking, text: f.Text, row: Row) -> q.AnyQuestion:
    opened = asking.opened
    filled = opened.form.fill(
        text, asking.settled.values, row=row, context=opened.names, now=opened.now
    )
    return q.TextToRead(_place(text, row), filled)


def _separator(_asking: Asking, separator: f.Separator, row: Row) -> q.AnyQuestion:
    return q.LineBetween(_place(separator, row))


def _nothing(_asking: Asking, _spacer: f.Spacer, _row: Row) -> None:
    return None


def _place(component: f.Text | f.Group | f.Separator, row: Row) -> str:
    # Two dots: no field has such a name.
    return name_in(f".{component.id}", row)


_MADE: Final[Mapping[type[f.Component], Callable[[Asking, Any, Row], q.AnyQuestion | None]]] = {
    f.TextField: _text,
    f.Number: _number,
    f.Moment: _moment,
    f.Choice: _choice,
    f.Checkbox: _checkbox,
    f.Files: _files,
    f.Computed: _computed,
    f.Rows: _rows,
    f.Group: _group,
    f.Text: _reading,
    f.Separator: _separator,
    f.Spacer: _nothing,
}
