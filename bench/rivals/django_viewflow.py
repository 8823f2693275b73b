"""Viewflow on Django and SQLite, completed by its Python API, not over HTTP.

Counted: one transaction that reads the task by its id, locks, starts and executes the task,
saves the answers in the data of the process, counts, passes the gateway, and writes the rows of
tasks that are its history. Not counted: beginning a case, finding the id of the open task, and
assigning it, which happens when it is made. It has no form here, no permissions, no encryption.
"""

# Django and viewflow are in the environment of the rivals only.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from bench.rivals.values import VALUES
from bench.speak import serve


def set_up(file: Path, synchronous: str) -> None:
    """Django with a new database, and somebody who reviews."""
    pragmas = f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous};"
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": file,
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": pragmas},
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "viewflow",
            "viewflow.workflow",
            "bench.rivals",
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()
    call_command("migrate", verbosity=0)

    from django.contrib.auth import get_user_model  # here: Django must be set up before

    get_user_model().objects.create_user("reviewer")


def go(times: int, meter: AbstractContextManager[None]) -> None:
    """Begin a case, and complete its task that many times."""
    from viewflow.workflow.models import Task

    from bench.rivals.review_flow import ReviewFlow

    process = ReviewFlow.start.run(_process_data={"n": 0})
    open_tasks = Task.objects.filter(process=process, flow_task=ReviewFlow.review, finished=None)
    for _ in range(times):
        task_id = open_tasks.get().pk
        with meter:
            complete(Task, task_id)
    process.refresh_from_db()
    if process.data["n"] != times:
        raise SystemExit(f"viewflow counted {process.data['n']} completions of {times}")


def complete(tasks: Any, task_id: int) -> None:
    """One completion in one transaction."""
    with tasks.objects.get(pk=task_id).activation() as activation:
        activation.start(None)
        activation.process.data.update(VALUES)
        activation.process.save()
        activation.execute()


if __name__ == "__main__":
    set_up(Path(sys.argv[1]) / "viewflow.db", sys.argv[2])
    serve(f"django-viewflow {version('django-viewflow')}, Django {version('django')}", go)
