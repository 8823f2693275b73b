"""The same SQL without an engine: the very statements of a completion, said again."""

import datetime

import pytest
import sqlalchemy as sa

from bench.review import ANSWERS, FORM, on_sqlite
from bench.rivals.values import VALUES
from bench.same_sql import Parameters, by_driver, by_sqlalchemy, recording, same_sql
from engine.core import form
from engine.store import records as r
from engine.store import tables as t

NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
BY_A_COMPLETION = (t.history, t.user_task, t.command, r.submission)


def rows(engine):
    with engine.connect() as connection:
        return [
            connection.scalar(sa.select(sa.func.count()).select_from(table))
            for table in BY_A_COMPLETION
        ]


@pytest.mark.parametrize("say", [by_sqlalchemy, by_driver])
def test_the_replay_says_the_statements_of_a_completion_and_leaves_its_rows(say):
    with on_sqlite("NORMAL") as ours:
        engine = ours.executor.engine
        case = ours.begin()
        before = rows(engine)
        ours.go_on(case, 1)
        by_one = [now - then for now, then in zip(rows(engine), before, strict=True)]
        replay = same_sql(ours, say)
        before = rows(engine)

        spent = replay.go(3)

        assert len(spent) == 3
        assert [now - then for now, then in zip(rows(engine), before, strict=True)] == [
            3 * one for one in by_one
        ]
        with engine.connect() as connection:
            still = t.user_task.c.ended_at.is_(None)
            waiting = connection.execute(sa.select(t.user_task.c.case_id).where(still)).all()
        assert len(waiting) == len(set(waiting)) == 2


def test_what_is_said_again_is_what_was_said():
    with on_sqlite("NORMAL") as ours:
        replay = same_sql(ours, by_sqlalchemy)

        with recording(ours.executor.engine) as heard:
            replay.go(2)

    said = [one.text for one in replay.script]
    sizes = [
        [
            len(value)
            for row in one.raw
            for value in row.values()
            if isinstance(value, bytes | memoryview)
        ]
        for one in heard
    ]
    assert [one.text for one in heard] == said * 2
    assert sizes[: len(said)] == sizes[len(said) :]
    assert any(sizes)


def test_numbers_count_ids_are_new_or_were_new_the_time_before_and_the_rest_stays():
    a, b, c, case = (letter * 32 for letter in "abcd")
    first = [[{"case": case, "seq": 2, "text": "x", "ended": a, "opened": b}]]
    second = [[{"case": case, "seq": 5, "text": "y", "ended": b, "opened": c}]]
    parameters = Parameters(first, second)

    ((third,),), ((fourth,),) = parameters.next(), parameters.next()

    assert [third["seq"], fourth["seq"]] == [8, 11]
    assert third["case"] == fourth["case"] == case
    assert third["text"] == fourth["text"] == "y"
    assert third["ended"] == c
    assert fourth["ended"] == third["opened"]
    assert len({a, b, c, third["opened"], fourth["opened"]}) == 5


def test_two_completions_that_differ_in_their_statements_are_not_taken_for_one():
    with pytest.raises(ValueError, match="do not say the same"):
        Parameters([[{"case": 1}]], [[{"case": 1}, {"case": 2}]])


def test_ours_and_the_rivals_get_the_same_answers():
    loaded = form.read(FORM.read_text("utf-8")).load(ANSWERS, now=NOW)

    assert loaded.ok
    plain = {key: str(value) for key, value in loaded.values.items()}
    assert plain == {key: str(value) for key, value in VALUES.items()}
