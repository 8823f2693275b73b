import datetime

import pytest

from engine.core import event as e
from tests.core.bpmn.drawing import end, flows, start, user_task
from tests.sandbox.playing import sandbox


def opened(*, variables=None, **drawn):
    """The task opened on Monday 1 March 2027 at 9, or the incidents."""
    made = sandbox(start("s"), user_task("u", **drawn), end("e"), flows("s", "u", "e"))
    case = made.start("p", variables)
    found = [one for one in case.history if isinstance(one, e.UserTaskOpened)]
    return found, made.incidents


def due(**drawn):
    ((one,), _) = opened(**drawn)
    return one.due


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def test_working_days_end_with_their_last_day():
    assert due(ours={"due": "1 wd"}) == utc(2027, 3, 3)


def test_hours_end_to_the_minute():
    assert due(ours={"due": "4 h"}) == utc(2027, 3, 1, 13)


def test_a_rule_counts_from_a_date_of_the_case():
    rule = {"due": "-10 d before release_date"}

    assert due(ours=rule, variables={"release_date": datetime.date(2027, 6, 30)}) == utc(
        2027, 6, 21
    )
    assert due(ours=rule) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2027-03-01T09:00:00Z", utc(2027, 3, 1, 9)),
        ("2027-03-01T09:00:00", utc(2027, 3, 1, 9)),
        ("=date(2027, 3, 1)", utc(2027, 3, 2)),
        ('=now() + duration("P2D")', utc(2027, 3, 3, 9)),
        ("=nothing", None),
    ],
)
def test_a_date_that_the_diagram_states_is_kept(written, expected):
    assert due(due=written) == expected


def test_a_follow_up_is_kept():
    ((one,), _) = opened(follow_up="2027-02-01T08:00:00Z")

    assert one.follow_up == utc(2027, 2, 1, 8)


@pytest.mark.parametrize(
    "drawn",
    [
        {"ours": {"due": "5 d after wrong"}, "variables": {"wrong": "soon"}},
        {"due": "=wrong", "variables": {"wrong": "soon"}},
    ],
)
def test_a_date_that_is_none_is_an_incident(drawn):
    found, (incident,) = opened(**drawn)

    assert found == []
    assert incident.element_id == "u"
