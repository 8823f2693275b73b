from engine.core import feel
from engine.core.feel.syntax.lexer import tokens
from engine.core.feel.syntax.names import Names, candidates, name_tokens
from tests.core.feel.asking import value


def longest(names, text):
    return Names(names).longest(tokens(text), 0)


def test_the_longest_known_name_is_found_by_its_tokens():
    names = ["risk score", "risk score of today", "risk"]

    assert longest(names, "risk   score + 1") == ("risk score", 2)
    assert longest(names, "risk score of today") == ("risk score of today", 4)
    assert longest(names, "risk of") is None


def test_a_scope_inside_another_is_added_to_without_changing_it():
    first = Names(["a b"])
    second = first.inner()

    second.add("a c")

    assert first.longest(tokens("a c"), 0) is None
    assert second.longest(tokens("a c"), 0) == ("a c", 2)
    assert second.longest(tokens("a b"), 0) == ("a b", 2)


def test_of_two_spellings_of_one_name_the_first_is_kept():
    assert longest(["a-b", "a - b"], "a-b") == ("a-b", 3)


def test_what_can_never_be_written_is_no_name():
    assert name_tokens("a b") == ("a", "b")
    for text in ("", "1a", "a=b", '"a"', "a #"):
        assert name_tokens(text) == ()


def test_a_plain_text_has_no_candidates():
    assert candidates(tokens("risk score > 15")).anywhere == frozenset()


def test_candidates_are_the_spellings_that_hold_an_operator_or_a_keyword():
    found = candidates(tokens("a-b and c")).anywhere

    assert {"a-b", "a - b", "a-b and c", "b and c"} <= found
    assert "c" not in found


def test_a_name_with_an_operator_is_found_in_the_context_at_any_level():
    context = {"follow-up": 2, "case": {"risks and needs": [{"sub-area": "work", "n": 1}]}}

    assert value("follow-up + 1", context) == 3
    assert value('case.risks and needs[sub-area = "work"].n', context) == [1]
    assert value("follow-up", {"follow": 5, "up": 2}) == 3


def test_the_same_expression_is_read_anew_for_each_context():
    expression = feel.parse("a-b")

    assert expression.evaluate({"a": 3, "b": 1}) == 2
    assert expression.evaluate({"a-b": 7}) == 7
    assert expression.evaluate({"a": 3, "b": 2}) == 1


def test_more_readings_than_are_kept_are_still_right():
    expression = feel.parse(" + ".join(f"a{i}-b" for i in range(20)))

    for i in range(20):
        context = {f"a{k}": 1 for k in range(20)} | {"b": 0, f"a{i}-b": 100}
        assert expression.evaluate(context) == 119


def test_an_expression_may_be_one_only_for_some_contexts():
    expression = feel.parse("risk and / or need")

    assert expression.error is not None
    assert expression.evaluate({"risk and / or need": 1}) == 1
    assert expression.evaluate({"risk": 1}) is None
    assert expression.names == ()


def test_a_name_is_looked_for_in_contexts_six_levels_deep():
    context = {"x": {"a-b": 1}}
    for _ in range(8):
        context = {"x": context}

    path = ".".join(["x"] * 9)
    assert feel.parse(f"{path}.a-b").evaluate(context) is None
    assert feel.parse(f"{path}.a-b", names=["a-b"]).evaluate(context) == 1


def test_the_longest_name_wins_whichever_scope_it_is_of():
    outer = Names(["a b c", "x y"])
    inner = outer.inner()
    inner.add("a b")
    inner.add("x y z")

    assert inner.longest(tokens("a b c"), 0) == ("a b c", 3)
    assert inner.longest(tokens("x y z"), 0) == ("x y z", 3)
