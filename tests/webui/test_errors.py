import logging
import re

import pytest
from flask import Response, abort

from webui.errors import PAGES


@pytest.mark.parametrize("code", sorted(PAGES))
def test_a_refusal_says_in_plain_words_what_it_is_and_shows_a_way_out(refusing, code):
    answer = refusing.get(f"/refuse/{code}")

    assert answer.status_code == code
    assert f'<h1 class="govuk-heading-l">{PAGES[code].heading}</h1>' in answer.text
    for sentence in PAGES[code].sentences:
        assert str(sentence) in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize(("code", "like"), [(418, 400), (410, 400), (502, 500)])
def test_a_status_without_a_page_of_its_own_has_that_of_its_hundred(refusing, code, like):
    answer = refusing.get(f"/refuse/{code}")

    assert answer.status_code == code
    assert str(PAGES[like].heading) in answer.text


def test_an_answer_that_was_made_elsewhere_is_left_as_it_is(make_app):
    app = make_app()
    app.add_url_rule("/made", view_func=lambda: abort(Response("made", 410)))

    answer = app.test_client().get("/made")

    assert (answer.status_code, answer.text) == (410, "made")


def test_an_address_that_does_not_exist_is_answered_with_the_page(client):
    assert "Page not found" in client.get("/nowhere").text


def test_a_method_that_a_page_does_not_take_names_those_that_it_does(client):
    answer = client.delete("/health", headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_crash_tells_people_a_reference_and_operators_the_same(refusing, caplog):
    with caplog.at_level(logging.ERROR):
        answer = refusing.get("/crash?name=Mira+Tolland")

    reference = re.search(r'app-reference">([0-9A-F]{8})<', answer.text)[1]
    assert answer.status_code == 500
    assert "Mira" not in answer.text
    assert f"reference {reference}: GET /crash" in caplog.messages


def test_a_refusal_that_is_nobodys_fault_has_no_reference(refusing):
    assert "app-reference" not in refusing.get("/refuse/404").text


def test_an_address_with_markup_in_it_is_shown_as_text_or_not_at_all(client):
    answer = client.get("/<script>alert(1)</script>")

    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
