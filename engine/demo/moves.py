"""What happens in a story, step by step, and how it usually goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class InDays:
    """A date so many days after the day of the answer."""

    days: int


@dataclass(frozen=True, slots=True)
class Do:
    """Somebody completes the task at a step.

    Attributes:
        step: The id of its element.
        after: Working days after what happened before.
        answers: What routes the case, or matters otherwise; the rest is filled in.
        by: Their login name; empty: whom the cast has for it.
    """

    step: str
    after: int
    answers: Mapping[str, object] = field(default_factory=dict)
    by: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The programme gets a message that the case waits for."""

    message: str
    after: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Somebody with a role writes a comment.

    Attributes:
        step: The id of the element whose open task it is about; empty: about the whole case.
    """

    text: str
    role: str
    after: int = 0
    step: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody takes a task, and may set a day to come back to it.

    Attributes:
        step: The id of its element.
        by: Their login name; empty: whom the cast has for it.
        again_in: Days from now; None for no such day.
    """

    step: str
    by: str = ""
    again_in: int | None = None
    after: int = 0


Move: TypeAlias = Do | Report | Remark | Claim

FITS: Final[Mapping[str, object]] = {
    "target_group_match": "yes",
    "legal_status": "sentenced",
    "active_threat": "no",
    "acute_illness": "no",
    "can_be_reached": "yes",
    "participation": "willing",
    "time_left": "3_months_or_more",
}
QUIET: Final[Mapping[str, object]] = dict.fromkeys(
    [
        "recruits_others", "needs_protection", "vulnerable_in_unit", "measures_failed",
        "credible_threat", "leader_influence", "leader_with_followers", "threat_not_containable",
    ],
    "no",
)  # fmt: skip


def register(status: str = "sentenced", **more: object) -> tuple[Move, ...]:
    """The referral is registered on the day on which it came."""
    answers = {"custody_status": status, "known_already": "no", **more}
    return (Do("register_referral", 0, answers),)


def gather(status: str = "sentenced") -> tuple[Move, ...]:
    """Until the file is there: three working days."""
    return (*register(status), Do("acknowledge_referrer", 1), Do("gather_file", 2))


def check(status: str = "sentenced", **facts: object) -> tuple[Move, ...]:
    """Until the criteria are checked: six working days."""
    talk = Do("initial_contact", 2, {"wishes": "yes"})
    return (*gather(status), talk, Do("exclusion_check", 1, {**FITS, **facts}))


def decide(decided: str = "eligible", **more: object) -> Do:
    """The chair decides, two working days after the check."""
    return Do("eligibility_decision", 2, {"eligibility_decided": decided, **more})


def take_in(status: str = "sentenced", **facts: object) -> tuple[Move, ...]:
    """P01 until a case manager is named: nine working days."""
    return (*check(status, **facts), decide(), Do("allocate_case_manager", 1))


def begin_to_collect(general: str = "no") -> tuple[Move, ...]:
    """P02 until half of the sources have spoken: five working days."""
    return (
        Do("choose_tools", 1, {"general_tool_needed": general}),
        Do("security_input", 1),
        Do("mh_screen", 1, {"need": "some"}),
        Do("education_work_screen", 2),
    )


def collect(general: str = "no") -> tuple[Move, ...]:
    """P02 until all sources have spoken: nine working days."""
    rest = (Do("interviews", 2), Do("family_social_input", 1), Do("file_collateral", 1))
    return (*begin_to_collect(general), *rest)


def rate(first: str = "medium", second: str = "medium", general: str = "no") -> tuple[Move, ...]:
    """P02 until both have rated: five working days."""
    also = (Do("general_tool", 0),) if general == "yes" else ()
    return (
        Do("specialised_tool", 2, {"level": first}),
        *also,
        Do("needs_assessment", 1),
        Do("second_rating", 2, {"level": second}),
    )


def formulate(level: str = "medium", position: str = "follower") -> Do:
    """The assessment is written, two working days later."""
    return Do("formulation", 2, {"programme_risk_level": level, "group_position": position})


def conclude(level: str = "medium") -> tuple[Move, ...]:
    """P02 to its end: seven working days."""
    signed = Do("mdt_consensus", 3, {"conclusion": "signed"})
    return (formulate(level), signed, Do("feedback_to_participant", 2))


def assess(level: str = "medium", general: str = "no") -> tuple[Move, ...]:
    """P02 from beginning to end: 21 working days."""
    return (*collect(general), *rate(level, level, general), *conclude(level))


def propose(security: str = "medium", control: str = "low") -> Do:
    """The ratings are proposed, two working days later."""
    return Do("propose_classification", 2, {"security_risk": security, "control_risk": control})


def classify(
    security: str = "medium", control: str = "low", category: str = "S2"
) -> tuple[Move, ...]:
    """P03 until the category is decided: four working days."""
    decided = {
        "security_risk_decided": security,
        "control_risk_decided": control,
        "category_decided": category,
    }
    return (propose(security, control), Do("decide_classification", 2, decided))


def house(option: str = "dispersed") -> tuple[Move, ...]:
    """P03 until housing is decided: three working days."""
    return (
        Do("housing_options", 1, QUIET),
        Do("mdt_advice", 1, {"advice": option}),
        Do("governor_decision", 1, {"housing_decided": option, "review_on": InDays(90)}),
    )


def allocate() -> tuple[Move, ...]:
    """P03 to its end: three working days."""
    return (Do("inform_participant", 1), Do("assign_team", 2))
