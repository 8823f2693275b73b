"""One input of the fuzzer: a text, the variables it may read, a value to test."""

from __future__ import annotations

import datetime
import zoneinfo
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from engine.core import feel
from tests.core.feel.fuzzing.grammar import Grammar
from tests.core.feel.fuzzing.mutate import mutated
from tests.core.feel.fuzzing.rules import RULES

NOW: Final = datetime.datetime(2027, 3, 28, 1, 30, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))

_GRAMMAR: Final = Grammar(RULES)
_DEPTH: Final = 5
_VALUES: Final[tuple[object, ...]] = (
    None, True, False, 0, 18, -3, 2.5, 10**40, Decimal("1.50"), Decimal("1e-6100"), "", "high",
    "2027-01-31", "\ud800", "\U0001f600", datetime.date(2027, 1, 31), NOW, datetime.time(9, 30),
    NOW.replace(tzinfo=None), datetime.timedelta(days=-1, microseconds=1),
    datetime.date.max, datetime.datetime.min,  # noqa: DTZ901 - local time at its edge
    feel.Date(-44, 3, 15),
    feel.YearsAndMonthsDuration(18), feel.DaysAndTimeDuration(Decimal("0.1")),
    feel.Range(Decimal(1), Decimal(10), True, False), feel.Range(None, "m", False, True),
    [], [12, 18, 9], [None], ["a", 1, [2, [3]]], {}, {"x": 1}, [{"x": 1}, {"x": "y"}, 3],
    {"name": "Ada", "custody status": "remand", "follow-up": {"days": 30}}, {"@type": "date"},
    feel.HostFunction("double", ("x",), lambda x: x),
)  # fmt: skip
_NAMES: Final = tuple(name for name in RULES["name"] if name != "nothing")


@dataclass(frozen=True, slots=True)
class Sample:
    """What one seed makes.

    Attributes:
        text: An expression or unary tests, or what is left of them.
        context: Python values by name.
        value: What unary tests are put to.
        dialect: None or "camunda".
    """

    text: str
    context: dict[str, object]
    value: object
    dialect: str | None


def sample(seed: int) -> Sample:
    """The input of a seed; half of all texts are damaged."""
    random = Random(seed)
    text = _GRAMMAR.expand("tests" if random.random() < 0.25 else "any", random, _DEPTH)
    if random.random() < 0.5:
        text = mutated(text, random)
    context = {name: random.choice(_VALUES) for name in _NAMES if random.random() < 0.7}
    dialect = random.choice((None, None, None, "camunda"))
    return Sample(text, context, random.choice(_VALUES), dialect)
