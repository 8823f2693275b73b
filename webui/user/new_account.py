"""Giving somebody an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engine.commands import (
    CreateUser,
    Grant,
    LoginRefused,
    NotAllowed,
    PasswordRefused,
    SiteNotFound,
    UserExists,
)
from engine.errors import PasserelleError
from engine.executor import new_id
from engine.queries import Roles
from webui.account.visitor import executor, visitor
from webui.once import command_id
from webui.redirects import see_other
from webui.user import first_password
from webui.user.area import (
    area,
    managed_sites,
    manages_everywhere,
    only_those_who_manage,
    parts,
    sentence,
    site_options,
    summary,
)
from webui.view.field import AnyField, ChoiceField, Option, RowsField, TextField

_MOST_ROWS: Final = 20
# A new role counts where somebody works unless it is said otherwise: not everywhere by oversight.
_OWN: Final = "own"
_FIELDS: Final[Mapping[type[PasserelleError], str]] = {
    LoginRefused: "login",
    UserExists: "login",
    PasswordRefused: "login",
    SiteNotFound: "site",
    NotAllowed: "site",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAccount:
    """A new account as it was typed; `roles` are pairs of a role and where it counts."""

    name: str = ""
    login: str = ""
    site: str = ""
    language: str = ""
    roles: tuple[tuple[str, str], ...] = (("", _OWN),)

    def mistakes(self) -> dict[str, str]:
        """What is missing or wrong, by the names of the fields."""
        found = {}
        if not self.name:
            found["name"] = _("Enter the name of the person")
        elif len(self.name) > 200:
            found["name"] = _("The name may have at most %(most)d characters", most=200)
        if not self.login:
            found["login"] = _("Enter a login name")
        places = {one.id for one in managed_sites()} | ({""} if manages_everywhere() else set())
        if self.site not in places:
            found["site"] = _("Choose a site where you manage accounts")
        titles = {one.role for one in executor().ask(Roles(), by=visitor().login)}
        for number, (role, site) in enumerate(self.roles):
            if role and role not in titles:
                found[f"roles.{number}.role"] = _("Choose a role of the list")
            elif role and site not in {*places, _OWN}:
                found[f"roles.{number}.site"] = _("Choose a site where you manage accounts")
        return found

    def command(self, password: str) -> CreateUser:
        """What makes the account."""
        grants = (
            Grant(role, (self.site if site == _OWN else site) or None)
            for role, site in self.roles
            if role
        )
        return CreateUser(
            login=self.login,
            name=self.name,
            password=password,
            site=self.site or None,
            language=self.language or None,
            grants=tuple(dict.fromkeys(grants)),
        )

    def fields(self, mistakes: Mapping[str, str]) -> tuple[AnyField, ...]:
        """To type it into."""
        own = Option(_OWN, _("At the site where they work"))
        places = (own, *site_options(_("Everywhere")))
        titles = executor().ask(Roles(), by=visitor().login)
        roles = (Option("", _("No role")), *(Option(one.role, one.title) for one in titles))
        return (
            TextField(
                name="name",
                label=_("Name"),
                value=self.name,
                error=mistakes.get("name", ""),
                autocomplete="off",
            ),
            TextField(
                name="login",
                label=_("Login name"),
                hint=_("2 to 64 letters, digits, dots or hyphens. It can never be changed."),
                value=self.login,
                error=mistakes.get("login", ""),
                width=20,
                autocomplete="off",
            ),
            _select("site", _("Site where they work"), (site_options(_("Whole programme")),
                    self.site), mistakes),
            _select("language", _("Language of the screens"), (_languages(), self.language),
                    mistakes),
            RowsField(
                name="roles",
                label=_("Roles"),
                hint=_("Each counts at one site or everywhere. More can be granted later."),
                row_label=_("Role"),
                rows=tuple(
                    (
                        _select(f"roles.{number}.role", _("Role"), (roles, role), mistakes),
                        _select(f"roles.{number}.site", _("Where it counts"), (places, site),
                                mistakes),
                    )
                    for number, (role, site) in enumerate(self.roles)
                ),
            ),
        )  # fmt: skip


@area.route("/users/new", methods=["GET", "POST"])
def new_user() -> Response | tuple[str, int]:
    """Make an account."""
    only_those_who_manage()
    if request.method == "GET":
        return _show(TypedAccount(site=visitor().site or ""), {})
    typed = _typed(request.form)
    changed = _rows_changed(typed, request.form)
    if changed is not None:
        return _show(changed, {})
    mistakes = typed.mistakes()
    return _show(typed, mistakes) if mistakes else _create(typed)


def _create(typed: TypedAccount) -> Response | tuple[str, int]:
    once = command_id() or new_id()
    login = typed.login.strip().lower()
    password = first_password.make(login, once)
    try:
        made = executor().execute(typed.command(password), by=visitor().login, command_id=once)
    except PasserelleError as refused:
        field = _FIELDS.get(type(refused))
        if field is None:
            raise
        return _show(typed, {field: sentence(str(refused))})
    first_password.keep(made, password)
    flash(_("%(name)s has an account now.", name=typed.name), "success")
    return see_other(url_for("user.user", login=made), fallback="/")


def _show(typed: TypedAccount, mistakes: Mapping[str, str]) -> tuple[str, int]:
    page = render_template(
        "user/new_user.html",
        parts=parts(),
        fields=typed.fields(mistakes),
        mistakes=summary(mistakes),
        command_id=command_id() or new_id(),
    )
    return page, 422 if mistakes else 200


def _typed(sent: Mapping[str, str]) -> TypedAccount:
    count = int(sent["roles.rows"]) if sent.get("roles.rows", "").isdecimal() else 1
    return TypedAccount(
        name=" ".join(sent.get("name", "").split()),
        login=sent.get("login", "").strip(),
        site=sent.get("site", ""),
        language=sent.get("language", ""),
        roles=tuple(
            (sent.get(f"roles.{number}.role", ""), sent.get(f"roles.{number}.site", _OWN))
            for number in range(min(count, _MOST_ROWS))
        ),
    )


def _rows_changed(typed: TypedAccount, sent: Mapping[str, str]) -> TypedAccount | None:
    """With a row more or less, where a button for that was pressed; else None."""
    if "roles.add" in sent:
        return replace(typed, roles=(*typed.roles, ("", _OWN))[:_MOST_ROWS])
    if "roles.remove" in sent:
        left = [one for at, one in enumerate(typed.roles) if str(at) != sent["roles.remove"]]
        return replace(typed, roles=tuple(left))
    return None


def _select(
    name: str, label: str, given: tuple[tuple[Option, ...], str], mistakes: Mapping[str, str]
) -> ChoiceField:
    options, chosen = given
    return ChoiceField(
        name=name,
        label=label,
        kind="select",
        options=options,
        chosen=frozenset({chosen}),
        error=mistakes.get(name, ""),
    )


def _languages() -> tuple[Option, ...]:
    return (Option("", _("As the installation")), Option("en", "English"))
