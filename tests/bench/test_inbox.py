"""The crowd of the benchmark is one in which people find work, counted as the engine counts it."""

import sqlalchemy as sa

from bench.inbox import build
from bench.visits import MASTER, VIEWS, visits
from engine.executor import Executor
from engine.queries import Inbox
from engine.store import tables as t
from engine.store.database import connect
from engine.store.keyring import Keyring


def test_people_of_the_crowd_find_work_and_their_pages_are_answered(tmp_path):
    url = f"sqlite:///{tmp_path / 'inbox.db'}"

    build(url, tasks=600, played=4)

    engine = connect(url)
    with engine.connect() as connection:
        task = t.user_task.c
        is_open = sa.select(sa.func.count()).where(task.ended_at.is_(None))
        ready = sa.select(sa.func.count()).where(task.status == "ready")
        offers = sa.select(sa.func.count()).where(t.task_offer.c.place == "")
        assert 590 <= connection.scalar(is_open) <= 600
        assert connection.scalar(ready) == connection.scalar(offers)
    executor = Executor(engine, Keyring(MASTER))
    assert executor.ask(Inbox(view="team"), by="intake-officer-1").total > 0
    leaders = [f"team-leader-{number}" for number in range(1, 21)]
    assert any(executor.ask(Inbox(), by=one).total for one in leaders)
    engine.dispose()
    said = visits(url, 3)
    assert sum(map(len, said["spent"].values())) == len(said["busy"]) == 3
    assert set(said["spent"]) <= {*VIEWS, "nobody's, in my teams"}
    assert said["resident"] > 0
