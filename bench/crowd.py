"""A database as of a large programme: 300 people, 40 teams, cases with open tasks, written at once.

Its tasks are steps of the shipped diagrams, for the groups that the diagrams name. Some cases are
begun and gone on with by the commands that people use, so that the two can be compared.
"""

from __future__ import annotations

import datetime
import json
import random
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from engine.commands import (
    AddComment,
    AddSite,
    ClaimTask,
    CreateUser,
    PersonData,
    PublishRelease,
    SetPolicy,
    StartCase,
)
from engine.core.bpmn import model as m
from engine.executor import Executor, new_id
from engine.programme import SHIPPED, read_programme
from engine.queries import OpenTasks
from engine.store import people as p
from engine.store import tables as t
from engine.store.context import Context
from engine.store.offers import offer
from engine.store.persons import add_person
from engine.store.releases import Release

SITES: Final = 10
TEAMS: Final = 40
STAFF: Final[Mapping[str, int]] = {
    "team_leader": 40, "case_manager": 140, "assessor": 30, "intake_officer": 20, "governor": 10,
    "security_officer": 10, "health_professional": 10, "probation_officer": 10,
    "education_work_coach": 10, "mdt_chair": 10, "programme_manager": 5, "information_officer": 5,
}  # fmt: skip
"""Three hundred, by role."""

PASSWORD: Final = "gentle otter climbs"  # noqa: S105 - of nobody
_EVERYWHERE: Final = frozenset({"mdt_chair", "programme_manager", "information_officer"})
_TASKS_OF_A_CASE: Final = 3
_KEY: Final = "0" * 32  # of all cases that are written at once: nothing of them is encrypted
_AT_ONCE: Final = 15_000
_FIRST: Final = ("Ada", "Bram", "Cato", "Dina", "Emil", "Fenna", "Goran", "Hilde", "Ivo", "Jana")
_LAST: Final = ("Alder", "Birk", "Crane", "Dorn", "Elling", "Farrow", "Gorse", "Heath", "Irving")


@dataclass(frozen=True, slots=True)
class Step:
    """A user task of the programme."""

    process: str
    element: str
    name: str
    lane: str
    safety: bool


@dataclass(frozen=True, slots=True)
class Worker:
    """One of the staff."""

    id: str
    login: str
    role: str
    site: str | None


@dataclass(slots=True)
class Crowd:
    """What is being written, and chance, which is the same each time."""

    executor: Executor
    chance: random.Random
    now: datetime.datetime

    def build(self, tasks: int, played: int) -> None:
        """Everything: about so many open tasks, and so many cases begun by commands."""
        sites = [self._site(number) for number in range(SITES)]
        self._publish()
        staff = list(self._staff(sites))
        self.executor.execute(_Write(self, staff, sites, max(0, tasks - played)), by="console")
        self._play(staff, sites, played)
        with self.executor.engine.connect() as connection, connection.begin():
            connection.execute(sa.text("ANALYZE"))

    def _site(self, number: int) -> str:
        command = AddSite(name=f"Site {number + 1}", zone="Europe/Brussels", country="BE")
        return self.executor.execute(command, by="console")

    def _publish(self) -> None:
        shipped = read_programme(SHIPPED)
        command = PublishRelease(
            diagrams=shipped.diagrams, decisions=shipped.decisions, forms=shipped.forms
        )
        self.executor.execute(command, by="console")
        lanes = json.loads((SHIPPED / "processes" / "lanes.json").read_text("utf-8"))
        self.executor.execute(SetPolicy(key="lanes", content=lanes), by="console")

    def _staff(self, sites: list[str]) -> Iterator[Worker]:
        # One password is hashed; all accounts have its hash.
        first = CreateUser(login="first", name="First", password=PASSWORD, grants=())
        self.executor.execute(first, by="console")
        for role, many in STAFF.items():
            for number in range(many):
                site = None if role in _EVERYWHERE else sites[number % SITES]
                login = f"{role.replace('_', '-')}-{number + 1}"
                yield Worker(new_id(), login, role, site)

    def _play(self, staff: list[Worker], sites: list[str], many: int) -> None:
        officers = {one.site: one.login for one in staff if one.role == "intake_officer"}
        for number in range(many):
            site = sites[number % SITES]
            command = StartCase(process="p00_case_lifecycle", site=site)
            case = self.executor.execute(command, by="console")["id"]
            (task,) = self.executor.ask(OpenTasks(case=case), by="console")
            if number % 2:
                claim = ClaimTask(case=case, task=task.id)
                self.executor.execute(claim, by=officers[site])
                note = AddComment(case=case, task=task.id, text="The referrer was called.")
                self.executor.execute(note, by=officers[site])


@dataclass(frozen=True, slots=True)
class _Write:
    """The rows, in one transaction."""

    crowd: Crowd
    staff: list[Worker]
    sites: list[str]
    tasks: int

    def run(self, context: Context) -> None:
        self._people(context)
        context.keyring.make(context.connection, _KEY, context.now)
        steps = _steps(context.releases.get(context.connection, 1))
        teams = self._teams(context)
        rows: dict[str, list[dict[str, Any]]] = {}
        for number in range(self.tasks // _TASKS_OF_A_CASE):
            for table, row in self._case(context, number, steps, teams):
                rows.setdefault(table, []).append(row)
            if number % (_AT_ONCE // _TASKS_OF_A_CASE) == 0:
                _flush(context, rows)
        _flush(context, rows)

    def _people(self, context: Context) -> None:
        connection = context.connection
        first = connection.execute(sa.select(p.user)).mappings().one()
        users, grants = [], []
        for number, one in enumerate(self.staff):
            name = f"{_FIRST[number % 10]} {_LAST[number % 9]} {number + 1}"
            users.append(
                {**first, "id": one.id, "login": one.login, "name": name, "site_id": one.site,
                 "must_change": False}
            )  # fmt: skip
            grants.append(
                {"id": new_id(), "user_id": one.id, "role": one.role, "site_id": one.site,
                 "from_at": context.now, "granted_at": context.now, "granted_by": "console"}
            )  # fmt: skip
        connection.execute(sa.insert(p.user), users)
        connection.execute(sa.insert(p.role_grant), grants)

    def _teams(self, context: Context) -> dict[str, list[str]]:
        """The teams of each site; everybody of a site is in one, its leader first."""
        teams: dict[str, list[str]] = {site: [] for site in self.sites}
        rows, members = [], []
        for number in range(TEAMS):
            site, team = self.sites[number % SITES], new_id()
            rows.append({"id": team, "name": f"Team {number + 1}", "site_id": site})
            teams[site].append(team)
        for number, one in enumerate(self.staff):
            if one.site is not None:
                some = teams[one.site]
                members.append({"user_id": one.id, "team_id": some[number // SITES % len(some)]})
        context.connection.execute(sa.insert(p.team), rows)
        context.connection.execute(sa.insert(p.membership), members)
        return teams

    def _case(
        self,
        context: Context,
        number: int,
        steps: list[Step],
        teams: Mapping[str, list[str]],
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """A case with its tasks: names of tables, and rows."""
        chance, case = self.crowd.chance, new_id()
        site = self.sites[number % SITES]
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        person = add_person(context, PersonData(name=name)) if number % 20 == 0 else None
        yield "case", _case_row(context, case, number, site, person)
        yield "case_team", {"case_id": case, "team_id": chance.choice(teams[site])}
        working = chance.sample([one for one in self.staff if one.site == site], 4)
        for one in working:
            yield "case_member", {"case_id": case, "user_id": one.id, "relation": "assigned"}
        done, *some = chance.sample(steps, _TASKS_OF_A_CASE + 1)
        for step in some:
            yield "user_task", self._task(context, case, step, working)
        ended = {"status": "completed", "ended_at": context.now, "ended_by": working[0].login}
        yield "user_task", self._task(context, case, done, working) | {"assignee": None} | ended

    def _task(
        self, context: Context, case: str, step: Step, working: list[Worker]
    ) -> dict[str, Any]:
        chance = self.crowd.chance
        opened = context.now - datetime.timedelta(hours=chance.randrange(24 * 60))
        days = -chance.randrange(1, 12) if chance.random() < 0.1 else chance.randrange(60)
        evening = context.now.replace(hour=23, minute=0, second=0, microsecond=0)
        claimed = chance.random() < 0.5
        aside = claimed and chance.random() < 0.05
        return {
            "case_id": case, "id": _opened_id(opened, chance), "instance_id": case,
            "process": step.process, "element": step.element, "name": step.name, "form": None,
            "status": "reserved" if claimed else "ready",
            "assignee": chance.choice(working).login if claimed else None,
            "candidate_groups": [f"lane:{step.lane}"] if step.lane else [],
            "priority": chance.choice((50, 50, 80)), "safety": step.safety, "opened_at": opened,
            "claimed_at": opened if claimed else None,
            "due_at": None if chance.random() < 0.2 else evening + datetime.timedelta(days=days),
            "follow_up_at": context.now + datetime.timedelta(days=3) if aside else None,
            "ended_at": None, "ended_by": None,
        }  # fmt: skip


def _opened_id(at: datetime.datetime, chance: random.Random) -> str:
    """An id that sorts by when it was made, as those of the engine do."""
    high = int(at.timestamp() * 1000) << 80
    return uuid.UUID(int=high | 0x7 << 76 | chance.getrandbits(76)).hex


def _case_row(
    context: Context, case: str, number: int, site: str, person: str | None
) -> dict[str, Any]:
    return {
        "id": case, "number": f"BN-{number:07}", "kind": "case", "release": 1,
        "person_id": person, "site_id": site, "key_id": _KEY,
        "status": "active", "stage": ("intake", "assessment", "delivery")[number % 3],
        "restricted": number % 100 == 99, "started_at": context.now, "ended_at": None,
        "version": 1, "history_seq": 0, "history_hash": bytes(32),
    }  # fmt: skip


def _steps(release: Release) -> list[Step]:
    return [
        Step(
            process, node.id, node.name or node.id, release.lane_of(process, node.id) or "",
            release.properties_of(process, node.id).get("escalation") == "critical",
        )
        for process, nodes in release.nodes.items()
        for node in nodes.values()
        if isinstance(node, m.UserTask) and release.lane_of(process, node.id)
    ]  # fmt: skip


_TABLES: Final = (t.case, p.case_team, p.case_member, t.user_task)


def _flush(context: Context, rows: dict[str, list[dict[str, Any]]]) -> None:
    tasks = [row for row in rows.get("user_task", ()) if row["status"] == "ready"]
    for table in _TABLES:
        some = rows.pop(table.name, [])
        if some:
            context.connection.execute(sa.insert(table), some)
    offer(context, tasks)
