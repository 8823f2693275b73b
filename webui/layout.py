"""What stands around every page: header, navigation, breadcrumbs, messages, footer."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app
from flask_babel import get_locale
from flask_babel import gettext as _

from webui.config import WebConfig
from webui.view.listing import amount


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem:
    """One part of the service.

    Attributes:
        count: Shown beside the label where it is more than nothing; see `view.listing.amount`.
        current: Whether the page belongs to it.
    """

    label: str
    url: str
    count: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What the frame of a page shows of the person who looks at it.

    Attributes:
        home_url: Where the name of the product leads.
        person: Who is signed in; empty for nobody.
        search_url: Where the search field sends `q`; empty for no search.
        note: A line above everything, such as that all data is invented.
        shortcuts: Whether keyboard shortcuts are on until they are switched off.
    """

    home_url: str = "/"
    navigation: tuple[NavigationItem, ...] = ()
    person: str = ""
    account_url: str = ""
    sign_out_url: str = ""
    search_url: str = ""
    note: str = ""
    shortcuts: bool = True


@dataclass(frozen=True, slots=True)
class Crumb:
    """One page on the way to this one."""

    label: str
    url: str


def install(app: Flask, config: WebConfig) -> None:
    """Give each template the furniture of a page where nobody is signed in, and the names."""

    def context() -> dict[str, object]:
        return {
            "furniture": Furniture(shortcuts=config.shortcuts, note=note()),
            "programme": config.programme,
            "language": str(get_locale()).replace("_", "-"),
        }

    app.context_processor(context)
    app.add_template_filter(amount)


def note() -> str:
    """The line above everything: in a demonstration, that nothing of it is real; else empty."""
    config: WebConfig = current_app.extensions["passerelle"]
    return str(_("A demonstration: every person and every case is invented")) if config.demo else ""
