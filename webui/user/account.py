"""One account: what it may do, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import (
    DisableUser,
    EnableUser,
    EndSessions,
    GrantRole,
    GrantStands,
    LastAdministrator,
    NotAllowed,
    ResetPassword,
    RevokeRole,
    SiteNotFound,
    UnknownRole,
)
from engine.errors import PasserelleError
from engine.executor import Command, new_id
from engine.queries import Account, AccountOf
from webui.account.visitor import executor, visitor
from webui.once import command_id
from webui.redirects import see_other
from webui.user import first_password
from webui.user.accounts import status_tag
from webui.user.area import area, only_those_who_manage, parts, sentence, summary
from webui.user.granting import TypedGrant, typed_grant
from webui.user.powers import powers, reach

_GRANT: Final[Mapping[type[PasserelleError], str]] = {
    NotAllowed: "role",
    GrantStands: "role",
    UnknownRole: "role",
    SiteNotFound: "site",
}


@area.get("/users/<login>")
def user(login: str) -> str:
    """What is known of an account."""
    account = executor().ask(AccountOf(login=login), by=visitor().login)
    return _page(account, password=first_password.shown_once(account.login))


@area.post("/users/<login>/grant")
def grant_role(login: str) -> Response | tuple[str, int]:
    """Give a role."""
    account = _managed(login)
    typed = typed_grant(request.form)
    mistakes = typed.mistakes()
    if mistakes:
        return _page(account, typed=typed, mistakes=mistakes), 422
    command = GrantRole(
        login=account.login, role=typed.role, site=typed.site or None,
        starts=typed.starts(), until=typed.until(),
    )  # fmt: skip
    try:
        executor().execute(command, by=visitor().login, command_id=command_id())
    except PasserelleError as refused:
        said = {_GRANT.get(type(refused), "role"): sentence(str(refused))}
        return _page(account, typed=typed, mistakes=said), 422
    return _done(account, _("The role was granted. It counts in open sessions, too."))


@area.post("/users/<login>/revoke")
def revoke_role(login: str) -> Response | tuple[str, int]:
    """Take a role away."""
    account = _managed(login)
    command = RevokeRole(
        login=account.login,
        role=request.form.get("role", ""),
        site=request.form.get("site") or None,
    )
    return _act(account, command, _("The role was taken away."))


@area.post("/users/<login>/password")
def reset_password(login: str) -> Response | tuple[str, int]:
    """Set a new password, which is shown once."""
    account = _managed(login)
    once = command_id() or new_id()
    password = first_password.make(account.login, once)
    command = ResetPassword(login=account.login, password=password)
    try:
        executor().execute(command, by=visitor().login, command_id=once)
    except PasserelleError as refused:
        return _refused(account, refused)
    first_password.keep(account.login, password)
    return _done(account, _("There is a new password. The old one no longer works."))


@area.post("/users/<login>/sessions")
def end_sessions(login: str) -> Response | tuple[str, int]:
    """Sign somebody out everywhere."""
    account = _managed(login)
    said = _("%(name)s is signed out everywhere.", name=account.name)
    return _act(account, EndSessions(login=account.login), said)


@area.post("/users/<login>/disable")
def disable(login: str) -> Response | tuple[str, int]:
    """Shut an account."""
    account = _managed(login)
    said = _("%(name)s can no longer sign in.", name=account.name)
    return _act(account, DisableUser(login=account.login), said)


@area.post("/users/<login>/enable")
def enable(login: str) -> Response | tuple[str, int]:
    """Open an account again."""
    account = _managed(login)
    said = _("%(name)s may sign in again.", name=account.name)
    return _act(account, EnableUser(login=account.login), said)


def _managed(login: str) -> Account:
    """The account, for a visitor who manages accounts.

    A command that was done before is answered again without being asked who may: so ask here.
    """
    only_those_who_manage()
    return executor().ask(AccountOf(login=login), by=visitor().login)


def _act(account: Account, command: Command[Any], said: str) -> Response | tuple[str, int]:
    try:
        executor().execute(command, by=visitor().login, command_id=command_id())
    except PasserelleError as refused:
        return _refused(account, refused)
    return _done(account, said)


def _done(account: Account, said: str) -> Response:
    flash(said, "success")
    return see_other(url_for("user.user", login=account.login), fallback="/")


def _refused(account: Account, refused: PasserelleError) -> tuple[str, int]:
    field = "roles" if isinstance(refused, LastAdministrator) else "actions"
    return _page(account, mistakes={field: sentence(str(refused))}), 422


def _page(
    account: Account,
    *,
    typed: TypedGrant | None = None,
    mistakes: Mapping[str, str] | None = None,
    password: str = "",
) -> str:
    is_me = account.login == visitor().login
    changeable = account.manageable and not is_me
    wrong = mistakes or {}
    if wrong and not changeable:
        # Its field is not on the page.
        wrong = {"roles": " ".join(wrong.values())}
    return render_template(
        "user/user.html",
        parts=parts(),
        account=account,
        status=status_tag(account.status),
        roles=[(one, reach(one), powers(one)) for one in account.roles],
        fields=(typed or TypedGrant(site=account.site or "")).fields(wrong),
        wrong=wrong,
        mistakes=summary(wrong),
        password=password,
        command_ids=new_id,
        is_me=is_me,
        changeable=changeable,
    )
