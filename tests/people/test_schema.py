"""What the migrations make is what the tables say."""

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from engine.store import migrations, people

PEOPLE = {
    "access", "case_member", "case_team", "login_attempt", "login_session", "membership",
    "role_grant", "team", "user",
}  # fmt: skip


def test_the_migrated_tables_of_people_are_those_that_are_used(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, people.METADATA)

    assert [one for one in differences if PEOPLE & set(str(one).replace("'", " ").split())] == []
    assert set(people.METADATA.tables) >= PEOPLE


def test_the_tables_of_people_can_be_taken_away_again(engine):
    config = Config()
    folder = migrations.__path__[0]
    config.set_main_option("script_location", folder)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")

    assert not PEOPLE & set(sa.inspect(engine).get_table_names())
    migrations.upgrade(engine)
    assert set(sa.inspect(engine).get_table_names()) >= PEOPLE
