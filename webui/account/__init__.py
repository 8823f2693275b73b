"""Who is signed in: pages to sign in and out and to change a password, and the lock on the rest."""

from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response

from engine.executor import Executor
from webui.account import pages, visitor


def install(app: Flask, executor: Executor) -> None:
    """Let only those in who are signed in."""
    visitor.install(app, executor)
    app.register_blueprint(pages.area)
    app.add_url_rule("/", "start", _start)


def _start() -> Response:
    """What one sees first."""
    return redirect(url_for("inbox.tasks"), code=303)
