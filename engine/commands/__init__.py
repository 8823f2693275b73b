"""What can be done: one file is one command is one transaction. Commands never call commands."""

from engine.commands.cancel_case import CancelCase
from engine.commands.complete_task import CompleteTask, TaskNotOpen
from engine.commands.deliver_outbox import DeliverOutbox
from engine.commands.fire_timer import FireTimer
from engine.commands.postpone_timer import PostponeTimer
from engine.commands.publish_release import PublishRelease, ReleaseRefused
from engine.commands.retry_incident import IncidentGone, RetryIncident
from engine.commands.send_message import SendMessage
from engine.commands.start_case import StartCase, UnknownProcess

__all__ = [
    "CancelCase",
    "CompleteTask",
    "DeliverOutbox",
    "FireTimer",
    "IncidentGone",
    "PostponeTimer",
    "PublishRelease",
    "ReleaseRefused",
    "RetryIncident",
    "SendMessage",
    "StartCase",
    "TaskNotOpen",
    "UnknownProcess",
]
