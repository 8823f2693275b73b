"""Dates, moments and calendars for tests."""

import datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from engine.core import due

PARIS = due.Calendar("Europe/Paris", country="FR")
PLAIN = due.Calendar("Europe/Paris")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def at(text: str, zone: str = "Europe/Paris") -> datetime.datetime:
    """A moment on a wall clock."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


zones = st.sampled_from(
    [
        "UTC",
        "Europe/Paris",
        "Europe/London",
        "Europe/Dublin",
        "Atlantic/Azores",
        "America/Sao_Paulo",
        "America/Havana",
        "Africa/Cairo",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Kiritimati",
    ]
)
dates = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))
times = st.times()
countries = st.sampled_from(
    [(None, None), ("FR", None), ("DE", "BY"), ("GB", "SCT"), ("SA", None), ("US", None)]
)


@st.composite
def calendars(draw) -> due.Calendar:
    country, subdivision = draw(countries)
    closed = draw(st.lists(st.dates(day("2026-01-01"), day("2028-12-31")), max_size=40))
    return due.Calendar(
        draw(zones),
        country,
        subdivision,
        dict.fromkeys(closed, "closed"),
        frozenset(draw(st.sets(st.integers(0, 6), max_size=5))),
    )


moments = st.datetimes(
    datetime.datetime(1900, 1, 2),  # noqa: DTZ001 - the zone is put on by the strategy
    datetime.datetime(2200, 12, 30),  # noqa: DTZ001
    timezones=st.just(datetime.UTC),
)
