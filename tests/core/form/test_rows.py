"""Rows of a form as a page shows them."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from engine.core.form import read

FORM = read(
    {
        "components": [
            {"type": "textfield", "key": "town", "label": "Town"},
            {
                "type": "dynamiclist", "path": "home", "label": "Home", "allowAddRemove": True,
                "defaultRepetitions": 2,
                "components": [
                    {"type": "textfield", "key": "name", "label": "Name"},
                    {"type": "radio", "key": "child", "label": "A child?",
                     "values": [{"label": "Yes", "value": "yes"}]},
                ],
            },
        ]
    }
)  # fmt: skip
NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)

words = st.sampled_from(["", " ", "Runa", "Odo", "Una"])
rows = st.dictionaries(
    st.integers(0, 12),
    st.fixed_dictionaries({"name": words, "child": st.sampled_from(["", "yes"])}),
)


def sent(found, **controls):
    typed = {
        f"home.{number}.{name}": [text]
        for number, row in found.items()
        for name, text in row.items()
    }
    return {**typed, **{f"home.{name}": [text] for name, text in controls.items()}}


def names(arranged):
    return [arranged.typed[one][0] for one in sorted(arranged.typed) if one.endswith("name")]


@given(found=rows, shown=st.integers(0, 20))
def test_what_is_in_order_stays_in_order(found, shown):
    once = FORM.arranged(sent(found, rows=str(shown)))

    again = FORM.arranged({**once.typed, "home.rows": [str(once.counts["home"])]})

    assert again == once
    assert once.counts["home"] >= shown


@given(found=rows)
def test_the_answers_are_the_same_in_order_or_not(found):
    given_rows = sent(found)

    arranged = FORM.arranged(given_rows)

    assert FORM.load(arranged.typed, now=NOW).values == FORM.load(given_rows, now=NOW).values


@given(found=rows)
def test_one_more_and_the_last_one_less_are_as_many_as_before(found):
    first = FORM.arranged(sent(found))
    more = FORM.arranged(
        {**first.typed, "home.rows": [str(first.counts["home"])], "home.add": ["1"]}
    )

    less = FORM.arranged(
        {**more.typed, "home.rows": [str(more.counts["home"])],
         "home.remove": [str(more.counts["home"] - 1)]}
    )  # fmt: skip

    assert more.counts["home"] == first.counts["home"] + 1
    assert less == first


def test_a_form_begins_with_as_many_rows_as_it_says():
    assert FORM.arranged({}).counts == {"home": 2}


def test_a_row_that_is_removed_is_gone_and_the_others_move_up():
    found = {0: {"name": "Runa"}, 4: {"name": "Odo"}, 7: {"name": "Una"}}

    arranged = FORM.arranged(sent(found, rows="3", remove="4"))

    assert names(arranged) == ["Runa", "Una"]
    assert arranged.counts == {"home": 2}


def test_what_is_no_number_of_a_row_removes_none():
    arranged = FORM.arranged(sent({0: {"name": "Runa"}}, rows="1", remove="²"))

    assert names(arranged) == ["Runa"]
    assert arranged.counts == {"home": 1}


def test_there_are_never_more_rows_than_can_be_sent():
    assert FORM.arranged({"home.rows": ["999999"]}).counts == {"home": 100}
    assert FORM.arranged({"home.rows": ["99999999999"]}).counts == {"home": 2}
