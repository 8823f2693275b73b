"""Our values in terms of JSON, and whether two values are the same."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping
from decimal import Decimal

from engine.core import feel


def ours(text: str, context: Mapping[str, object]) -> object:
    """The value that our engine gives, as `evaluate.mjs` writes those of feelin."""
    return plain(feel.evaluate(text, context))


def plain(value: object) -> object:
    """A value in terms of JSON; what JSON lacks is `{"@type": kind, ...}`."""
    match value:
        case Decimal():
            return float(value)
        case list():
            return [plain(item) for item in value]
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case feel.YearsAndMonthsDuration():
            return {"@type": "duration", "months": value.months, "seconds": 0}
        case feel.DaysAndTimeDuration():
            return {"@type": "duration", "months": 0, "seconds": float(value.seconds)}
        case datetime.date() | datetime.time() | feel.Date() | feel.Time() | feel.DateTime():
            return json.loads(feel.to_json(value))
        case feel.Range():
            return {"@type": "Range"}
        case feel.Function():
            return {"@type": "FunctionWrapper"}
    return value


def agree(a: object, b: object) -> bool:
    """Whether two values in terms of JSON are the same, numbers to 1e-9 of their size."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(agree, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(agree(a[key], b[key]) for key in a)
    return a == b
