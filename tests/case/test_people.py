"""Who works on a case: assigned and taken off, with all of it in the history."""

import pytest

from engine.commands import (
    AssignPerson,
    AssignTeam,
    CancelCase,
    CaseEnded,
    CreateTeam,
    DisableUser,
    NotAllowed,
    NotRestricted,
    OpenCase,
    ReasonMissing,
    RestrictCase,
    RestrictedAlready,
    TeamNotFound,
    UnassignPerson,
    UnassignTeam,
    UserNotFound,
)
from engine.demo.moves import register
from engine.queries import AuditBreaks, CaseHistory, CaseOverview, CasePeople, OpenTasks
from engine.store import tables as t
from tests.case.conftest import SOUTH
from tests.people.staff import rows, write
from tests.playing import open_tasks, play


def kinds(executor, case):
    return [one.kind for one in executor.ask(CaseHistory(case=case), by="console")]


def names(executor, case, by="chris"):
    return [one.login for one in executor.ask(CasePeople(case=case), by=by).assigned]


def test_people_are_assigned_once_and_it_stands_in_the_history(staff, case):
    first = staff.execute(AssignPerson(case=case, login="milo"), by="chris")
    second = staff.execute(AssignPerson(case=case, login="MILO "), by="chris")

    assert (first, second) == (True, False)
    assert names(staff, case) == ["carol", "milo"]
    assert kinds(staff, case).count("CasePersonAssigned") == 2
    assert staff.ask(AuditBreaks(), by="console") == []


def test_people_are_taken_off(staff, case):
    first = staff.execute(UnassignPerson(case=case, login="carol"), by="chris")
    second = staff.execute(UnassignPerson(case=case, login="carol"), by="chris")

    assert (first, second) == (True, False)
    assert names(staff, case) == []
    assert kinds(staff, case)[-1] == "CasePersonUnassigned"


def test_what_somebody_can_no_longer_do_goes_back_to_all(staff, case, clock, engine):
    moves = [*register()]
    play(staff, case, moves, now=clock.now, who="carol")
    task = open_tasks(staff, case)["acknowledge_referrer"]
    # As if she had claimed it when she still could: she is a case manager now.
    write(
        engine,
        t.user_task.update()
        .where(t.user_task.c.id == task.id)
        .values(status="reserved", assignee="carol", claimed_at=clock.now),
    )
    write(engine, t.task_offer.delete())

    staff.execute(UnassignPerson(case=case, login="carol"), by="chris")

    (after,) = staff.ask(OpenTasks(case=case), by="console")
    assert (after.status, after.assignee) == ("ready", None)
    assert {one["group_name"] for one in rows(engine, t.task_offer)} == {"lane:Intake officer"}
    said = staff.ask(CaseHistory(case=case), by="console")[-1]
    assert said.data["returned"] == ["Acknowledge referrer"]


def test_only_some_may_say_who_works_on_a_case(staff, case, team):
    for command in (
        AssignPerson(case=case, login="milo"),
        UnassignPerson(case=case, login="carol"),
        AssignTeam(case=case, team=team),
        UnassignTeam(case=case, team=team),
    ):
        with pytest.raises(NotAllowed):
            staff.execute(command, by="carol")
    assert staff.execute(AssignPerson(case=case, login="milo"), by="tom")


def test_nobody_is_assigned_who_is_not_there(staff, case):
    staff.execute(DisableUser(login="milo"), by="admin")

    for login in ("milo", "nobody"):
        with pytest.raises(UserNotFound):
            staff.execute(AssignPerson(case=case, login=login), by="chris")


def test_teams_are_assigned_and_taken_off(staff, case, team):
    assert staff.execute(AssignTeam(case=case, team=team), by="chris") is False
    assert [one.name for one in staff.ask(CasePeople(case=case), by="chris").teams] == [
        "First team"
    ]

    assert staff.execute(UnassignTeam(case=case, team=team), by="chris") is True
    assert staff.execute(UnassignTeam(case=case, team=team), by="chris") is False

    assert [kind for kind in kinds(staff, case) if "Team" in kind] == [
        "CaseTeamAssigned",
        "CaseTeamUnassigned",
    ]


def test_a_team_of_another_site_cannot_be_assigned(staff, case):
    other = staff.execute(CreateTeam(name="Southerners", site=SOUTH), by="console")

    with pytest.raises(TeamNotFound):
        staff.execute(AssignTeam(case=case, team=other), by="chris")


def test_who_could_be_assigned_is_told_to_those_who_assign(staff, case, team):
    told = staff.ask(CasePeople(case=case), by="chris")
    not_told = staff.ask(CasePeople(case=case), by="carol")

    logins = [one.login for one in told.colleagues]
    assert "milo" in logins
    assert "sam" not in logins  # of another site
    assert [one.id for one in told.teams] == [team]
    assert told.listed is None
    assert not_told.colleagues == not_told.other_teams == ()
    assert staff.ask(CasePeople(case=case), by="iris").listed == ()


def test_a_restriction_is_set_and_ended_once(staff, case):
    with pytest.raises(NotRestricted):
        staff.execute(OpenCase(case=case, reason="Why not."), by="iris")
    staff.execute(RestrictCase(case=case, reason="A relative.", logins=("carol",)), by="iris")
    with pytest.raises(RestrictedAlready):
        staff.execute(RestrictCase(case=case, reason="Again."), by="iris")
    staff.execute(OpenCase(case=case, reason="Over."), by="iris")

    said = staff.ask(CaseHistory(case=case), by="console")
    assert [one.kind for one in said][-4:] == [
        "CaseRestricted",
        "CasePersonListed",
        "CasePersonListed",
        "CaseOpened",
    ]
    assert said[-1].data["reason"] == "Over."
    assert staff.ask(AuditBreaks(), by="console") == []


def test_people_stop_a_case_with_a_reason(staff, case):
    with pytest.raises(ReasonMissing):
        staff.execute(CancelCase(case=case), by="chris")
    with pytest.raises(NotAllowed):
        staff.execute(CancelCase(case=case, reason="Mine."), by="carol")

    staff.execute(CancelCase(case=case, reason="Opened by mistake."), by="chris")

    said = staff.ask(CaseHistory(case=case), by="console")
    assert (said[-1].kind, said[-1].data["reason"]) == ("CaseCancelled", "Opened by mistake.")
    assert staff.ask(CaseOverview(case=case), by="carol").tasks == ()
    assert staff.ask(AuditBreaks(), by="console") == []
    with pytest.raises(CaseEnded):
        staff.execute(CancelCase(case=case, reason="Again."), by="chris")


def test_a_step_after_them_goes_on_with_the_chain(staff, case, clock):
    staff.execute(AssignPerson(case=case, login="milo"), by="chris")

    play(staff, case, register(), now=clock.now, who="carol")

    assert staff.ask(AuditBreaks(), by="console") == []
