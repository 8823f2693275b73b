"""Every word of the pages of a task was handed to gettext, or comes from the programme."""

import re

import pytest

from tests.task.conftest import Visitor, address, sent_by
from tests.task.filling import REFERRAL
from tests.webui.test_language import forgotten
from webui import WebConfig, create_app

# Of the programme and of people, in the language of the programme.
CONTENT = {
    "Passerelle", "Ada", "Register referral", "Intake officers", "RISK-01", "Acknowledge referrer",
    "P01 Intake, eligibility and exclusion", "EX-2027-0001", "intake officers",
}  # fmt: skip
FORM = re.compile(r'<div class="app-questions".*?(?=<div class="govuk-button-group">)', re.DOTALL)
ANSWERS = re.compile(r'<dl class="govuk-summary-list.*?</dl>', re.DOTALL)
WHY = re.compile(r'<p class="govuk-body app-task-why">.*?</p>', re.DOTALL)
DIAGRAM = re.compile(r'<section class="app-diagram".*?</section>', re.DOTALL)
MISTAKES = re.compile(r'<ul class="govuk-list govuk-error-summary__list">.*?</ul>', re.DOTALL)


@pytest.fixture
def ada(shipped, referral):  # noqa: ARG001 - there is a referral by then
    app = create_app(WebConfig(secret_key="k" * 32, https=False, language="pseudo"), shipped)
    return Visitor(app.test_client(), "ada")


def left(page):
    """Words that nobody handed over, outside of what the form itself says."""
    for pattern in (FORM, WHY, MISTAKES, DIAGRAM):
        page = pattern.sub("", page)
    return forgotten(page, CONTENT)


def test_every_word_around_a_form_can_be_translated(ada, referral):
    ada.post(address(referral), {**REFERRAL, "-go": "later"})
    page = ada.get(address(referral))
    asked = sent_by(page)["-asked"]

    wrong = ada.post(address(referral), {"urgent": "yes", "-asked": asked, "-go": "check"})

    assert "[" in page
    assert not left(page)
    assert wrong.status_code == 422
    assert not {one for one in left(wrong.text) if one != "Why is it urgent?"}


def test_every_word_around_the_check_and_after_it_can_be_translated(ada, referral):
    checked = ada.post(address(referral), {**REFERRAL, "-go": "check"})
    page = ada.get(checked.headers["Location"])

    ada.post(f"{address(referral)}/complete", sent_by(page))

    assert not forgotten(ANSWERS.sub("", page), CONTENT)
    assert not left(ada.get(address(referral)))
