"""One whole way, from a referral to the team, every form filled in by a browser.

What is answered comes from the demonstration; each task is opened, filled in, checked and completed
on its pages as somebody would who has no JavaScript. The days in between pass on the clock of the
installation.
"""

import dataclasses
import datetime
import re

import pytest
from playwright.sync_api import expect

from engine.commands import CompleteTask
from engine.demo.clock import SetClock
from engine.demo.moves import allocate, assess, classify, house, take_in
from engine.demo.playing import Play
from engine.demo.staff import usual_cast
from engine.demo.stories import Story
from engine.demo.world import World
from engine.executor import Executor, machine_now
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade

ME = "Mira Tolland"
ALONE = dict.fromkeys(usual_cast("Lindenhof"), "mira.tolland")
SHOWN = 'input:not([type="hidden"]):not([readonly]), textarea:not([readonly]), select'
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class ByBrowser:
    """Runs commands and queries, but completes tasks on the pages for them."""

    def __init__(self, executor, page, address):
        self.executor, self.page, self.address = executor, page, address
        self.completed = []

    def ask(self, query, *, by):
        return self.executor.ask(query, by=by)

    def execute(self, command, *, by, command_id=None):
        if not isinstance(command, CompleteTask):
            return self.executor.execute(command, by=by, command_id=command_id)
        page = self.page
        there = f"{self.address}/cases/{command.case}/tasks/{command.task}"
        open_as_me(page, there)
        title = page.get_by_role("heading", level=1).inner_text()
        typed = dict(typed_of(command.answers))
        check = page.get_by_role("heading", name="Check your answers before")
        # A first sending shows the questions that follow from answers.
        for _ in range(4):
            fill(page, typed)
            page.get_by_role("button", name="Check your answers").last.click()
            if check.count():
                break
        expect(check).to_be_visible()
        page.get_by_role("button", name="Complete task").click()
        expect(page.get_by_role("status").first).to_contain_text(title)
        self.completed.append(title)
        return {"status": "active", "submission": last_submission(self.executor, command.task)}


def open_as_me(page, address):
    """Open a page; after a night one has to sign in again."""
    page.goto(address)
    if "/sign-in" in page.url:
        page.get_by_role("button", name=ME).click()
    expect(page.get_by_role("link", name=ME)).to_be_visible()


def typed_of(answers, before=""):
    """What a browser sends for values: names and texts, rows one after the other."""
    for key, value in answers.items():
        name = f"{before}{key}"
        date = DATE.fullmatch(value) if isinstance(value, str) else None
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, row in enumerate(value):
                yield from typed_of(row, f"{name}.{number}.")
        elif date:
            yield from zip(
                (f"{name}-year", f"{name}-month", f"{name}-day"),
                ([one] for one in date.groups()),
                strict=True,
            )
        elif isinstance(value, list):
            yield name, [str(one) for one in value]
        elif value is not None:
            yield name, [str(value)]


def fill(page, typed):
    """Fill in what is on the page and has an answer, with as many rows as there are answers."""
    answer_fields(page, typed)
    rows = {name.split(".")[0]: int(name.split(".")[1]) for name in typed if "." in name}
    for key, last in rows.items():
        add = page.locator(f'button[name="{key}.add"]')
        while add.count() and page.locator(f'[name^="{key}.{last}."]').count() == 0:
            add.click()
            page.wait_for_load_state("load")
            answer_fields(page, typed)


def answer_fields(page, typed):
    for one in page.locator("form#form").locator(SHOWN).all():
        texts = typed.get(one.get_attribute("name"))
        if texts is None:
            continue
        kind = one.get_attribute("type") or one.evaluate("(it) => it.tagName")
        if kind in ("radio", "checkbox"):
            if one.get_attribute("value") in texts or texts == ["True"]:
                one.check()
        elif kind == "SELECT":
            one.select_option(texts[0])
        else:
            one.fill(texts[0])


def last_submission(executor, task):
    class Last:
        def run(self, context):
            return context.connection.exec_driver_sql(
                f"SELECT id FROM submission WHERE task_id = '{task}'"  # noqa: S608 - an id of ours
            ).scalar()

    return executor.ask(Last(), by="console")


@pytest.mark.timeout(600)
def test_from_a_referral_to_the_team_on_the_pages(open_browser, serve, axe, tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'passerelle.db'}", synchronous="OFF")
    upgrade(engine)
    clock, began = SetClock(machine_now()), machine_now()
    executor = Executor(engine, Keyring(bytes(range(32))), clock=clock)
    stage = World(executor, clock, began).prepare()
    address = serve(executor, demo=True)
    page = open_browser(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    ).new_page()
    through = ByBrowser(executor, page, address)
    moves = (*take_in(), *assess(), *classify(), *house(), *allocate())

    Play(
        dataclasses.replace(stage, executor=through),
        Story(key="fresh", began=60, moves=moves, cast=ALONE),
        {},
    ).run()

    clock.now = began + datetime.timedelta(minutes=1)
    assert len(through.completed) == len(moves)
    seen = open_browser(viewport={"width": 390, "height": 844}).new_page()
    open_as_me(seen, f"{address}/cases")
    seen.get_by_role("link", name="EX-").first.click()
    expect(seen.get_by_text("the release has no process").first).to_be_visible()
    assert axe(seen) == []
    seen.get_by_role("link", name="Diagram").click()
    panel = seen.locator("[data-diagram][data-ready]")
    expect(panel.locator("[data-element-id=classification]")).to_have_class(
        re.compile("app-is-done")
    )
    engine.dispose()
