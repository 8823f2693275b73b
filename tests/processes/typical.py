"""What people answer in a case without surprises, and the processes done with such answers."""

import datetime

from engine.sandbox import Case
from tests.processes.stories import answer

REFERRAL = {
    "custody_status": "sentenced",
    "earliest_release": datetime.date(2029, 6, 30),
    "sentence_end": datetime.date(2031, 6, 30),
    "known_already": "no",
}
FITS = {
    "target_group_match": "yes",
    "legal_status": "sentenced",
    "active_threat": "no",
    "acute_illness": "no",
    "can_be_reached": "yes",
    "participation": "willing",
    "time_left": "3_months_or_more",
}
SOURCES = [
    "interviews", "security_input", "file_collateral", "family_social_input",
    "education_work_screen", "mh_screen",
]  # fmt: skip
QUIET = dict.fromkeys(
    [
        "recruits_others", "needs_protection", "vulnerable_in_unit", "measures_failed",
        "credible_threat", "leader_influence", "leader_with_followers", "threat_not_containable",
    ],
    "no",
)  # fmt: skip
REVIEW = datetime.date(2027, 5, 1)


def take_in(case: Case) -> None:
    """P01, until a case manager is allocated."""
    answer(case, "register_referral", **REFERRAL)
    answer(case, "acknowledge_referrer")
    answer(case, "gather_file")
    answer(case, "initial_contact", wishes="yes")
    answer(case, "exclusion_check", **FITS)
    answer(case, "eligibility_decision", eligibility_decided="eligible")
    answer(case, "allocate_case_manager")


def collect(case: Case, general_tool_needed: str = "no") -> None:
    """P02, until all sources have spoken."""
    answer(case, "choose_tools", general_tool_needed=general_tool_needed)
    for source in SOURCES:
        answer(case, source, **({"need": "some"} if source == "mh_screen" else {}))


def rate(case: Case, first: str = "medium", second: str = "medium") -> None:
    """P02, until both have rated."""
    answer(case, "specialised_tool", level=first)
    answer(case, "needs_assessment")
    answer(case, "second_rating", level=second)


def conclude(case: Case, conclusion: str = "signed") -> None:
    """P02, from the formulation to the MDT."""
    answer(case, "formulation", programme_risk_level="medium", group_position="follower")
    answer(case, "mdt_consensus", conclusion=conclusion)


def assess(case: Case) -> None:
    """P02 from beginning to end."""
    collect(case)
    rate(case)
    conclude(case)
    answer(case, "feedback_to_participant")


def classify(
    case: Case, security: str = "medium", control: str = "low", category: str = "S2", **more: str
) -> None:
    """P03, until the category is decided."""
    answer(case, "propose_classification", security_risk=security, control_risk=control)
    answer(case, "decide_classification", security_risk_decided=security,
           control_risk_decided=control, category_decided=category, **more)  # fmt: skip


def house(case: Case, option: str = "dispersed", **more: str) -> None:
    """P03, until housing is decided; `more` are facts, or the reason of an override."""
    facts = QUIET | {name: value for name, value in more.items() if name in QUIET}
    reason = {name: value for name, value in more.items() if name not in QUIET}
    answer(case, "housing_options", **facts)
    answer(case, "mdt_advice", advice=option)
    answer(case, "governor_decision", housing_decided=option, review_on=REVIEW, **reason)


def allocate(case: Case) -> None:
    """P03, the last steps."""
    answer(case, "inform_participant")
    answer(case, "assign_team")
