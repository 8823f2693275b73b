"""What the pages of accounts, teams and sites have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _

from engine.queries import May, Site, Sites
from webui.account.visitor import executor, visitor
from webui.view.field import Option
from webui.view.listing import Link, Mistake

area: Final = Blueprint("user", __name__)
EVERYWHERE: Final = ""
"""What a field sends for no site: the whole programme."""


@area.before_request
def _only_those_who_see() -> None:
    if not visitor().permissions & {"user.see", "site.manage"}:
        abort(403)


def parts() -> tuple[Link, ...]:
    """The tabs; the one of the page is marked."""
    pages = (
        ("user.users", _("Accounts"), "user.see"),
        ("user.teams", _("Teams"), "user.see"),
        ("user.sites", _("Sites"), "site.manage"),
    )
    return tuple(
        Link(label, url_for(endpoint), current=request.path.startswith(url_for(endpoint)))
        for endpoint, label, needs in pages
        if needs in visitor().permissions
    )


def managed_sites() -> tuple[Site, ...]:
    """Where the visitor manages accounts; those who do so everywhere manage all."""
    login = visitor().login
    return tuple(
        site
        for site in executor().ask(Sites(), by=login)
        if executor().ask(May(permission="user.manage", site=site.id), by=login)
    )


def manages_everywhere() -> bool:
    """Whether the visitor manages accounts of the whole programme."""
    return executor().ask(May(permission="user.manage"), by=visitor().login)


def site_options(everywhere: str) -> tuple[Option, ...]:
    """Sites to choose from, where the visitor manages accounts.

    Args:
        everywhere: What no site is called; offered to those who manage the whole programme.
    """
    options = tuple(Option(one.id, one.name) for one in managed_sites())
    return (Option(EVERYWHERE, everywhere), *options) if manages_everywhere() else options


def manages_somewhere() -> bool:
    """Whether the visitor manages accounts at one site at least."""
    return "user.manage" in visitor().permissions


def only_those_who_manage() -> None:
    """Refuse who only looks."""
    if not manages_somewhere():
        abort(403)


def summary(mistakes: Mapping[str, str]) -> list[Mistake]:
    """The lines of the error summary, in the order of the fields."""
    return [Mistake(message, name) for name, message in mistakes.items()]


def sentence(text: str) -> str:
    """What the engine said, as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:]}"
