"""P01 played from referral to its end."""

import datetime

import pytest

from tests.processes.stories import answer, begun, open_at, pass_days, results, rules, steps
from tests.processes.typical import FITS, REFERRAL

TO_THE_CHECK = ["register_referral", "acknowledge_referrer", "gather_file", "initial_contact"]


def referred(**referral):
    case = begun("p01_intake")
    answer(case, "register_referral", **(REFERRAL | referral))
    return case


def contacted(wishes="yes"):
    case = referred()
    answer(case, "acknowledge_referrer")
    answer(case, "gather_file")
    answer(case, "initial_contact", wishes=wishes)
    return case


def checked(case=None, **differing):
    case = case or contacted()
    answer(case, "exclusion_check", **(FITS | differing))
    return case


def proposed(case):
    return case.variables["eligibility_proposed"]["result"]


def test_who_fits_is_eligible():
    case = checked()

    assert proposed(case) == "eligible"
    answer(case, "eligibility_decision", eligibility_decided="eligible")
    answer(case, "allocate_case_manager")

    assert results(case) == ["eligible"]
    assert case.variables["result"] == "eligible"
    assert rules(case) == [("Eligibility", 8)]
    assert steps(case) == [
        *TO_THE_CHECK, "exclusion_check", "eligibility_decision", "allocate_case_manager",
    ]  # fmt: skip


def test_who_is_no_target_group_is_refused_and_looked_at_again():
    case = checked(target_group_match="no", acute_illness="unknown")

    assert proposed(case) == "refuse"
    answer(case, "eligibility_decision", eligibility_decided="refuse",
           re_review_on=datetime.date(2027, 8, 30))  # fmt: skip
    answer(case, "refusal_notice")
    pass_days(case, 181)
    assert open_at(case) == []
    pass_days(case, 1)
    answer(case, "re_review", outcome="stays")

    assert results(case) == ["not_eligible"]
    assert case.variables["result"] == "not_eligible"
    assert rules(case) == [("Eligibility", 1)]
    assert steps(case) == [
        *TO_THE_CHECK, "exclusion_check", "eligibility_decision", "refusal_notice", "re_review",
    ]  # fmt: skip


def test_an_appeal_brings_the_case_back_to_the_check():
    case = checked(target_group_match="no")
    answer(case, "eligibility_decision", eligibility_decided="refuse",
           re_review_on=datetime.date(2027, 8, 30))  # fmt: skip
    answer(case, "refusal_notice")

    case._sandbox.send("appeal_received")
    answer(case, "re_review", outcome="check_again")

    assert open_at(case) == ["exclusion_check"]
    checked(case)
    answer(case, "eligibility_decision", eligibility_decided="eligible")
    answer(case, "allocate_case_manager")
    assert results(case) == ["eligible"]
    assert case.variables["result"] == "eligible"


def test_who_does_not_wish_to_be_considered_is_let_go():
    case = contacted(wishes="declines")

    answer(case, "record_decline")

    assert results(case) == ["declined_at_intake"]
    assert case.variables["result"] == "declined_at_intake"
    assert rules(case) == []
    assert steps(case) == [*TO_THE_CHECK, "record_decline"]


def test_who_is_known_already_gets_no_second_case():
    case = referred(known_already="yes")

    answer(case, "notify_duplicate")

    assert results(case) == ["duplicate"]
    assert case.variables["result"] == "duplicate"
    assert steps(case) == ["register_referral", "notify_duplicate"]


def test_a_condition_is_tried_twice_and_then_goes_along():
    case = checked(can_be_reached="no")
    condition = {"eligibility_decided": "conditional", "condition_kind": "to_meet_first"}

    answer(case, "eligibility_decision", **condition)
    answer(case, "resolve_condition")
    checked(case, can_be_reached="no")
    answer(case, "eligibility_decision", **condition)
    pass_days(case, 28)
    assert open_at(case) == ["exclusion_check"]
    assert case.variables["condition_rounds"] == 1
    checked(case, can_be_reached="no")
    answer(case, "eligibility_decision", **condition)
    answer(case, "resolve_condition")
    checked(case, can_be_reached="no")
    answer(case, "eligibility_decision", **condition)
    answer(case, "allocate_case_manager")

    assert results(case) == ["eligible"]
    assert rules(case) == [("Eligibility", 5)] * 4
    assert steps(case).count("resolve_condition") == 2


def test_a_condition_that_goes_along_holds_nothing_up():
    case = checked(legal_status="remand_contests_facts")

    assert case.variables["eligibility_proposed"]["track"] == "offence_independent"
    answer(case, "eligibility_decision", eligibility_decided="conditional",
           condition_kind="goes_along")  # fmt: skip

    assert open_at(case) == ["allocate_case_manager"]


def test_refusing_to_take_part_alone_excludes_nobody():
    assert proposed(checked(participation="refused")) == "conditional"


@pytest.mark.parametrize("unknown", sorted(FITS))
def test_whatever_is_unknown_is_found_out_first(unknown):
    case = checked(**{unknown: "unknown"})

    assert case.variables["eligibility_proposed"] == {
        "result": "hold", "track": "gather_information", "check_again_days": 14,
    }  # fmt: skip
    answer(case, "eligibility_decision", eligibility_decided="hold", hold_reason="information")
    answer(case, "gather_information")

    assert open_at(case) == ["exclusion_check"]


def test_information_is_waited_for_ten_working_days():
    case = checked(acute_illness="unknown")
    answer(case, "eligibility_decision", eligibility_decided="hold", hold_reason="information")

    pass_days(case, 14)

    assert open_at(case) == ["exclusion_check"]


def test_a_threat_holds_the_case_until_the_date_that_was_agreed():
    case = checked(active_threat="yes", can_be_reached="no")
    assert rules(case) == [("Eligibility", 3)]

    answer(case, "eligibility_decision", eligibility_decided="hold", hold_reason="threat")
    answer(case, "agree_hold", check_again_on=datetime.date(2027, 5, 30))
    pass_days(case, 89)
    assert open_at(case) == []
    pass_days(case, 1)

    assert open_at(case) == ["exclusion_check"]


def test_a_decision_against_the_proposal_needs_a_reason():
    case = checked(participation="refused")

    answer(case, "eligibility_decision", eligibility_decided="eligible",
           eligibility_override_reason="The refusal was taken back this morning.")  # fmt: skip

    assert open_at(case) == ["allocate_case_manager"]


def test_a_file_that_is_late_is_chased_once_and_then_done_without():
    case = referred()
    answer(case, "acknowledge_referrer")

    pass_days(case, 7)
    assert open_at(case) == ["chase_file", "gather_file"]
    pass_days(case, 7)

    assert open_at(case) == ["chase_file", "initial_contact"]
