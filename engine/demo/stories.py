"""Twenty-one referrals of twenty people: where each case stands today, and how it came there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from engine.demo.moves import (
    Claim,
    Do,
    InDays,
    Move,
    Remark,
    Report,
    allocate,
    assess,
    begin_to_collect,
    check,
    classify,
    collect,
    decide,
    formulate,
    gather,
    house,
    propose,
    rate,
    register,
    take_in,
)
from engine.demo.staff import LINDENHOF, VALMARIE

_INES: Final = {"case_manager": "ines.corvane"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One case.

    Attributes:
        key: Of the story, and of its participant unless it is `of` another's.
        site: The name of the site.
        team: The name of the team; empty for none yet.
        began: Working days ago; more than the moves take together.
        moves: What happened since, in order.
        cast: Whom it has in place of the usual ones: login names by role.
        of: The key of the story that is about the same person.
        closed_to: Roles of the cast on the list of a restricted case; empty: not restricted.
    """

    key: str
    site: str = LINDENHOF
    team: str = ""
    began: int
    moves: tuple[Move, ...]
    cast: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    closed_to: tuple[str, ...] = ()


_FIRST, _SECOND = "Lindenhof, first team", "Lindenhof, second team"
STORIES: Final = (
    Story(
        key="long way",
        team=_FIRST,
        began=92,
        moves=(
            *take_in(), *assess("high", "yes"), Remark("The assessment is signed. I tell the "
            "participant on Thursday, with time for questions.", "case_manager"),
            *classify("medium", "medium", "S3"), *house(), *allocate(),
            Do("case_conference", 25),
            Report("incident_reported", 12), Do("incident_note", 1),
        ),
    ),
    Story(
        key="outside", site=VALMARIE, team="Valmarie", began=72,
        moves=(
            *take_in("community", legal_status="community", time_left="community"), *assess(),
            *classify("low", "low", "S1"), *allocate(),
            Remark("Housing office confirmed the room from the first of next month.",
                   "case_manager", 3),
        ),
    ),
    Story(
        key="not enough", team=_SECOND, began=46, cast=_INES,
        moves=(
            *take_in(), *collect(), *rate("medium", "medium"), formulate("unknown", "unknown"),
            Do("mdt_consensus", 3, {"conclusion": "insufficient_information"}),
            Claim("interim_support", again_in=32, after=1),
        ),
    ),
    Story(
        key="other offer", site=VALMARIE, began=45,
        moves=(
            *check(target_group_match="no"),
            decide("refuse", re_review_on=InDays(150)), Do("refusal_notice", 2),
        ),
    ),
    Story(
        key="told soon", team=_FIRST, began=41,
        moves=(
            *take_in(), *assess(), *classify(), *house(), Claim("inform_participant", after=1),
        ),
    ),
    Story(
        key="another way", began=38,
        moves=(
            *gather(), Do("initial_contact", 2, {"wishes": "declines"}),
            Do("record_decline", 2, {"offer_again_on": InDays(120)}),
        ),
    ),
    Story(
        key="waits for signing", site=VALMARIE, team="Valmarie", began=37,
        moves=(*take_in(), *collect(), *rate(), formulate()),
    ),
    Story(
        key="category", team=_SECOND, began=35, cast=_INES,
        moves=(*take_in(), *assess(), propose("high", "medium")),
    ),
    Story(
        key="late tool", team=_FIRST, began=31,
        moves=(
            *take_in(), *collect("yes"), Do("needs_assessment", 1),
            Claim("specialised_tool", "petra.ossenkamp", again_in=5),
            Remark("The tool waits for the second interview, which was put off twice because of "
                   "the trial.", "assessor", 4, "specialised_tool"),
        ),
    ),
    Story(
        key="two views", team=_SECOND, began=27, cast=_INES,
        moves=(*take_in(), *collect(), *rate("medium", "high")),
    ),
    Story(
        key="reported twice", site=LINDENHOF, began=24, of="long way",
        moves=(
            *register(known_already="yes"),
            Do("notify_duplicate", 1),
        ),
    ),
    Story(
        key="sources", team=_FIRST, began=23,
        moves=(
            *take_in(), *begin_to_collect(),
            Claim("interviews", "petra.ossenkamp", again_in=3),
            Remark("The brother can be called on Mondays after five.", "probation_officer", 2,
                   "family_social_input"),
        ),
    ),
    Story(
        key="interpreter", began=19,
        moves=(
            *check(can_be_reached="no"), decide("conditional", condition_kind="to_meet_first"),
            Claim("resolve_condition", again_in=18, after=1),
        ),
    ),
    Story(
        key="closed circle", team=_FIRST, began=18,
        moves=(*take_in(), *begin_to_collect()[:3]),
        closed_to=("intake_officer", "case_manager", "mdt_chair", "assessor", "security_officer",
                   "probation_officer", "health_professional", "education_work_coach",
                   "information_officer"),
    ),
    Story(
        key="unknown status", site=VALMARIE, began=13,
        moves=(*check(legal_status="unknown"), decide("hold", hold_reason="information")),
    ),
    Story(key="first talk", team=_FIRST, began=12, moves=gather()),
    Story(key="to decide", site=VALMARIE, began=11, moves=check(participation="ambivalent")),
    Story(
        key="papers", team=_SECOND, began=9, cast=_INES,
        moves=(
            *register(), Do("acknowledge_referrer", 1),
            Do("chase_file", 6, {"promised_for": InDays(2)}),
        ),
    ),
    Story(key="just registered", site=VALMARIE, began=4, moves=register("remand")),
    Story(
        key="urgent", team=_FIRST, began=3,
        moves=(
            *register(urgent="yes"), Do("acknowledge_referrer", 1),
            Remark("The wing asks for a talk this week.", "intake_officer", 0,
                   "gather_file"),
        ),
    ),
    Story(key="fresh", began=1, moves=(), cast={"intake_officer": "mira.tolland"}),
)  # fmt: skip
"""By the day on which they began, the longest ago first."""
