"""The work that is measured: a reassessment that comes again and again.

A task with a form, a script that counts, a gateway, and back. The task is completed by somebody
who may, with what a browser sends.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.speak import measured
from engine.commands import CompleteTask, CreateUser, PublishRelease, StartCase
from engine.core.permission import Grant
from engine.executor import Executor
from engine.queries import OpenTasks
from engine.store.database import connect
from engine.store.keyring import Keyring
from engine.store.migrations import upgrade

REVIEWER: Final = "wanda"
ROLE: Final = "intake_officer"
_HERE: Final = Path(__file__).parent
DIAGRAM: Final = _HERE / "review.bpmn"
FORM: Final = _HERE / "review.form"
_VALUES: Final = json.loads((_HERE / "rivals" / "values.json").read_text("utf-8"))
_YEAR, _MONTH, _DAY = _VALUES["next_on"].split("-")
ANSWERS: Final[dict[str, object]] = {
    **{key: str(value) for key, value in _VALUES.items() if key != "next_on"},
    "next_on-day": _DAY,
    "next_on-month": _MONTH,
    "next_on-year": _YEAR,
}
"""What is sent each time: the values that the rivals get too, as texts."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Passerelle on a database of its own."""

    executor: Executor

    def begin(self) -> str:
        """A new case; returns its id."""
        command = StartCase(process="review_case", variables={"n": 0})
        return self.executor.execute(command, by=REVIEWER)["id"]

    def open_task(self, case: str) -> str:
        """The id of the task that waits."""
        (task,) = self.executor.ask(OpenTasks(case=case), by=REVIEWER)
        return task.id

    def complete(self, case: str, task: str) -> None:
        """One completion in one transaction."""
        command = CompleteTask(case=case, task=task, answers=ANSWERS)
        self.executor.execute(command, by=REVIEWER)

    def go_on(self, case: str, times: int) -> list[float]:
        """Seconds of processor time for each completion of a case that goes on."""

        def go(count: int, meter: AbstractContextManager[None]) -> None:
            for _ in range(count):
                task = self.open_task(case)
                with meter:
                    self.complete(case, task)

        return measured(go, times)

    def go(self, times: int) -> list[float]:
        """The same of a new case."""
        return self.go_on(self.begin(), times)


def set_up(url: str, *, synchronous: str = "FULL") -> Ours:
    """A new database with the schema, the review published, and somebody who reviews."""
    engine = connect(url, synchronous=synchronous)
    upgrade(engine)
    executor = Executor(engine, Keyring(bytes(range(32))))
    diagrams = {"review": DIAGRAM.read_text("utf-8")}
    forms = {"review": FORM.read_text("utf-8")}
    executor.execute(PublishRelease(diagrams=diagrams, forms=forms), by="console")
    reviewer = CreateUser(
        login=REVIEWER,
        name="Wanda Reinders",
        password="a bench under the old oak",  # noqa: S106 - nobody signs in
        grants=(Grant(ROLE),),
    )
    executor.execute(reviewer, by="console")
    return Ours(executor)


def join(url: str) -> Ours:
    """One more process at a database that was set up."""
    return Ours(Executor(connect(url), Keyring(bytes(range(32)))))


@contextmanager
def on_sqlite(synchronous: str) -> Iterator[Ours]:
    """Passerelle on a file that is gone afterwards."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        ours = set_up(url, synchronous=synchronous)
        yield ours
        ours.executor.engine.dispose()
