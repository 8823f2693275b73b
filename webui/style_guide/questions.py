"""Every field of the closed set, filled in, empty, and wrong."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from webui.view.field import (
    AnyField,
    CheckboxField,
    ChoiceField,
    DateField,
    FileField,
    GroupField,
    NumberField,
    Option,
    Reading,
    RowsField,
    Separator,
    StoredFile,
    TextAreaField,
    TextField,
    TimeField,
)
from webui.view.listing import Mistake

MODULES: Final = (
    Option("", "Choose a module"),
    Option("family", "Relationships and family"),
    Option("work", "Work and learning"),
)
NEEDS: Final = (
    Option("housing", "Housing"),
    Option("income", "Income and debts", "Also when a debt is disputed"),
    Option("health", "Health"),
)


def _agreement(name: str, chosen: frozenset[str] = frozenset(), error: str = "") -> ChoiceField:
    reason = TextField(name=f"{name}_reason", label="Why not?")
    obstacle = TextField(name=f"{name}_obstacle", label="What prevented an answer?")
    return ChoiceField(
        name=name,
        label="Does the participant agree with the next steps?",
        hint="Record the answer as it was given. A refusal has no consequences.",
        error=error,
        chosen=chosen,
        options=(
            Option("yes", "Yes"),
            Option("no", "No", reveals=(reason,)),
            Option("could_not", "Could not answer", reveals=(obstacle,)),
        ),
    )


EXAMPLES: Final[tuple[AnyField, ...]] = (
    TextField(name="reference", label="Reference of the sender", value="AM-114", width=10),
    TextField(name="mail", label="E-mail address", type="email", optional=True),
    TextField(name="proposed", label="Proposed by the decision table", value="Level 2", fixed=True),
    TextAreaField(
        name="seen",
        label="What was seen and heard",
        facts="fact",
        most=4000,
        value="Came on time and spoke of a sister who visits.",
    ),
    NumberField(name="hours", label="Hours of the session", value="1.5", suffix="h", decimals=True),
    NumberField(name="costs", label="Travel costs", prefix="€", optional=True, decimals=True),
    DateField(name="visited", label="Date of the visit", hint="For example, 27 3 2027", day="23"),
    DateField(
        name="released",
        label="Earliest release",
        error="The earliest release must have a year",
        day="3",
        month="9",
    ),
    DateField(name="panel", label="Panel meets", timed=True, day="1", month="12", year="2026"),
    TimeField(name="from", label="Began at", hint="24 hours, for example 14:30", value="09:15"),
    _agreement("agrees", frozenset({"no"})),
    ChoiceField(
        name="module",
        label="Module",
        kind="select",
        options=MODULES,
        error="Choose the module that the session belonged to",
    ),
    ChoiceField(
        name="needs",
        label="Needs that were spoken about",
        kind="checklist",
        options=NEEDS,
        chosen=frozenset({"housing", "health"}),
    ),
    CheckboxField(
        name="explained",
        label="I have explained what will and will not be shared",
        hint="With the sharing statement, version 4",
        error="Tick the box once it is explained",
    ),
    Reading(
        Markup(
            "<p>Read the <strong>housing decision</strong> before you go on: it limits visits.</p>"
        )
    ),
    Separator(),
    GroupField(
        name="contact",
        label="Contact person",
        outline=True,
        fields=(
            TextField(name="contact.name", label="Name", value="Osric Vane"),
            TextField(name="contact.phone", label="Telephone", type="tel", width=20),
        ),
    ),
    RowsField(
        name="household",
        label="Household",
        hint="Everybody who lives there, children too",
        row_label="Person",
        rows=(
            (
                TextField(name="household.1.name", label="Name", value="Runa Tolland"),
                NumberField(name="household.1.age", label="Age", value="31"),
            ),
            (
                TextField(name="household.2.name", label="Name", error="Enter the name"),
                NumberField(name="household.2.age", label="Age", value="4"),
            ),
        ),
    ),
    FileField(
        name="evidence",
        label="Certificate",
        hint="PDF or picture, at most 20 MB",
        accept=".pdf,.jpg,.png",
        stored=(StoredFile("f1", "certificate-2026.pdf", "214 kB", "#certificate"),),
    ),
)


def form(*, wrong: bool) -> tuple[AnyField, ...]:
    """The form of one task; with the mistakes of somebody who sent it empty."""
    said = {one.target: one.message for one in mistakes(wrong=wrong)}
    return (
        DateField(name="session", label="Date of the session", error=said.get("session", "")),
        ChoiceField(
            name="module",
            label="Module",
            kind="select",
            options=MODULES,
            error=said.get("module", ""),
        ),
        TextAreaField(name="facts", label="What was seen and heard", facts="fact", most=4000),
        TextAreaField(
            name="made_of_it",
            label="What you make of it",
            facts="assessment",
            optional=True,
            rows=3,
        ),
        _agreement("agreement", error=said.get("agreement", "")),
        CheckboxField(
            name="confirmed",
            label="The record is complete",
            error=said.get("confirmed", ""),
        ),
    )


def mistakes(*, wrong: bool) -> tuple[Mistake, ...]:
    """What is wrong with a form that was sent empty."""
    if not wrong:
        return ()
    return (
        Mistake("Enter the date of the session", "session"),
        Mistake("Choose the module that the session belonged to", "module"),
        Mistake("Say whether the participant agrees", "agreement"),
        Mistake("Tick the box when the record is complete", "confirmed"),
    )
