"""Asking for the value of an expression in tests, and for what it says when it has none."""

import datetime

from engine.core import feel

NOW = datetime.datetime(2027, 3, 10, 9, 30, tzinfo=datetime.UTC)


def value(text, context=None):
    """The value of an expression that must have one without a word."""
    warnings = []
    found = feel.evaluate(text, context, now=NOW, warnings=warnings)
    assert [str(warning) for warning in warnings] == []
    return found


def same(left, right, context=None):
    """Whether two expressions have the same value, of the same kinds."""
    return value(f"is({left}, {right})", context)


def lenient(text, context=None):
    """The value of an expression, and what was said on the way."""
    warnings = []
    found = feel.evaluate(text, context, now=NOW, warnings=warnings)
    return found, [str(warning) for warning in warnings]


def why_null(text, context=None):
    """What the one warning says of an expression that must be null for a reason."""
    found, said = lenient(text, context)
    assert found is None
    assert len(said) == 1, said
    return said[0]
