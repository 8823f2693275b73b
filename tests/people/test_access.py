"""Who may look at a case, and who did."""

import pytest
import sqlalchemy as sa

from engine.commands import PublishRelease, RecordAccess, StartCase
from engine.queries import AccessesOf, May
from engine.store import people as p
from engine.store import tables as t
from engine.store.accesses import verify_accesses
from engine.store.authority import NotAllowed
from engine.store.cases import CaseNotFound
from tests.people.conftest import NORTH, SOUTH
from tests.people.staff import join, rows, write
from tests.store.test_cases import SIMPLE
from tests.store.test_races import at_once


@pytest.fixture
def begin(executor, sites):  # noqa: ARG001 - where cases are
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")

    def start(**more):
        command = StartCase(process="p", site=NORTH, **more)
        return executor.execute(command, by="scheduler")["id"]

    return start


def user_id(executor, login):
    (found,) = [row["id"] for row in rows(executor.engine, p.user) if row["login"] == login]
    return found


def relate(executor, case, login, relation):
    values = {"case_id": case, "user_id": user_id(executor, login), "relation": relation}
    write(executor.engine, sa.insert(p.case_member), values)


def may(executor, who, case):
    return executor.ask(May(permission="case.read", case=case), by=who)


def breaks(executor):
    with executor.engine.connect() as connection:
        return [(one.seq, one.reason) for one in verify_accesses(connection)]


def test_a_case_is_read_by_those_of_its_site_and_those_it_is_assigned_to(executor, begin):
    case = begin()
    join(executor, "gov", "governor", site=NORTH)
    join(executor, "far", "governor", site=SOUTH)
    join(executor, "ada", "case_manager", site=NORTH)
    join(executor, "bob", "case_manager", site=NORTH)
    relate(executor, case, "ada", "assigned")

    readers = [who for who in ("gov", "far", "ada", "bob") if may(executor, who, case)]

    assert readers == ["gov", "ada"]


def test_a_team_leader_reads_the_cases_of_their_team(executor, begin):
    mine, other = begin(), begin()
    join(executor, "lea", "team_leader", site=NORTH)
    team = {"id": "c" * 32, "name": "A wing", "site_id": NORTH}
    write(executor.engine, sa.insert(p.team), team)
    member = {"user_id": user_id(executor, "lea"), "team_id": "c" * 32}
    write(executor.engine, sa.insert(p.membership), member)
    write(executor.engine, sa.insert(p.case_team), {"case_id": mine, "team_id": "c" * 32})

    assert (may(executor, "lea", mine), may(executor, "lea", other)) == (True, False)


def test_a_restricted_case_is_read_by_those_on_its_list_alone(executor, begin):
    case = begin(restricted=True)
    for login in ("gov", "boss"):
        join(executor, login, "governor", site=NORTH)
    join(executor, "cook", "communications_officer")
    for login in ("boss", "cook"):
        relate(executor, case, login, "listed")

    assert [may(executor, who, case) for who in ("gov", "boss", "cook")] == [False, True, False]


def test_a_case_that_there_is_not_is_refused(executor):
    for question in (May(permission="case.read", case="x"), AccessesOf(case="x")):
        with pytest.raises(CaseNotFound):
            executor.ask(question, by="console")
    with pytest.raises(CaseNotFound):
        executor.execute(RecordAccess(case="x", what="file"), by="ada")


def test_each_look_is_written_and_shown_to_those_who_may_see_it(executor, begin, clock):
    case = begin()
    join(executor, "ada", "case_manager", site=NORTH)
    relate(executor, case, "ada", "assigned")
    executor.execute(RecordAccess(case=case, what="file"), by="bob")
    clock.advance(minutes=1)
    executor.execute(RecordAccess(case=case, what="history", reason="a complaint"), by="eve")

    looks = executor.ask(AccessesOf(case=case), by="ada")

    assert [(one.actor, one.what, one.reason) for one in looks] == [
        ("eve", "history", "a complaint"),
        ("bob", "file", ""),
    ]
    assert looks[0].at == clock.now
    assert len(executor.ask(AccessesOf(case=case, most=1), by="ada")) == 1
    with pytest.raises(NotAllowed):
        executor.ask(AccessesOf(case=case), by="bob")


def test_looks_at_once_are_all_written(executor, begin):
    case = begin()

    results = at_once(*[
        lambda: executor.execute(RecordAccess(case=case, what="file"), by="ada")
    ] * 4)  # fmt: skip

    assert sorted(results) == [1, 2, 3, 4]
    assert breaks(executor) == []


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (sa.update(p.access).where(p.access.c.seq == 2).values(actor="bob"),
         (2, "row 2 of who looked was changed")),
        (sa.update(p.access).where(p.access.c.seq == 2).values(hash=bytes(32)),
         (2, "row 2 of who looked was changed")),
        (sa.delete(p.access).where(p.access.c.seq == 1),
         (1, "row 1 of who looked is missing")),
        (sa.delete(p.access).where(p.access.c.seq == 2),
         (2, "row 2 of who looked is missing")),
    ],
)  # fmt: skip
def test_a_changed_chain_is_noticed_once_in_its_own_case(executor, begin, damage, found):
    first, second = begin(), begin()
    for case in (first, second):
        for _ in range(3):
            executor.execute(RecordAccess(case=case, what="file"), by="ada")
    assert breaks(executor) == []

    write(executor.engine, damage.where(p.access.c.case_id == first))

    assert breaks(executor) == [found]
    with executor.engine.connect() as connection:
        (one,) = verify_accesses(connection)
    numbers = {row["id"]: row["number"] for row in rows(executor.engine, t.case)}
    assert (one.case_id, one.number) == (first, numbers[first])
