"""What does the form of a task ask?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from engine.core import form as f
from engine.queries.answers.classes import title_of
from engine.queries.processes.processes import ProcessNotFound, known_process
from engine.queries.steps import element_named
from engine.store.context import Context

QuestionKind = Literal[
    "text", "long text", "number", "date", "one of", "some of", "yes or no", "files", "rows",
    "computed",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """One question.

    Attributes:
        options: The answers to choose from; empty where they come from a list of the programme.
        data_class: A to J; empty where it is not said.
        hidden_if: The condition under which it is not asked, as written; empty for always.
        routes: Whether the answer decides where the case goes on.
        questions: Of rows: what each row asks.
    """

    label: str
    hint: str
    kind: QuestionKind
    required: bool
    options: tuple[str, ...]
    data_class: str
    hidden_if: str
    routes: bool
    questions: tuple[FormQuestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormText:
    """The form of a task: its heading, and its questions in order."""

    process: str
    task: str
    title: str
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOf:
    """The form of a task of a process of the newest release; `element` is the id of the task."""

    process: str
    element: str

    def run(self, context: Context) -> FormText:
        """It.

        Raises:
            ProcessNotFound: There is no such process or task, or it has no form.
        """
        release = known_process(context, self.process)
        known = self.element in release.nodes[self.process]
        form = release.form_of(self.process, self.element) if known else None
        if form is None:
            raise ProcessNotFound(f"the process '{self.process}' has no form '{self.element}'")
        return FormText(
            process=release.programs[self.process].process.name,
            task=element_named(release, self.process, self.element),
            title=title_of(form),
            questions=tuple(_questions(form.fields)),
        )


_KINDS: Final[dict[type[f.Field], QuestionKind]] = {
    f.Number: "number",
    f.Moment: "date",
    f.Checkbox: "yes or no",
    f.Files: "files",
    f.Computed: "computed",
    f.Rows: "rows",
}


def _questions(fields: Sequence[f.AnyField]) -> Iterator[FormQuestion]:
    for field in fields:
        inner = tuple(f.fields_of(field.components)) if isinstance(field, f.Rows) else ()
        if isinstance(field, f.Computed) and not field.labelled:
            continue
        yield FormQuestion(
            label=field.label,
            hint=field.description,
            kind=_kind(field),
            required=field.required,
            options=tuple(one.label for one in field.options)
            if isinstance(field, f.Choice)
            else (),
            data_class=field.properties.data_class or "",
            hidden_if=field.hide.text if field.hide is not None else "",
            routes=field.properties.route,
            questions=tuple(_questions(inner)),
        )


def _kind(field: f.AnyField) -> QuestionKind:
    if isinstance(field, f.Choice):
        return "some of" if field.multiple else "one of"
    if isinstance(field, f.TextField):
        return "long text" if field.lines else "text"
    return _KINDS[type(field)]
