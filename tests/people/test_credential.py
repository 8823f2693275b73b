"""Login names and passwords that are accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.credential import (
    LoginRefused,
    PasswordRefused,
    check_password,
    login_name,
    normal,
)


@pytest.mark.parametrize(
    ("text", "name"), [("M.Okafor", "m.okafor"), (" ab ", "ab"), ("a_b-c.9", "a_b-c.9")]
)
def test_a_login_name_is_kept_in_lower_case(text, name):
    assert login_name(text) == name


@pytest.mark.parametrize(
    "text", ["", "a", "9a", ".ab", "a b", "a@b", "é" * 3, "\u0430dmin", "a" * 65, "ab\n1", "İx"]
)
def test_other_login_names_are_refused(text):
    with pytest.raises(LoginRefused, match="letter first"):
        login_name(text)


@pytest.mark.parametrize("text", ["console", "Scheduler", "sign-in"])
def test_nobody_is_named_like_a_part_of_the_programme(text):
    with pytest.raises(LoginRefused, match="part of the programme"):
        login_name(text)


@given(st.text())
def test_a_login_name_is_its_own_login_name(text):
    try:
        name = login_name(text)
    except LoginRefused:
        return
    assert login_name(name) == login_name(name.upper()) == name


@pytest.mark.parametrize(
    "password", ["gentle otter climbs", "ħéllo wörld ß!", "北京 上海 广州 深圳 x"]
)
def test_long_passwords_are_accepted_in_any_script(password):
    check_password(password, "m.okafor")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "at least 12"),
        ("short words", "at least 12"),
        ("x" + "y z" * 70, "at most 200"),
        ("Password1234", "first that are tried"),
        ("correct horse battery staple", "first that are tried"),
        (" " * 12, "first that are tried"),
        ("ababababababab", "first that are tried"),
        ("M.Okafor-Jansen", "login name"),
        ("nesnaj-rofako.m", "login name"),
        ("m.okafor-jansenm.okafor-jansen", "login name"),
    ],
)
def test_weak_passwords_are_refused_with_the_reason_alone(password, reason):
    with pytest.raises(PasswordRefused, match=reason) as refused:
        check_password(password, "m.okafor-jansen")

    assert not password or password not in str(refused.value)


def test_a_password_is_the_same_however_the_keyboard_composes_it():
    assert normal("caf\u00e9") == normal("cafe\u0301")
