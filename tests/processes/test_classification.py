"""P03 played to its end."""

from tests.processes.stories import answer, begun, open_at, pass_days, results, rules, steps
from tests.processes.typical import allocate, classify, house


def classified(status, *ratings, **more):
    case = begun("p03_classification", {"referral": {"custody_status": status}})
    classify(case, *ratings, **more)
    return case


def test_in_custody_the_governor_decides_on_housing():
    case = classified("sentenced")

    house(case)
    allocate(case)

    assert results(case) == ["allocated"]
    assert case.variables["result"] == "allocated"
    assert rules(case) == [("Security and control category", 4), ("Housing", 2)]
    assert case.variables["housing_proposed"] == {"option": "dispersed", "review_days": 90}
    assert steps(case) == [
        "propose_classification", "decide_classification", "housing_options", "mdt_advice",
        "governor_decision", "inform_participant", "assign_team",
    ]  # fmt: skip


def test_in_the_community_there_is_no_housing_to_decide_on():
    case = classified("community")

    allocate(case)

    assert results(case) == ["allocated"]
    assert rules(case) == [("Security and control category", 4)]
    assert steps(case) == [
        "propose_classification", "decide_classification", "inform_participant", "assign_team",
    ]  # fmt: skip


def test_a_decision_against_the_proposal_says_why():
    case = classified(
        "remand", "high", "high", "S4",
        category_override_reason="The escape was twelve years ago, as a minor.",
    )  # fmt: skip

    house(
        case, "specialised_unit", recruits_others="yes", measures_failed="yes",
        credible_threat="yes", leader_influence="yes",
        housing_override_reason="The leader in question has been moved since.",
    )  # fmt: skip
    allocate(case)

    assert results(case) == ["allocated"]
    assert rules(case) == [("Security and control category", 9), ("Housing", 6)]
    assert case.variables["category_proposed"]["category"] == "S5"
    assert case.variables["housing_proposed"]["option"] == "small_group"
    assert case.variables["housing_decision"]["housing_decided"] == "specialised_unit"


def test_an_unknown_rating_counts_as_medium_and_is_found_out():
    case = classified("community", "unknown", "low")

    assert case.variables["category_proposed"] == {"category": "S2", "gather_information": True}
    allocate(case)
    assert open_at(case) == ["gather_information"]
    answer(case, "gather_information")

    assert results(case) == ["allocated"]


def test_nothing_waits_longer_than_ten_working_days_for_an_unknown_rating():
    case = classified("community", "low", "unknown")
    allocate(case)

    pass_days(case, 14)

    assert results(case) == ["allocated"]
