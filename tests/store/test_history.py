"""The history is a chain: whatever is changed, taken out or cut off is found."""

import pytest
import sqlalchemy as sa

from engine.commands import CompleteTask, PublishRelease, StartCase
from engine.queries import CaseHistory, OpenTasks
from engine.store import tables as t
from engine.store.chain import verify
from engine.store.keyring import Sealed
from tests.store.test_cases import SIMPLE


@pytest.fixture
def case(executor):
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")
    case = executor.execute(StartCase(process="p"), by="console")["id"]
    (task,) = executor.ask(OpenTasks(case=case), by="console")
    executor.execute(CompleteTask(case=case, task=task.id), by="console")
    return case


pytestmark = pytest.mark.usefixtures("case")


def breaks(engine):
    with engine.connect() as connection:
        return [(found.seq, found.reason) for found in verify(connection)]


def change(engine, statement):
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(statement)


def test_an_intact_history_holds(engine):
    assert breaks(engine) == []


@pytest.mark.parametrize(
    "values",
    [
        {"actor": "somebody else"},
        {"kind": "ElementInterrupted"},
        {"element": "other"},
        {"data": b"something else"},
        {"hash": bytes(32)},
    ],
)
def test_a_row_that_was_changed_is_named(engine, values):
    change(engine, sa.update(t.history).where(t.history.c.seq == 3).values(**values))

    assert breaks(engine) == [(3, "row 3 was changed")]


def test_a_row_that_was_taken_out_is_named(engine):
    change(engine, sa.delete(t.history).where(t.history.c.seq == 4))

    assert breaks(engine) == [(4, "row 4 is missing")]


def test_a_tail_that_was_cut_off_is_found(engine):
    change(engine, sa.delete(t.history).where(t.history.c.seq > 5))

    ((seq, reason),) = breaks(engine)

    assert seq == 6
    assert "the rows after 5 of" in reason


def test_two_rows_that_were_swapped_are_found(engine):
    with engine.connect() as connection:
        rows = connection.execute(sa.select(t.history).order_by(t.history.c.seq)).mappings().all()
    first, second = dict(rows[2]), dict(rows[3])
    change(engine, sa.delete(t.history).where(t.history.c.seq.in_([3, 4])))
    change(engine, sa.insert(t.history).values(first | {"seq": 4}))
    change(engine, sa.insert(t.history).values(second | {"seq": 3}))

    assert breaks(engine)[0][0] == 3


def test_an_end_that_was_set_back_is_found(engine):
    change(engine, sa.delete(t.history).where(t.history.c.seq > 5))
    change(engine, sa.update(t.case).values(history_seq=5))

    assert breaks(engine) == [(0, "the case does not fit the end of its history")]


def test_erasing_the_key_erases_the_data_and_the_chain_still_holds(executor, engine, case):
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        key_id = connection.scalar(sa.select(t.case.c.key_id).where(t.case.c.id == case))
        executor._keyring.erase(connection, key_id)

    assert breaks(engine) == []
    with pytest.raises(Sealed, match="erased"):
        executor.ask(CaseHistory(case=case), by="console")
