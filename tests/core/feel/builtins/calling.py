"""Calling built-ins in tests: Python values in, values of the domain to compare with."""

import re
from decimal import Decimal

import pytest

from engine.core.feel.builtins import BUILTINS, CAMUNDA
from engine.core.feel.errors import Undefined
from engine.core.feel.run import Run
from engine.core.feel.values.function import HostFunction
from engine.core.feel.values.range import Range
from engine.core.feel.values.reading import at_literal

UNDEFINED = object()
"""What a call is expected to give when its arguments are outside the domain."""

_RANGE = re.compile(r"([\[(])(.*)\.\.(.*)([\])])")


def d(value):
    """A value of the domain: numbers become Decimal, "@..." what an at-literal stands for."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return Decimal(str(value))
    if isinstance(value, str) and value.startswith("@"):
        return at_literal(value[1:])
    if isinstance(value, list):
        return [d(item) for item in value]
    if isinstance(value, dict):
        return {key: d(item) for key, item in value.items()}
    return value


def r(text):
    """A range of whole numbers, such as [1..10) or (..5]."""
    opening, low, high, closing = _RANGE.fullmatch(text).groups()
    ends = [Decimal(end) if end else None for end in (low, high)]
    return Range(*ends, opening == "[", closing == "]")


def function(call, *names):
    """A function of the host to hand to a built-in."""
    return HostFunction("test", names or ("x", "y"), call)


def call(name, *arguments, run=None, functions=BUILTINS):
    """The value of a call by position."""
    return functions[name].invoke([d(argument) for argument in arguments], run or Run())


def camunda(name, *arguments, run=None):
    """The value of a call by position in Camunda's dialect."""
    return call(name, *arguments, run=run, functions={**BUILTINS, **CAMUNDA})


def call_named(name, run=None, functions=BUILTINS, **arguments):
    """The value of a call by names; `_` in a name stands for a space."""
    named = {key.replace("_", " "): d(value) for key, value in arguments.items()}
    return functions[name].invoke_named(named, run or Run())


def check(name, arguments, expected, calling=call):
    """Compare a call with what is expected, number for number and kind for kind."""
    if expected is UNDEFINED:
        with pytest.raises(Undefined) as caught:
            calling(name, *arguments)
        assert str(caught.value)
        return
    found = calling(name, *arguments)
    assert found == d(expected)
    assert type(found) is type(d(expected))
