"""The programme's decision tables are whole, and say what was agreed."""

import pytest

from engine.core import dmn
from tests.processes.documents import DECISIONS, decisions, named

CATEGORIES = {
    ("low", "low"): "S1", ("low", "medium"): "S2", ("low", "high"): "S3",
    ("medium", "low"): "S2", ("medium", "medium"): "S3", ("medium", "high"): "S4",
    ("high", "low"): "S3", ("high", "medium"): "S4", ("high", "high"): "S5",
}  # fmt: skip
RISKS = ["low", "medium", "high", "unknown"]
QUIET = {
    "security_risk": "low", "control_risk": "low", "recruits_others": "no",
    "needs_protection": "no", "vulnerable_in_unit": "no", "measures_failed": "no",
    "credible_threat": "no", "leader_influence": "no", "leader_with_followers": "no",
    "threat_not_containable": "no",
}  # fmt: skip


def decide(decision, **inputs):
    (model,) = (decisions(path) for path in DECISIONS if path.stem == decision)
    return model.evaluate(decision, inputs, strict=True)


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_table_has_no_fault_no_gap_and_no_overlap(path):
    model = decisions(path)

    assert [str(problem) for problem in (*model.problems, *dmn.check(model))] == []


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_every_rule_says_why(path):
    for decision in decisions(path).decisions:
        for rule in decision.logic.rules:
            assert all(rule.annotations), rule.id


@pytest.mark.parametrize("security", RISKS)
@pytest.mark.parametrize("control", RISKS)
def test_an_unknown_risk_counts_as_medium_and_is_found_out(security, control):
    known = [risk.replace("unknown", "medium") for risk in (security, control)]

    made = decide("category", security_risk=security, control_risk=control).value

    assert made["category"] == CATEGORIES[known[0], known[1]]
    assert made["gather_information"] is ("unknown" in (security, control))


@pytest.mark.parametrize(
    ("facts", "option", "review_days"),
    [
        ({}, "open", 90),
        ({"security_risk": "medium"}, "dispersed", 90),
        ({"security_risk": "unknown"}, "dispersed", 90),
        ({"needs_protection": "unknown"}, "dispersed", 90),
        ({"recruits_others": "yes"}, "enhanced_supervision", 60),
        ({"control_risk": "high", "security_risk": "high"}, "enhanced_supervision", 60),
        ({"control_risk": "high", "recruits_others": "yes", "measures_failed": "yes"},
         "specialised_unit", 60),
        ({"recruits_others": "yes", "credible_threat": "yes"}, "specialised_unit", 60),
        ({"recruits_others": "yes", "credible_threat": "yes", "leader_influence": "yes"},
         "small_group", 30),
        ({"recruits_others": "yes", "credible_threat": "yes", "leader_with_followers": "yes",
          "threat_not_containable": "yes"}, "separation", 7),
    ],
)  # fmt: skip
def test_housing_is_the_least_restrictive_that_is_not_ruled_out(facts, option, review_days):
    made = decide("housing", **(QUIET | facts)).value

    assert made == {"option": option, "review_days": review_days}


@pytest.mark.parametrize("unknown", [name for name in QUIET if not name.endswith("_risk")])
def test_what_is_not_established_rules_nothing_out_but_open_conditions(unknown):
    made = decide("housing", **(QUIET | {"security_risk": "medium", unknown: "unknown"})).value

    assert made["option"] == "dispersed"


def test_the_strictest_rule_on_eligibility_wins():
    facts = {
        "target_group_match": "yes", "legal_status": "remand_contests_facts",
        "active_threat": "yes", "acute_illness": "no", "can_be_reached": "no",
        "participation": "refused", "time_left": "unknown",
    }  # fmt: skip

    assert decide("eligibility", **facts).value["result"] == "hold"
    facts["target_group_match"] = "no"
    assert decide("eligibility", **facts).value["result"] == "refuse"
    facts |= {"target_group_match": "yes", "active_threat": "no", "time_left": "community"}
    assert decide("eligibility", **facts).value["track"] == "interpreter"
