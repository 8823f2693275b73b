import datetime
import math
from decimal import Decimal

import pytest

from tests.core.form.building import NOW, component, error, load, value

REQUIRED = {"required": True}
PARIS = NOW.tzinfo


def field(kind, **more):
    return component(kind, "date_of_referral" if kind == "datetime" else "answer", **more)


@pytest.mark.parametrize(
    ("one", "typed", "expected"),
    [
        (field("textfield"), ["  Ann\tB.\nC  "], "Ann B. C"),
        (field("textfield"), ["e\u0301"], "\u00e9"),
        (field("textfield"), ["   "], None),
        (field("textfield"), [], None),
        (field("textfield"), ["", "Ann"], "Ann"),
        (field("textarea"), [" a\r\nb\rc\n"], "a\nb\nc"),
        (field("textfield", validate={"validationType": "email"}), ["a@b.org"], "a@b.org"),
        (field("textfield", validate={"validationType": "phone"}), ["+44 20 7946"], "+44 20 7946"),
        (field("textfield", validate={"pattern": "^[A-Z]{2}$"}), ["AB"], "AB"),
        (field("number"), ["12.50"], Decimal("12.50")),
        (field("number"), [" +7 "], Decimal(7)),
        (field("number"), ["\u22123"], Decimal(-3)),
        (field("number", decimalDigits=0), ["0"], Decimal(0)),
        (field("number"), [""], None),
        (field("number"), ["0.1234567890123456789"], Decimal("0.1234567890123456789")),
        (field("datetime"), ["2027-03-04"], datetime.date(2027, 3, 4)),
        (field("datetime"), [""], None),
        (field("datetime", subtype="time"), ["9:05"], datetime.time(9, 5)),
        (field("datetime", subtype="time"), ["23:59:58"], datetime.time(23, 59, 58)),
        (
            field("datetime", subtype="datetime"),
            ["2027-03-04T09:05"],
            datetime.datetime(2027, 3, 4, 9, 5, tzinfo=PARIS),
        ),
        (
            field("datetime", subtype="datetime"),
            ["2027-03-04 09:05:00Z"],
            datetime.datetime(2027, 3, 4, 10, 5, tzinfo=PARIS),
        ),
        (field("radio"), ["yes"], "yes"),
        (field("select"), [""], None),
        (field("checklist"), ["yes", "no", "yes"], ["yes", "no"]),
        (field("taglist"), [], []),
        (field("checkbox"), ["on"], True),
        (field("checkbox"), ["false", "true"], True),
        (field("checkbox"), ["false"], False),
        (field("checkbox"), [], False),
        (field("filepicker", multiple=True), ["0190-a", "0190-b"], ["0190-a", "0190-b"]),
        (field("filepicker"), [], []),
    ],
)
def test_what_is_typed_becomes_a_value(one, typed, expected):
    found = value(one, *typed)

    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("given", "kind", "expected"),
    [
        (Decimal("1.5"), "number", Decimal("1.5")),
        (3, "number", Decimal(3)),
        (0.1, "number", Decimal("0.1")),
        (True, "checkbox", True),
        (None, "textfield", None),
        (["yes"], "checklist", ["yes"]),
        (datetime.date(2027, 3, 4), "datetime", datetime.date(2027, 3, 4)),
    ],
)
def test_values_of_a_program_are_taken_too(given, kind, expected):
    one = field(kind)

    loaded = load([one], {one["key"]: given})

    assert (loaded.values, loaded.errors) == ({one["key"]: expected}, {})


@pytest.mark.parametrize(
    ("one", "typed", "message"),
    [
        (field("textfield", validate=REQUIRED), [" "], "Enter the answer"),
        (field("datetime", validate=REQUIRED), [], "Enter the date of referral"),
        (field("number", validate=REQUIRED), [], "Enter the answer"),
        (
            field("radio", validate=REQUIRED, label="Eligible?"),
            [],
            "Choose an answer to “Eligible?”",
        ),
        (field("checklist", validate=REQUIRED), [], "Choose the answer"),
        (field("checkbox", validate=REQUIRED, label="I agree"), [], "Tick “I agree”"),
        (field("filepicker", validate=REQUIRED), [], "Add a file for the answer"),
        (field("textfield"), ["a", "b"], "Give one answer only to Answer"),
        (
            field("textfield"),
            ["a\x00b"],
            "Answer must not contain control characters; type it again",
        ),
        (
            field("textarea"),
            ["a\u202eb"],
            "Answer must not contain invisible marks that turn the"
            " direction of text; type it again",
        ),
        (
            field("radio"),
            ["yes\u2066"],
            "Answer must not contain invisible marks that turn the"
            " direction of text; type it again",
        ),
        (field("textfield"), ["x" * 501], "Answer must be 500 characters or fewer"),
        (field("textarea"), ["x" * 20_001], "Answer must be 20,000 characters or fewer"),
        (
            field("textfield", validate={"minLength": 3}),
            ["ab"],
            "Answer must be 3 characters or more",
        ),
        (
            field("textfield", validate={"maxLength": 3}),
            ["abcd"],
            "Answer must be 3 characters or fewer",
        ),
        (
            field("textfield", validate={"validationType": "email"}),
            ["ab"],
            "Answer must be written like name@example.org",
        ),
        (
            field("textfield", validate={"validationType": "phone"}),
            ["ab"],
            "Answer must be written like +44 20 7946 0000",
        ),
        (
            field("textfield", validate={"pattern": "^[0-9]+$"}),
            ["٣"],
            "Answer is not in the right form",
        ),
        (
            field("number"),
            ["12,5"],
            "Answer must be a number in digits, such as 12.5; write no comma",
        ),
        (
            field("number", decimalDigits=0),
            ["x"],
            "Answer must be a number in digits, such as 12; write no comma",
        ),
        (
            field("number"),
            ["NaN"],
            "Answer must be a number in digits, such as 12.5; write no comma",
        ),
        (
            field("number"),
            ["1e5"],
            "Answer must be a number in digits, such as 12.5; write no comma",
        ),
        (field("number"), ["٣"], "Answer must be a number in digits, such as 12.5; write no comma"),
        (field("number"), ["1" * 31], "Answer must have fewer than 30 digits"),
        (field("number", decimalDigits=0), ["1.5"], "Answer must be a whole number"),
        (
            field("number", decimalDigits=2),
            ["1.555"],
            "Answer must have 2 digits or fewer after the point",
        ),
        (field("number", validate={"min": 0}), ["-1"], "Answer must be 0 or more"),
        (field("number", validate={"max": 20_000}), ["20000.01"], "Answer must be 20000 or less"),
        (
            field("number", validate={"max": 1e39}),
            ["x"],
            "Answer must be a number in digits, such as 12.5; write no comma",
        ),
        (field("datetime"), ["2027-02-30"], "Date of referral must be a real date"),
        (
            field("datetime"),
            ["1899-12-31"],
            "Date of referral must be between the years 1900 and 2200",
        ),
        (
            field("datetime"),
            ["4 March"],
            "Date of referral must be a date in digits, such as 27 3 2027",
        ),
        (
            field("datetime", disallowPassedDates=True),
            ["2027-03-14"],
            "Date of referral must be today or in the future",
        ),
        (
            field("datetime", properties={"latest": "=today()"}),
            ["2027-03-16"],
            "Date of referral must be today or in the past",
        ),
        (
            field("datetime", properties={"latest": 'date("2027-03-01")'}),
            ["2027-03-16"],
            "Date of referral must be on or before 1 March 2027",
        ),
        (
            field("datetime", properties={"earliest": "=now()"}),
            ["2027-03-14"],
            "Date of referral must be on or after 15 March 2027",
        ),
        (
            field("datetime", subtype="time"),
            ["25:00"],
            "Date of referral must have a time such as 09:30",
        ),
        (
            field("datetime", subtype="time"),
            ["noon"],
            "Date of referral must have a time such as 09:30",
        ),
        (
            field("datetime", subtype="datetime"),
            ["2027-03-04T09:30+99:00"],
            "Date of referral has no real time zone",
        ),
        (
            field("datetime", subtype="datetime"),
            ["2027-03-04"],
            "Date of referral must have a time such as 09:30",
        ),
        (field("radio"), ["maybe"], "Choose the answer from the list"),
        (field("checklist"), ["yes", "maybe"], "Choose the answer from the list"),
        (field("checklist"), [str(n) for n in range(501)], "Answer must have 500 answers or fewer"),
        (field("checkbox"), ["maybe"], "Answer must be ticked or left empty"),
        (field("filepicker"), ["a", "b"], "Answer must have 1 answers or fewer"),
        (field("filepicker"), ["../etc"], "Add the file for the answer again"),
    ],
)
def test_an_error_is_a_sentence_that_names_the_field(one, typed, message):
    assert error(one, *typed) == message


@pytest.mark.parametrize(
    "given",
    [math.nan, math.inf, Decimal("NaN"), Decimal("sNaN"), Decimal("1E+999999"), 10**45, True],
)
def test_what_is_no_number_is_refused(given):
    loaded = load([field("number")], {"answer": given})

    assert loaded.errors["answer"].startswith("Answer must be a number in digits")


@pytest.mark.parametrize("given", [{"a": 1}, object(), {1, 2}, [[1]], [{}]])
def test_what_nobody_can_type_is_refused(given):
    loaded = load([field("number")], {"answer": given})

    assert loaded.errors == {"answer": "This is no answer; send a text"}


def test_a_pattern_that_takes_for_ever_is_stopped():
    one = field("textfield", validate={"pattern": "^(a|aa)+(b|c)(?!x)$|(a+)+(a+)+(a+)+$x"})

    assert error(one, "a" * 400 + "!") == "Answer is not in the right form"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"day": "4", "month": "3", "year": "2027"}, datetime.date(2027, 3, 4)),
        ({"day": " 04 ", "month": "03", "year": "2027"}, datetime.date(2027, 3, 4)),
        ({"day": "", "month": "", "year": " "}, None),
    ],
)
def test_a_date_is_typed_in_three_fields(parts, expected):
    loaded = load(
        [field("datetime")], {f"date_of_referral-{key}": [one] for key, one in parts.items()}
    )

    assert (loaded.values, loaded.errors) == ({"date_of_referral": expected}, {})


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"day": "4", "month": "3"}, "must include a year"),
        ({"month": "3"}, "must include a day and a year"),
        ({"day": "31", "month": "2", "year": "2027"}, "must be a real date"),
        ({"day": "4", "month": "3", "year": "27"}, "must be a date in digits, such as 27 3 2027"),
        ({"day": "4", "month": "March", "year": "2027"}, "must be a date in digits"),
    ],
)
def test_a_date_in_three_fields_says_which_is_wrong(parts, message):
    raw = {f"date_of_referral-{key}": one for key, one in parts.items()}

    loaded = load([field("datetime")], raw)

    assert loaded.errors["date_of_referral"].startswith(f"Date of referral {message}")
    assert loaded.typed == {name: [one] for name, one in raw.items()}


def test_a_date_and_time_is_typed_in_four_fields_and_may_come_as_an_object():
    one = field("datetime", subtype="datetime")
    parts = {"day": "4", "month": "3", "year": "2027", "time": "09:30"}
    expected = {"date_of_referral": datetime.datetime(2027, 3, 4, 9, 30, tzinfo=PARIS)}

    raw = {f"date_of_referral-{key}": text for key, text in parts.items()}
    assert load([one], raw).values == expected
    assert load([one], {"date_of_referral": parts}).values == expected
    assert load([one], raw | {"date_of_referral-time": ""}).errors == {
        "date_of_referral": "Date of referral must include a time"
    }


def test_an_answer_to_no_question_is_an_error():
    loaded = load([field("textfield")], {"other": "x", "answer-day": "1", "answer.0.x": "1"})

    assert set(loaded.errors) == {"other", "answer-day", "answer.0.x"}
    assert loaded.errors["other"] == "There is no such question on this form; reload the page"


def test_a_computed_field_cannot_be_sent():
    loaded = load([component("expression", "x", expression="=1")], {"x": "5"})

    assert list(loaded.errors) == ["x"]
    assert loaded.values == {"x": 1}


def test_an_error_can_be_said_in_another_language():
    message = load([field("number", validate={"min": 0})], {"answer": "-1"}).errors["answer"]

    assert message.template == "{field} must be {least} or more"
    assert message.values["least"] == "0"
    assert message.values["field"] == "Answer"


def test_what_is_typed_is_kept():
    loaded = load([field("number")], {"answer": "12,5"})

    assert loaded.typed == {"answer": ["12,5"]}
    assert not loaded.ok


def test_half_a_character_is_shown_as_what_it_is():
    loaded = load([field("textfield")], {"answer": "a\ud800"})

    assert loaded.typed == {"answer": ["a\ufffd"]}
    assert loaded.values == {"answer": "a\ufffd"}


def test_a_number_without_end_is_refused():
    loaded = load([field("number")], {"answer": 10**5000})

    assert list(loaded.errors) == ["answer"]
