"""Our values and those of @bpmn-io/feelin, on expressions that both should know."""

import os
from functools import cache
from random import Random

import pytest

from tests.core.feel.differential import feelin
from tests.core.feel.differential.agreement import agree, ours
from tests.core.feel.differential.cases import CASES
from tests.core.feel.differential.disagreements import DISAGREEMENTS
from tests.core.feel.differential.rules import CONTEXT, RULES
from tests.core.feel.fuzzing.grammar import Grammar

LONG = bool(os.environ.get("PASSERELLE_LONG"))
COUNT = 20_000 if LONG else 1_000
DEPTH = 3
GRAMMAR = Grammar(RULES)
EXAMPLES = [(one, text) for one in DISAGREEMENTS for text in one.examples]

needs_feelin = pytest.mark.skipif(
    not feelin.IS_THERE, reason="node or @bpmn-io/feelin is not installed: `./run test` does it"
)


@cache
def theirs(texts):
    """What feelin gives for some expressions, in their order."""
    return feelin.values((text, CONTEXT) for text in texts)


def expression(seed):
    return GRAMMAR.expand("any", Random(seed), DEPTH)


@needs_feelin
@pytest.mark.long
@pytest.mark.timeout(900)
def test_random_expressions_have_the_value_that_feelin_gives():
    texts = [expression(seed) for seed in range(COUNT)]
    answers = theirs(tuple(texts))

    differ = [
        f"seed {seed}: {text}\n    ours {ours(text, CONTEXT)!r}\n    feelin {answer!r}"
        for seed, (text, answer) in enumerate(zip(texts, answers, strict=True))
        if not agree(ours(text, CONTEXT), answer)
        and not any(known.covers(text) for known in DISAGREEMENTS)
    ]

    assert not differ, "\n".join(differ[:20])


@needs_feelin
@pytest.mark.parametrize("text", CASES)
def test_a_case_has_the_value_that_feelin_gives(text):
    answer = theirs(tuple(CASES))[CASES.index(text)]

    assert agree(ours(text, CONTEXT), answer), f"ours {ours(text, CONTEXT)!r}, feelin {answer!r}"


@needs_feelin
@pytest.mark.parametrize(("known", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_a_known_disagreement_is_still_there(known, text):
    texts = tuple(text for _, text in EXAMPLES)
    answer = theirs(texts)[texts.index(text)]

    assert known.covers(text)
    assert not agree(ours(text, CONTEXT), answer), f"feelin agrees now: take '{known.name}' out"


def test_known_disagreements_cover_few_of_the_random_expressions():
    texts = [expression(seed) for seed in range(1_000)]

    covered = [text for text in texts if any(known.covers(text) for known in DISAGREEMENTS)]

    assert len(covered) < len(texts) / 20


def test_no_case_is_a_known_disagreement():
    assert not [text for text in CASES for known in DISAGREEMENTS if known.covers(text)]
    assert len(set(CASES)) == len(CASES)


def test_random_expressions_mostly_have_a_value():
    values = [ours(expression(seed), CONTEXT) for seed in range(500)]

    assert sum(value is not None for value in values) > 0.8 * len(values)
