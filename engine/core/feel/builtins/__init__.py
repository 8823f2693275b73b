"""The built-in functions of FEEL (DMN 1.5, 10.3.4), and those that Camunda adds."""

from collections.abc import Mapping
from typing import Final

from engine.core.feel.builtins import (
    boolean,
    camunda,
    camunda_time,
    context,
    conversion,
    list,
    membership,
    numeric,
    range,
    statistics,
    string,
    temporal,
)
from engine.core.feel.values.function import Function

BUILTINS: Final[Mapping[str, Function]] = {
    **boolean.FUNCTIONS,
    **context.FUNCTIONS,
    **conversion.FUNCTIONS,
    **list.FUNCTIONS,
    **membership.FUNCTIONS,
    **numeric.FUNCTIONS,
    **range.FUNCTIONS,
    **statistics.FUNCTIONS,
    **string.FUNCTIONS,
    **temporal.FUNCTIONS,
}
"""The functions of the standard, by name."""

CAMUNDA: Final[Mapping[str, Function]] = {**camunda.FUNCTIONS, **camunda_time.FUNCTIONS}
"""What the dialect "camunda" adds to them or puts in their place."""
