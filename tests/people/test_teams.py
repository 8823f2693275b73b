"""Teams, and what is known of accounts: who may change them, and what is answered."""

import datetime

import pytest

from engine.commands import (
    AddSite,
    AddToTeam,
    CloseSite,
    CreateTeam,
    EndSessions,
    GrantRole,
    NotAllowed,
    OpenSite,
    PublishRelease,
    RemoveFromTeam,
    SiteNotFound,
    StartCase,
    TeamExists,
    TeamNotFound,
    TeamUnnamed,
    UserNotFound,
)
from engine.queries import AccountOf, DaysOfSites, Roles, Teams, UsersList
from engine.store.authority import scope_of
from engine.store.people import case_team
from tests.people.conftest import NORTH, SOUTH
from tests.people.staff import enter, join, rows, session
from tests.store.test_cases import SIMPLE

pytestmark = pytest.mark.usefixtures("sites")
DAY = datetime.date(2027, 3, 5)


def create(executor, name="North one", site=NORTH, by="console"):
    return executor.execute(CreateTeam(name=name, site=site), by=by)


def add(executor, team, login="mira", by="console"):
    return executor.execute(AddToTeam(team=team, login=login), by=by)


def remove(executor, team, login="mira", by="console"):
    return executor.execute(RemoveFromTeam(team=team, login=login), by=by)


def test_a_team_has_those_who_were_taken_in_and_not_out(executor):
    join(executor, "mira", "case_manager", site=NORTH)
    team = create(executor, " North   one ")

    assert add(executor, team, "MIRA") is True
    assert add(executor, team) is False
    (found,) = executor.ask(Teams(), by="console")
    assert (found.name, found.site, found.site_name) == ("North one", NORTH, "North")
    assert [(one.login, one.name, one.status) for one in found.members] == [
        ("mira", "Mira", "active"),
    ]  # fmt: skip
    assert remove(executor, team) is True
    assert remove(executor, team) is False
    assert executor.ask(Teams(), by="console")[0].members == ()


def test_teams_are_listed_by_name_with_those_of_the_whole_programme(executor):
    create(executor, "South one", SOUTH)
    create(executor, "Aftercare", None)

    found = executor.ask(Teams(), by="console")

    assert [(one.name, one.site_name) for one in found] == [
        ("Aftercare", None),
        ("South one", "South"),
    ]


def test_who_manages_accounts_at_a_site_manages_its_teams_alone(executor):
    join(executor, "nils", "administrator", site=NORTH)
    join(executor, "mira", "case_manager", site=NORTH)
    here = create(executor, by="nils")
    there = create(executor, "South one", SOUTH)

    add(executor, here, by="nils")
    for refused in (
        lambda: create(executor, "South two", SOUTH, by="nils"),
        lambda: create(executor, "All", None, by="nils"),
        lambda: add(executor, there, by="nils"),
        lambda: remove(executor, there, by="nils"),
        lambda: add(executor, here, by="mira"),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_what_is_missing_is_refused(executor):
    team = create(executor)

    with pytest.raises(TeamExists, match="a team 'North one' already"):
        create(executor)
    for name in ("  ", "x" * 201):
        with pytest.raises(TeamUnnamed):
            create(executor, name)
    with pytest.raises(SiteNotFound):
        create(executor, "Lost", "0" * 32)
    with pytest.raises(UserNotFound):
        add(executor, team, "nobody")
    with pytest.raises(TeamNotFound):
        add(executor, "0" * 32)


def test_all_sessions_of_somebody_end_and_they_may_come_again(executor):
    join(executor, "mira", "case_manager", site=NORTH)
    join(executor, "nils", "administrator", site=SOUTH)
    token = enter(executor, "mira")

    with pytest.raises(NotAllowed):
        executor.execute(EndSessions(login="mira"), by="nils")
    assert executor.execute(EndSessions(login="mira"), by="console") is True
    assert session(executor, token) is None
    assert executor.execute(EndSessions(login="mira"), by="console") is False
    assert session(executor, enter(executor, "mira")).login == "mira"


def test_a_day_that_is_closed_can_be_opened_again(executor):
    site = executor.execute(AddSite(name="West", zone="UTC", country="FR"), by="console")
    for day in (DAY, DAY.replace(year=2026)):
        command = CloseSite(site=site, day=day, reason="Training")
        executor.execute(command, by="console")

    west = {one.id: one for one in executor.ask(DaysOfSites(), by="console")}[site]
    assert [(one.day, one.reason) for one in west.closures] == [(DAY, "Training")]

    with pytest.raises(NotAllowed):
        executor.execute(OpenSite(site=site, day=DAY), by="nobody")
    with pytest.raises(SiteNotFound):
        executor.execute(OpenSite(site="0" * 32, day=DAY), by="console")
    assert executor.execute(OpenSite(site=site, day=DAY), by="console") is True
    assert executor.execute(OpenSite(site=site, day=DAY), by="console") is False


def test_an_account_is_described_with_its_roles_teams_and_sessions(executor, clock):
    join(executor, "mira", "case_manager", site=NORTH)
    add(executor, create(executor))
    later = clock.now + datetime.timedelta(days=3)
    command = GrantRole(login="mira", role="mdt_chair", starts=later)
    executor.execute(command, by="console")
    enter(executor, "mira")

    found = executor.ask(AccountOf(login=" Mira "), by="console")

    assert (found.name, found.site_name, found.teams) == ("Mira", "North", ("North one",))
    assert (found.status, found.open_sessions, found.last_used_at) == ("active", 1, clock.now)
    assert [(one.role, one.reach, one.site_name) for one in found.roles] == [
        ("case_manager", "assigned", "North"),
        ("mdt_chair", "all", None),
    ]
    assert found.roles[1].from_at == later
    assert "case.read.B" in found.roles[0].may
    assert found.manageable
    clock.advance(hours=11)
    assert executor.ask(AccountOf(login="mira"), by="console").open_sessions == 0


def test_an_account_is_seen_at_its_site_and_managed_wherever_it_has_a_role(executor):
    join(executor, "mira", "case_manager", site=NORTH)
    join(executor, "nils", "administrator", site=NORTH)
    join(executor, "lena", "team_leader", site=NORTH)

    def asked(by):
        return executor.ask(AccountOf(login="mira"), by=by)

    assert asked("nils").manageable
    assert not asked("lena").manageable
    executor.execute(GrantRole(login="mira", role="mentor", site=SOUTH), by="console")
    assert not asked("nils").manageable
    with pytest.raises(NotAllowed):
        asked("mira")
    with pytest.raises(NotAllowed):
        executor.ask(AccountOf(login="nobody"), by="nils")
    with pytest.raises(UserNotFound):
        executor.ask(AccountOf(login="nobody"), by="console")


def test_accounts_are_found_by_name_role_site_and_status(executor):
    join(executor, "mira", "case_manager", site=NORTH)
    join(executor, "mirko", "mentor", site=SOUTH)
    join(executor, "ada", "administrator")
    executor.execute(GrantRole(login="ada", role="mentor", site=NORTH), by="console")

    def found(**wanted):
        return [one.login for one in executor.ask(UsersList(**wanted), by="console")]

    assert found() == ["ada", "mira", "mirko"]
    assert found(words="MIR") == ["mira", "mirko"]
    assert found(words="mir ko") == ["mirko"]
    assert found(words="%") == found(words="_") == []
    assert found(role="mentor") == ["ada", "mirko"]
    assert found(site=NORTH) == ["ada", "mira"]
    assert found(role="mentor", site=SOUTH) == ["mirko"]
    assert found(status="disabled") == []


def test_all_roles_have_a_title(executor):
    titles = [one.title for one in executor.ask(Roles(), by="nobody")]

    assert titles == sorted(titles)
    assert "Chair of the multidisciplinary team" in titles


def test_a_team_opens_its_cases_to_those_in_it(executor, engine):
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")
    join(executor, "lena", "team_leader", site=NORTH)
    case = executor.execute(StartCase(process="p", site=NORTH), by="console")["id"]
    team = create(executor)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(case_team.insert().values(case_id=case, team_id=team))

    add(executor, team, "lena")
    assert executor.ask(Scoped(case), by="lena").team
    remove(executor, team, "lena")
    assert not executor.ask(Scoped(case), by="lena").team
    assert len(rows(engine, case_team)) == 1


class Scoped:
    def __init__(self, case):
        self.case = case

    def run(self, context):
        return scope_of(context, self.case)
