from datetime import date, time

import pytest

from webui.view.due import Due, DueGroup
from webui.view.listing import amount
from webui.view.status import case_tag, task_tag


@pytest.fixture(autouse=True)
def request_context(make_app):
    with make_app().test_request_context():
        yield


@pytest.mark.parametrize(
    ("group", "days", "words"),
    [
        (DueGroup.CRITICAL, -9, "9 working days late"),
        (DueGroup.OVERDUE, -1, "1 working day late"),
        (DueGroup.OVERDUE, 0, "Late today"),
        (DueGroup.SOON, 0, "Today"),
        (DueGroup.SOON, 1, "In 1 working day"),
        (DueGroup.LATER, 6, "In 6 working days"),
    ],
)
def test_a_due_date_is_said_in_working_days(group, days, words):
    assert Due(group=group, days=days, on=date(2026, 11, 24), at=time(16)).words == words


def test_each_group_has_a_heading_of_its_own():
    assert len({group.label for group in DueGroup}) == 4


def test_each_status_has_words_of_its_own():
    assert (
        len({task_tag(one).label for one in ("ready", "reserved", "completed", "terminated")}) == 4
    )
    cases = ("active", "suspended", "completed", "cancelled", "failed")
    assert len({case_tag(one).label for one in cases}) == 5


@pytest.mark.parametrize(("number", "said"), [(0, "0"), (999, "999"), (1000, "999+")])
def test_counts_are_exact_to_999(number, said):
    assert amount(number) == said
