"""Lengths of time, due rules and rules of decisions in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.queries.steps import DueWords
from tests.webui.office import KEY
from webui import WebConfig, create_app
from webui.process import words


@pytest.fixture(scope="module", autouse=True)
def _request():
    app = create_app(WebConfig(secret_key=KEY, https=False))
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("P7D", "7 days"),
        ("P1D", "1 day"),
        ("PT4H", "4 hours"),
        ("P1Y2M", "1 year, 2 months"),
        ("P2W", "2 weeks"),
        ("P1DT12H30M", "1 day, 12 hours, 30 minutes"),
        ("date(hold_plan.check_again_on)", "worked out as date(hold_plan.check_again_on)"),
        ("P", "worked out as P"),
    ],
)
def test_a_length_of_time_is_said_in_words(written, said):
    assert words.duration(written) == said


@given(st.text(max_size=60))
def test_whatever_is_written_as_a_time_is_said(text):
    assert words.duration(text)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (DueWords(10, "wd"), "10 working days after it opens"),
        (DueWords(1, "months"), "1 month after it opens"),
        (DueWords(4, "h"), "4 hours after it opens"),
        (DueWords(30, "min"), "30 minutes after it opens"),
        (DueWords(15, "d", "signed_on"), "15 days after: signed on"),
        (DueWords(10, "wd", "release.date", before=True), "10 working days before: release, date"),
    ],
)
def test_a_due_rule_is_said_in_words(rule, said):
    assert words.due(rule) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"remand_contests_facts"', "remand contests facts"),
        ('"willing", "ambivalent"', "willing, ambivalent"),
        ('not("no")', "not(no)"),
        ("[1..5]", "[1..5]"),
        ("> 90", "> 90"),
    ],
)
def test_a_cell_of_a_table_is_said_without_marks(written, said):
    assert words.cell(written) == said
