"""One invented case: who, where it stands, what happened, and the diagram it is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from webui.view.case import Diagram, Identity, Stage, Step, TimelineEntry
from webui.view.listing import Link, SummaryRow
from webui.view.status import Tag, Tone, case_tag

ANSWERS: Final = (
    (
        "Session",
        (
            SummaryRow("Date of the session", ("23 November 2026",), "/style-guide/task#session"),
            SummaryRow("Module", ("Relationships and family",), "/style-guide/task#module"),
            SummaryRow(
                "What was seen and heard",
                (
                    "Came on time and spoke of a sister who visits.",
                    "Asked whether she may take part in the next conference.",
                ),
                "/style-guide/task#facts",
            ),
        ),
    ),
    (
        "Next steps",
        (
            SummaryRow("Agreement", ("Yes",), "/style-guide/task#agreement"),
            SummaryRow("Travel costs", (), "/style-guide/task#costs"),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The parts of a case that a page of it shows."""

    identity: Identity
    unknown: Identity
    stages: tuple[Stage, ...]
    tabs: tuple[Link, ...]
    timeline: tuple[TimelineEntry, ...]
    diagram: Diagram


def story() -> Story:
    """The case EX-2026-0042."""
    tabs = ("Overview", "Tasks", "Plan", "Sessions", "Assessments", "Timeline", "Documents")
    facts = (
        SummaryRow("Born", ("12 Mar 1994",)),
        SummaryRow("Site", ("Aldermoor", "house 3")),
        SummaryRow("Case manager", ("Anneke Sorrel",)),
        SummaryRow("Earliest release", ("3 Sep 2027",)),
        SummaryRow("Next reassessment", ("26 Nov 2026",)),
    )
    return Story(
        identity=Identity(
            reference="EX-2026-0042",
            name="Mira Tolland",
            status=case_tag("active"),
            facts=facts,
            alerts=("Self-harm: support plan open", "Keep apart from EX-2026-0017"),
        ),
        unknown=Identity(
            reference="EX-2026-0071",
            name="Restricted participant",
            status=case_tag("suspended"),
            facts=facts[1:3],
            alerts=None,
            restricted=True,
        ),
        stages=_stages(),
        tabs=tuple(Link(one, f"#{one.lower()}", current=one == "Overview") for one in tabs),
        timeline=_timeline(),
        diagram=_diagram(),
    )


def _stages() -> tuple[Stage, ...]:
    return (
        Stage("Intake", "done", date(2026, 1, 12)),
        Stage("Assessment", "done", date(2026, 2, 2)),
        Stage("Classification", "done", date(2026, 3, 9)),
        Stage("Delivery", "current", date(2026, 4, 1)),
        Stage("Release preparation", "ahead"),
        Stage("Aftercare", "ahead"),
        Stage("Closed", "ahead"),
    )


def _timeline() -> tuple[TimelineEntry, ...]:
    return (
        TimelineEntry(
            title="Reassessment is due in 2 working days",
            at=datetime(2026, 11, 24, 7, 0, tzinfo=UTC),
            text="Every six months at this level of risk: policy of 1 March 2026.",
            tags=(Tag("Duty", Tone.CAREFUL),),
        ),
        TimelineEntry(
            title="Session 14 recorded",
            at=datetime(2026, 11, 23, 15, 12, tzinfo=UTC),
            actor="Pavel Innes",
            text="Came on time and spoke of a sister who visits.",
            tags=(Tag("Facts", Tone.BUSY),),
            url="#session-14",
        ),
        TimelineEntry(
            title="Plan, version 3, co-signed",
            at=datetime(2026, 11, 9, 10, 40, tzinfo=UTC),
            actor="Mira Tolland with Anneke Sorrel",
            tags=(Tag("Agreement: yes", Tone.GOOD),),
            url="#plan-3",
        ),
    )


def _diagram() -> Diagram:
    steps = (
        ("Due", "Reassessment due", "Start, by a timer", "done", "", ""),
        ("Plan", "Plan reassessment", "Task", "done", "Case manager", ""),
        ("Assess", "Assess risk and needs", "Task", "current", "Psychologist", ""),
        ("Prepare", "Prepare conference", "Task", "current", "Case manager", ""),
        ("Confer", "Case conference", "Task", "ahead", "Team", "waits for both"),
        (
            "Changed",
            "Has the level changed?",
            "Question",
            "ahead",
            "",
            "yes: Review plan; no: Reassessment done",
        ),
        ("Review", "Review plan", "Task", "ahead", "Case manager", ""),
        ("Done", "Reassessment done", "End", "ahead", "", ""),
    )
    return Diagram(
        id="reassessment",
        title="Where this case stands: reassessment",
        source_url="/style-guide/diagram.bpmn",
        steps=tuple(
            Step(id=one, label=label, kind=kind, state=state, by=by, then=then)  # type: ignore[arg-type]  # a table of texts
            for one, label, kind, state, by, then in steps
        ),
        text_url="#steps",
    )
