"""The person behind a request: a token in a cookie, whose session is in the database.

Pages are shut unless somebody is signed in, but for those named in `_OPEN`.
"""

from __future__ import annotations

from typing import Final, cast

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask import session as browser
from werkzeug.wrappers import Response

from engine.commands import RenewSession
from engine.executor import Executor
from engine.queries import Session, SessionOf
from engine.sign_in import STRANGER
from webui.layout import Furniture, note
from webui.navigation import navigation

_OPEN: Final = frozenset({"static", "health.health", "health.ready", "account.sign_in"})
_BEFORE_ALL_ELSE: Final = frozenset({"account.password", "account.sign_out"})
# Asked for by pages that lie open: nobody is there for that, and a session goes its way.
_SILENT: Final = frozenset({"inbox.changes"})
_SAFE: Final = frozenset({"GET", "HEAD"})


def install(app: Flask, executor: Executor) -> None:
    """Ask who it is before each request."""
    app.extensions["passerelle.executor"] = executor
    app.before_request(_admit)
    app.after_request(_keep_token)
    app.context_processor(_furniture)


def executor() -> Executor:
    """What runs commands and queries for the pages."""
    return cast("Executor", current_app.extensions["passerelle.executor"])


def visitor() -> Session:
    """The session of who is signed in; on open pages there may be none, which is a mistake."""
    return cast("Session", g.visitor)


def token() -> str | None:
    """The token that the browser sent."""
    return request.cookies.get(_cookie())


def enter(new_token: str) -> None:
    """Take the browser as signed in from this answer on; its old form tokens are void."""
    browser.clear()
    g.new_token = new_token


def leave() -> None:
    """Forget the browser."""
    browser.clear()
    g.new_token = ""


def _admit() -> Response | None:
    g.visitor = _session()
    if request.endpoint is None or request.endpoint in _OPEN:
        return None
    if g.visitor is None and request.endpoint in _SILENT:
        return Response(status=204)
    if g.visitor is None:
        if request.method not in _SAFE:
            abort(401)
        there = request.full_path.rstrip("?")
        return redirect(url_for("account.sign_in", then=there), code=303)
    if g.visitor.must_change and request.endpoint not in _BEFORE_ALL_ELSE:
        return redirect(url_for("account.password"), code=303)
    return None


def _session() -> Session | None:
    sent = token()
    if not sent or request.endpoint == "static":
        return None
    found = executor().ask(SessionOf(token=sent), by=STRANGER)
    if found is not None and found.renew and request.endpoint not in _SILENT:
        # None where the session ended in between: then nobody is signed in.
        g.new_token = executor().execute(RenewSession(token=sent), by=found.login) or ""
        return found if g.new_token else None
    return found


def _keep_token(response: Response) -> Response:
    changed = g.get("new_token")
    if changed:
        response.set_cookie(
            _cookie(),
            changed,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    elif changed == "":
        response.delete_cookie(
            _cookie(), secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True
        )
    return response


def _cookie() -> str:
    """As Flask's own cookie, which holds the token of the forms."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-session"


def _furniture() -> dict[str, object]:
    found: Session | None = g.get("visitor")
    if found is None:
        return {}
    shown = Furniture(
        navigation=navigation(found),
        person=found.name,
        account_url=url_for("account.account"),
        sign_out_url=url_for("account.sign_out"),
        search_url=_search_url(found),
        note=note(),
    )
    return {"furniture": shown}


def _search_url(session: Session) -> str:
    """Where cases are looked for; nowhere for those who read none."""
    known = "case.cases" in current_app.view_functions and "case.read" in session.permissions
    return url_for("case.cases") if known else ""
