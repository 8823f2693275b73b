"""One table from a refusal of the engine to the page that says so."""

from __future__ import annotations

from typing import Final

from flask import Flask, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import CaseNotFound, NotAllowed, TaskClaimed, TaskNotOpen, UserNotFound
from engine.errors import PasserelleError
from engine.queries import ProcessNotFound
from webui.errors import ErrorPage, page_for

STATUS: Final[dict[type[PasserelleError], int]] = {
    CaseNotFound: 404,
    ProcessNotFound: 404,
    UserNotFound: 404,
    NotAllowed: 403,
    TaskNotOpen: 409,
    TaskClaimed: 409,
}


def install(app: Flask) -> None:
    """Answer what a route did not answer itself; what the engine said stands on the page."""
    app.register_error_handler(PasserelleError, _answer)


def status_of(refusal: PasserelleError) -> int:
    """The status of a refusal: 422 for those that are about what was sent."""
    found = (STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)
    return next(found, 422)


def _answer(refusal: PasserelleError) -> Response:
    code = status_of(refusal)
    page = page_for(code)
    if code in (409, 422):
        # Who and when, or what is wrong: the engine says it best.
        page = ErrorPage(page.heading, (_sentence(str(refusal)), _("Nothing was changed.")))
    body = render_template("errors/error.html", page=page, code=code, reference="")
    return Response(body, code, mimetype="text/html")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
