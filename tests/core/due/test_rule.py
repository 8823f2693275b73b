import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import due
from engine.core.due import DueRule, Unit
from engine.core.due.rule import LARGEST


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("10 wd", DueRule(10, Unit.WORKING_DAYS)),
        ("0 wd", DueRule(0, Unit.WORKING_DAYS)),
        ("4 h", DueRule(4, Unit.HOURS)),
        ("30 min", DueRule(30, Unit.MINUTES)),
        ("15 d", DueRule(15, Unit.DAYS)),
        ("6 months", DueRule(6, Unit.MONTHS)),
        ("1 month", DueRule(1, Unit.MONTHS)),
        ("  10wd ", DueRule(10, Unit.WORKING_DAYS)),
        ("-10 wd before release", DueRule(10, Unit.WORKING_DAYS, "release", before=True)),
        ("5 wd after referral.date", DueRule(5, Unit.WORKING_DAYS, "referral.date")),
        ("-12 months before x_1", DueRule(12, Unit.MONTHS, "x_1", before=True)),
        ("4 h after x", DueRule(4, Unit.HOURS, "x")),
    ],
)
def test_a_due_date_is_written_in_one_way(text, rule):
    assert due.parse(text) == rule


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 0, "a due date begins with a whole number, such as 10 wd"),
        ("ten wd", 0, "a due date begins with a whole number, such as 10 wd"),
        ("1.5 d", 1, "'.' is no unit; write 1 wd"),
        ("10", 2, "the unit is missing; write 10 wd"),
        ("10 days", 3, "'days' is no unit; write 10 d"),
        ("10 working days", 3, "'working' is no unit; write 10 wd"),
        ("10 ws", 3, "'ws' is no unit; write 10 wd"),
        ("3 mnths", 2, "'mnths' is no unit; write 3 months"),
        ("2 hours", 2, "'hours' is no unit; write 2 h"),
        ("2 weeks", 2, "'weeks' is no unit here; write 14 d"),
        ("2 years", 2, "'years' is no unit here; write 24 months"),
        ("2 %", 2, "'%' is no unit; write 2 wd"),
        ("-10 wd", 6, "say which date it is counted back from, such as -10 wd before release_date"),
        ("10 wd before x", 6, "a date before another has a minus; write -10 wd before"),
        ("-5 wd after x", 6, "a date after another has no minus; write 5 wd after"),
        ("5 wd x", 5, "after '5 wd' come before or after and a date, or nothing"),
        ("5 wd after", 10, "the name of the date is missing, such as release_date"),
        ("5 wd after 7", 11, "'7' is no name of a variable, such as release.date"),
        ("5 wd after a..b", 11, "'a..b' is no name of a variable"),
        ("5 wd after x y", 13, "nothing comes after the name 'x'"),
        ("10001 wd", 0, "10,001 wd is more than the 10,000 wd allowed"),
        ("1201 months", 0, "1,201 months is more than the 1,200 months allowed"),
        ("9999999999 d", 0, "this number is too large"),
    ],
)
def test_an_error_says_where_and_what_to_write(text, position, message):
    with pytest.raises(due.DueError) as refused:
        due.parse(text)

    assert refused.value.message.startswith(message)
    assert refused.value.position == position
    assert str(refused.value) == f"column {position + 1}: {refused.value.message}"


def test_a_text_without_end_is_refused():
    with pytest.raises(due.DueError, match="at most 200 characters"):
        due.parse("1" * 201)


@st.composite
def rules(draw):
    unit = draw(st.sampled_from(Unit))
    variable = draw(st.none() | st.from_regex(r"[a-z_]\w{0,8}(\.[a-z]\w{0,8})?", fullmatch=True))
    before = variable is not None and draw(st.booleans())
    return DueRule(draw(st.integers(0, LARGEST[unit])), unit, variable and _ascii(variable), before)


def _ascii(name: str) -> str:
    return name.encode("ascii", "replace").decode().replace("?", "x")


@given(rules())
def test_what_a_rule_is_written_as_is_the_rule(rule):
    assert due.parse(str(rule)) == rule


@given(st.text() | st.text("0123456789 -.wdhminotsbefra", max_size=30))
def test_a_text_is_a_rule_or_is_refused(text):
    place: int | None = None
    try:
        due.parse(text)
    except due.DueError as error:
        place = error.position

    assert place is None or 0 <= place <= len(text)
