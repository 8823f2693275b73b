"""The page of a task: what it asks, the check of the answers, what comes next."""

from webui.task.pages import area

__all__ = ["area"]
