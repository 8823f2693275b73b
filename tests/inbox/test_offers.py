"""Offers stand at each place of their case, whatever is done to it."""

import datetime

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from engine.commands import (
    AssignPerson,
    AssignTask,
    AssignTeam,
    CreateTeam,
    ListPerson,
    OpenCase,
    PublishRelease,
    RestrictCase,
    ReturnTask,
    SetDueDate,
    StartCase,
    UnassignPerson,
    UnassignTeam,
)
from engine.errors import PasserelleError
from engine.queries import OpenTasks
from engine.store import people as p
from engine.store import tables as t
from engine.store.offers import NEVER
from tests.core.bpmn.drawing import definitions, end, flows, process, start, user_task
from tests.people.conftest import NORTH
from tests.people.staff import join, rows

PROCESS = definitions(
    process(
        "p",
        start("s"),
        user_task("u", groups="case_manager, governor"),
        user_task("v"),
        end("e"),
        flows("s", "u", "e"),
        flows("s", "v", "e"),
    )
)
MOVES = [
    "assign", "assign another", "unassign", "team", "no team", "list",
    "restrict", "open", "give", "give back", "due", "never due",
]  # fmt: skip


@pytest.fixture
def world(executor, sites):
    assert sites is None
    for login in ("ada", "odo"):
        join(executor, login, "case_manager", site=NORTH)
    executor.execute(PublishRelease(diagrams={"p": PROCESS}), by="console")
    return executor, executor.execute(CreateTeam(name="First team", site=NORTH), by="console")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moves=st.lists(st.sampled_from(MOVES), min_size=4, max_size=16),
    site=st.sampled_from([None, NORTH]),
)
def test_offers_are_those_of_the_case_as_it_is(engine, world, clock, moves, site):
    executor, team = world
    case = executor.execute(StartCase(process="p", site=site), by="console")["id"]

    for move in moves:
        (task, *_) = executor.ask(OpenTasks(case=case), by="console")
        try:
            executor.execute(command(move, case, task.id, team, clock.now), by="console")
        except PasserelleError:
            continue  # such as to open what is not restricted

    assert offered(engine, case) == expected(engine, case)


def command(move, case, task, team, now):
    soon = now.date() + datetime.timedelta(days=3)
    return {
        "assign": lambda: AssignPerson(case=case, login="ada"),
        "assign another": lambda: AssignPerson(case=case, login="odo"),
        "unassign": lambda: UnassignPerson(case=case, login="ada"),
        "team": lambda: AssignTeam(case=case, team=team),
        "no team": lambda: UnassignTeam(case=case, team=team),
        "list": lambda: ListPerson(case=case, login="ada"),
        "restrict": lambda: RestrictCase(case=case, reason="A name in the papers"),
        "open": lambda: OpenCase(case=case, reason="It is over"),
        "give": lambda: AssignTask(case=case, task=task, to="ada"),
        "give back": lambda: ReturnTask(case=case, task=task),
        "due": lambda: SetDueDate(case=case, task=task, on=soon, reason="Agreed"),
        "never due": lambda: SetDueDate(case=case, task=task, on=None, reason="Agreed"),
    }[move]()


def offered(engine, case):
    return sorted(map(sorted, (
        map(str, row.items()) for row in rows(engine, t.task_offer) if row["case_id"] == case
    )))  # fmt: skip


def expected(engine, case):
    """What each open task that nobody has is offered as, from the rows that say so."""
    (row,) = (one for one in rows(engine, t.case) if one["id"] == case)
    teams = [one["team_id"] for one in rows(engine, p.case_team) if one["case_id"] == case]
    people = [
        one["user_id"]
        for one in rows(engine, p.case_member)
        if one["case_id"] == case and one["relation"] == "assigned"
    ]
    places = ["", *filter(None, [row["site_id"]]), *teams, *people]
    found = [
        {
            "case_id": case, "task_id": task["id"], "group_name": group, "place": place,
            "site_id": row["site_id"], "restricted": row["restricted"],
            "due_at": task["due_at"] or NEVER, "urgency": -task["priority"],
            "safety": task["safety"], "several": len(groups) > 1,
        }
        for task in rows(engine, t.user_task)
        if task["case_id"] == case and task["status"] == "ready"
        for groups in [task["candidate_groups"] or [""]]
        for group in groups
        for place in places
    ]  # fmt: skip
    return sorted(map(sorted, (map(str, one.items()) for one in found)))


def test_a_case_on_which_nobody_works_is_offered_everywhere_and_at_its_site(engine, world):
    executor, _ = world

    executor.execute(StartCase(process="p", site=NORTH), by="console")

    with engine.connect() as connection:
        places = connection.scalars(sa.select(t.task_offer.c.place).distinct())
        assert sorted(places) == ["", NORTH]
