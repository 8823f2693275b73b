"""How long whoever fails to sign in must wait before trying again.

Failures are counted by login name and by address, and forgotten little by little: a login name
guessed at is soon shut for a while, a prison where fifty people share one address is not.
"""

from __future__ import annotations

import datetime
import ipaddress
import math
from dataclasses import dataclass
from typing import Final

_FIRST: Final = datetime.timedelta(minutes=1)
_LONGEST: Final = datetime.timedelta(minutes=15)
_NO_TIME: Final = datetime.timedelta()


@dataclass(frozen=True, slots=True)
class Limit:
    """What is let pass.

    Attributes:
        free: So many failures cost no wait.
        forgets: One failure is forgotten in this time.
    """

    free: int
    forgets: datetime.timedelta


PER_LOGIN: Final = Limit(5, datetime.timedelta(hours=1))
PER_ADDRESS: Final = Limit(30, datetime.timedelta(minutes=5))


@dataclass(frozen=True, slots=True)
class Failures:
    """What is remembered of one login name or address.

    Attributes:
        level: How many failures were remembered when the last one happened, that one included.
        last: When it happened.
    """

    level: float
    last: datetime.datetime


def after_failure(before: Failures | None, limit: Limit, now: datetime.datetime) -> Failures:
    """What to remember once another attempt has failed."""
    return Failures(_remembered(before, limit, now) + 1, now)


def wait(failures: Failures | None, limit: Limit, now: datetime.datetime) -> datetime.timedelta:
    """How long to wait from now; zero when one may try.

    After the last free failure a minute, after each further one twice as long, at most 15 minutes.
    """
    beyond = math.ceil(_remembered(failures, limit, now)) - limit.free
    if failures is None or beyond < 0:
        return _NO_TIME
    pause = min(_FIRST * (1 << min(beyond, 10)), _LONGEST)
    return max(failures.last + pause - now, _NO_TIME)


def address_key(address: str) -> str:
    """What an address is counted as: of IPv6 the network, for one machine has it whole."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found.packed, 64), strict=False))
    return str(found)


def _remembered(failures: Failures | None, limit: Limit, now: datetime.datetime) -> float:
    if failures is None:
        return 0.0
    passed = max(now - failures.last, _NO_TIME)
    return max(failures.level - passed / limit.forgets, 0.0)
