"""An application for each test, without a browser."""

from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from webui import WebConfig, create_app

KEY = "a key for tests, of 32 characters"


@pytest.fixture
def make_app() -> Callable[..., Flask]:
    """Make an application; the arguments are those of WebConfig."""

    def make(**settings: object) -> Flask:
        given = {"secret_key": KEY, "https": False, "style_guide": True, **settings}
        return create_app(WebConfig(**given))

    return make


@pytest.fixture
def client(make_app) -> FlaskClient:
    return make_app().test_client()


@pytest.fixture
def refusing(make_app) -> FlaskClient:
    """A client of an application that answers `/refuse/<code>` with that status."""
    app = make_app()

    @app.get("/refuse/<int:code>")
    def refuse(code: int) -> str:
        abort(code)

    @app.get("/crash")
    def crash() -> str:
        raise RuntimeError("told to nobody: Mira Tolland")

    return app.test_client()
