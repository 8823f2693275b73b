"""One table from what went wrong to the page that says so, in plain words, with the way out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app, render_template, request
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A heading, and sentences: what it means first, then what to do."""

    heading: str
    sentences: tuple[str, ...]


EXPIRED: Final = ErrorPage(
    _l("This form is out of date"),
    (
        _l("You were signed out since you opened it, or the form came from another site."),
        _l("Nothing was changed. Go back, copy what you typed, reload the page and send it again."),
    ),
)
PAGES: Final = {
    400: ErrorPage(
        _l("We could not read what was sent"),
        (
            _l("Nothing was changed."),
            _l("Go back, reload the page and try again."),
        ),
    ),
    401: ErrorPage(
        _l("Sign in to see this page"),
        (
            _l("You have not signed in, or you were signed out after a time without activity."),
            _l("Sign in, then open the page again."),
        ),
    ),
    403: ErrorPage(
        _l("You are not allowed to do this"),
        (
            _l("Your role does not include it. Nothing was changed."),
            _l("If your work needs it, ask your programme manager or administrator."),
        ),
    ),
    404: ErrorPage(
        _l("Page not found"),
        (
            _l("There is nothing at this address, or nothing that you may see."),
            _l("Check the address, or go to the start page and look for it there."),
        ),
    ),
    405: ErrorPage(
        _l("This page cannot be used that way"),
        (
            _l("It was opened by a link, but it only takes what a form sends, or the reverse."),
            _l("Go to the start page and find your way from there."),
        ),
    ),
    409: ErrorPage(
        _l("Somebody else was faster"),
        (
            _l("What you were working on has changed since you opened it."),
            _l("Your change was not made. Reload the page to see how things stand now."),
        ),
    ),
    413: ErrorPage(
        _l("That is too large"),
        (
            _l("One file may have at most 20 MB, and one form at most that in all."),
            _l("Go back and send a smaller file, or fewer at once."),
        ),
    ),
    422: ErrorPage(
        _l("Some answers cannot be accepted"),
        (
            _l("Nothing was changed."),
            _l("Go back and check the answers that are marked."),
        ),
    ),
    429: ErrorPage(
        _l("Too many attempts"),
        (
            _l("To keep accounts safe we take only a few attempts in a minute."),
            _l("Wait a minute, then try again."),
        ),
    ),
    500: ErrorPage(
        _l("Something went wrong on our side"),
        (
            _l("It is not your fault. What you last saved is safe; the last action was undone."),
            _l("Try again. If it happens again, give the reference below to your administrator."),
        ),
    ),
    503: ErrorPage(
        _l("Passerelle is not available for a moment"),
        (
            _l("It is being updated, or it cannot reach its database. Nothing is lost."),
            _l("Try again in a minute. Do not send a form twice: go back and reload first."),
        ),
    ),
}


def install(app: Flask) -> None:
    """Answer every refusal with its page."""
    app.register_error_handler(HTTPException, _answer)


def _answer(error: HTTPException) -> Response:
    if isinstance(error, SecurityError):
        # Sent to a host that is not ours: no address of ours can be made, so no page.
        return Response("Bad request: this host is not served here.\n", 400)
    code = error.code or 500
    page = EXPIRED if isinstance(error, CSRFError) else page_for(code)
    reference = secrets.token_hex(4).upper() if code >= 500 else ""
    if reference:
        # Never the address's query or the form: both may hold what people typed.
        current_app.logger.error("reference %s: %s %s", reference, request.method, request.path)
    body = render_template("errors/error.html", page=page, code=code, reference=reference)
    response = current_app.make_response((body, code))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after", "www-authenticate"}:
            response.headers[name] = value
    return response


def page_for(code: int) -> ErrorPage:
    """The page of a status; of its hundred's first where it has none of its own."""
    return PAGES.get(code) or PAGES[500 if code >= 500 else 400]
