"""Whom one may sign in as: in a demonstration all of its cast, elsewhere nobody."""

import re

import pytest

from engine.demo import PASSWORD, STAFF
from engine.executor import Executor
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade
from tests.webui.conftest import KEY
from webui import WebConfig, create_app


@pytest.fixture
def page(tmp_path):
    """The page to sign in, of an application with these settings."""
    engine = connect(f"sqlite:///{tmp_path / 'passerelle.db'}")
    upgrade(engine)

    def fetch(**settings):
        config = WebConfig(secret_key=KEY, https=False, **settings)
        app = create_app(config, Executor(engine, Keyring(bytes(range(32)))))
        return app.test_client().get("/sign-in").text

    yield fetch
    engine.dispose()


def test_outside_of_a_demonstration_nobody_is_named(page):
    text = page()

    assert not [one.name for one in STAFF if one.name in text]
    assert PASSWORD not in text
    assert "invented" not in text


def test_in_a_demonstration_each_of_the_cast_is_a_button_with_their_roles(page):
    text = page(demo=True)

    assert re.findall(r'name="login" value="([a-z.]+)"', text) == [one.login for one in STAFF]
    assert "every person and every case is invented" in text
    assert "and 7 more" in text
    assert "Governor or authorised director" in text
