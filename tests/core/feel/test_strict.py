import pytest

from engine.core import feel

CONTEXT = {"risk score": 18, "level": "high", "people": [{"name": "A"}], "due": "2027-01-31"}


def refusal(text):
    with pytest.raises(feel.FeelError) as caught:
        feel.evaluate(text, CONTEXT, strict=True)
    return caught.value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("risk scor > 15", "line 1, column 1: nothing here is called 'risk scor'; did you mean 'r"),
        ("risk score > 15 and\nlevl = 1", "line 2, column 1: nothing here is called 'levl'; did y"),
        ("uper case(level)", "line 1, column 1: there is no function 'uper case'; did you mean 'u"),
        ("zzzz", "line 1, column 1: nothing here is called 'zzzz'"),
        ("not level", "line 1, column 1: nothing here is called 'not level'; did you mean 'not(le"),
        ("level not in [1]", "line 1, column 1: nothing here is called 'level not'; did you mean"),
        ('"high" + 1', "line 1, column 1: string + number has no answer"),
        ('level > 5', "line 1, column 1: string > number has no answer: they cannot be compared"),
        ('due > @"2027-01-01"', "line 1, column 1: string > date has no answer: they cannot be co"),
        ("people[2]", "line 1, column 1: position 2 is outside this list of 1"),
        ("people[1].nam", "line 1, column 1: this context has no 'nam', it has 'name'"),
        ('date("31.1.2027")', "line 1, column 1: '31.1.2027' is not a date such as 2027-01-31"),
        ("1 / 0", "line 1, column 1: division by zero"),
        ("1 instance of nummer", "line 1, column 15: 'nummer' is not a type; did you mean 'number"),
        ("substring(string: level, start: 2)", "line 1, column 1: substring has no parameter 'sta"),
        ("if level = 1 then 2 else 3", "line 1, column 4: string = number has no answer: they can"),
    ],
)  # fmt: skip
def test_strict_mode_refuses_with_the_place_the_reason_and_the_way_out(text, message):
    assert str(refusal(text)).startswith(message)


def test_a_refusal_carries_its_parts():
    error = refusal("1 + risk scor")

    assert isinstance(error, feel.FeelNameError)
    assert error.suggestion == "risk score"
    assert error.message == "nothing here is called 'risk scor'"
    assert (error.position.line, error.position.column, error.position.text) == (1, 5, "risk scor")


def test_null_is_no_error_even_in_strict_mode():
    for text in ("null", "null = 1", "null > 1", "{a: null}.a", "[][item > 1]", "null and true"):
        feel.evaluate(text, strict=True)


def test_a_call_without_a_warning_may_ask_for_strictness():
    expression = feel.parse('1 + "a"', strict=True)

    with pytest.raises(feel.FeelValueError):
        expression.evaluate()
    assert expression.evaluate(strict=False) is None


def test_the_camunda_assertion_fails_in_any_mode():
    with pytest.raises(feel.FeelValueError, match="too high"):
        feel.evaluate('assert(1, 1 > 2, "too high")', dialect="camunda")
