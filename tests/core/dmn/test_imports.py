import pytest

from engine.core import dmn
from tests.core.dmn.building import (
    component,
    decision,
    definitions,
    importing,
    input_data,
    item,
    knowledge,
    literal,
    service,
    table,
)

LIBRARY = definitions(
    item("tLevel", "string", allowed='"high", "low"'),
    item("tRow", None, component("level", "tLevel")),
    input_data("score", "number"),
    decision("risk class", literal('if score > 15 then "high" else "low"'), needs=["score"]),
    knowledge("double", {"n": "number"}, literal("n * 2")),
    service("of score", outputs=["risk class"], data=["score"]),
    namespace="urn:library",
)


def model(*fragments: str, imports=(LIBRARY,), name: str | None = "lib") -> dmn.Model:
    head = [] if name is None else [importing(name, "urn:library")]
    made = dmn.read(definitions(*head, *fragments), imports=imports)
    assert [str(problem) for problem in made.problems] == []
    return made


def of_library(*names: str) -> list[str]:
    return [f"urn:library#_{name}" for name in names]


def test_an_imported_decision_is_named_after_its_import():
    made = model(decision("d", literal('lib.risk class = "high"'), after=of_library("risk_class")))

    assert made.evaluate("d", {"lib": {"score": 18}}).value is True


@pytest.mark.parametrize("inputs", [{"lib": {"score": 18}}, {"lib.score": 18}, {"score": 18}])
def test_an_imported_input_is_given_below_its_import_or_by_its_name(inputs):
    made = model(decision("d", literal("lib.score"), needs=of_library("score")))

    assert made.evaluate("d", inputs).value == 18


def test_imported_functions_are_called_through_the_import():
    made = model(
        decision(
            "d",
            literal("[lib.double(4), lib.of score(18), lib.of score(score: 1)]"),
            knows=of_library("double", "of_score"),
        )
    )

    assert made.evaluate("d").value == [8, "high", "low"]


def test_imported_functions_are_invoked_by_boxed_invocations():
    call = (
        "<invocation><literalExpression><text>lib.of score</text></literalExpression>"
        '<binding><parameter name="score"/><literalExpression><text>18</text>'
        "</literalExpression></binding></invocation>"
    )

    made = model(decision("d", call, knows=of_library("of_score")))

    assert made.evaluate("d").value == "high"


def test_what_is_imported_without_a_name_is_ones_own():
    made = model(
        decision("d", literal("risk class"), after=of_library("risk_class"), type_ref="tLevel"),
        name="",
    )

    assert made.evaluate("d", {"score": 18}).value == "high"
    assert made.evaluate("risk class", {"score": 1}).value == "low"


@pytest.mark.parametrize("kind", ["lib.tLevel", "l:tLevel"])
def test_imported_types_are_named_after_their_import(kind):
    made = model(
        input_data("x", kind).replace("<variable", '<variable xmlns:l="urn:library"'),
        item("tMine", kind if kind[1] != ":" else "lib.tLevel", collection=True),
        decision("d", literal('x = "high" and "a" instance of lib.tLevel'), needs=["x"]),
        decision("e", literal("[x]"), needs=["x"], type_ref="tMine"),
        decision("f", literal("[1]"), type_ref="feel:number"),
    )

    assert made.evaluate("d", {"x": "high"}).value is True
    assert made.evaluate("d", {"x": "other"}).warnings != ()
    assert made.evaluate("e", {"x": "high"}).value == ["high"]
    assert made.evaluate("f").value == 1


def test_imported_documents_import_others():
    middle = definitions(
        importing("lib", "urn:library"),
        item("tMiddle", "lib.tLevel"),
        decision("m", literal("lib.risk class"), after=of_library("risk_class")),
        namespace="urn:middle",
    )
    main = definitions(
        importing("mid", "urn:middle"),
        input_data("x", "mid.lib.tLevel"),
        decision("d", literal("[mid.m, x]"), after=["urn:middle#_m"], needs=["x"]),
        decision("t", literal("[x]"), needs=["x"], type_ref="mid.tMiddle"),
        decision("i", literal('"a" instance of mid.lib.tLevel')),
    )

    made = dmn.read(main, imports=[middle, LIBRARY])

    assert made.problems == ()
    inputs = {"mid": {"lib": {"score": 18}}, "x": "low"}
    assert made.evaluate("d", inputs).value == ["high", "low"]
    assert made.evaluate("t", inputs).value == "low"
    assert made.evaluate("i", inputs).value is True
    assert made.evaluate("mid.m", inputs).value == "high"
    assert made.evaluate("mid.lib.risk class", inputs).value == "high"


def test_documents_that_import_each_other_are_read():
    other = definitions(
        importing("", "urn:test"),
        decision("o", literal("d"), after=["urn:test#_d"]),
        namespace="urn:o",
    )
    main = definitions(
        importing("", "urn:o"),
        importing("again", "urn:o"),
        decision("d", literal("1"), type_ref="tNone"),
        decision("e", literal("o"), after=["urn:o#_o"]),
    )

    made = dmn.read(main, imports=[other])

    assert [problem.message for problem in made.problems] == ["there is no type 'tNone'"]
    assert made.evaluate("e").value == 1


def test_elements_of_one_name_in_two_documents_are_kept_apart():
    made = model(
        input_data("score"),
        decision(
            "risk class",
            literal("[score, lib.score, lib.risk class]"),
            needs=["score", *of_library("score")],
            after=of_library("risk_class"),
        ),
    )

    inputs = {"score": 1, "lib": {"score": 18}}

    assert made.evaluate("risk class", inputs).value == [1, 18, "high"]
    assert made.evaluate("lib.risk class", inputs).value == "high"


def test_names_with_signs_are_known_through_imports():
    other = definitions(
        decision("follow-up", literal("2")), decision("a or b", literal("3")), namespace="urn:o"
    )
    needs = ["urn:o#_follow_up", "urn:o#_a_or_b"]
    for name, text in (("o", "o.follow-up + o.a or b"), ("", "follow-up + a or b")):
        main = definitions(importing(name, "urn:o"), decision("d", literal(text), after=needs))

        assert dmn.read(main, imports=[other]).evaluate("d").value == 5


def test_an_href_may_begin_with_the_place_of_a_document():
    head = importing("lib", "urn:library").replace("/>", ' locationURI="library.dmn"/>')
    main = definitions(
        head, decision("d", literal("lib.risk class"), after=["library.dmn#_risk_class"])
    )

    made = dmn.read(main, imports=[LIBRARY])

    assert made.problems == ()
    assert made.evaluate("d", {"score": 1}).value == "low"


def test_rules_of_imported_tables_are_named():
    other = definitions(
        decision("o", table([], ["out"], [["1", "why"]])).replace(
            '<outputEntry id="r1c2">', '<annotationEntry id="r1c2">'
        ),
        namespace="urn:o",
    )
    main = definitions(importing("o", "urn:o"), decision("d", literal("o.o"), after=["urn:o#_o"]))

    matched = dmn.read(main, imports=[other]).evaluate("d").matched_rules

    assert matched == (dmn.MatchedRule("o", "o", 1, "r1", ("why",)),)


def test_a_document_that_is_not_given_is_a_problem():
    made = dmn.read(definitions(importing("lib", "urn:library"), decision("d", literal("1"))))

    assert [problem.message for problem in made.problems] == [
        "the imported document 'lib' is not here"
    ]
    assert made.evaluate("d").value == 1


def test_imports_of_other_kinds_are_passed_over():
    other = '<import name="x" namespace="urn:x" importType="http://www.w3.org/2001/XMLSchema"/>'

    assert dmn.read(definitions(other)).problems == ()


def test_documents_that_nothing_imports_change_nothing():
    made = dmn.read(definitions(decision("d", literal("1"))), imports=[LIBRARY])

    assert made.problems == ()
    with pytest.raises(dmn.DmnError, match="there is no decision 'risk class'"):
        made.evaluate("risk class")


def test_an_import_and_an_element_of_one_name_are_a_problem():
    main = definitions(
        importing("lib", "urn:library"),
        decision("lib", literal("1")),
        decision("d", literal("lib"), after=["lib", *of_library("risk_class")]),
    )

    made = dmn.read(main, imports=[LIBRARY])

    assert [problem.message for problem in made.problems] == ["an import is called 'lib' too"]
    assert made.evaluate("d", {"score": 1}).value == {"risk class": "low"}


def test_an_import_that_is_no_dmn_is_an_error():
    with pytest.raises(dmn.DmnError, match="not DMN"):
        dmn.read(definitions(), imports=["<a/>"])
