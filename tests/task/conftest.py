"""The shipped programme, with people who work in it, and a client for each of them."""

import json
import re

import pytest
from flask.testing import FlaskClient
from lxml import html

from engine.commands import PublishRelease, SetPolicy, StartCase
from engine.programme import SHIPPED, read_programme
from engine.queries import OpenTasks
from tests.people.conftest import quick_hashes
from tests.people.staff import PASSWORD, join
from tests.store.conftest import actions, clock, engine, executor
from webui import WebConfig, create_app

__all__ = ["actions", "clock", "engine", "executor", "quick_hashes"]

STAFF = {
    "ada": "intake_officer",
    "bruno": "intake_officer",
    "carol": "case_manager",
    "dora": "security_officer",
}


def publish(executor):
    """The programme as it is shipped, with its lanes and lists."""
    programme = read_programme(SHIPPED)
    executor.execute(
        PublishRelease(
            diagrams=programme.diagrams, decisions=programme.decisions, forms=programme.forms
        ),
        by="console",
    )
    lanes = json.loads((SHIPPED / "processes" / "lanes.json").read_text("utf-8"))
    for key, content in (("lanes", lanes), ("lists", lists())):
        executor.execute(SetPolicy(key=key, content=content), by="console")


def lists():
    """What the forms of the programme offer to choose from."""
    return json.loads((SHIPPED / "forms" / "lists.json").read_text("utf-8"))


def open_tasks(executor, case):
    """The open tasks of a case, by the ids of their elements."""
    return {one.element: one for one in executor.ask(OpenTasks(case=case), by="console")}


@pytest.fixture
def shipped(executor):
    """An installation with the shipped programme and its staff."""
    publish(executor)
    for login, role in STAFF.items():
        join(executor, login, role)
    return executor


@pytest.fixture
def referral(shipped):
    """The first task of a case: a referral to be registered by an intake officer."""
    case = shipped.execute(StartCase(process="p00_case_lifecycle"), by="console")["id"]
    return open_tasks(shipped, case)["register_referral"]


class Visitor:
    """Somebody with a browser that runs no scripts."""

    def __init__(self, client: FlaskClient, login: str) -> None:
        self.client = client
        self.token = self._token("/sign-in")
        self.post("/sign-in", {"login": login, "password": PASSWORD})
        self.token = self._token("/account")

    def _token(self, address):
        page = self.client.get(address).text
        return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    def get(self, address, status=200):
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, address, data):
        return self.client.post(address, data={"csrf_token": self.token, **data})


def form_on(page):
    """The first form of a page that can be sent."""
    return html.fromstring(page).xpath("//main//form[.//button]")[0]


def sent_by(page):
    """What a browser would send of it, by name: a text, or a list where there are several."""
    found = {}
    for name, text in form_on(page).form_values():
        found.setdefault(name, []).append(text)
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in found.items()}


def address(task):
    return f"/cases/{task.case_id}/tasks/{task.id}"


@pytest.fixture
def visit(shipped):
    """Sign somebody in; returns their browser."""
    app = create_app(WebConfig(secret_key="k" * 32, https=False), shipped)
    return lambda login: Visitor(app.test_client(), login)
