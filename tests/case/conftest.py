"""The shipped programme at two sites, with staff of many roles, and a case that was played."""

import pytest

from engine.commands import AddToTeam, AssignPerson, AssignTeam, CreateTeam
from engine.demo.moves import check, decide, take_in
from tests.people.conftest import NORTH, SOUTH, quick_hashes, sites
from tests.people.staff import join
from tests.playing import play, publish, refer
from tests.store.conftest import actions, clock, engine, executor

__all__ = ["NORTH", "SOUTH", "actions", "clock", "engine", "executor", "quick_hashes", "sites"]


@pytest.fixture
def programme(executor, sites):
    """An installation in which nobody works yet but who is named by the answers."""
    assert sites is None
    publish(executor)
    join(executor, "carol", "case_manager", site=NORTH)
    return executor


@pytest.fixture
def staff(programme):
    """People of many roles; of them only Carol is assigned to anything."""
    join(programme, "ina", "intake_officer", site=NORTH)
    join(programme, "sam", "intake_officer", site=SOUTH)
    join(programme, "chris", "mdt_chair", site=NORTH)
    join(programme, "milo", "mentor", site=NORTH)
    join(programme, "hedda", "health_professional", site=NORTH)
    join(programme, "iris", "information_officer")
    join(programme, "petra", "programme_manager")
    join(programme, "admin", "administrator")
    join(programme, "tom", "team_leader", site=NORTH)
    return programme


@pytest.fixture
def case(staff):
    """A new case of Tamsin Hale at the northern site, with Carol on it."""
    made = refer(staff, NORTH)
    staff.execute(AssignPerson(case=made, login="carol"), by="chris")
    return made


@pytest.fixture
def taken_in(staff, case, clock):
    """The same, at the beginning of the assessment."""
    play(staff, case, take_in(), now=clock.now, who="carol")
    return case


@pytest.fixture
def refused(staff, case, clock):
    """The same, refused; it waits for an appeal or a date."""
    moves = [*check(target_group_match="no"), decide("refuse", re_review_on="2027-08-01")]
    play(staff, case, moves, now=clock.now, who="carol")
    return case


@pytest.fixture
def team(staff, case):
    """A team of the site, with Tom in it, that works on the case."""
    made = staff.execute(CreateTeam(name="First team", site=NORTH), by="console")
    staff.execute(AddToTeam(team=made, login="tom"), by="console")
    staff.execute(AssignTeam(case=case, team=made), by="chris")
    return made
