"""Event definitions: what an event waits for or throws, and which events may have which."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from lxml import etree

from engine.core.bpmn.model import (
    Error,
    Escalation,
    Formula,
    Message,
    NoTrigger,
    Signal,
    Terminate,
    Timer,
    TimerKind,
    Trigger,
)
from engine.core.bpmn.read import catalogue
from engine.core.bpmn.read.formal import is_feel
from engine.core.bpmn.read.timers import wrong_with
from engine.core.bpmn.read.unsupported import UNSUPPORTED, not_run

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader

_CALLED: Final[dict[type[Trigger], str]] = {
    NoTrigger: "no trigger",
    Timer: "a timer",
    Message: "a message",
    Signal: "a signal",
    Error: "an error",
    Escalation: "an escalation",
    Terminate: "a termination",
}


class Role(Enum):
    """Where an event stands: what it is called, and what it may be drawn with."""

    PROCESS_START = "the start event of a process", NoTrigger, Timer, Message, Signal
    SUBPROCESS_START = "the start event of a subprocess", NoTrigger
    EVENT_START = (
        "the start event of an event subprocess", Timer, Message, Signal, Error, Escalation,
    )  # fmt: skip
    END = "an end event", NoTrigger, Message, Signal, Error, Escalation, Terminate
    CATCH = "an intermediate catch event", Timer, Message, Signal
    THROW = "an intermediate throw event", NoTrigger, Message, Signal, Escalation
    BOUNDARY = "a boundary event", Timer, Message, Signal, Error, Escalation

    def __init__(self, called: str, *triggers: type[Trigger]) -> None:
        self.called = called
        self.triggers = triggers

    @property
    def throws(self) -> bool:
        """Whether what it is drawn with is thrown, and not waited for."""
        return self in (Role.END, Role.THROW)


def read_trigger(reader: Reader, element: etree._Element, role: Role) -> Trigger:
    """What an event waits for or throws; nothing where that cannot be read."""
    found = _trigger(reader, element, role)
    if found is None:
        return NoTrigger()
    if not isinstance(found, role.triggers):
        *others, last = (_CALLED[kind] for kind in role.triggers)
        allowed = f"{', '.join(others)} or {last}" if others else last
        called = _CALLED[type(found)]
        message = f"{role.called} cannot be drawn with {called}; draw it with {allowed}"
        reader.problem(element, message)
    return found


def _trigger(reader: Reader, element: etree._Element, role: Role) -> Trigger | None:
    definitions = [child for child in reader.children(element) if _defines(reader.kind(child))]
    if not definitions:
        return NoTrigger()
    if len(definitions) > 1:
        together = reader.flag(element, "parallelMultiple", default=False)
        not_run(reader, element, "parallelMultiple" if together else "multiple")
        return None
    kind = reader.kind(definitions[0])
    if kind in UNSUPPORTED:
        not_run(reader, element, kind)
        return None
    return _supported(reader, definitions[0], kind, role)


def _defines(kind: str) -> bool:
    return kind.endswith("EventDefinition") or kind == "eventDefinitionRef"


def _supported(reader: Reader, definition: etree._Element, kind: str, role: Role) -> Trigger | None:
    match kind:
        case "timerEventDefinition":
            return _timer(reader, definition)
        case "messageEventDefinition":
            return catalogue.message(reader, definition) or Message("")
        case "signalEventDefinition":
            return catalogue.signal(reader, definition) or Signal("")
        case "errorEventDefinition":
            return catalogue.error(reader, definition, thrown=role.throws)
        case "escalationEventDefinition":
            return catalogue.escalation(reader, definition, thrown=role.throws)
        case "terminateEventDefinition":
            return Terminate()
        case _:
            reader.problem(definition, f"'{kind}' is no event of BPMN 2.0; remove it")
            return None


def _timer(reader: Reader, definition: etree._Element) -> Timer:
    written = list(reader.children(definition, *TimerKind))
    if len(written) != 1:
        how_many = "says nothing" if not written else "is written in several ways"
        message = f"when the timer fires {how_many}; write one date, duration or repetition"
        reader.problem(definition, message)
    if not written:
        return Timer(TimerKind.DURATION, Formula(""))
    kind = TimerKind(reader.kind(written[0]))
    is_feel(reader, written[0])
    value = reader.formula(written[0], written[0].text) or Formula("")
    wrong = wrong_with(kind, value.text) if value.expression is None else None
    if wrong is not None:
        reader.problem(written[0], wrong)
    return Timer(kind, value)
