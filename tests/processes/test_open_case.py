"""The open case of P00, with processes of one task each in place of those it calls."""

import datetime

import pytest

from engine.sandbox import Case, Sandbox
from tests.core.bpmn.drawing import definitions, end, flows, process, start, user_task
from tests.processes.documents import DIAGRAMS
from tests.processes.stories import NOW, answer, open_at, pass_days, results

CALLED = [
    "p01_intake", "p02_assessment", "p03_classification", "p04_engagement", "p05_planning",
    "p06_delivery", "p07_reassessment", "p08_release", "p09_aftercare", "p10_closure",
]  # fmt: skip
PRISON = {"custody_status": "sentenced", "earliest_release": datetime.date(2028, 9, 1)}


def stub(process_id):
    """A process of one task, `do_p01` and so on; what it is completed with comes back."""
    task = f"do_{process_id[:3]}"
    return process(process_id, start("s"), user_task(task), end("e"), flows("s", task, "e"))


def opened(referral=None) -> Case:
    """A case that was just classified."""
    made = Sandbox(now=NOW)
    made.publish(*(definitions(stub(process_id)) for process_id in CALLED))
    (lifecycle,) = (path for path in DIAGRAMS if path.stem.startswith("p00"))
    made.publish(lifecycle)
    case = made.send("referral_accepted_for_registration", None, {"referral": referral or PRISON})
    assert case is not None
    case.complete("do_p01", {"result": "eligible"})
    case.complete("do_p02", {"result": "signed",
                                     "assessment": {"programme_risk_level": "high"}})  # fmt: skip
    case.complete("do_p03")
    return case


def planned(referral=None) -> Case:
    case = opened(referral)
    case.complete("do_p04", {"result": "consented"})
    case.complete("do_p05")
    return case


def waits_for_release(case):
    """Open tasks but those that come again and again."""
    return [at for at in open_at(case) if at.startswith("do_") and at != "do_p07"]


OUTCOMES = [
    "successful", "partial", "unsuccessful", "dropout", "excluded_after_start",
    "declined_after_assessment",
]  # fmt: skip


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_closure_leads_to_the_outcome_that_it_found(outcome):
    case = opened()
    case._sandbox.send("closure_proposed")

    case.complete("do_p10", {"result": outcome})

    assert case.status == "completed"
    assert results(case) == [outcome]


def test_in_the_community_aftercare_follows_the_plan():
    case = planned({"custody_status": "community"})

    assert open_at(case) == ["do_p09"]
    case.complete("do_p09", {"result": "goals_met"})
    case.complete("do_p10", {"result": "successful"})

    assert results(case) == ["successful"]


def test_release_is_prepared_twelve_months_before_it():
    case = planned()

    pass_days(case, 183)
    assert waits_for_release(case) == []
    pass_days(case, 1)

    assert waits_for_release(case) == ["do_p08"]


def test_release_preparation_begins_at_once_when_release_is_near():
    case = planned(PRISON | {"earliest_release": datetime.date(2027, 6, 1)})

    pass_days(case, 0)

    assert waits_for_release(case) == ["do_p08"]


def test_a_new_release_date_is_counted_from():
    case = planned()

    case._sandbox.send("release_date_changed", None,
                       {"earliest_release": datetime.date(2028, 5, 1)})  # fmt: skip
    pass_days(case, 60)
    assert waits_for_release(case) == []
    pass_days(case, 1)

    assert waits_for_release(case) == ["do_p08"]


def test_without_a_release_date_preparation_begins_after_half_a_year():
    case = planned({"custody_status": "remand", "earliest_release": None})

    pass_days(case, 184)

    assert waits_for_release(case) == ["do_p08"]


def test_who_was_not_released_waits_for_the_next_date():
    case = planned(PRISON | {"earliest_release": datetime.date(2028, 3, 1)})
    pass_days(case, 0)

    case.complete("do_p08", {"result": "not_released"})
    pass_days(case, 0)

    assert waits_for_release(case) == ["do_p08"]


def test_after_release_comes_aftercare_and_housing_is_reviewed_no_more():
    case = planned(PRISON | {"earliest_release": datetime.date(2027, 6, 1)})
    pass_days(case, 0)

    case.complete("do_p08", {"result": "released"})
    pass_days(case, 90)

    assert waits_for_release(case) == ["do_p09"]
    assert "housing_review" not in open_at(case)


def test_an_unplanned_release_brings_preparation_forward():
    case = planned()

    case._sandbox.send("release_unplanned", None,
                       {"earliest_release": NOW.date(), "release_kind": "unplanned"})  # fmt: skip
    pass_days(case, 0)

    assert open_at(case) == ["do_p08", "unplanned_release_contact"]
    answer(case, "unplanned_release_contact")
    assert "do_p07" in open_at(case)


def test_a_hold_of_consent_is_over_after_ninety_days():
    case = opened()
    case.complete("do_p04", {"result": "hold"})

    pass_days(case, 90)

    assert "do_p04" in open_at(case)


def test_who_declines_after_assessment_is_evaluated_shortly():
    case = opened()

    case.complete("do_p04", {"result": "declined_after_assessment"})

    assert open_at(case) == ["do_p10"]


def test_high_risk_is_reassessed_every_three_months_and_the_result_comes_back():
    case = opened()

    pass_days(case, 92)
    assert open_at(case).count("do_p07") == 1
    case.complete("do_p07", {"assessment": {"programme_risk_level": "medium"}})

    assert case.variables["assessment"] == {"programme_risk_level": "medium"}


def test_modules_run_side_by_side_with_everything_else():
    case = planned()

    for module in ("cognitive", "education"):
        case._sandbox.send("module_planned", None, {"module": module})

    assert open_at(case) == ["do_p06", "do_p06"]


@pytest.mark.parametrize(("message", "tasks", "outcome"), [
    ("participant_died", ["death_record", "family_liaison"], "died"),
    ("participant_transferred", ["transfer_record"], "transferred"),
])  # fmt: skip
def test_what_ends_everything_still_leads_through_closure(message, tasks, outcome):
    case = planned()

    case._sandbox.send(message)
    for task in tasks:
        answer(case, task)
    assert open_at(case) == ["do_p10"]
    case.complete("do_p10", {"result": outcome})

    assert case.status == "completed"
    assert results(case) == [outcome]
