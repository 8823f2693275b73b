"""An office with a database: accounts of several roles, and browsers in which they work."""

import json
import re

from argon2 import PasswordHasher

from engine.commands import AddSite, CreateUser, Grant, PublishRelease, SetPolicy
from engine.executor import Executor
from engine.programme import SHIPPED, read_programme
from engine.store import passwords
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade
from webui import WebConfig, create_app

PASSWORD = "gentle otter climbs"  # noqa: S105 - of nobody
KEY = "a key for tests, of 32 characters"


class Office:
    """An installation with the programme that is shipped, and two sites."""

    def __init__(self, folder, *, clock=None, programme=True):
        self.engine = connect(f"sqlite:///{folder / 'passerelle.db'}", synchronous="OFF")
        upgrade(self.engine)
        times = {"clock": clock} if clock else {}
        self.executor = Executor(self.engine, Keyring(bytes(range(32))), **times)
        self.north = self.site("Lindenhof")
        self.south = self.site("Southgate")
        if programme:
            self.publish()
        self.app = create_app(WebConfig(secret_key=KEY, https=False), self.executor)

    def site(self, name):
        command = AddSite(name=name, zone="Europe/Berlin", country="DE")
        return self.executor.execute(command, by="console")

    def publish(self):
        shipped = read_programme(SHIPPED)
        command = PublishRelease(
            diagrams=shipped.diagrams, decisions=shipped.decisions, forms=shipped.forms
        )
        self.executor.execute(command, by="console")
        lanes = json.loads((SHIPPED / "processes" / "lanes.json").read_text("utf-8"))
        self.executor.execute(SetPolicy(key="lanes", content=lanes), by="console")

    def join(self, login, name, *roles, site=None):
        """An account with roles at a site or everywhere."""
        command = CreateUser(
            login=login,
            name=name,
            password=PASSWORD,
            site=site,
            grants=tuple(Grant(role, site) for role in roles),
            must_change=False,
        )
        return self.executor.execute(command, by="console")

    def browser(self, login, **settings):
        """A browser in which somebody has signed in."""
        app = self.app
        if settings:
            given = {"secret_key": KEY, "https": False, **settings}
            app = create_app(WebConfig(**given), self.executor)
        made = app.test_client()
        answer = post(made, "/sign-in", login=login, password=PASSWORD)
        assert answer.status_code == 303
        return made

    def close(self):
        self.engine.dispose()


def post(browser, address, *, page=None, **answers):
    """Send the form of a page as a browser does, with its hidden fields."""
    shown = browser.get(page or address).text
    names = "csrf_token", "command_id"
    hidden = {name: hidden_field(shown, name) for name in names}
    sent = {name: value for name, value in hidden.items() if value} | answers
    return browser.post(address, data=sent)


def hidden_field(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def quick_hashes(monkeypatch):
    """Argon2 with parameters that take no time."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords.dummy.cache_clear()
