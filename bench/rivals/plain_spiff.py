"""Plain SpiffWorkflow with its own serializer, the state as JSON in one row of SQLite.

Counted: one transaction that reads the row, deserializes, completes the task, runs the engine,
serializes, writes the row and commits. Not counted: beginning a case, and finding the id of the
open task. It has no form, no inbox, no permissions, no encryption and no history but its state.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import AbstractContextManager
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from bench.rivals.values import VALUES
from bench.speak import serve

DIAGRAM = b"""\
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://example.org/bench">
 <process id="review_case" isExecutable="true">
  <startEvent id="start"/>
  <userTask id="review" name="Reassess"/>
  <scriptTask id="count"><script>n = n + 1</script></scriptTask>
  <exclusiveGateway id="again" default="back"/>
  <endEvent id="end"/>
  <sequenceFlow id="f0" sourceRef="start" targetRef="review"/>
  <sequenceFlow id="f1" sourceRef="review" targetRef="count"/>
  <sequenceFlow id="f2" sourceRef="count" targetRef="again"/>
  <sequenceFlow id="f3" sourceRef="again" targetRef="end">
   <conditionExpression xsi:type="tFormalExpression">route == "close"</conditionExpression>
  </sequenceFlow>
  <sequenceFlow id="back" sourceRef="again" targetRef="review"/>
 </process>
</definitions>"""
FOLDER, SYNCHRONOUS = Path(sys.argv[1]), sys.argv[2]
TABLE = sa.Table(
    "workflow",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
)
LOAD = sa.select(TABLE.c.state).where(TABLE.c.id == sa.bindparam("case"))
SAVE = sa.update(TABLE).where(TABLE.c.id == sa.bindparam("case"))


class Rival:
    """SpiffWorkflow on a database of its own."""

    def __init__(self, file: Path) -> None:
        self.engine = sa.create_engine(f"sqlite:///{file}")
        sa.event.listen(self.engine, "connect", _set_up)
        sa.event.listen(self.engine, "begin", lambda it: it.exec_driver_sql("BEGIN IMMEDIATE"))
        TABLE.create(self.engine)
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        self.cases = 0
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(DIAGRAM))
        self.spec = parser.get_spec("review_case")

    def go(self, times: int, meter: AbstractContextManager[None]) -> None:
        """Begin a case, and complete its task that many times."""
        workflow = BpmnWorkflow(self.spec)
        workflow.task_tree.data["n"] = 0
        workflow.do_engine_steps()
        self.cases += 1
        case = self.cases
        with self.engine.begin() as connection:
            state = self.serializer.serialize_json(workflow)
            connection.execute(sa.insert(TABLE), {"id": case, "state": state})
        for _ in range(times):
            task = _open_task(workflow)
            with meter:
                workflow = self.complete(case, task)
        reached = workflow.get_tasks(state=TaskState.READY, manual=True)[0].data["n"]
        if reached != times:
            raise SystemExit(f"SpiffWorkflow counted {reached} completions of {times}")

    def complete(self, case: int, task: UUID) -> Any:
        """One completion in one transaction; returns the workflow as it was saved."""
        with self.engine.begin() as connection:
            state = connection.scalar(LOAD, {"case": case})
            workflow = self.serializer.deserialize_json(state)
            found = workflow.get_task_from_id(task)
            found.set_data(**VALUES)
            found.run()
            workflow.do_engine_steps()
            workflow.refresh_waiting_tasks()
            state = self.serializer.serialize_json(workflow)
            connection.execute(SAVE, {"case": case, "state": state})
        return workflow


def _open_task(workflow: Any) -> UUID:
    (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
    found: UUID = task.id
    return found


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={SYNCHRONOUS}")


if __name__ == "__main__":
    serve(f"SpiffWorkflow {version('SpiffWorkflow')}", Rival(FOLDER / "spiff.db").go)
