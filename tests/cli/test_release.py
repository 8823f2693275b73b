"""`passerelle release`, as somebody types it."""

import base64

import pytest
import sqlalchemy as sa

from engine.cli import main
from engine.commands import StartCase
from engine.executor import Executor
from engine.queries import OpenTasks
from engine.store import tables as t
from engine.store.database import connect
from engine.store.keyring import Keyring
from tests.store.test_cases import SIMPLE

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def executor(monkeypatch, tmp_path):
    """The installation of the environment."""
    url = f"sqlite:///{tmp_path / 'passerelle.db'}"
    monkeypatch.setenv("PASSERELLE_DATABASE", url)
    monkeypatch.setenv("PASSERELLE_MASTER_KEY", base64.b64encode(KEY).decode())
    engine = connect(url)
    yield Executor(engine, Keyring(KEY))
    engine.dispose()


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main(["release", *words])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


@pytest.fixture
def programme(tmp_path):
    """A programme of one process."""
    folder = tmp_path / "programme"
    (folder / "processes" / "review").mkdir(parents=True)
    (folder / "processes" / "review" / "review.bpmn").write_text(SIMPLE, "utf-8")
    return folder


def test_what_passerelle_comes_with_is_published_and_runs(run, executor):
    assert run("publish", "--note", "the first") == (
        0,
        "release 1 is published: new cases run by it\n",
    )

    case = executor.execute(StartCase(process="p01_intake"), by="console")

    assert len(executor.ask(OpenTasks(case=case["id"]), by="console")) == 1


def test_what_passerelle_comes_with_has_no_error(run):
    status, said = run("check")

    assert status == 0
    assert said.splitlines()[-1].startswith("errors: 0, warnings: ")


def test_a_programme_of_ones_own_is_published_again_as_the_next_release(run, programme):
    assert run("publish", "--folder", str(programme))[0] == 0
    assert run("publish", "--folder", str(programme))[1].startswith("release 2 is published")


def test_a_programme_with_errors_is_shown_and_not_published(run, programme):
    wrong = SIMPLE.replace('targetRef="u"', 'targetRef="gone"')
    (programme / "processes" / "review" / "review.bpmn").write_text(wrong, "utf-8")

    status, said = run("check", "--folder", str(programme))
    assert status == 1
    assert "errors: " in said
    assert "review: " in said
    status, said = run("publish", "--folder", str(programme))
    assert status == 1
    assert said.startswith("error: the release cannot run:\nreview: ")


def test_a_folder_without_a_programme_is_refused(run, tmp_path):
    status, said = run("check", "--folder", str(tmp_path))

    assert status == 1
    assert said.endswith("holds no diagram: it needs processes/*/*.bpmn\n")


def test_two_diagrams_of_one_name_are_refused(run, programme):
    (programme / "processes" / "other").mkdir()
    (programme / "processes" / "other" / "review.bpmn").write_text(SIMPLE, "utf-8")

    assert run("check", "--folder", str(programme)) == (
        1,
        "error: two files are called 'review.bpmn'; rename one\n",
    )


def test_a_file_that_is_no_text_is_refused(run, programme):
    (programme / "processes" / "review" / "review.bpmn").write_bytes(b"\xff\xfe\x00")

    status, said = run("check", "--folder", str(programme))

    assert status == 1
    assert said.endswith("is not text in UTF-8\n")


def test_publishing_sets_what_lanes_mean_and_what_forms_offer(run, executor):
    run("publish")

    with executor.engine.connect() as connection:
        policies = dict(connection.execute(sa.select(t.policy.c.key, t.policy.c.content)).all())

    assert policies["lanes"]["Governor"]["group"] == "governor"
    assert {"tools_specialised", "tools_general", "units"} <= set(policies["lists"])
    assert all(
        one["value"] and one["label"] for options in policies["lists"].values() for one in options
    )


def test_a_folder_without_policies_sets_none(run, executor, programme):
    assert run("publish", "--folder", str(programme))[0] == 0

    with executor.engine.connect() as connection:
        assert connection.execute(sa.select(t.policy)).all() == []


@pytest.mark.parametrize(
    ("content", "says"), [("{", "is not JSON"), ("[1]", "must hold a JSON object")]
)
def test_a_policy_that_cannot_be_read_is_named(run, programme, content, says):
    (programme / "processes" / "lanes.json").write_text(content)

    status, said = run("publish", "--folder", str(programme))

    assert status == 1
    assert "lanes.json" in said
    assert says in said
