"""Values of FEEL for property tests."""

import datetime
import zoneinfo
from decimal import Decimal

from hypothesis import strategies as st

from engine.core import feel

PLACES = ("Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe")

numbers = st.one_of(
    st.integers(-(10**20), 10**20).map(Decimal),
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    ),
    st.builds(
        lambda digits, exponent: Decimal(digits).scaleb(exponent),
        st.integers(-(10**33), 10**33),
        st.integers(-40, 40),
    ),
)
texts = st.text(max_size=12)
years = st.one_of(st.integers(1, 9999), st.integers(-999_999_999, 999_999_999))
far_dates = st.builds(
    feel.Date, st.integers(10_000, 999_999_999), st.integers(1, 12), st.integers(1, 28)
)
offsets = st.integers(-18 * 60, 18 * 60).map(
    lambda minutes: (
        datetime.timezone(datetime.timedelta(minutes=minutes)) if minutes else datetime.UTC
    )
)
zones = st.one_of(
    st.none(),
    st.integers(-14 * 60, 14 * 60).map(lambda m: datetime.timezone(datetime.timedelta(minutes=m))),
    st.sampled_from(PLACES).map(zoneinfo.ZoneInfo),
)
times = st.times(timezones=zones)
fine_times = st.builds(
    feel.Time,
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59_999_999_999)
    .map(lambda nanos: Decimal(nanos).scaleb(-9))
    .filter(lambda second: second % Decimal("0.000001") != 0),
    st.one_of(st.none(), st.sampled_from(PLACES).map(lambda name: feel.Zone(name=name))),
)
date_times = st.datetimes(timezones=zones)
days_and_time = st.one_of(
    st.integers(-(10**12), 10**12).map(Decimal),
    st.integers(-(10**15), 10**15).map(lambda nanos: Decimal(nanos).scaleb(-9)),
).map(feel.DaysAndTimeDuration)
years_and_months = st.integers(-(10**9), 10**9).map(feel.YearsAndMonthsDuration)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    numbers,
    texts,
    st.dates(),
    far_dates,
    times,
    fine_times,
    date_times,
    days_and_time,
    years_and_months,
)
ranges = st.builds(
    lambda ends, low_in, high_in: feel.Range(min(ends), max(ends), low_in, high_in),
    st.one_of(
        st.tuples(numbers, numbers), st.tuples(texts, texts), st.tuples(st.dates(), st.dates())
    ),
    st.booleans(),
    st.booleans(),
)
keys = st.one_of(st.just("@type"), st.sampled_from(["value", "risk score", ""]), texts)
values = st.recursive(
    st.one_of(scalars, ranges),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)
