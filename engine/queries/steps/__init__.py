"""A diagram in words, of equal worth with its picture: its elements in order, and what they say."""

from engine.queries.steps.naming import element_named, event_named, process_named
from engine.queries.steps.step import (
    DueWords,
    StepInWords,
    StepKind,
    TriggerKind,
    WayOn,
)
from engine.queries.steps.words import in_words

__all__ = [
    "DueWords",
    "StepInWords",
    "StepKind",
    "TriggerKind",
    "WayOn",
    "element_named",
    "event_named",
    "in_words",
    "process_named",
]
