"""A database of an older version comes to the newest, with what is in it."""

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from engine.commands import (
    AddSite,
    AssignPerson,
    AssignTeam,
    CreateTeam,
    PublishRelease,
    StartCase,
)
from engine.store import migrations
from engine.store import tables as t
from engine.store.offers import NEVER
from tests.core.bpmn.drawing import definitions, end, flows, process, start, user_task
from tests.people.staff import join
from tests.store.test_cases import SIMPLE


def downgrade(engine, version):
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, version)


def test_the_migrated_tables_are_those_that_are_used(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, t.METADATA)

    assert differences == []


def test_open_tasks_of_an_older_version_are_offered(executor, engine):
    executor.execute(PublishRelease(diagrams={"p": SIMPLE, "q": GROUPS}), by="console")
    site = executor.execute(
        AddSite(name="North", zone="Europe/Brussels", country="BE"), by="console"
    )
    team = executor.execute(CreateTeam(name="First team", site=site), by="console")
    join(executor, "ada", "case_manager", site=site)
    for name in ("p", "q"):
        case = executor.execute(StartCase(process=name, site=site), by="console")["id"]
        executor.execute(AssignTeam(case=case, team=team), by="console")
        executor.execute(AssignPerson(case=case, login="ada"), by="console")
    before = offers(engine)

    downgrade(engine, "0002")
    migrations.upgrade(engine)

    assert offers(engine) == before
    assert {one.group_name for one in before} == {"", "governor", "mdt_chair"}
    assert {one.due_at for one in before} == {NEVER}
    assert len({one.place for one in before} - {"", site, team}) == 1
    with engine.connect() as connection:
        task = t.user_task.c
        found = connection.execute(sa.select(task.process, task.safety).order_by(task.process))
        assert found.all() == [("p", False), ("q", False)]


GROUPS = definitions(
    process(
        "q",
        start("s"),
        user_task("v", groups="governor, mdt_chair"),
        end("e"),
        flows("s", "v", "e"),
    )
)


def offers(engine):
    with engine.connect() as connection:
        return sorted(connection.execute(sa.select(t.task_offer)), key=str)
