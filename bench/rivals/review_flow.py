"""The review as a flow of viewflow: Django finds it by the name of this module."""

# Django and viewflow are in the environment of the rivals only.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.flow.views import UpdateProcessView


class ReviewFlow(flow.Flow):  # type: ignore[misc]  # is there in the rivals' environment only
    """Task, count, gateway, and back."""

    start = flow.StartHandle().Next(this.review)
    review = (
        flow.View(UpdateProcessView.as_view(fields=["data"]))
        .Assign(lambda _activation: reviewer())
        .Next(this.count)
    )
    count = flow.Function(this.count_on).Next(this.again)
    again = (
        flow.If(lambda activation: activation.process.data["route"] == "close")
        .Then(this.end)
        .Else(this.review)
    )
    end = flow.End()

    def count_on(self, activation: Any) -> None:
        """Count the completion."""
        activation.process.data["n"] += 1
        activation.process.save()


KNOWN: list[Any] = []


def reviewer() -> Any:
    """Whose tasks they are; read once, so that no completion pays for it."""
    if not KNOWN:
        KNOWN.append(get_user_model().objects.get(username="reviewer"))
    return KNOWN[0]
