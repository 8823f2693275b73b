"""What the demonstration tells: invented, respectful, and fit for the forms."""

import json
import re
from pathlib import Path

import pytest

from engine.core.form import Choice, Rows, read
from engine.demo import STAFF, answering
from engine.demo.moves import Remark
from engine.demo.participants import PARTICIPANTS
from engine.demo.stories import STORIES
from engine.programme import SHIPPED, read_programme

BANK = json.loads(Path(answering.__file__).with_name("sentences.json").read_text("utf-8"))
FORMS = {key: read(text) for key, text in read_programme(SHIPPED).forms.items()}
# Names that may stand in a sentence: of days, of the cast, of institutions.
MAY_BE_NAMED = {"Anselm", "Brodie", "Monday", "Mondays", "Thursday", "Mira", "I", "MDT", "EX"}


def texts(value):
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if value != str(value) else ():
        yield from texts(one)


def written():
    remarks = [move.text for one in STORIES for move in one.moves if isinstance(move, Remark)]
    return [*texts(BANK), *remarks]


def test_nobody_and_no_place_is_named_but_the_invented_ones():
    inside = re.compile(r"(?<=[a-z,;] )[A-Z]\w*")

    named = {word for text in written() for word in inside.findall(text)}

    assert named <= MAY_BE_NAMED


def test_people_are_called_by_respectful_words():
    found = [text for text in written() if re.search(r"\b(offender|inmate|terrorist)", text, re.I)]

    assert not found


def test_everybody_has_a_name_of_their_own():
    names = [one.name for one in (*PARTICIPANTS.values(), *STAFF)]

    assert len(set(names)) == len(names) == 20 + len(STAFF)
    assert len({one.reference for one in PARTICIPANTS.values()}) == 20
    assert {one.of or one.key for one in STORIES} == set(PARTICIPANTS)


def test_all_roles_that_the_programme_needs_are_there_and_one_person_has_those_of_a_case():
    lanes = {one["group"] for one in read_programme(SHIPPED).policies["lanes"].values()}

    assert lanes <= {role for one in STAFF[1:] for role in one.roles}
    assert lanes <= set(STAFF[0].roles)


@pytest.mark.parametrize("key", BANK)
def test_a_sentence_is_for_a_field_that_there_is(key):
    fields = {field.key: field for field in FORMS[key].fields}

    assert set(BANK[key]) <= set(fields)
    for name, options in BANK[key].items():
        field = fields[name]
        if isinstance(field, Rows):
            inner = {one.key for one in field.components}
            assert all(set(row) <= inner for rows in options for row in rows)
        elif isinstance(field, Choice):
            offered = {option.value for option in field.options}
            chosen = {
                one for given in options for one in ([given] if given == str(given) else given)
            }
            assert chosen <= offered


def test_stories_are_told_from_the_oldest_to_the_newest():
    assert [one.began for one in STORIES] == sorted((one.began for one in STORIES), reverse=True)
    for one in STORIES:
        assert sum(move.after for move in one.moves) < one.began
