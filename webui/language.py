"""The language of the screens: gettext, and a test language that shows what was forgotten."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cached_property
from typing import Final

from babel.support import NullTranslations
from flask import Flask
from flask_babel import Babel, Domain, format_date, format_datetime

from webui.config import WebConfig

PSEUDO: Final = "pseudo"
_ACCENTS: Final = str.maketrans("aceinosuyACEINOSUY", "áçéíñóšúýÁÇÉÍÑÓŠÚÝ")
_KEPT: Final = re.compile(r"(%\(\w+\)[a-z]|%%\{\w+\}|%%)")


def install(app: Flask, config: WebConfig) -> None:
    """Speak one language on all pages, with the times of one zone."""
    pseudo = config.language == PSEUDO
    babel = _PseudoBabel() if pseudo else Babel()
    babel.init_app(
        app,
        default_locale="en_GB" if pseudo or config.language == "en" else config.language,
        default_timezone=config.time_zone,
    )
    app.add_template_filter(short_date)
    app.add_template_filter(short_moment)


def short_date(day: date) -> str:
    """Such as "4 Nov 2026"."""
    return str(format_date(day, "d MMM y"))


def short_moment(at: datetime) -> str:
    """Such as "4 Nov 2026, 14:30", by the clock on the wall; `at` is aware."""
    return str(format_datetime(at, "d MMM y, HH:mm"))


def pseudo(text: str) -> str:
    """The text with accents, a third longer, in brackets; what is filled in later stays.

    A text on a page without brackets was never handed to gettext; one that is cut off at the
    edge will be cut off in other languages.
    """
    parts = _KEPT.split(text)
    accented = "".join(p if _KEPT.fullmatch(p) else p.translate(_ACCENTS) for p in parts)
    return f"[{accented}{' ~' * (len(text) // 6)}]"


class _PseudoTranslations(NullTranslations):
    def ugettext(self, message: str) -> str:
        return pseudo(message)

    def ungettext(self, one: str, many: str, number: int) -> str:
        return pseudo(one if number == 1 else many)


class _PseudoDomain(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    def get_translations(self) -> NullTranslations:
        return _PseudoTranslations()


class _PseudoBabel(Babel):  # type: ignore[misc]  # Flask-Babel has no types
    @cached_property
    def domain_instance(self) -> Domain:
        return _PseudoDomain()
