"""The list of accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask_babel import gettext as _

from engine.queries import Roles, Sites, User, UsersList
from webui.account.visitor import executor, visitor
from webui.user.area import area, manages_somewhere, parts
from webui.view.field import ChoiceField, Option, TextField
from webui.view.listing import Empty, FilterBar, Link, Paging
from webui.view.status import Tag, Tone

_ON_A_PAGE: Final = 50
_FILTERS: Final = ("words", "role", "site", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account of the list."""

    login: str
    name: str
    url: str
    roles: tuple[str, ...]
    site: str
    status: Tag
    last: datetime | None


@area.get("/users")
def users() -> str:
    """Who works here."""
    wanted = {name: request.args.get(name, "").strip() for name in _FILTERS}
    found = executor().ask(UsersList(**wanted), by=visitor().login)
    sites = {one.id: one.name for one in executor().ask(Sites(), by=visitor().login)}
    titles = {one.role: one.title for one in executor().ask(Roles(), by=visitor().login)}
    page = _page(len(found))
    first = (page - 1) * _ON_A_PAGE
    return render_template(
        "user/users.html",
        parts=parts(),
        filters=_filters(wanted, sites, titles),
        lines=[_line(one, sites, titles) for one in found[first : first + _ON_A_PAGE]],
        total=len(found),
        paging=_paging(wanted, page, len(found)),
        empty=_empty(),
        may_add=manages_somewhere(),
    )


def status_tag(status: str) -> Tag:
    """The tag of an account."""
    if status == "active":
        return Tag(_("Active"), Tone.GOOD)
    return Tag(_("Disabled"), Tone.QUIET)


def _line(user: User, sites: Mapping[str, str], titles: Mapping[str, str]) -> AccountLine:
    roles = tuple(
        f"{titles[one.role]} ({sites[one.site]})" if one.site else titles[one.role]
        for one in user.grants
    )
    return AccountLine(
        login=user.login,
        name=user.name,
        url=url_for("user.user", login=user.login),
        roles=roles,
        site=sites[user.site] if user.site else _("Whole programme"),
        status=status_tag(user.status),
        last=user.last_used_at,
    )


def _filters(
    wanted: Mapping[str, str], sites: Mapping[str, str], titles: Mapping[str, str]
) -> FilterBar:
    roles = (Option("", _("All roles")), *(Option(*one) for one in titles.items()))
    places = (Option("", _("All sites")), *(Option(*one) for one in sites.items()))
    names = {"words": lambda text: text, "role": titles.get, "site": sites.get}
    active = [
        Link(cast("str", names[name](value)), _url({**wanted, name: ""}))
        for name, value in wanted.items()
        if value and name in names and names[name](value)
    ]
    states = (("", _("All")), ("active", _("Active")), ("disabled", _("Disabled")))
    return FilterBar(
        url=url_for("user.users"),
        fields=(
            TextField(name="words", label=_("Name"), value=wanted["words"], type="search"),
            ChoiceField(
                name="role",
                label=_("Role"),
                kind="select",
                options=roles,
                chosen=frozenset({wanted["role"]}),
            ),
            ChoiceField(
                name="site",
                label=_("Site"),
                kind="select",
                options=places,
                chosen=frozenset({wanted["site"]}),
            ),
        ),
        active=tuple(active),
        views=tuple(
            Link(label, _url({**wanted, "status": state}), current=state == wanted["status"])
            for state, label in states
        ),
        clear_url=url_for("user.users"),
    )


def _empty() -> Empty:
    return Empty(
        _("No account fits"),
        _("Take a filter away, or look for a part of the name."),
        Link(_("Show all accounts"), url_for("user.users")),
    )


def _page(total: int) -> int:
    """The page that is asked for, as far as there is one."""
    asked = request.args.get("page", 1, type=int)
    return max(1, min(asked, -(-total // _ON_A_PAGE)))


def _paging(wanted: Mapping[str, str], page: int, total: int) -> Paging | None:
    last = -(-total // _ON_A_PAGE)
    if last <= 1:
        return None
    return Paging(
        first=(page - 1) * _ON_A_PAGE + 1,
        last=min(page * _ON_A_PAGE, total),
        total=total,
        pages=tuple(
            Link(str(number), _url(wanted, number), current=number == page)
            for number in range(1, last + 1)
        ),
        previous_url=_url(wanted, page - 1) if page > 1 else "",
        next_url=_url(wanted, page + 1) if page < last else "",
    )


def _url(wanted: Mapping[str, str], page: int = 1) -> str:
    given = {**wanted, "page": str(page) if page > 1 else ""}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{url_for('user.users')}?{query}" if query else url_for("user.users")
