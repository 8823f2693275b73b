"""Referring somebody: found first, entered once, and in the hands of who refers."""

import datetime
import json
import threading

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from engine.commands import (
    CreateTeam,
    NoName,
    NotAllowed,
    OpenCaseThere,
    OpenReferral,
    PersonData,
    PersonKnown,
    PersonNotFound,
    PublishRelease,
    RecordAccess,
    SetPolicy,
    SiteNotFound,
    StartCase,
    TeamNotFound,
)
from engine.core.permission import ROLES, Grant, Scope, allowed
from engine.programme import SHIPPED, read_programme
from engine.queries import AuditBreaks, CaseHistory, OpenTasks, PeopleLike
from engine.store import people as p
from engine.store import tables as t
from engine.store.cases import lock_row
from engine.store.comments import comments_of
from engine.store.persons import add_person
from tests.people.conftest import NORTH, SOUTH
from tests.people.staff import join, rows, write

DAY = datetime.date(1990, 2, 3)
START = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
YUSUF = PersonData(name="Yusuf Demir", born=DAY, reference="AM-114")


@pytest.fixture
def programme(executor, sites):  # noqa: ARG001 - sites must be there
    """The programme that is shipped, and three intake officers of two sites."""
    shipped = read_programme(SHIPPED)
    command = PublishRelease(
        diagrams=shipped.diagrams, decisions=shipped.decisions, forms=shipped.forms
    )
    executor.execute(command, by="console")
    lanes = json.loads((SHIPPED / "processes" / "lanes.json").read_text("utf-8"))
    executor.execute(SetPolicy(key="lanes", content=lanes), by="console")
    join(executor, "tilda", "intake_officer", site=NORTH)
    join(executor, "benno", "intake_officer", site=NORTH)
    join(executor, "sorin", "intake_officer", site=SOUTH)
    return executor


def refer(executor, person=YUSUF, *, by="tilda", site=NORTH, **more):
    command = OpenReferral(person=person, site=site, **more)
    return executor.execute(command, by=by, command_id=None)


def look(executor, name="Yusuf Demir", born=DAY, reference="", *, by="tilda"):
    return executor.ask(PeopleLike(name=name, born=born, reference=reference), by=by)


def test_a_new_person_has_a_case_whose_first_task_is_claimed_by_who_refers(programme):
    answer = refer(programme)

    (task,) = programme.ask(OpenTasks(case=answer["id"]), by="tilda")
    assert (task.id, task.element) == (answer["task"], "register_referral")
    assert (task.status, task.assignee) == ("reserved", "tilda")
    assert task.case_number == answer["number"]
    (found,) = look(programme).people
    assert (found.name, found.born, found.reference) == ("Yusuf Demir", DAY, "AM-114")
    assert [(one.number, one.site) for one in found.cases] == [(answer["number"], "North")]
    assert found.is_open


def test_nobody_else_is_offered_a_task_that_is_claimed(programme, engine):
    refer(programme)

    assert rows(engine, t.task_offer) == []


def test_the_same_referral_sent_twice_is_one_case(programme, engine):
    command = OpenReferral(person=YUSUF, site=NORTH)

    first = programme.execute(command, by="tilda", command_id="e" * 32)
    again = programme.execute(command, by="tilda", command_id="e" * 32)

    assert first == again
    assert len(rows(engine, t.case)) == len(rows(engine, t.person)) == 1


def test_somebody_who_is_known_is_not_entered_again_unseen(programme, engine):
    refer(programme)

    with pytest.raises(PersonKnown):
        refer(programme, PersonData(name="Demír, Youssef", born=DAY), by="benno")
    assert len(rows(engine, t.person)) == 1

    seen = look(programme).ids
    refer(programme, PersonData(name="Demír, Youssef", born=DAY), by="benno", seen=seen)
    assert len(rows(engine, t.person)) == 2


def test_who_has_an_open_case_gets_another_only_for_a_reason_that_is_kept(programme, engine):
    first = refer(programme)
    (known,) = look(programme).people

    with pytest.raises(OpenCaseThere, match=f"an open case, {first['number']}: go on there"):
        refer(programme, known.id, by="benno")
    with pytest.raises(OpenCaseThere):
        refer(programme, known.id, by="benno", reason="  ")
    second = refer(programme, known.id, by="benno", reason="The court asked again.")

    assert second["id"] != first["id"]
    (access,) = rows(engine, p.access)
    assert (access["case_id"], access["actor"]) == (first["id"], "benno")
    assert (access["what"], access["reason"]) == ("another referral", "The court asked again.")
    (comment,) = programme.ask(Comments(second["id"]), by="console")
    assert (comment.by, comment.task, comment.text) == ("benno", None, "The court asked again.")
    assert happened(programme, second)[-2:] == ["TaskClaimed", "Commented"]


def test_who_was_here_before_begins_anew_without_a_reason(programme, engine):
    first = refer(programme)
    (known,) = look(programme).people
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        ended = {"status": "completed", "ended_at": known.cases[0].started_at}
        connection.execute(sa.update(t.case).values(**ended))

    second = refer(programme, known.id)

    (found,) = look(programme).people
    assert [one.number for one in found.cases] == [second["number"], first["number"]]


def test_two_who_refer_the_same_new_person_at_once_make_one_case(programme, engine):
    outcomes, together = [], threading.Barrier(2)

    def run(login):
        together.wait()
        try:
            outcomes.append(refer(programme, by=login)["number"])
        except PersonKnown:
            outcomes.append("known")

    both = [threading.Thread(target=run, args=(login,)) for login in ("tilda", "benno")]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(outcomes) == ["EX-2027-0001", "known"]
    assert len(rows(engine, t.case)) == 1


def test_two_who_refer_the_same_known_person_at_once_make_one_case(programme, engine):
    known = programme.execute(Add(YUSUF), by="console")
    outcomes, together = [], threading.Barrier(2)

    def run(login):
        together.wait()
        try:
            outcomes.append(refer(programme, known, by=login)["number"])
        except OpenCaseThere as refused:
            outcomes.append(str(refused))

    both = [threading.Thread(target=run, args=(login,)) for login in ("tilda", "benno")]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(outcomes)[0] == "EX-2027-0001"
    assert "an open case, EX-2027-0001" in sorted(outcomes)[1]
    assert len(rows(engine, t.case)) == 1


class Comments:
    def __init__(self, case):
        self.case = case

    def run(self, context):
        return comments_of(context, lock_row(context, self.case))


def happened(executor, case):
    return [one.kind for one in executor.ask(CaseHistory(case=case["id"]), by="console")]


class Add:
    recorded = False

    def __init__(self, data):
        self.data = data

    def run(self, context):
        return add_person(context, self.data)


def test_a_person_of_another_site_is_said_to_be_there_and_no_more(programme):
    theirs = refer(programme, by="sorin", site=SOUTH)

    found = look(programme)

    assert found.people == ()
    assert found.hidden == (("same name", "born"),)
    assert found.ask == "Information officer and data protection officer"
    assert found.read == (theirs["id"],)
    with pytest.raises(PersonNotFound):
        refer(programme, found.ids[0])
    with pytest.raises(PersonKnown):
        refer(programme)


def test_a_closed_case_hides_its_person_and_a_readable_one_beside_it_does_not(programme):
    known = programme.execute(Add(YUSUF), by="console")
    begin = {"process": "p00_case_lifecycle", "person": known}
    programme.execute(StartCase(**begin, site=NORTH, restricted=True), by="console")

    assert look(programme).people == ()

    open_one = programme.execute(StartCase(**begin, site=NORTH), by="console")
    (found,) = look(programme).people
    assert [one.number for one in found.cases] == [open_one["number"]]
    assert found.hidden_cases == 1
    with pytest.raises(OpenCaseThere, match=f"an open case, {open_one['number']}: go"):
        refer(programme, known)


def test_a_person_without_a_case_is_known_to_who_refers(programme):
    known = programme.execute(Add(YUSUF), by="console")

    (found,) = look(programme).people

    assert (found.id, found.cases, found.is_open) == (known, (), False)
    assert refer(programme, known)["number"] == "EX-2027-0001"


def test_a_case_goes_to_a_team_of_its_site(programme, engine):
    here = programme.execute(CreateTeam(name="North one", site=NORTH), by="console")
    there = programme.execute(CreateTeam(name="South one", site=SOUTH), by="console")

    answer = refer(programme, team=here)

    assert rows(engine, p.case_team) == [{"case_id": answer["id"], "team_id": here}]
    assert happened(programme, answer)[-2:] == ["CaseTeamAssigned", "TaskClaimed"]
    assert programme.ask(AuditBreaks(), by="console") == []
    for wrong in (there, "0" * 32):
        with pytest.raises(TeamNotFound):
            refer(programme, PersonData(name="Mira Tolland"), team=wrong)


def test_only_those_who_take_people_in_may_refer_and_look(programme):
    join(programme, "mira", "case_manager", site=NORTH)

    for login, site in (("mira", NORTH), ("tilda", SOUTH), ("tilda", None), ("nobody", NORTH)):
        with pytest.raises(NotAllowed):
            refer(programme, by=login, site=site)
    for login in ("mira", "nobody"):
        with pytest.raises(NotAllowed):
            look(programme, by=login)


def test_what_is_missing_is_refused_and_nothing_is_left_behind(programme, engine):
    with pytest.raises(SiteNotFound):
        refer(programme, by="console", site="0" * 32)
    with pytest.raises(NoName):
        refer(programme, PersonData(name="  "))
    with pytest.raises(PersonNotFound):
        refer(programme, "0" * 32)
    with pytest.raises(PersonNotFound):
        programme.execute(StartCase(process="p00_case_lifecycle", person="0" * 32), by="console")

    assert rows(engine, t.case) == rows(engine, t.person) == []


def test_the_programme_itself_refers_without_claiming(programme):
    answer = refer(programme, by="console")

    (task,) = programme.ask(OpenTasks(case=answer["id"]), by="console")
    assert (task.id, task.assignee) == (answer["task"], None)
    assert look(programme, by="console").people[0].cases[0].number == answer["number"]


def test_looking_is_recorded_with_each_case_behind_the_answer(programme, engine):
    refer(programme)
    refer(programme, by="sorin", site=SOUTH, seen=look(programme).ids)

    found = look(programme)
    for case in found.read:
        programme.execute(RecordAccess(case=case, what="a search for people"), by="tilda")

    assert len(found.read) == 2
    assert {one["case_id"] for one in rows(engine, p.access)} == set(found.read)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    grants=st.lists(
        st.tuples(st.sampled_from(sorted(ROLES)), st.sampled_from([None, NORTH, SOUTH])), max_size=3
    )
)
def test_of_each_person_exactly_what_their_cases_open_is_said(programme, engine, everybody, grants):
    rows_of = [
        {"id": f"{number:032}", "user_id": everybody, "role": role, "site_id": site,
         "from_at": START, "granted_at": START, "granted_by": "console"}
        for number, (role, site) in enumerate(grants)
    ]  # fmt: skip
    write(engine, sa.delete(p.role_grant).where(p.role_grant.c.user_id == everybody))
    if rows_of:
        write(engine, sa.insert(p.role_grant), rows_of)
    held = [Grant(*one) for one in grants]
    if not any("case.start" in ROLES[role].may for role, _site in grants):
        with pytest.raises(NotAllowed):
            look(programme, by="vera")
        return

    found = look(programme, by="vera")

    for case in rows(engine, t.case):
        scope = Scope(site=case["site_id"], restricted=case["restricted"])
        shown = [one for one in found.people if one.id == case["person_id"]]
        assert bool(shown) == allowed(held, "case.read.A", scope)
        numbers = [one.number for person in shown for one in person.cases]
        assert (case["number"] in numbers) == (bool(shown) and allowed(held, "case.read", scope))
    assert len(found.people) + len(found.hidden) == len(found.ids) == 4


@pytest.fixture
def everybody(programme, engine):
    """Vera, and four people of one name: at two sites, one case of each open and one restricted."""
    join(programme, "vera", at=NORTH)
    for site in (NORTH, SOUTH):
        for restricted in (False, True):
            person = programme.execute(Add(YUSUF), by="console")
            command = StartCase(
                process="p00_case_lifecycle", person=person, site=site, restricted=restricted
            )
            programme.execute(command, by="console")
    with engine.connect() as connection:
        return connection.scalar(sa.select(p.user.c.id).where(p.user.c.login == "vera"))
