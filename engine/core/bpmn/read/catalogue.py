"""Messages, signals, errors and escalations, which events name by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from engine.core.bpmn.model import Error, Escalation, Message, Signal
from engine.core.bpmn.read.zeebe import extension

if TYPE_CHECKING:
    from engine.core.bpmn.read.reader import Reader


def message(reader: Reader, user: etree._Element) -> Message | None:
    """The message that an event definition or a task names; None, with a problem, for none."""
    found = _named(reader, user, "message")
    if found is None:
        return None
    waits = extension(found, "subscription")
    key = None if waits is None else reader.formula(waits, waits.get("correlationKey"))
    return Message(_word(reader, found, "name"), key)


def signal(reader: Reader, user: etree._Element) -> Signal | None:
    """The signal that an event definition names; None, with a problem, for none."""
    found = _named(reader, user, "signal")
    return None if found is None else Signal(_word(reader, found, "name"))


def error(reader: Reader, user: etree._Element, *, thrown: bool) -> Error:
    """The error that an event definition names; whoever catches may name none, and so all."""
    return Error(_code(reader, user, "error", thrown=thrown))


def escalation(reader: Reader, user: etree._Element, *, thrown: bool) -> Escalation:
    """The escalation that an event definition names; as `error`."""
    return Escalation(_code(reader, user, "escalation", thrown=thrown))


def _code(reader: Reader, user: etree._Element, kind: str, *, thrown: bool) -> str | None:
    if not thrown and not reader.word(user, f"{kind}Ref"):
        return None
    found = _named(reader, user, kind)
    if found is None:
        return None
    name = f"{kind}Code"
    if thrown or reader.word(found, name):
        return _word(reader, found, name)
    return None


def _named(reader: Reader, user: etree._Element, kind: str) -> etree._Element | None:
    name = f"{kind}Ref"
    found = reader.referred(user, name, kind)
    if found is None:
        written = reader.word(user, name)
        wrong = f"there is no {kind} '{written}'" if written else f"no {kind} is named"
        article = "an" if kind[0] in "ae" else "a"
        reader.problem(user, f"{wrong}; choose {article} {kind} of the diagram, or create one")
    return found


def _word(reader: Reader, found: etree._Element, name: str) -> str:
    """A name or code that events are matched by: it must be there, and stand for itself."""
    word = reader.word(found, name)
    kind = reader.kind(found)
    if not word:
        reader.problem(found, f"the {kind} has no {name}; write one, events are matched by it")
    elif word.startswith("="):
        message = f"the {name} of the {kind} is computed, which is not run yet; write the {name}"
        reader.problem(found, f"{message} itself")
    return word
