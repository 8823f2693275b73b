"""The words and tones of statuses; the tone is never the only difference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, assert_never

from flask_babel import gettext as _

TaskStatus = Literal["ready", "reserved", "completed", "terminated"]
CaseStatus = Literal["active", "suspended", "completed", "cancelled", "failed"]


class Tone(Enum):
    """How a tag looks; the value is the end of its class."""

    QUIET = "quiet"
    BUSY = "busy"
    GOOD = "good"
    CAREFUL = "careful"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Tag:
    """One or two words about a thing."""

    label: str
    tone: Tone = Tone.QUIET


def task_tag(status: TaskStatus) -> Tag:
    """The tag of a user task."""
    match status:
        case "ready":
            return Tag(_("Not claimed"), Tone.CAREFUL)
        case "reserved":
            return Tag(_("Claimed"), Tone.BUSY)
        case "completed":
            return Tag(_("Completed"), Tone.GOOD)
        case "terminated":
            return Tag(_("No longer needed"), Tone.QUIET)
        case _:
            assert_never(status)


def case_tag(status: CaseStatus) -> Tag:
    """The tag of a case."""
    match status:
        case "active":
            return Tag(_("Active"), Tone.BUSY)
        case "suspended":
            return Tag(_("Suspended"), Tone.CAREFUL)
        case "completed":
            return Tag(_("Completed"), Tone.GOOD)
        case "cancelled":
            return Tag(_("Cancelled"), Tone.QUIET)
        case "failed":
            return Tag(_("Failed"), Tone.BAD)
        case _:
            assert_never(status)
