"""Due dates are counted by the calendar of the case's site."""

import datetime

import sqlalchemy as sa

from engine.commands import PublishRelease, StartCase
from engine.queries import OpenTasks
from engine.store import tables as t
from tests.core.bpmn.drawing import definitions, end, flows, process, start, user_task

SITE = "1" * 32
DIAGRAM = definitions(
    process(
        "p",
        start("s"),
        user_task("u", ours={"due": "2 wd"}, follow_up="2027-03-02T08:00:00"),
        end("e"),
        flows("s", "u", "e"),
    )
)


def open_task(executor, engine, *, site):
    with engine.begin() as connection:
        connection.execute(
            sa.insert(t.site).values(id=SITE, name="Lindenhof", zone="Europe/Berlin", country="DE")
        )
        connection.execute(
            sa.insert(t.closure).values(
                site_id=SITE, day=datetime.date(2027, 3, 2), reason="Training day"
            )
        )
    executor.execute(PublishRelease(diagrams={"p": DIAGRAM}), by="console")
    executor.execute(StartCase(process="p", site=site), by="console")
    (task,) = executor.ask(OpenTasks(), by="console")
    with engine.connect() as connection:
        return task.due_at, connection.scalar(sa.select(t.user_task.c.follow_up_at))


def test_a_closed_day_does_not_count_and_midnight_is_that_of_the_site(executor, engine):
    due, follow_up = open_task(executor, engine, site=SITE)

    assert due == datetime.datetime(2027, 3, 4, 23, tzinfo=datetime.UTC)
    assert follow_up == datetime.datetime(2027, 3, 2, 7, tzinfo=datetime.UTC)


def test_a_case_without_a_site_counts_in_utc(executor, engine):
    due, _ = open_task(executor, engine, site=None)

    assert due == datetime.datetime(2027, 3, 4, tzinfo=datetime.UTC)
