"""The PostgreSQL that tests use is there, empty, and apart from that of others."""

import subprocess

import pytest

from tests.postgres import Server


@pytest.fixture
def ask(postgres_server: Server):
    def ask(url: str, sql: str) -> str:
        database = url.split("/")[3].split("?")[0]
        command = [postgres_server.programs / "psql", "--host", postgres_server.folder]
        command += ["--username", "postgres", "--no-align", "--tuples-only", "--command", sql]
        return subprocess.run(
            [*command, database], capture_output=True, text=True, check=True
        ).stdout.strip()

    return ask


def test_a_module_gets_an_empty_database_with_utf_8_and_utc(postgres_url, ask):
    assert ask(postgres_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"
    assert ask(postgres_url, "SHOW server_encoding") == "UTF8"
    assert ask(postgres_url, "SHOW timezone") == "UTC"
    assert ask(postgres_url, "SELECT upper('é')") == "É"


def test_two_databases_do_not_see_each_other(postgres_server, ask):
    one, other = postgres_server.new_url(), postgres_server.new_url()

    ask(one, "CREATE TABLE mine (id int)")

    assert ask(one, "SELECT count(*) FROM mine") == "0"
    assert ask(other, "SELECT to_regclass('mine') IS NULL") == "t"


def test_the_address_is_one_that_sqlalchemy_reads(postgres_url):
    engine = pytest.importorskip("sqlalchemy").create_engine(postgres_url)
    pytest.importorskip("psycopg")

    with engine.connect() as connection:
        answer = connection.exec_driver_sql("SELECT 1").scalar_one()
    engine.dispose()

    assert answer == 1
