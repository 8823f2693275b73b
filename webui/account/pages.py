"""Sign in, sign out, one's own account."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine import sign_in as door
from engine.commands import SignOut
from engine.queries import RolesOf
from webui.account import visitor
from webui.account.cast import cast
from webui.redirects import see_other
from webui.view.field import TextField
from webui.view.listing import Mistake

area = Blueprint("account", __name__)


@area.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Response | tuple[str, int]:
    """Prove who one is."""
    then = request.args.get("then", "")
    if g.visitor is not None and request.method == "GET":
        return see_other(then, fallback=url_for("account.account"))
    login, problem, status = request.form.get("login", ""), "", 200
    if request.method == "POST":
        try:
            signed_in = door.sign_in(
                visitor.executor(),
                login,
                request.form.get("password", ""),
                address=request.remote_addr or "",
                previous=visitor.token(),
            )
        except door.SignInRefused:
            problem, status = _("The login name or the password is not right"), 422
        except door.TooManyAttempts as refused:
            problem, status = _wait(refused), 429
        else:
            visitor.enter(signed_in.token)
            return see_other(then, fallback=url_for("account.account"))
    fields = (
        TextField(name="login", label=_("Login name"), value=login, autocomplete="username"),
        _password_field("password", _("Password"), "current-password"),
    )
    mistakes = [Mistake(problem, "login")] if problem else []
    page = render_template("account/sign_in.html", fields=fields, mistakes=mistakes, cast=cast())
    return page, status


@area.post("/sign-out")
def sign_out() -> Response:
    """End the session, here and in the database."""
    visitor.executor().execute(SignOut(token=visitor.token() or ""), by=visitor.visitor().login)
    visitor.leave()
    return redirect(url_for("account.sign_in"), code=303)


@area.get("/account")
def account() -> str:
    """Who I am here, and what I may do."""
    me = visitor.visitor()
    roles = visitor.executor().ask(RolesOf(login=me.login), by=me.login)
    return render_template("account/account.html", me=me, roles=roles)


@area.route("/account/password", methods=["GET", "POST"])
def password() -> Response | tuple[str, int]:
    """Choose another password."""
    mistakes: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        mistakes, status = _change_password()
        if not mistakes:
            flash(_("Your password was changed. Other devices are signed out."), "success")
            return see_other(None, fallback=url_for("account.account"))
    labels = {
        "current": (_("Your password now"), "current-password"),
        "new": (_("New password"), "new-password"),
        "again": (_("The new one again"), "new-password"),
    }
    fields = [
        _password_field(name, label, complete, error=mistakes.get(name, ""))
        for name, (label, complete) in labels.items()
    ]
    summary = [Mistake(message, name) for name, message in mistakes.items()]
    return (
        render_template(
            "account/password.html",
            fields=fields,
            mistakes=summary,
            must_change=visitor.visitor().must_change,
        ),
        status,
    )


def _change_password() -> tuple[dict[str, str], int]:
    """Change it; returns what is wrong by field, and the status of the answer."""
    sent = request.form
    if sent.get("new", "") != sent.get("again", ""):
        return {"again": _("The two new passwords are not the same")}, 422
    try:
        new_token = door.change_password(
            visitor.executor(),
            visitor.visitor().login,
            sent.get("current", ""),
            sent.get("new", ""),
            address=request.remote_addr or "",
        )
    except door.SignInRefused:
        return {"current": _("This is not your password")}, 422
    except door.PasswordRefused as refused:
        return {"new": str(refused)}, 422
    except door.TooManyAttempts as refused:
        return {"current": _wait(refused)}, 429
    visitor.enter(new_token)
    return {}, 303


def _wait(refused: door.TooManyAttempts) -> str:
    minutes = -(-refused.wait_seconds // 60)
    return str(_("Too many attempts. Try again in %(minutes)d min.", minutes=minutes))


def _password_field(name: str, label: str, complete: str, error: str = "") -> TextField:
    return TextField(name=name, label=label, type="password", autocomplete=complete, error=error)
