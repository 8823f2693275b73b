"""Every form of the programme on its page: drawn, and sent whatever a hostile browser sends."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.commands import PublishRelease, SetPolicy, StartCase
from engine.executor import Executor
from engine.programme import SHIPPED, read_programme
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade
from tests.core.bpmn.drawing import definitions, end, flows, process, start, user_task
from tests.people.staff import join
from tests.task.conftest import Visitor, address, form_on, lists, open_tasks
from webui import WebConfig, create_app

FORMS = read_programme(SHIPPED).forms
# Of names that are there, that nearly are, and that never were.
# They have rows alone, and may have none.
ASK_NOTHING_FIRST = {"collateral_record", "information_search"}
BUTTONS = ("add", "remove")
ODD = ["csrf", "-go", "-asked", "rows", "x.0.y", "x-day", "..", "\x00", "name.rows", "é", "a" * 300]


@pytest.fixture(scope="module")
def playground(tmp_path_factory):
    """An installation with a process of one task for each form, and somebody who does them all."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('forms') / 'passerelle.db'}")
    upgrade(engine)
    executor = Executor(engine, Keyring(bytes(range(32))))
    diagrams = {
        name: definitions(
            process(name, start("s"), user_task("u", name="Do", form=name), end("e"),
                    flows("s", "u", "e"))
        )
        for name in FORMS
    }  # fmt: skip
    executor.execute(PublishRelease(diagrams=diagrams, forms=FORMS), by="console")
    executor.execute(SetPolicy(key="lists", content=lists()), by="console")
    join(executor, "ada", "mdt_chair")
    yield executor
    engine.dispose()


@pytest.fixture(scope="module")
def ada(playground):
    app = create_app(WebConfig(secret_key="k" * 32, https=False), playground)
    return Visitor(app.test_client(), "ada")


@pytest.fixture(scope="module")
def tasks(playground):
    """An open task for each form."""
    found = {}
    for name in FORMS:
        case = playground.execute(StartCase(process=name), by="console")["id"]
        found[name] = open_tasks(playground, case)["u"]
    return found


@pytest.fixture(scope="module")
def names_on_page(ada, tasks):
    """The names of the fields on the page of each form, with the buttons of its rows."""
    found = {}
    for name, task in tasks.items():
        there = [one for one in form_on(ada.get(address(task))).fields if one and one[0] != "-"]
        rows = [one.removesuffix(".rows") for one in there if one.endswith(".rows")]
        found[name] = sorted({*there, *(f"{one}.{what}" for one in rows for what in BUTTONS)})
    return found


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_is_drawn_and_says_what_is_missing(ada, tasks, name):
    page = ada.get(address(tasks[name]))

    answer = ada.post(address(tasks[name]), {"-go": "check"})

    assert "Check your answers" in page
    assert answer.status_code == (303 if name in ASK_NOTHING_FIRST else 422)


names = st.deferred(lambda: st.sampled_from(ODD) | st.text(string.printable, max_size=12))
texts = st.text(max_size=30) | st.sampled_from(
    ["yes", "no", "", "31", "2027", "99999999999", "=1/0", "<script>", "\r\n", "-1", "1e9", "true"]
)


@st.composite
def posts(draw):
    """A form, and something to send for it."""
    name = draw(st.sampled_from(sorted(FORMS)))
    extra = draw(st.dictionaries(names, st.lists(texts, max_size=3), max_size=6))
    words = draw(st.lists(texts, min_size=8, max_size=8))
    return name, extra, words, draw(st.randoms(use_true_random=False))


@pytest.mark.usefixtures("playground")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sending=posts())
def test_no_post_breaks_a_page(ada, tasks, names_on_page, sending):
    name, extra, words, random = sending
    known = names_on_page[name]
    typed = {one: random.choice(words) for one in known if random.random() < 0.7}
    data = {**typed, **extra, "-go": "check", "csrf_token": ada.token}

    for where in ("", "/questions", "/complete"):
        answer = ada.client.post(f"{address(tasks[name])}{where}", data=data)
        assert answer.status_code in {200, 303, 400, 409, 422}, answer.text
