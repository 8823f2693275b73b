"""Who may see a case at all, and what of it."""

import itertools

import pytest

from engine.commands import (
    AssignPerson,
    CaseNotFound,
    ListPerson,
    NotAllowed,
    OpenCase,
    ReasonMissing,
    RestrictCase,
    UnassignTeam,
    UnlistPerson,
    UserNotFound,
    YourselfOnList,
)
from engine.demo.moves import Do, register
from engine.queries import (
    Answer,
    CaseAnswers,
    CaseDiagram,
    CaseHead,
    CaseOverview,
    CasePeople,
    CasesList,
    CaseTimeline,
)
from tests.case.conftest import NORTH
from tests.people.staff import join
from tests.playing import play

QUESTIONS = [CaseAnswers, CaseDiagram, CaseHead, CaseOverview, CasePeople, CaseTimeline]


def sees(executor, case, login):
    """Whether somebody sees a case; all its pages and the list say the same."""
    found = []
    for question in QUESTIONS:
        try:
            executor.ask(question(case=case), by=login)
            found.append(True)
        except CaseNotFound:
            found.append(False)
    found.append(case in [one.id for one in executor.ask(CasesList(), by=login).cases])
    assert len(set(found)) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        ("carol", True),  # assigned
        ("ina", True),  # all cases of her site
        ("sam", False),  # of another site
        ("milo", False),  # a mentor sees those assigned to him
        ("tom", False),  # a team leader those of his team
        ("iris", True),
        ("admin", False),  # no case data at all
    ],
)
def test_a_case_is_seen_by_site_and_assignment(staff, case, login, expected):
    assert sees(staff, case, login) is expected


def test_a_team_leader_sees_the_cases_of_his_team_until_it_is_taken_off(staff, case, team):
    assert sees(staff, case, "tom")

    staff.execute(UnassignTeam(case=case, team=team), by="chris")

    assert not sees(staff, case, "tom")


def test_a_restricted_case_is_there_only_for_those_on_its_list(staff, case):
    staff.execute(RestrictCase(case=case, reason="A relative works here."), by="iris")
    assert [login for login in ("carol", "ina", "chris", "iris") if sees(staff, case, login)] == [
        "iris"
    ]

    staff.execute(ListPerson(case=case, login="carol"), by="iris")
    assert sees(staff, case, "carol")

    staff.execute(UnlistPerson(case=case, login="carol"), by="iris")
    assert not sees(staff, case, "carol")

    staff.execute(OpenCase(case=case, reason="The relative has left."), by="iris")
    assert sees(staff, case, "ina")


def test_being_on_the_list_gives_no_role(staff, case):
    staff.execute(RestrictCase(case=case, reason="Quiet.", logins=("milo", "sam")), by="iris")

    assert not sees(staff, case, "milo")
    assert not sees(staff, case, "sam")


def test_restricting_needs_a_reason_and_leaves_somebody_who_can_end_it(staff, case):
    with pytest.raises(ReasonMissing):
        staff.execute(RestrictCase(case=case, reason="  "), by="iris")
    with pytest.raises(NotAllowed):
        staff.execute(RestrictCase(case=case, reason="Mine."), by="carol")
    with pytest.raises(UserNotFound):
        staff.execute(RestrictCase(case=case, reason="Quiet.", logins=("nobody",)), by="iris")
    assert sees(staff, case, "ina")

    staff.execute(RestrictCase(case=case, reason="Quiet."), by="iris")

    with pytest.raises(YourselfOnList):
        staff.execute(UnlistPerson(case=case, login="iris"), by="iris")


def test_the_name_is_shown_only_to_those_who_may_know_it(staff, case):
    heads = {login: staff.ask(CaseHead(case=case), by=login) for login in ("carol", "petra")}

    assert (heads["carol"].person, heads["carol"].hidden) == ("Tamsin Hale", False)
    assert (heads["petra"].person, heads["petra"].hidden) == ("", True)


def test_names_are_searched_only_where_they_may_be_read(staff, case):
    words = ("hale", "Tamsin Hale", "0001", "h")
    found = {
        (login, said): [one.id for one in staff.ask(CasesList(words=said), by=login).cases]
        for login, said in itertools.product(("ina", "petra"), words)
    }

    assert found == {
        ("ina", "hale"): [case],
        ("ina", "Tamsin Hale"): [case],
        ("ina", "0001"): [case],
        ("ina", "h"): [],
        ("petra", "hale"): [],
        ("petra", "Tamsin Hale"): [],
        ("petra", "0001"): [case],
        ("petra", "h"): [],
    }


def test_the_list_is_filtered_and_counted(staff, case, clock):
    play(staff, case, register(), now=clock.now, who="carol")

    def number(**wanted):
        return staff.ask(CasesList(**wanted), by="ina").total

    assert number() == number(stage="intake") == number(status="active") == number(site=NORTH) == 1
    assert number(stage="closed") == number(status="cancelled") == number(site="x" * 32) == 0


# Answers, field by field

READ_BY = {
    "ina": "A",
    "chris": "ABCFG",
    "carol": "ABCG",
    "hedda": "AE",
    "milo": "",
}


@pytest.mark.parametrize("login", READ_BY)
def test_answers_are_shown_by_the_class_of_their_data(staff, taken_in, login):
    if login in {"milo", "hedda"}:
        staff.execute(AssignPerson(case=taken_in, login=login), by="chris")
    listed = staff.ask(CaseAnswers(case=taken_in), by=login).answers
    exclusion = next(one for one in listed if one.title == "Exclusion check")

    said = staff.ask(Answer(case=taken_in, submission=exclusion.id), by=login)

    assert {one.data_class for one in said.lines} == {"A", "E", "F"}
    for line in said.lines:
        assert line.shown is (line.data_class in READ_BY[login])
        assert line.shown or not line.text
    some = {one for one in "AEF" if one in READ_BY[login]}
    assert exclusion.shown == ("none" if not some else "all" if len(some) == 3 else "some")


def test_who_wrote_an_answer_reads_it_where_the_role_says_so(staff, taken_in, clock):
    for login in ("eva", "elmar"):
        join(staff, login, "education_work_coach", site=NORTH)
        staff.execute(AssignPerson(case=taken_in, login=login), by="chris")
    own = Do("education_work_screen", 0, by="eva")
    moves = [Do("choose_tools", 0, {"general_tool_needed": "no"}), own]
    play(staff, taken_in, moves, now=clock.now, who="carol")

    for login, shown in (("eva", "all"), ("elmar", "none")):
        screen = staff.ask(CaseAnswers(case=taken_in), by=login).answers[0]
        said = staff.ask(Answer(case=taken_in, submission=screen.id), by=login)
        assert screen.shown == shown
        assert {one.shown for one in said.lines} == {shown == "all"}


def test_answers_of_another_case_are_not_found_here(staff, taken_in):
    listed = staff.ask(CaseAnswers(case=taken_in), by="ina").answers

    with pytest.raises(CaseNotFound):
        staff.ask(Answer(case="f" * 32, submission=listed[0].id), by="ina")
    with pytest.raises(CaseNotFound):
        staff.ask(Answer(case=taken_in, submission="f" * 32), by="ina")
