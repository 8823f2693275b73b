import contextlib
import copy
import json
import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import form
from engine.errors import PasserelleError
from tests.core.form.building import NOW, component, group, hidden_if, read, rows

ROUNDS = 10_000 if os.environ.get("PASSERELLE_LONG") else 300

EVERYTHING = [
    {"type": "text", "id": "T", "text": "# Hello {{name}} {{count(people)}}"},
    component("textfield", "name", validate={"required": True, "minLength": 2, "maxLength": "=n"}),
    component("textfield", "mail", validate={"validationType": "email"}),
    component("textfield", "code", validate={"pattern": "^[A-Z]{2}[0-9]+$"}, defaultValue="AB1"),
    component("textarea", "reasons", properties={"dataClass": "C", "kind": "fact"}),
    component("number", "n", decimalDigits=2, validate={"min": 0, "max": "=m * 2"}),
    component("number", "m", increment="0.01", defaultValue=5, properties={"route": "true"}),
    component("datetime", "d", properties={"latest": "=today()", "earliest": 'date("2000-01-01")'}),
    component("datetime", "t", subtype="time"),
    component("datetime", "dt", subtype="datetime", disallowPassedDates=True),
    component("radio", "agreed", values=["yes", "no", "could_not"]),
    component("textarea", "why", conditional=hidden_if('agreed = "yes"')),
    component("select", "worker", valuesKey="users"),
    component("checklist", "needs", valuesExpression="=last.needs"),
    group(
        component("checkbox", "sure", properties={"check": "=n > 1", "checkMessage": "Be sure"}),
        component("expression", "sum", expression="=n + m"),
        {"type": "separator", "id": "S"},
        conditional=hidden_if("m > 3"),
    ),
    component("filepicker", "files", multiple=True),
    component("select", "level_proposed", readonly=True),
    rows(
        "people",
        component("textfield", "first", validate={"required": True}),
        component("number", "age", validate={"max": "=parent.m"}),
        component("datetime", "born", conditional=hidden_if("this.age < i")),
        component("expression", "next", expression="=age + 1"),
    ),
]
CONTEXT = {"users": [{"label": "Ann", "value": "u1"}], "last": {"needs": ["a", "b"]}}
POST = {
    "name": "Ann",
    "mail": "ann@example.org",
    "code": "AB12",
    "reasons": "a\nb",
    "n": "5",
    "m": "3",
    "d-day": "1",
    "d-month": "3",
    "d-year": "2027",
    "t": "09:30",
    "dt": "2027-04-01T10:00",
    "agreed": "no",
    "why": "Because",
    "worker": "u1",
    "needs": ["a"],
    "sure": "on",
    "files": ["0190"],
    "people.0.first": "Bo",
    "people.0.age": "2",
    "people.0.born": "2000-02-29",
    "people.1.first": "Cy",
}
STRANGE = [
    None, True, False, 0, -1, 10**30, 1.5, "", " ", "\x00", "\u202e", "\ud800", "=", "=1 +", "(",
    "x" * 30_000, "1e999", "NaN", "9" * 50, "99-99-99", "\ufffd", "true", [], [[]], {}, [None],
    {"hide": 5}, {"hide": "=" + "[" * 200}, [{"type": "group"}], {"a": {"b": {"c": []}}}, "=this",
    "(a+)+$", "[[:alpha:]]", "{{", "{{}}", "={}", "=function(x) x", "=now()", "={a: 1}",
]  # fmt: skip


def places(value, found=None):
    """Every object and list within a value."""
    found = [] if found is None else found
    if isinstance(value, (dict, list)):
        found.append(value)
        for one in value.values() if isinstance(value, dict) else value:
            places(one, found)
    return found


def mutated(source: random.Random) -> dict[str, object]:
    """A form with a few pieces taken out, exchanged or made up."""
    made = {"id": "f", "components": copy.deepcopy(EVERYTHING)}
    for _ in range(source.randint(1, 5)):
        all_places = places(made)
        filled = [one for one in all_places if one]
        if not filled:
            break
        place = source.choice(filled)
        name = source.choice(list(place) if isinstance(place, dict) else range(len(place)))
        change = source.random()
        if change < 0.2:
            del place[name]
        elif change < 0.6:
            place[name] = copy.deepcopy(source.choice(STRANGE))
        elif change < 0.8:
            place[name] = copy.deepcopy(source.choice(all_places))
        elif isinstance(place, dict):
            place[source.choice(["type", "key", "path", "validate", "values", "properties"])] = (
                source.choice([*STRANGE[:-3], "number", "datetime", "select", "dynamiclist"])
            )
    return made


def hostile(source: random.Random) -> dict[str, object]:
    """A post with a few answers taken out, exchanged or made up."""
    made: dict[str, object] = dict(POST)
    names = [*made, "people", "people.5.age", "d", "dt-time", "dt-day", "x-y", "people.0", "a" * 99]
    names += ["", "\x00", "people.0.first-day", "level_proposed", "sum", "people.999999.first"]
    for _ in range(source.randint(1, 6)):
        name = source.choice(names)
        change = source.random()
        if change < 0.2:
            made.pop(name, None)
        elif change < 0.7:
            made[name] = copy.deepcopy(source.choice(STRANGE))
        else:
            text = str(made.get(name, ""))
            place = source.randint(0, len(text))
            made[name] = text[:place] + chr(source.randrange(0x11000)) + text[place:]
    return made


def use(made: form.Form, raw: dict[str, object]) -> form.Loaded | None:
    """Everything that a page does with a form and a post; None where one was refused."""
    try:
        loaded = made.load(raw, context=CONTEXT, now=NOW, given={"level_proposed": "yes"})
        json.dumps([loaded.typed, list(loaded.errors)], ensure_ascii=False).encode()
        "".join(map(str, loaded.errors.values())).encode()
        for line in made.describe(loaded.values, context=CONTEXT, now=NOW):
            f"{line.label}{line.text}".encode()
        made.load(made.typed(loaded.values), context=CONTEXT, now=NOW)
        made.load(made.typed(made.defaults()), context=CONTEXT, now=NOW)
        made.visible(raw, context=CONTEXT, now=NOW)
        made.route_values(loaded.values)
        made.check()
        for one in made.components:
            if isinstance(one, form.Text):
                made.fill(one, loaded.values, context=CONTEXT, now=NOW).encode()
            elif isinstance(one, form.Choice):
                made.options(one, loaded.values, context=CONTEXT, now=NOW)
    except PasserelleError:
        return None
    return loaded


def test_the_form_and_the_post_that_are_damaged_are_whole():
    loaded = read(*EVERYTHING).load(POST, context=CONTEXT, now=NOW)

    assert loaded.errors == {}
    assert loaded.values["people"][1]["next"] is None


@pytest.mark.timeout(3600)
def test_a_damaged_form_raises_nothing_but_refusals():
    source = random.Random(1)
    used = 0

    for _ in range(ROUNDS):
        damaged = mutated(source)
        try:
            made = form.read(damaged)
        except PasserelleError:
            continue
        str([str(problem) for problem in made.problems]).encode()
        used += use(made, POST) is not None

    assert used > ROUNDS / 2


@pytest.mark.timeout(3600)
def test_a_damaged_text_raises_nothing_but_refusals():
    source = random.Random(2)
    text = json.dumps({"components": EVERYTHING})

    for _ in range(ROUNDS):
        start = source.randrange(len(text))
        end = start + source.choice([0, 1, 3, 50])
        piece = source.choice(["", '"', "{", "]", "1e9", "\\ud800", "null", text[end : end + 90]])
        with contextlib.suppress(PasserelleError):
            use(form.read(text[:start] + piece + text[end:]), POST)


@pytest.mark.timeout(3600)
def test_a_hostile_post_raises_nothing_but_refusals():
    source = random.Random(3)
    made = read(*EVERYTHING)
    loaded = [use(made, hostile(source)) for _ in range(ROUNDS)]

    assert sum(one is not None and not one.ok for one in loaded) > ROUNDS / 4


texts = st.text(max_size=20) | st.sampled_from([one for one in STRANGE if isinstance(one, str)])
answers = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.dates() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from([*POST, "people", "d", "dt-time"]) | texts


@given(st.dictionaries(names, answers, max_size=12))
def test_any_post_raises_nothing_but_refusals(raw):
    use(read(*EVERYTHING), raw)


@given(st.dictionaries(st.sampled_from([*POST]), st.text("a1-\u202e \n", max_size=6)))
def test_a_value_is_kept_only_where_nothing_is_wrong_with_it(raw):
    loaded = read(*EVERYTHING).load(raw, context=CONTEXT, now=NOW)

    assert "\u202e" not in str(loaded.values)
    assert set(loaded.typed) <= set(raw) | {f"people.0.{key}" for key in ("first", "age", "born")}
