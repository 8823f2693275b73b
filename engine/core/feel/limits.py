"""How much one expression may use, so that text from a browser never holds up a worker."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one expression.

    Attributes:
        text_length: Characters of the expression.
        nesting: Levels of brackets, operators and functions inside each other.
        steps: Iterations, invocations and comparisons of one evaluation.
        call_depth: Functions calling functions.
        list_items: Items of one list.
        string_length: Characters of one string.
        warnings: Warnings kept; later ones are dropped.
    """

    text_length: int = 20_000
    nesting: int = 100
    steps: int = 100_000
    call_depth: int = 128
    list_items: int = 100_000
    string_length: int = 1_000_000
    warnings: int = 100


DEFAULT_LIMITS = Limits()
