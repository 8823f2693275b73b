"""Names are the same however they are written, and different people stay different."""

import unicodedata

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from engine.core import names

WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)
NAME = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
ODD = st.text(max_size=60)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Yusuf Demir", ("yusuf", "demir")),
        ("  DEMÍR,   Yusuf ", ("demir", "yusuf")),
        ("O\u2019Neil-Sørensen", ("oneil", "sorensen")),
        ("Łukasz Đorđević", ("lukasz", "dordevic")),
        ("ŞÜKRÜ Iş\u0131k İnan", ("sukru", "isik", "inan")),
        ("Straße", ("strasse",)),
        ("Юсуф Ёлкин", ("юсуф", "елкин")),
        ("يُوسُف", ("يوسف",)),
        ("李小龍", ("李小龍",)),
        ("- ' \u2013 !", ()),
        ("", ()),
    ],
)
def test_a_name_is_read_in_plain_words(written, words):
    assert names.words(written) == words


@given(ODD)
def test_plain_words_are_as_plain_as_they_get(text):
    words = names.words(text)

    assert names.words(" ".join(words)) == words


@given(NAME)
def test_case_accents_and_the_way_they_are_composed_do_not_count(name):
    accented = "".join(f"{letter}\u0301" for letter in name.upper())

    assert names.words(accented) == names.words(name)
    assert names.words(unicodedata.normalize("NFC", accented)) == names.words(name)


@given(
    WORD,
    WORD,
    st.sampled_from(["-", "\u2010", "\u2013"]),
    st.sampled_from(["'", "\u2019", "\u02bc", "\u00b4"]),
)
def test_a_hyphen_parts_words_and_an_apostrophe_does_not(one, other, hyphen, apostrophe):
    assert names.words(f"{one}{hyphen}{other}") == (one, other)
    assert names.words(f"{one}{apostrophe}{other}") == (one + other,)
    assert one + other in names.spellings(f"{one}{hyphen}{other}")


@given(st.text(max_size=300), st.text(max_size=300))
@example("0:1:2", "0:2:0")
def test_nothing_that_can_be_typed_breaks_a_comparison(one, other):
    assert 0 <= names.likeness(one, other) <= 1
    assert names.likeness(one, other) == pytest.approx(names.likeness(other, one), abs=0.1)
    assert all(sound.isascii() for sound in names.sounds(one))
    names.sound_alike(one, other)


@given(st.characters(categories=["Cs", "Co", "Cn", "Cc", "Cf", "Mn", "Me", "So"]), NAME)
def test_odd_characters_do_not_hide_a_name(odd, name):
    assert set(names.words(f"{name} {odd}")) >= set(names.words(name)) or odd.isalnum()


@given(NAME, st.randoms())
def test_the_order_of_the_words_does_not_count(name, random):
    words = name.split()
    random.shuffle(words)

    assert names.likeness(name, ", ".join(words)) == pytest.approx(1)


VARIANTS = [
    ("Yusuf Demir", "Youssef Demír"),
    ("Yusuf Demir", "Demir, Yusuf"),
    ("Yusuf Demir", "Jusuf Demir"),
    ("Yusuf Demir", "Yusuf Kemal Demir"),
    ("Mohammed el-Amin", "Muhammad Elamin"),
    ("Mohammed el-Amin", "Mohamed Al Amine"),
    ("Jean-Luc Marsh", "Jeanluc Marsh"),
    ("Iven Marsh", "Ivan Marsh"),
    ("Tarik Osman", "Tarek Osmann"),
    ("Юсуф Демир", "Демир Юсуф"),
]
STRANGERS = [
    ("Yusuf Demir", "Yasin Demir"),
    ("Yusuf Demir", "Yusuf Aydin"),
    ("Yusuf Demir", "Mira Tolland"),
    ("Ilse Marrow", "Else Marlow"),
    ("Dorin Pell", "Doris Bell"),
    ("Joren Vask", "Jaro Visk"),
    ("Юсуф Демир", "Мира Толланд"),
]


@pytest.mark.parametrize(("one", "other"), VARIANTS)
def test_ways_to_write_one_name_are_alike(one, other):
    assert names.likeness(one, other) > 0.9


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_names_of_others_are_not(one, other):
    assert names.likeness(one, other) < 0.74


@pytest.mark.parametrize(("one", "other"), VARIANTS[:4])
def test_what_is_written_by_ear_sounds_alike(one, other):
    assert names.sound_alike(one, other)
    assert not names.sound_alike(one, "Mira Tolland")


def test_one_word_alone_sounds_like_nobody():
    assert not names.sound_alike("Demir", "Demir")
