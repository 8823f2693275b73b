import os
import random
from pathlib import Path

import pytest

from engine.core import dmn
from engine.errors import PasserelleError
from tests.core.dmn.building import (
    boxed,
    component,
    context,
    decision,
    definitions,
    function,
    importing,
    input_data,
    invocation,
    item,
    knowledge,
    literal,
    output,
    service,
    table,
)

TABLE = (Path(__file__).parents[3] / "bench" / "feel-table.dmn").read_text("utf-8")
ROUNDS = 10_000 if os.environ.get("PASSERELLE_LONG") else 300

LOOP = {"in": literal("[1..3]"), "return": literal("i + x")}
EVERYTHING = definitions(
    importing("o", "urn:o"),
    item("tLevel", "string", allowed='"high", "low"'),
    item("t", None, component("a", "number"), component("b", "tLevel", collection=True)),
    input_data("x", "number"),
    input_data("y", "t"),
    decision("a", literal("x + 1"), needs=["x"], type_ref="number"),
    decision(
        "b",
        table(
            ["a", "y.b"],
            [output("o", "tLevel", values='"high", "low"', default='"low"'), "n"],
            [["> 1", "-", '"high"', "1"], ["[1..5]", 'not("low")', '"low"', "a", "why"]],
            hit="PRIORITY",
        ),
        after=["a"],
        needs=["y"],
    ),
    decision(
        "c",
        context(
            {
                "f": function({"n": "number"}, literal("n * 2")),
                "g": invocation("h", {"n": literal("x")}),
                "each": boxed("for", variable="i", **LOOP),
                "some": boxed(
                    "some", variable="i", **{"in": literal("[1, 2]")}, satisfies=literal("i > 1")
                ),
                "kept": boxed("filter", **{"in": literal("[1, 2]")}, match=literal("item > 1")),
                "either": boxed(
                    "conditional", **{"if": literal("x > 1")}, then=literal("1"), _else=literal("2")
                ),
            },
            literal("[f(1), g, each, some, kept, either, s(1), o.z]"),
        ),
        needs=["x"],
        knows=["h", "s"],
        after=["urn:o#_z"],
    ),
    knowledge("h", {"n": "number"}, literal("if n < 1 then 0 else h(n - 1)")),
    service("s", outputs=["a"], data=["x"]),
)
OTHER = definitions(decision("z", literal("1")), namespace="urn:o")
INPUTS = {"x": 3, "y": {"a": 1, "b": ["high"]}, "level": "high", "months": 3, "incidents": 1}


def mutated(text: str, source: random.Random) -> str:
    """A text with a few pieces taken out, doubled, exchanged or made up."""
    for _ in range(source.randint(1, 4)):
        start = source.randrange(len(text))
        end = min(len(text), start + source.choice([1, 1, 3, 10, 60, 400]))
        other = source.randrange(len(text))
        made = source.choice(
            [
                "",
                text[start:end] * 2,
                text[other : other + end - start],
                source.choice(
                    ['"', "<", ">", "&amp;", "]", "(", "null", "-", "#", "1e999", "\x00"]
                ),
                chr(source.randrange(0x11000)),
            ]
        )
        text = text[:start] + made + text[end:]
    return text


def words_exchanged(text: str, source: random.Random) -> str:
    """A text with values of attributes and texts exchanged: mostly still DMN."""
    parts = text.split('"') if source.random() < 0.5 else text.split("text>")
    mark = '"' if len(parts) == len(text.split('"')) else "text>"
    inside = range(1, len(parts), 2)
    for _ in range(source.randint(1, 3)):
        one, two = source.choice(inside), source.choice(inside)
        parts[one], parts[two] = parts[two], parts[one]
    return mark.join(parts)


@pytest.mark.parametrize("original", [TABLE, EVERYTHING], ids=["table", "everything"])
@pytest.mark.parametrize("change", [mutated, words_exchanged])
@pytest.mark.timeout(3600)
def test_a_damaged_document_never_raises_anything_else(original, change):
    source = random.Random(f"{change.__name__}{len(original)}")
    read = 0

    for _ in range(ROUNDS // 4):
        text = change(original, source)
        try:
            model = dmn.read(text, imports=[OTHER])
            read += 1
            names = [one.name for one in (*model.decisions, *model.services)]
        except PasserelleError:
            continue
        for name in (*names, *(one.name for one in model.knowledge_models)):
            try:
                result = model.evaluate(name, INPUTS)
                assert isinstance(result, dmn.DecisionResult)
            except PasserelleError:
                pass

    assert read


def test_the_documents_that_are_damaged_are_whole():
    model = dmn.read(EVERYTHING, imports=[OTHER])

    assert [str(problem) for problem in model.problems] == []
    assert model.evaluate("b", INPUTS).value == {"o": "high", "n": 1}
    assert model.evaluate("c", INPUTS).value == [2, 0, [4, 5, 6], True, [2], 1, 2, 1]
