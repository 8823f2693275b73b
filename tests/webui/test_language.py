"""Every word on a page was handed to gettext, or is content."""

import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from lxml import html
from markupsafe import Markup

import webui
from webui.errors import PAGES
from webui.language import pseudo, short_moment
from webui.style_guide import content, questions

WORDS = re.compile(r"[^\W\d_]{2,}")
DATE = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,3} \d{4}\b")
NAMES = {"Passerelle", "Norland"}
ATTRIBUTES = ("aria-label", "placeholder", "title", "alt")


def texts(value: object) -> set[str]:
    """All text inside dataclasses and collections."""
    if isinstance(value, Markup):
        return set(html.fromstring(value).itertext())
    if isinstance(value, str):
        return {str(value)}
    if is_dataclass(value):
        return set().union(*(texts(getattr(value, one.name)) for one in fields(value)))
    if isinstance(value, (tuple, list, frozenset)):
        return set().union(*map(texts, value)) if value else set()
    return set()


def shown(page: str) -> set[str]:
    """What a page shows or says, without what is only for those who work on it."""
    tree = html.fromstring(page)
    for node in tree.xpath("//script | //style | //*[@data-guide]"):
        node.drop_tree()
    said = {text.strip() for text in tree.itertext()}
    said |= {node.get(one) for one in ATTRIBUTES for node in tree.xpath(f"//*[@{one}]")}
    return {" ".join(text.split()) for text in said if text and text.strip()}


def forgotten(page: str, known: set[str]) -> set[str]:
    """Texts with words that are neither in brackets nor content."""
    left = set()
    for text in shown(page):
        rest = DATE.sub("", re.sub(r"\[[^\]]*\]", "", text))
        for one in sorted(known, key=len, reverse=True):
            rest = rest.replace(one, "")
        if WORDS.search(rest):
            left.add(text)
    return left


@pytest.fixture
def known(make_app) -> set[str]:
    app = make_app(language="pseudo")
    with app.test_request_context():
        known = texts(content.guide()) | texts(content.furniture(current="")) | NAMES
    known |= texts(questions.EXAMPLES) | texts(questions.form(wrong=True))
    known |= texts(questions.mistakes(wrong=True)) | texts(content.MESSAGES)
    known |= {"Pages of the guide", "Style guide"}
    return {" ".join(one.split()) for one in known if one.strip()}


@pytest.mark.parametrize("name", ["", "/my-work", "/case", "/task"])
def test_every_word_of_the_components_can_be_translated(make_app, known, name):
    page = make_app(language="pseudo").test_client().get(f"/style-guide{name}").text

    assert "[" in page
    assert not forgotten(page, known)


@pytest.mark.parametrize("code", sorted(PAGES))
def test_every_word_of_an_error_page_can_be_translated(make_app, code):
    app = make_app(language="pseudo")
    app.add_url_rule("/refuse", view_func=lambda: (_ for _ in ()).throw(_error(code)))

    page = app.test_client().get("/refuse").text

    assert not forgotten(re.sub(r"[0-9A-F]{8}<", "<", page), NAMES)


def _error(code: int) -> Exception:
    from werkzeug.exceptions import default_exceptions

    return default_exceptions[code]()


def test_a_page_says_which_language_it_is_in(client):
    assert '<html lang="en-GB"' in client.get("/nowhere").text


def test_the_test_language_keeps_what_is_filled_in():
    assert pseudo("%(num)d days, %%{count} left") == "[%(num)d dáýš, %%{count} léft ~ ~ ~ ~]"


def test_dates_are_those_of_the_clock_on_the_wall(make_app):
    with make_app(time_zone="Europe/Brussels").test_request_context():
        moment = short_moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))

    assert moment == "2 Jul 2026, 00:30"


def test_the_words_of_code_and_templates_are_extracted():
    room = Path(webui.__file__).parent
    with (room / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)

    found = extract_from_dir(
        room, methods, options, keywords={"_": None, "_l": None, "ngettext": (1, 2)}
    )
    words = {message for _file, _line, message, _comments, _context in found}

    assert "Page not found" in words
    assert "Keyboard shortcuts" in words
    assert ("%(num)d working day late", "%(num)d working days late") in words
