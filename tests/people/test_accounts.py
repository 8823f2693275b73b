"""Accounts and their roles: who may make and change them."""

import datetime
from functools import partial

import pytest

from engine.commands import (
    CreateUser,
    DisableUser,
    EnableUser,
    GrantNotFound,
    GrantRole,
    GrantStands,
    ResetPassword,
    RevokeRole,
    UserExists,
)
from engine.core.credential import LoginRefused, PasswordRefused
from engine.core.permission import Grant, UnknownRole
from engine.queries import May, RolesOf, UsersList
from engine.store.accounts import LastAdministrator, SiteNotFound, UserNotFound
from engine.store.authority import NotAllowed
from tests.people.conftest import NORTH, SOUTH
from tests.people.staff import PASSWORD, join
from tests.store.test_races import at_once


def roles(executor, login):
    return [(one.role, one.site) for one in executor.ask(RolesOf(login=login), by="console")]


@pytest.fixture
def root(executor):
    return join(executor, "root", "administrator")


@pytest.fixture
def north(executor, sites):  # noqa: ARG001 - that there are some is enough
    """Who administers one site alone."""
    return join(executor, "north", "administrator", site=NORTH)


@pytest.mark.usefixtures("sites")
def test_an_administrator_makes_accounts(executor, root):
    join(executor, "Ada", "case_manager", "team_leader", site=NORTH, by=root)

    assert roles(executor, "ada") == [("case_manager", NORTH), ("team_leader", NORTH)]
    (ada, _) = executor.ask(UsersList(), by=root)
    assert (ada.login, ada.name, ada.status, ada.site) == ("ada", "Ada", "active", NORTH)
    assert ada.grants == (Grant("case_manager", NORTH), Grant("team_leader", NORTH))
    assert ada.last_used_at is None


def test_of_one_login_name_there_is_one_account(executor):
    join(executor, "ada")

    with pytest.raises(UserExists, match="'ada'"):
        join(executor, "ADA")


def test_of_two_who_make_it_at_once_one_is_told(executor):
    results = at_once(*[lambda: join(executor, "ada")] * 4)

    assert sorted(map(str, results))[-1] == "there is an account 'ada' already: " \
        "choose another login name"  # fmt: skip
    assert results.count("ada") == 1
    assert sum(isinstance(one, UserExists) for one in results) == 3, results


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"login": "9"}, LoginRefused),
        ({"password": "short"}, PasswordRefused),
        ({"site": "c" * 32}, SiteNotFound),
        ({"grants": (Grant("king"),)}, UnknownRole),
        ({"grants": (Grant("mentor", "c" * 32),)}, SiteNotFound),
    ],
)
def test_an_account_that_is_refused_leaves_nothing_behind(executor, changed, error):
    given = {"login": "ada", "name": "Ada", "password": PASSWORD}

    with pytest.raises(error):
        executor.execute(CreateUser(**(given | changed)), by="console")

    assert executor.ask(UsersList(), by="console") == []


COMMANDS = [
    CreateUser(login="new", name="New", password=PASSWORD),
    ResetPassword(login="eve", password=PASSWORD),
    DisableUser(login="eve"),
    EnableUser(login="eve"),
    GrantRole(login="eve", role="mentor"),
    RevokeRole(login="eve", role="mentor"),
]


@pytest.mark.usefixtures("north")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("actor", ["ada", "nobody", "sign-in", "", "north"])
def test_whoever_is_no_administrator_of_the_programme_is_refused(executor, command, actor):
    join(executor, "ada", "case_manager", "programme_manager", "information_officer")
    join(executor, "eve", "mentor")

    with pytest.raises(NotAllowed):
        executor.execute(command, by=actor)


def test_an_administrator_of_a_site_manages_those_who_are_there_alone(executor, root, north):
    join(executor, "ada", "case_manager", site=NORTH, by=north)
    join(executor, "bob", "case_manager", site=SOUTH, by=root)
    join(executor, "cem", "case_manager", site=SOUTH, at=NORTH, by=root)
    join(executor, "dia", "mentor", at=NORTH, by=root)

    executor.execute(GrantRole(login="ada", role="mentor", site=NORTH), by=north)
    executor.execute(ResetPassword(login="ada", password=PASSWORD), by=north)
    executor.execute(DisableUser(login="ada"), by=north)

    for login in ("bob", "cem", "dia", "root"):
        for command in (DisableUser(login=login), ResetPassword(login=login, password=PASSWORD)):
            with pytest.raises(NotAllowed):
                executor.execute(command, by=north)
    with pytest.raises(NotAllowed):
        join(executor, "eve", "mentor", site=SOUTH, at=NORTH, by=north)
    seen = [one.login for one in executor.ask(UsersList(), by=north)]
    assert seen == ["ada", "cem", "dia", "north"]


def test_a_shut_account_with_more_rights_is_not_opened_by_one_with_fewer(executor, north, root):
    join(executor, "boss", "administrator", at=NORTH)
    executor.execute(DisableUser(login="boss"), by=root)

    for command in (EnableUser(login="boss"), ResetPassword(login="boss", password=PASSWORD)):
        with pytest.raises(NotAllowed):
            executor.execute(command, by=north)


def test_nobody_gives_roles_to_themself(executor, root):
    with pytest.raises(NotAllowed, match="themself"):
        executor.execute(GrantRole(login="Root", role="case_manager"), by=root)


@pytest.mark.usefixtures("root")
def test_the_last_administrator_stays(executor):
    for command in (DisableUser(login="root"), RevokeRole(login="root", role="administrator")):
        with pytest.raises(LastAdministrator):
            executor.execute(command, by="console")

    join(executor, "second", "administrator")
    executor.execute(DisableUser(login="root"), by="second")


def test_of_two_administrators_who_shut_each_other_one_stays(executor, root):
    for turn in range(5):
        other = join(executor, f"other{turn}", "administrator")

        at_once(
            partial(executor.execute, DisableUser(login=other), by=root),
            partial(executor.execute, DisableUser(login=root), by=other),
        )

        left = [one.login for one in executor.ask(UsersList(), by="console")
                if one.status == "active"]  # fmt: skip
        assert len(left) == 1
        root = left[0]


@pytest.mark.usefixtures("sites")
def test_a_role_is_granted_once_until_it_is_revoked(executor, root):
    join(executor, "ada", by=root)
    grant = GrantRole(login="ada", role="mentor", site=NORTH)
    revoke = RevokeRole(login="ada", role="mentor", site=NORTH)

    executor.execute(grant, by=root)
    with pytest.raises(GrantStands):
        executor.execute(grant, by=root)
    executor.execute(GrantRole(login="ada", role="mentor"), by=root)
    executor.execute(revoke, by=root)
    with pytest.raises(GrantNotFound):
        executor.execute(revoke, by=root)

    (left,) = executor.ask(RolesOf(login="ada"), by="ada")
    assert (left.role, left.title, left.site, left.granted_by) == (
        "mentor", "Former or mentor", None, "root",
    )  # fmt: skip
    executor.execute(grant, by=root)
    with pytest.raises(UnknownRole):
        executor.execute(GrantRole(login="ada", role="king"), by=root)


def test_a_role_counts_from_its_start_until_its_end(executor, clock, root):
    join(executor, "ada", by=root)
    day = datetime.timedelta(days=1)
    command = GrantRole(
        login="ada", role="board_member", starts=clock.now + day, until=clock.now + 2 * day
    )
    executor.execute(command, by=root)

    may = []
    for _ in range(3):
        may.append(executor.ask(May(permission="report.see"), by="ada"))
        clock.advance(days=1)

    assert may == [False, True, False]
    assert roles(executor, "ada") == []


@pytest.mark.usefixtures("root", "sites")
def test_roles_are_seen_by_oneself_and_by_those_who_may(executor):
    join(executor, "ada", "mentor", site=NORTH)
    join(executor, "bob", "case_manager", site=NORTH)
    join(executor, "lea", "team_leader", site=NORTH)

    for who in ("ada", "lea", "root"):
        (role,) = executor.ask(RolesOf(login="ADA"), by=who)
        assert (role.role, role.site_name) == ("mentor", "North")
    with pytest.raises(NotAllowed):
        executor.ask(RolesOf(login="ada"), by="bob")
    with pytest.raises(NotAllowed):
        executor.ask(RolesOf(login="nobody"), by="bob")
    with pytest.raises(UserNotFound):
        executor.ask(RolesOf(login="nobody"), by="root")
    assert executor.ask(UsersList(), by="bob") == []


@pytest.mark.parametrize("command", COMMANDS[1:], ids=lambda one: type(one).__name__)
def test_an_account_that_there_is_not_is_named(executor, command):
    with pytest.raises(UserNotFound, match="no account 'eve'"):
        executor.execute(command, by="console")
