"""P02 played to its end."""

from tests.processes.stories import answer, begun, open_at, results, steps
from tests.processes.typical import SOURCES, collect, conclude, rate


def collected(**more):
    case = begun("p02_assessment", {"purpose": "initial"})
    collect(case, **more)
    return case


def rated(**more):
    case = collected()
    rate(case, **more)
    return case


def test_all_sources_speak_before_a_tool_is_applied():
    case = begun("p02_assessment")
    answer(case, "choose_tools", general_tool_needed="no")

    assert open_at(case) == sorted(SOURCES)
    for source in SOURCES[:-1]:
        answer(case, source)
        assert "specialised_tool" not in open_at(case)
    answer(case, "mh_screen", need="none")

    assert open_at(case) == ["needs_assessment", "specialised_tool"]


def test_an_assessment_is_signed_and_explained():
    case = rated()
    conclude(case)

    answer(case, "feedback_to_participant")

    assert results(case) == ["signed"]
    assert case.variables["result"] == "signed"
    assert case.variables["assessment"] == {
        "programme_risk_level": "medium", "group_position": "follower",
    }  # fmt: skip
    assert steps(case) == [
        "choose_tools", *SOURCES, "specialised_tool", "needs_assessment", "second_rating",
        "formulation", "mdt_consensus", "feedback_to_participant",
    ]  # fmt: skip


def test_a_second_rating_that_differs_is_talked_through():
    case = rated(first="medium", second="high")

    assert open_at(case) == ["consensus_rating"]
    answer(case, "consensus_rating", level="high")

    assert open_at(case) == ["formulation"]


def test_a_general_tool_is_applied_where_it_is_needed():
    case = collected(general_tool_needed="yes")

    assert open_at(case) == ["general_tool", "needs_assessment", "specialised_tool"]
    answer(case, "specialised_tool", level="low")
    answer(case, "needs_assessment")
    assert open_at(case) == ["general_tool"]
    answer(case, "general_tool", level="none")

    assert open_at(case) == ["second_rating"]


def test_without_enough_information_there_is_interim_support_alone():
    case = rated()
    conclude(case, "insufficient_information")

    answer(case, "interim_support")

    assert results(case) == ["insufficient_information"]
    assert case.variables["result"] == "insufficient_information"
    assert steps(case)[-2:] == ["mdt_consensus", "interim_support"]


def test_an_assessor_is_replaced_while_the_assessment_goes_on():
    case = collected()

    case._sandbox.send("assessor_unavailable")
    answer(case, "reassign_assessor")

    assert open_at(case) == ["needs_assessment", "specialised_tool"]
