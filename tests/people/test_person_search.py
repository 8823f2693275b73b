"""Finding people whose names are encrypted: by words, and by likeness."""

import datetime

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from engine.store import tables as t
from engine.store.person_index import index_person
from engine.store.person_search import MOST, alike, matching
from engine.store.persons import PersonData, add_person

DAY = datetime.date(1990, 2, 3)
SWAPPED = datetime.date(1990, 3, 2)
YUSUF = PersonData(name="Yusuf Demir", born=DAY, reference="AM-114/7")
IN_ONE_DATABASE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Do:
    """Something in the transaction of a command."""

    recorded = False

    def __init__(self, act):
        self.run = act


@pytest.fixture
def add(executor):
    """Add somebody; gives the id."""

    def make(name, born=None, reference=""):
        data = PersonData(name=name, born=born, reference=reference)
        return executor.execute(Do(lambda context: add_person(context, data)), by="console")

    return make


@pytest.fixture
def find(executor):
    def ask(words):
        question = Do(lambda context: set(context.connection.scalars(matching(context, words))))
        return executor.ask(question, by="console")

    return ask


@pytest.fixture
def like(executor):
    def ask(name, born=None, reference=""):
        data = PersonData(name=name, born=born, reference=reference)
        return executor.ask(Do(lambda context: alike(context, data)), by="console")

    return ask


def test_people_are_found_by_any_words_of_their_name_and_by_their_reference(add, find):
    yusuf, luc = add("Yusuf Demír", DAY, "AM-114/7"), add("Jean-Luc O\u2019Neil")
    add("Mira Tolland")

    for words in ("yusuf", "DEMIR", "demir, yusuf", "am 114 7", "AM1147", "yusuf am-114/7"):
        assert find(words) == {yusuf}, words
    for words in ("jean luc", "Jean-Luc", "jeanluc", "oneil", "O'Neil luc"):
        assert find(words) == {luc}, words
    for words in ("yusuf tolland", "yus", "", " - ", "114"):
        assert find(words) == set(), words


def test_nothing_of_a_person_can_be_read_in_the_index(add, engine):
    add("Yusuf Demir", DAY, "AM-114")

    with engine.connect() as connection:
        rows = connection.execute(sa.select(t.person_index)).all()

    assert {row.kind for row in rows} == {"word", "sound", "born", "reference"}
    assert {len(row.value) for row in rows} == {64}


def test_a_person_with_new_data_is_found_by_these_alone(executor, add, find):
    yusuf = add("Yusuf Demir")
    data = PersonData(name="Yunus Demir")

    executor.execute(Do(lambda context: index_person(context, yusuf, data)), by="console")

    assert find("yunus demir") == {yusuf}
    assert find("yusuf") == set()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("Yusuf Demir", DAY, ""), ("same name", "born")),
        (("Demir, Yusuf", DAY, ""), ("same name", "born")),
        (("Youssef Demír", DAY, ""), ("sounds alike", "born")),
        (("Yusuf Demirci", DAY, ""), ("like name", "born")),
        (("Youssef Demír", None, ""), ("sounds alike",)),
        (("Demir", None, ""), ("like name",)),
        (("Yusuf Demir", SWAPPED, ""), ("same name", "born swapped")),
        (("Jusuf Demir", DAY.replace(year=1991), ""), ("sounds alike", "born near")),
        (("Yusuf Demir", datetime.date(1961, 7, 9), ""), ("same name", "born differs")),
        (("Somebody Else", datetime.date(1961, 7, 9), "am114-7"), ("reference", "born differs")),
        (("", None, "AM-114/7"), ("reference",)),
    ],
)
def test_one_person_is_found_however_they_are_written(add, like, typed, why):
    yusuf = add(YUSUF.name, YUSUF.born, YUSUF.reference)
    add("Mira Tolland", DAY)

    (found,) = like(*typed)

    assert found.person_id == yusuf
    assert found.data == YUSUF
    assert found.why == why


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Yasin Demir", DAY),
        ("Yusuf Aydin", DAY),
        ("Mira Tolland", DAY),
        ("Mira Tolland", None),
        ("Youssef Demir", datetime.date(1961, 7, 9)),
        ("", DAY),
        ("", None),
    ],
)
def test_strangers_are_not_found(add, like, name, born):
    add(YUSUF.name, YUSUF.born)

    assert like(name, born, "OTHER-1") == []
    assert like("") == []


def test_the_likeliest_comes_first(add, like):
    by_sound, other_day = add("Youssef Demír"), add("Yusuf Demir", datetime.date(1961, 7, 9))
    same, swapped = add("Yusuf Demir", DAY), add("Yusuf Demir", SWAPPED)
    by_reference = add("Y. D.", None, "AM-114")

    found = [one.person_id for one in like("Yusuf Demir", DAY, "AM-114")]

    assert found == sorted(found, key=[same, by_reference, swapped, by_sound, other_day].index)
    assert set(found) == {same, by_reference, swapped, by_sound, other_day}


def test_no_more_are_shown_than_one_can_read(add, like):
    for number in range(MOST + 3):
        add("Yusuf Demir", DAY, f"R{number}")
    last = add("Youssef Demir", None, "AM-114")

    found = like("Yusuf Demir", DAY, "AM-114")

    assert len(found) == MOST
    assert last in {one.person_id for one in found}


def test_a_person_whose_key_was_erased_is_no_longer_found(executor, add, like):
    add("Yusuf Demir", DAY)

    def erase(context):
        key = context.connection.scalar(sa.select(t.person.c.key_id))
        context.keyring.erase(context.connection, key)

    executor.execute(Do(erase), by="console")

    assert like("Yusuf Demir", DAY) == []


@IN_ONE_DATABASE
@given(typed=st.tuples(st.text(min_size=1, max_size=80), st.dates(), st.text(max_size=30)))
def test_whatever_was_typed_is_found_by_itself(add, like, find, typed):
    name, _born, reference = typed
    added = add(*typed)

    found = {one.person_id for one in like(*typed)}

    if any(letter.isalpha() for letter in name) and len(found) < MOST:
        assert added in found
        assert added in find(name)
    assert isinstance(find(reference), set)
