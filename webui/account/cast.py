"""Whom one may sign in as in a demonstration; never where people work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from flask import current_app
from flask_babel import ngettext

from engine.demo import PASSWORD, STAFF, Colleague
from webui.config import WebConfig

_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the cast.

    Attributes:
        roles: What they are, in words.
        password: The one that everybody of a demonstration has.
    """

    login: str
    name: str
    roles: str
    password: str = field(repr=False)


def cast() -> tuple[Part, ...]:
    """All of them; nobody outside of a demonstration."""
    config: WebConfig = current_app.extensions["passerelle"]
    if not config.demo:
        return ()
    return tuple(Part(one.login, one.name, _roles(one), PASSWORD) for one in STAFF)


def _roles(one: Colleague) -> str:
    named, more = one.titles[:_NAMED], len(one.titles[_NAMED:])
    text = ", ".join(named)
    if not more:
        return text
    return str(
        ngettext("%(roles)s, and %(num)d more", "%(roles)s, and %(num)d more", more, roles=text)
    )
