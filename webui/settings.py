"""The settings of the pages, as the environment states them."""

from __future__ import annotations

import os
import zoneinfo
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from babel import UnknownLocaleError
from babel.core import Locale

from engine.errors import PasserelleError
from webui.config import WebConfig
from webui.language import PSEUDO

_WORDS: Final = {"yes": True, "no": False}
_MOST_PROXIES: Final = 10


class SettingRefused(PasserelleError):
    """A setting of the environment is missing, or is none that can be used."""


def config_from(environment: Mapping[str, str] = os.environ) -> WebConfig:
    """What `docs/running.md` says of each variable.

    Raises:
        SettingRefused: A variable is missing or wrong; the message names it and the way out.
    """
    try:
        return WebConfig(
            secret_key=_secret_key(environment),
            old_secret_keys=_several(environment, "PASSERELLE_OLD_SECRET_KEYS"),
            https=_yes(environment, "PASSERELLE_HTTPS", default=True),
            hosts=_several(environment, "PASSERELLE_HOSTS"),
            language=_language(environment),
            time_zone=_time_zone(environment),
            programme=environment.get("PASSERELLE_PROGRAMME", "").strip(),
            trusted_proxies=_proxies(environment),
            demo=_yes(environment, "PASSERELLE_DEMO", default=False),
        )
    except ValueError as error:
        raise SettingRefused(f"PASSERELLE_SECRET_KEY: {error}") from None


def _secret_key(environment: Mapping[str, str]) -> str:
    key, file = "PASSERELLE_SECRET_KEY", environment.get("PASSERELLE_SECRET_KEY_FILE")
    if environment.get(key):
        return environment[key].strip()
    if not file:
        raise SettingRefused(
            f"there is no secret key: set {key} or {key}_FILE; make one with "
            "`python3 -c 'import secrets; print(secrets.token_hex())'`"
        )
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise SettingRefused(f"{key}_FILE: '{file}' cannot be read: {reason}") from None


def _several(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Words with spaces or commas between them."""
    return tuple(environment.get(name, "").replace(",", " ").split())


def _yes(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    given = environment.get(name, "").strip().lower()
    if not given:
        return default
    if given not in _WORDS:
        raise SettingRefused(f"{name} is '{given}': say yes or no")
    return _WORDS[given]


def _language(environment: Mapping[str, str]) -> str:
    given = environment.get("PASSERELLE_LANGUAGE", "").strip() or "en"
    if given != PSEUDO:
        try:
            Locale.parse(given)
        except (UnknownLocaleError, ValueError):
            raise SettingRefused(
                f"PASSERELLE_LANGUAGE is '{given}', which is no language: say en, or fr_BE"
            ) from None
    return given


def _time_zone(environment: Mapping[str, str]) -> str:
    given = environment.get("PASSERELLE_TIME_ZONE", "").strip() or "UTC"
    if given not in zoneinfo.available_timezones():
        raise SettingRefused(
            f"PASSERELLE_TIME_ZONE is '{given}', which is no time zone: one is Europe/Paris"
        )
    return given


def _proxies(environment: Mapping[str, str]) -> int:
    name = "PASSERELLE_TRUSTED_PROXIES"
    given = environment.get(name, "").strip() or "0"
    if not given.isdecimal() or int(given) > _MOST_PROXIES:
        raise SettingRefused(f"{name} is '{given}': say how many stand before the pages, 0 to 10")
    return int(given)
