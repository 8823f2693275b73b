"""Role by route by case: whoever may not see something sees no trace of it.

Each case of a small world has marks of its own: a name, and an answer for each class of data. A
mark on a page that somebody gets is a leak unless their role opens that class in that case.
"""

import datetime
import json
import re

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from engine.commands import CompleteTask, CreateUser, PublishRelease, StartCase
from engine.core.permission import ROLES, Grant, Scope, allowed
from engine.executor import Executor
from engine.queries import OpenTasks
from engine.sign_in import sign_in
from engine.store import passwords
from engine.store import people as p
from engine.store import records as r
from engine.store import tables as t
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade
from engine.store.persons import PersonData, add_person
from tests.core.bpmn.drawing import definitions, end, flows, process, start
from tests.core.bpmn.drawing import user_task as task_of
from tests.people.staff import PASSWORD
from webui import WebConfig, create_app

NORTH, SOUTH = "a" * 32, "b" * 32
TEAM = "c" * 32
NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
CLASSES = "ABCDEFGHIJ"
# What may be done in a case without reading it.
UNREAD = {"case.retry": "incident.retry"}
# The last part of some addresses.
WHAT = ["assign", "unassign", "assign-team", "unassign-team", "list", "unlist", "restrict", "open"]
ACTIONS = ["claim", "return", "assign", "due", "aside", "comment"]
# What lies where: its site, whether it is restricted, what the one who looks has to do with it.
CASES = {
    "north": Scope(site=NORTH),
    "south": Scope(site=SOUTH),
    "assigned": Scope(site=NORTH, assigned=True),
    "team": Scope(site=NORTH, team=True),
    "restricted": Scope(site=NORTH, assigned=True, restricted=True),
    "listed": Scope(site=NORTH, assigned=True, restricted=True, listed=True),
    "elsewhere": Scope(site=SOUTH, assigned=True),
}
FORM = {
    "type": "default",
    "components": [
        {
            "type": "textfield", "id": f"f{one}", "key": f"answer_{one}", "label": f"Class {one}",
            "properties": {"dataClass": one},
        }
        for one in CLASSES
    ],
}  # fmt: skip
DIAGRAM = definitions(
    process(
        "p",
        start("s"),
        task_of("first", name="First", form="marks"),
        task_of("second", name="Second", form="marks"),
        end("e"),
        flows("s", "first", "second", "e"),
    )
)


def mark(case, what):
    """A text that stands nowhere else."""
    return f"Zq{case}zQ{what}"


class Do:
    """Something in the transaction of a command."""

    recorded = False

    def __init__(self, act):
        self.run = act


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """An installation with a person for each role, and the ids of its cases and tasks."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('matrix') / 'p.db'}", synchronous="OFF")
    upgrade(engine)
    executor = Executor(engine, Keyring(bytes(range(32))), clock=lambda: NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
        passwords.dummy.cache_clear()
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            for one, name in ((NORTH, "North"), (SOUTH, "South")):
                row = {"id": one, "name": name, "zone": "Europe/Brussels", "country": "BE"}
                connection.execute(sa.insert(t.site).values(**row))
            connection.execute(sa.insert(p.team).values(id=TEAM, name="Team", site_id=NORTH))
        forms = {"marks": json.dumps(FORM)}
        executor.execute(PublishRelease(diagrams={"p": DIAGRAM}, forms=forms), by="console")
        ids = {name: begin(executor, name, scope) for name, scope in CASES.items()}
        for role in ROLES:
            hire(executor, engine, role, ids)
        yield executor, ids
    engine.dispose()
    passwords.dummy.cache_clear()


def begin(executor, name, scope):
    data = PersonData(name=mark(name, "name"), reference=mark(name, "ref"))
    person = executor.execute(Do(lambda context: add_person(context, data)), by="console")
    command = StartCase(process="p", site=scope.site, restricted=scope.restricted, person=person)
    case = executor.execute(command, by="console")["id"]
    (task,) = executor.ask(OpenTasks(case=case), by="console")
    answers = {f"answer_{one}": mark(name, one) for one in CLASSES}
    done = executor.execute(CompleteTask(case=case, task=task.id, answers=answers), by="console")
    (task,) = executor.ask(OpenTasks(case=case), by="console")
    return {
        "case_id": case, "task_id": task.id, "submission_id": done["submission"],
        "instance_id": instance(executor, case),
    }  # fmt: skip


def instance(executor, case):
    with executor.engine.connect() as connection:
        return connection.scalar(sa.select(t.instance.c.id).where(t.instance.c.case_id == case))


def hire(executor, engine, role, ids):
    """Somebody with one role at North, in the team and in the cases that say so."""
    command = CreateUser(
        login=login_of(role), name=role, password=PASSWORD, grants=(Grant(role, NORTH),),
        site=NORTH, must_change=False,
    )  # fmt: skip
    executor.execute(command, by="console")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        user = connection.scalar(sa.select(p.user.c.id).where(p.user.c.login == login_of(role)))
        connection.execute(sa.insert(p.membership).values(user_id=user, team_id=TEAM))
        for name, scope in CASES.items():
            case = ids[name]["case_id"]
            relations = [one for one in ("assigned", "listed") if getattr(scope, one)]
            for relation in relations:
                row = {"case_id": case, "user_id": user, "relation": relation}
                connection.execute(sa.insert(p.case_member).values(**row))
            known = sa.select(p.case_team).where(p.case_team.c.case_id == case)
            if scope.team and connection.execute(known).first() is None:
                connection.execute(sa.insert(p.case_team).values(case_id=case, team_id=TEAM))


def login_of(role):
    return role.replace("_", ".")


@pytest.fixture(scope="module")
def app(world):
    executor, _ = world
    made = create_app(WebConfig(secret_key="x" * 32, https=False), executor)
    made.config["WTF_CSRF_ENABLED"] = False
    return made


def client_of(app, executor, role):
    client = app.test_client()
    token = sign_in(executor, login_of(role), PASSWORD, address="192.0.2.7").token
    client.set_cookie("passerelle-session", token, domain="localhost")
    return client


def may(role, permission, name):
    return allowed([Grant(role, NORTH)], permission, CASES[name])


def leaks(role, body):
    """The marks on a page that this role may not read there."""
    for name in CASES:
        readable = may(role, "case.read", name)
        for what in re.findall(f"Zq{name}zQ(name|ref|[A-J])", body):
            wanted = {"name": ("case.read.A", "case.read.A.name"), "ref": ("case.read.A",)}
            permissions = wanted.get(what, (f"case.read.{what}",))
            if not readable or not any(may(role, one, name) for one in permissions):
                yield name, what


def addresses(app, world, method):
    """Each route with each case: endpoint, name of the case or None, address."""
    _, ids = world
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if method not in rule.methods or rule.endpoint == "static":
            continue
        if not rule.arguments:
            yield rule.endpoint, None, rule.rule
        elif "case_id" in rule.arguments:
            for name, known in ids.items():
                for what in WHAT if "what" in rule.arguments else [""]:
                    values = {one: known.get(one, "0" * 32) for one in rule.arguments}
                    values |= {"what": what} if what else {}
                    yield rule.endpoint, name, adapter.build(rule.endpoint, values, method)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_nobody_sees_a_trace_of_what_is_not_for_them(app, world, role):
    executor, _ = world
    client = client_of(app, executor, role)
    found, seen = [], 0

    for endpoint, name, address in addresses(app, world, "GET"):
        answer = client.get(address)
        body = answer.get_data(as_text=True)
        found += [(endpoint, name, *leak) for leak in leaks(role, body)]
        assert answer.status_code < 500, address
        if name is not None and not may(role, "case.read", name):
            found += [(endpoint, name, answer.status_code)] if answer.status_code != 404 else []
        seen += name is not None and answer.status_code == 200

    assert found == []
    assert seen > 0 or not any(may(role, "case.read", name) for name in CASES)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_nobody_changes_a_case_that_is_not_for_them(app, world, role):
    executor, _ = world
    client = client_of(app, executor, role)
    before = contents(executor.engine)

    for endpoint, name, address in addresses(app, world, "POST"):
        if name is None or may(role, "case.read", name):
            continue
        if endpoint in UNREAD and may(role, UNREAD[endpoint], name):
            continue
        # What was not understood may lead back to the page, which then is not there.
        sent = {"reason": "x", "login": "governor", "team": TEAM, "listed": "governor"}
        answer = client.post(address, data=sent, follow_redirects=True)
        assert answer.status_code in (403, 404), (endpoint, name, answer.status_code)

    assert contents(executor.engine) == before


@pytest.mark.parametrize("role", sorted(ROLES))
def test_nobody_works_on_a_task_that_is_not_for_them(app, world, role):
    executor, ids = world
    client = client_of(app, executor, role)
    hidden = {
        name: known
        for name, known in ids.items()
        if not may(role, "case.read", name) and not may(role, "task.reassign", name)
    }
    before = contents(executor.engine)

    for known in hidden.values():
        task = f"{known['case_id']}.{known['task_id']}"
        sent = {"task": task, "to": "governor", "reason": "x", "text": "x"}
        sent |= {"on-day": "1", "on-month": "4", "on-year": "2027"}
        for action in ACTIONS:
            there = f"/tasks/{action}?task={task}"
            answers = [
                client.post("/tasks", data=sent | {"action": action}, follow_redirects=True),
                client.get(there),
                client.post(there, data=sent, follow_redirects=True),
            ]
            for answer in answers:
                assert answer.status_code < 500, (action, answer.status_code)
                assert list(leaks(role, answer.get_data(as_text=True))) == []

    assert contents(executor.engine) == before


def test_who_is_not_signed_in_sees_nothing_of_any_case(app, world):
    client = app.test_client()

    for endpoint, name, address in addresses(app, world, "GET"):
        answer = client.get(address)
        assert "Zq" not in answer.get_data(as_text=True), endpoint
        if name is not None:
            assert answer.status_code == 303, endpoint
    for endpoint, name, address in addresses(app, world, "POST"):
        if name is not None:
            assert client.post(address).status_code == 401, endpoint


def contents(engine):
    """What cases, their tasks, histories and records are."""
    watched = (t.case, t.user_task, t.history, t.task_offer, p.case_member, p.case_team,
               r.submission, r.comment)  # fmt: skip
    with engine.connect() as connection:
        return [sorted(map(repr, connection.execute(sa.select(one)))) for one in watched]
