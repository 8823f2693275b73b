"""Religion, ethnicity, nationality and belief never decide."""

import pytest

from engine.core import dmn
from tests.core.dmn.check.drawing import Drawing

INPUTS = {"faith": "string"}
ROWS = [("-", "1")]
REFUSED = (
    "error input_0: 'Risk class': the column 'faith' reads a protected characteristic (religion),"
    " which may never decide about a person; take it out"
)
ZEEBE = 'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'


@pytest.mark.parametrize(
    "mark",
    [
        "<extensionElements><programme:protected>religion</programme:protected></extensionElements>",
        '<extensionElements><programme:protected value="religion"/></extensionElements>',
        '<extensionElements programme:protected="religion"/>',
        f'<extensionElements><zeebe:properties {ZEEBE}><zeebe:property name="programme:protected"'
        ' value="religion"/></zeebe:properties></extensionElements>',
    ],
)
def test_a_marked_column_is_refused(mark):
    drawing = Drawing(INPUTS, ROWS, extra={"faith": mark})

    assert drawing.check() == [REFUSED]


def test_a_mark_as_an_attribute_is_one_too():
    xml = Drawing(INPUTS, ROWS).xml().replace("<input ", '<input programme:protected="religion" ')

    assert [str(p.message) for p in dmn.check(dmn.read(xml))] == [REFUSED.partition(": ")[2]]


@pytest.mark.parametrize("mark", ["<programme:protected/>", '<programme:protected value="true"/>'])
def test_a_mark_that_names_no_characteristic_counts(mark):
    drawing = Drawing(
        INPUTS, ROWS, extra={"faith": f"<extensionElements>{mark}</extensionElements>"}
    )

    assert "reads a protected characteristic, which may never decide" in drawing.check()[0]


def test_a_mark_of_any_namespace_with_the_prefix_counts():
    mark = (
        '<extensionElements><programme:protected xmlns:programme="urn:another">belief'
        "</programme:protected></extensionElements>"
    )

    assert "(belief)" in Drawing(INPUTS, ROWS, extra={"faith": mark}).check()[0]


def test_a_mark_that_says_false_is_none():
    mark = "<extensionElements><programme:protected>false</programme:protected></extensionElements>"

    assert Drawing(INPUTS, ROWS, extra={"faith": mark}).check() == []


def test_marked_input_data_is_refused_with_every_column_that_reads_it():
    data = (
        '<inputData id="data_0" name="faith"><extensionElements><programme:protected>religion'
        '</programme:protected></extensionElements><variable name="faith"/></inputData>'
    )

    found = Drawing({"upper case(faith)": "string"}, ROWS, data=data).check()

    assert found == [
        "error data_0: the input 'faith' holds a protected characteristic (religion), which may"
        " never decide about a person; take it out",
        REFUSED.replace("'faith'", "'upper case(faith)'"),
    ]
