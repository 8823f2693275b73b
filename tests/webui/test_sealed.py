"""What travels through a browser, and dates as people type them."""

import datetime

import hypothesis.strategies as st
import pytest
from hypothesis import given
from itsdangerous.encoding import base64_decode

from webui import WebConfig, create_app
from webui.dates import TypedDate, typed_date
from webui.sealed import seal, unseal

APP = create_app(WebConfig(secret_key="k" * 32, https=False))


@pytest.fixture
def inside(make_app):
    """Within an application with some keys."""

    def enter(**keys):
        return make_app(**keys).test_request_context()

    return enter


def test_what_is_sealed_opens_for_its_purpose_and_person_alone(inside):
    with inside():
        sealed = seal("referral", "tilda", {"name": "Yusuf"})

        assert unseal("referral", "tilda", sealed) == {"name": "Yusuf"}
        assert unseal("referral", "benno", sealed) is None
        assert unseal("password", "tilda", sealed) is None
        assert unseal("referral", "tilda", sealed[:-4]) is None
        assert unseal("referral", "tilda", "") is None
        assert unseal("referral", "tilda", "Ünsinn \ud800") is None


def test_what_is_sealed_cannot_be_read(inside):
    with inside():
        sealed = seal("referral", "tilda", {"name": "Yusuf"})

    assert b"Yusuf" not in base64_decode(sealed)


def test_a_key_that_is_replaced_still_opens_what_it_sealed(inside):
    with inside(secret_key="o" * 40):
        sealed = seal("referral", "tilda", {"name": "Yusuf"})

    with inside(secret_key="n" * 40, old_secret_keys=("o" * 40,)):
        assert unseal("referral", "tilda", sealed) == {"name": "Yusuf"}
    with inside(secret_key="n" * 40):
        assert unseal("referral", "tilda", sealed) is None


@given(st.dates())
def test_each_date_is_read_as_it_was_typed(day):
    typed = TypedDate(str(day.day), f"{day.month:02}", f"{day.year:04}")

    assert day == _within(typed.read)


@given(st.tuples(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6)))
def test_whatever_is_typed_is_a_date_nothing_or_a_sentence(parts):
    sent = dict(zip(("born-day", "born-month", "born-year"), parts, strict=True))
    typed = typed_date(sent, "born")

    read = _within(typed.read)

    assert isinstance(read, (datetime.date, str)) or (read is None and typed.is_empty)
    assert read != ""


def _within(ask):
    with APP.test_request_context():
        return ask()
