"""What the page of a task sends: answers, and which button was pressed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Request

# Names that no field can have: those begin with a letter.
GO: Final = "-go"
THEN: Final = "-then"
ASKED: Final = "-asked"

_OURS: Final = frozenset({"csrf_token", "command_id", GO, THEN, ASKED})
_ROWS: Final = re.compile(r"(\w+)\.(rows|add|remove)", re.ASCII)
_COMMAND: Final = re.compile(r"[0-9a-f]{32}")
_IN_ROW: Final = re.compile(r"\.[0-9]+\.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent.

    Attributes:
        typed: What was typed, by the name of the field, with what tells of rows.
        asked: The names of the fields that the page had; None where it did not say.
        go: Which button was pressed.
        then: Where to go once it is done.
        command_id: Of the page, so that a double click does it once; None for a strange one.
    """

    typed: Mapping[str, list[str]]
    asked: frozenset[str] | None
    go: str
    then: str
    command_id: str | None

    @property
    def answers(self) -> dict[str, list[str]]:
        """What was typed, without what tells of rows."""
        return {name: one for name, one in self.typed.items() if not _ROWS.fullmatch(name)}

    @property
    def rows(self) -> str:
        """The name of the rows of which one is to be added or removed; empty for none."""
        found = (_ROWS.fullmatch(name) for name in self.typed)
        return next((one[1] for one in found if one is not None and one[2] != "rows"), "")

    def new(self, asked: tuple[str, ...]) -> tuple[str, ...]:
        """Which fields the page did not have yet, since an answer on it made them necessary."""
        if self.asked is None:
            return ()
        before = {_IN_ROW.sub(".", name) for name in self.asked}
        return tuple(name for name in asked if _IN_ROW.sub(".", name) not in before)


def sent(request: Request) -> Sent:
    """Read what was sent."""
    form = request.form
    command = form.get("command_id", "")
    return Sent(
        typed={name: form.getlist(name) for name in form if name not in _OURS},
        asked=frozenset(form[ASKED].split()) if ASKED in form else None,
        go=form.get(GO, ""),
        then=form.get(THEN, ""),
        command_id=command if _COMMAND.fullmatch(command) else None,
    )
