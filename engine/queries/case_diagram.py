"""Where is a case in its diagrams?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from engine.queries.case_page.reader import reader_of
from engine.queries.case_page.states import ElementStanding, ElementState, standings
from engine.queries.steps import StepInWords, in_words, process_named
from engine.store import tables as t
from engine.store.addressees import names_of
from engine.store.cases import CaseNotFound
from engine.store.context import Context
from engine.store.documents import diagram_of


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceOfCase:
    """One running or ended process of a case.

    Attributes:
        caller: The id of the instance that called it, and `at` the element; empty for the first.
    """

    id: str
    process: str
    name: str
    status: str
    caller: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOfCase:
    """One element, and how far the instance has come with it.

    Attributes:
        since: When it was reached last; None where it was not.
        until: When it was left last; None where it was not, or something is there now.
        by: The name of who did a task; empty for what happened by itself.
        instance: The id of the instance that a call began last; empty for none.
        task: The id of the task that was opened here last; empty for none.
    """

    step: StepInWords
    state: ElementState
    since: datetime.datetime | None
    until: datetime.datetime | None
    by: str
    instance: str
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramOfCase:
    """One instance of a case in its diagram.

    Attributes:
        instances: All of the case, in the order in which they began.
        steps: All elements of this one's process, in the order in which they are told.
    """

    instance: InstanceOfCase
    instances: tuple[InstanceOfCase, ...]
    steps: tuple[StepOfCase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDiagram:
    """One instance of a case in its diagram; `instance` None for the one it began with."""

    case: str
    instance: str | None = None

    def run(self, context: Context) -> DiagramOfCase:
        """It.

        Raises:
            CaseNotFound: There is no such case or instance, or not for this actor.
        """
        _, row = reader_of(context, self.case)
        release = context.releases.get(context.connection, row["release"])
        instances, called = _instances(context, self.case, row["release"])
        one = next((one for one in instances if self.instance in (None, one.id)), None)
        if one is None:
            raise CaseNotFound(f"the case {row['number']} has no such diagram")
        standing = standings(context, self.case, one.id, running=one.status == "active")
        tasks = _tasks(context, self.case, one.id)
        done_by = {task: who for task, (_, who) in tasks.items() if who}
        names = names_of(context, done_by.values())
        steps = in_words(context, release, one.process)
        return DiagramOfCase(
            instance=one,
            instances=instances,
            steps=tuple(_step(step, standing.get(step.id), called, tasks, names) for step in steps),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDiagramXml:
    """The drawn diagram of an instance of a case, as it was published."""

    case: str
    instance: str

    def run(self, context: Context) -> str:
        """XML.

        Raises:
            CaseNotFound: There is no such case or instance, or not for this actor.
        """
        _, row = reader_of(context, self.case)
        instance = t.instance.c
        process = context.connection.scalar(
            sa.select(instance.process).where(
                instance.case_id == self.case, instance.id == self.instance
            )
        )
        found = diagram_of(context.connection, row["release"], process) if process else None
        if found is None:
            raise CaseNotFound(f"the case {row['number']} has no such diagram")
        return found


def _instances(
    context: Context, case_id: str, number: int
) -> tuple[tuple[InstanceOfCase, ...], Mapping[str, str]]:
    """The instances of a case, and those that were called by the token that called them."""
    instance, history = t.instance.c, t.history.c
    release = context.releases.get(context.connection, number)
    rows = context.connection.execute(
        sa.select(
            instance.id,
            instance.process,
            instance.status,
            instance.caller_instance,
            instance.caller_token,
            sa.select(history.element)
            .where(
                history.case_id == case_id,
                history.kind == "ProcessCalled",
                history.token == instance.caller_token,
            )
            .limit(1)
            .scalar_subquery()
            .label("at"),
        )
        .where(instance.case_id == case_id)
        .order_by(instance.place)
    ).all()
    found = tuple(
        InstanceOfCase(
            id=row.id,
            process=row.process,
            name=process_named(release, row.process),
            status=row.status,
            caller=row.caller_instance or "",
            at=row.at or "",
        )
        for row in rows
    )
    return found, {row.caller_token: row.id for row in rows if row.caller_token is not None}


def _tasks(context: Context, case_id: str, instance: str) -> dict[str, tuple[str, str | None]]:
    """The tasks of an instance: element, and the login of who completed it, by id."""
    task = t.user_task.c
    rows = context.connection.execute(
        sa.select(task.id, task.element, task.ended_by).where(
            task.case_id == case_id, task.instance_id == instance
        )
    )
    return {row.id: (row.element, row.ended_by) for row in rows}


def _step(
    step: StepInWords,
    here: ElementStanding | None,
    called: Mapping[str, str],
    tasks: Mapping[str, tuple[str, str | None]],
    names: Mapping[str, str],
) -> StepOfCase:
    if here is None:
        return StepOfCase(step=step, state="ahead", since=None, until=None, by="", instance="",
                          task="")  # fmt: skip
    newest = tuple(reversed(here.tokens))
    task = next((key for key in newest if key in tasks), "")
    who = tasks[task][1] if task else None
    return StepOfCase(
        step=step,
        state=here.state,
        since=here.since,
        until=here.until,
        by=names.get(who, who) if who else "",
        instance=next((called[key] for key in newest if key in called), ""),
        task=task,
    )
