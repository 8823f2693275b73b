"""Whatever text comes in: an answer, or an error of FEEL's own; never a hang."""

import contextlib
import json
import os
import signal
from random import Random

import pytest

from engine.core import feel
from tests.core.feel.fuzzing.mutate import mutated
from tests.core.feel.fuzzing.sample import NOW, sample

LONG = bool(os.environ.get("PASSERELLE_LONG"))
COUNT = 100_000 if LONG else 5_000
BLOCKS = 10
HANG_SECONDS = 20
"""Of processor time, for one text: a detector of hangs, not a measure of speed."""

JSON_PIECES = (
    '"@type"', '"value"', '"ends"', '"date"', '"range"', '"context"', '"duration"', "null", "[",
    "]", "{", "}", ",", ":", "[]", "{}", "1e999999", "-", "NaN", "-Infinity", '"\\ud800"', "1" * 50,
    '"[]"', '"9999-12-31"', '{"@type": "range", "ends": "[]", "value": [1, "a"]}', "[" * 2000,
    '{"@type": "context", "value": [["@type", 1]]}', '{"@type": ["x"], "value": 1}',
)  # fmt: skip


class Hang(BaseException):
    """Not an Exception, so that nothing under test catches it."""


@contextlib.contextmanager
def watched():
    def stop(_signal, _frame):
        raise Hang

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def evaluate(it, *, strict):
    expression = feel.parse(it.text, strict=strict, dialect=it.dialect)
    return expression.evaluate(it.context, now=NOW)


def put_to_test(it, *, strict):
    tests = feel.parse_unary_tests(it.text, strict=strict, dialect=it.dialect)
    return tests.test(it.value, it.context, now=NOW)


def holds_function(value):
    if isinstance(value, list):
        return any(map(holds_function, value))
    if isinstance(value, dict):
        return any(map(holds_function, value.values()))
    return isinstance(value, feel.Function)


def check_json(value):
    """A value goes to JSON and comes back; one with a function in it is refused."""
    if holds_function(value):
        with pytest.raises(feel.FeelError):
            feel.to_json(value)
        return
    written = feel.to_json(value)
    back = feel.from_json(written)
    assert back == value
    assert feel.to_json(back) == written


def check(it):
    """Lenient, only a limit may stop it; strict, any error of FEEL."""
    with contextlib.suppress(feel.FeelLimitError):
        check_json(evaluate(it, strict=False))
    with contextlib.suppress(feel.FeelLimitError):
        assert put_to_test(it, strict=False) in (True, False, None)
    for run in (evaluate, put_to_test):
        with contextlib.suppress(feel.FeelError):
            run(it, strict=True)


@pytest.mark.long
@pytest.mark.timeout(1800 if LONG else 300)
@pytest.mark.parametrize("block", range(BLOCKS))
def test_any_text_gives_a_value_or_an_error_of_feel(block):
    for seed in range(block, COUNT, BLOCKS):
        it = sample(seed)
        try:
            with watched():
                check(it)
        except (Exception, Hang) as error:
            error.add_note(f"seed {seed}: {it.text!a}, dialect {it.dialect}")
            raise


@pytest.mark.long
def test_any_json_gives_a_value_or_an_error_of_feel():
    for seed in range(COUNT // 5):
        random = Random(seed)
        text = mutated(written(seed), random, pieces=lambda r: r.choice(JSON_PIECES))
        try:
            with watched(), contextlib.suppress(feel.FeelError):
                check_json(feel.from_json(text))
        except (Exception, Hang) as error:
            error.add_note(f"seed {seed}: {text!a}")
            raise


def written(seed):
    """JSON of the context of a sample, without its functions."""
    plain = {k: v for k, v in sample(seed).context.items() if not holds_function(v)}
    return feel.to_json({"all": [plain]})


def test_the_same_seed_gives_the_same_sample():
    assert [sample(seed).text for seed in range(200)] == [sample(seed).text for seed in range(200)]


def test_samples_are_of_many_kinds():
    values = []
    for seed in range(2000):
        with contextlib.suppress(feel.FeelError):
            values.append(evaluate(sample(seed), strict=False))

    assert len({type(value) for value in values}) >= 12
    assert sum(value is not None for value in values) > len(values) / 5


def test_json_of_the_fuzzer_is_json():
    assert all(json.loads(written(seed)) for seed in range(50))
