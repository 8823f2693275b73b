"""P00 played with the processes that are there, and what it does when one is not."""

from tests.processes.stories import answer, open_at, pass_days, programme, results, rules, steps
from tests.processes.typical import (
    REFERRAL,
    allocate,
    assess,
    classify,
    collect,
    conclude,
    house,
    rate,
    take_in,
)


def referred():
    case = programme().send("referral_accepted_for_registration")
    assert case is not None
    return case


def opened():
    """A case that has come as far as the processes that are there lead it."""
    case = referred()
    take_in(case)
    assess(case)
    classify(case)
    house(case)
    allocate(case)
    return case


def missing(case):
    return [incident.reason for incident in case._sandbox.incidents]


def test_a_referral_goes_through_intake_assessment_and_classification():
    case = opened()

    assert case.status == "active"
    assert missing(case) == ["the release has no process 'p04_engagement'"]
    assert [name for name, _ in rules(case)] == [
        "Eligibility", "Security and control category", "Housing",
    ]  # fmt: skip
    assert steps(case)[-1] == "assign_team"


def test_only_what_is_mapped_comes_back_from_a_process():
    case = opened()

    assert case.variables["assessment"] == {
        "programme_risk_level": "medium", "group_position": "follower",
    }  # fmt: skip
    assert case.variables["reassessment_months"] == 6
    assert case.variables["conference_weeks"] == 8
    assert case.variables["housing_review_days"] == 90
    assert "exclusion" not in case.variables
    assert "mh_screen" not in case.variables


def test_a_duplicate_ends_at_once():
    case = referred()
    answer(case, "register_referral", **(REFERRAL | {"known_already": "yes"}))
    answer(case, "notify_duplicate")

    assert case.status == "completed"
    assert results(case) == ["duplicate"]


def test_who_declines_at_intake_is_not_assessed():
    case = referred()
    answer(case, "register_referral", **REFERRAL)
    answer(case, "acknowledge_referrer")
    answer(case, "gather_file")
    answer(case, "initial_contact", wishes="declines")
    answer(case, "record_decline")

    assert results(case) == ["declined_at_intake"]


def test_without_enough_information_the_assessment_is_made_again():
    case = referred()
    take_in(case)
    collect(case)
    rate(case)
    conclude(case, "insufficient_information")
    answer(case, "interim_support")

    assert open_at(case) == ["choose_tools"]
    assert case.variables["reassessment_months"] == 6


def test_an_open_case_is_reassessed_and_talked_about_again_and_again():
    case = opened()

    pass_days(case, 56)
    assert open_at(case) == ["case_conference"]
    answer(case, "case_conference")
    pass_days(case, 34)
    assert open_at(case) == ["housing_review"]
    answer(case, "housing_review")
    pass_days(case, 94)
    assert open_at(case) == ["case_conference", "case_conference", "housing_review"]

    assert missing(case)[1:] == ["the release has no process 'p07_reassessment'"]


def test_each_planned_module_starts_by_a_message():
    case = opened()

    for module in ("cognitive", "education"):
        assert case._sandbox.send("module_planned", None, {"module": module}) is case

    assert missing(case).count("the release has no process 'p06_delivery'") == 2


def test_who_withdraws_consent_is_listened_to_first():
    case = opened()

    case._sandbox.send("consent_withdrawn")
    answer(case, "re_engagement", choice="continue")
    assert missing(case) == ["the release has no process 'p04_engagement'"]
    case._sandbox.send("consent_withdrawn")
    answer(case, "re_engagement", choice="stop")

    assert missing(case) == ["the release has no process 'p10_closure'"]


def test_closure_may_be_proposed_at_any_time():
    case = opened()

    case._sandbox.send("closure_proposed")

    assert missing(case) == ["the release has no process 'p10_closure'"]


def test_an_unplanned_release_begins_with_a_contact():
    case = opened()

    case._sandbox.send("release_unplanned", None, {"release_kind": "unplanned"})
    assert open_at(case) == ["unplanned_release_contact"]
    answer(case, "unplanned_release_contact")

    assert "the release has no process 'p07_reassessment'" in missing(case)


def test_an_incident_is_noted_at_any_stage_and_a_serious_one_leads_to_a_reassessment():
    case = referred()
    made = case._sandbox

    made.send("incident_reported")
    answer(case, "incident_note", severity="minor")
    assert open_at(case) == ["register_referral"]
    assert missing(case) == []
    made.send("incident_reported")
    answer(case, "incident_note", severity="serious")

    assert missing(case) == ["the release has no process 'p07_reassessment'"]


def test_a_request_for_information_is_noted():
    case = referred()

    case._sandbox.send("share_request_logged")
    answer(case, "share_request_note")

    assert open_at(case) == ["register_referral"]


def test_death_stops_everything_and_is_recorded():
    case = opened()

    case._sandbox.send("participant_died")
    assert open_at(case) == ["death_record"]
    answer(case, "death_record")
    answer(case, "family_liaison")

    assert missing(case) == ["the release has no process 'p10_closure'"]


def test_a_transfer_stops_everything_but_not_the_evaluation():
    case = referred()
    take_in(case)

    case._sandbox.send("participant_transferred")
    assert open_at(case) == ["transfer_record"]
    answer(case, "transfer_record")

    assert missing(case) == ["the release has no process 'p10_closure'"]
