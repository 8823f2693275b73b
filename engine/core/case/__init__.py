"""What can be done with a case: each is a function from its state to a step.

A case is one root process with all its child instances. An instance is kept as bytes between
steps; a step loads those that it needs, lets them move until all wait, carries what one tells
another to it, and saves them again. What is outside, the time too, comes in as the `World`.
"""

from engine.core.case.intents import (
    Filling,
    cancel,
    complete_task,
    deliver_message,
    deliver_signal,
    fire_timer,
    instances,
    retry,
    seen_by_task,
    start,
)
from engine.core.case.state import (
    CaseState,
    CaseStatus,
    InstanceState,
    NotWaiting,
    Step,
    Values,
    World,
)
from engine.core.case.waits import Parked, Subscription, TimerWait, Wait, Waits

__all__ = [
    "CaseState",
    "CaseStatus",
    "Filling",
    "InstanceState",
    "NotWaiting",
    "Parked",
    "Step",
    "Subscription",
    "TimerWait",
    "Values",
    "Wait",
    "Waits",
    "World",
    "cancel",
    "complete_task",
    "deliver_message",
    "deliver_signal",
    "fire_timer",
    "instances",
    "retry",
    "seen_by_task",
    "start",
]
