"""The attributes of one component, each read as what it should be; else a problem."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeVar

from engine.core import feel
from engine.core.feel import FeelError
from engine.core.form.answer.characters import fault, printable
from engine.core.problem import Problem, Severity

_Word = TypeVar("_Word", bound=str)
_LONGEST: Final = 20_000
_Scope = tuple[str, feel.Expression]


@dataclass(slots=True)
class Notes:
    """What was found while reading a form.

    Attributes:
        problems: What is wrong.
        expressions: Every expression, with the id of its component.
        ids: The ids of components seen so far.
        components: How many components were seen.
    """

    problems: list[Problem] = field(default_factory=list)
    expressions: list[_Scope] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    components: int = 0


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes of a component, or of an object within one.

    Attributes:
        id: The component's id.
        json: The object.
        notes: Where problems go.
    """

    id: str
    json: Mapping[str, object]
    notes: Notes

    def problem(self, message: str, severity: Severity = "error") -> None:
        """Note that something is wrong with the component."""
        self.notes.problems.append(Problem(self.id, message, severity=severity))

    def inside(self, name: str) -> Attributes:
        """The attributes of an object within; none where there is no object."""
        found = self.json.get(name)
        if found is not None and not isinstance(found, Mapping):
            self.problem(f"'{name}' is no object in braces")
        return Attributes(self.id, found if isinstance(found, Mapping) else {}, self.notes)

    def objects(self, name: str) -> list[Attributes]:
        """The attributes of the objects of a list within."""
        found = self.json.get(name)
        if found is None:
            return []
        items = found if isinstance(found, list) else [found]
        if any(not isinstance(item, Mapping) for item in items):
            self.problem(f"'{name}' is no list of objects")
        return [Attributes(self.id, item, self.notes) for item in items if isinstance(item, dict)]

    def text(self, name: str, longest: int = _LONGEST) -> str:
        """A text; empty where there is none."""
        found = self.json.get(name)
        if found is None:
            return ""
        if not isinstance(found, str):
            self.problem(f"'{name}' is no text in quotes")
            return ""
        if len(found) > longest:
            self.problem(f"'{name}' has {len(found):,} characters, {longest:,} are allowed")
        problem = fault(found)
        if problem is not None:
            self.problem(f"'{name}' {problem}")
        return printable(found[:longest])

    def label(self, name: str = "label") -> str:
        """A text of one line that holds no FEEL."""
        found = self.text(name, 2_000).strip()
        if found.startswith("="):
            self.problem(f"'{name}' is FEEL; write a plain text, or use a text with {{{{ }}}}")
        return found

    def word(self, name: str, words: Iterable[_Word], default: _Word) -> _Word:
        """One of a few words."""
        known = list(words)
        found = self.text(name)
        if found in known:
            return known[known.index(found)]
        if found:
            near = difflib.get_close_matches(found, known, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"one of {', '.join(known)}"
            self.problem(f"'{name}' is '{found[:60]}'; {hint}")
        return default

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false; the words in quotes, which is all that a property can hold, too."""
        found = self.json.get(name)
        if found is None or found == "":
            return default
        if isinstance(found, bool):
            return found
        if found in ("true", "false"):
            return found == "true"
        feels = isinstance(found, str) and found.startswith("=")
        hint = "; FEEL is not read here, use the condition that hides" if feels else ""
        self.problem(f"'{name}' is neither true nor false{hint}")
        return default

    def number(self, name: str) -> Decimal | None:
        """A number; in quotes too."""
        found = self.json.get(name)
        if isinstance(found, str):
            found = _decimal(found) if found.strip() else None
            if found is None and self.text(name).strip():
                self.problem(f"'{name}' is no number")
        if found is None or isinstance(found, Decimal):
            return found
        self.problem(f"'{name}' is no number")
        return None

    def whole(self, name: str, most: int) -> int | None:
        """A whole number from 0 to a largest one."""
        found = self.number(name)
        if found is None:
            return None
        if found != found.to_integral_value() or not 0 <= found <= most:
            self.problem(f"'{name}' is no whole number from 0 to {most:,}")
            return None
        return int(found)

    def expression(self, name: str) -> feel.Expression | None:
        """FEEL, with a leading equals sign or without one."""
        text = self.text(name).strip()
        return self.parse(text.removeprefix("="), name) if text else None

    def parse(self, text: str, name: str, *, checked: bool = True) -> feel.Expression | None:
        """FEEL, parsed once; a text that is none is a problem.

        Where `checked` is false, its names are none of the form's, and not compared with them.
        """
        try:
            found = feel.parse(text, dialect="camunda")
        except FeelError as error:
            self.problem(f"'{name}' is no FEEL: {error}")
            return None
        if found.error is not None:
            self.problem(f"'{name}' is no FEEL: {found.error}")
            return None
        if checked:
            self.notes.expressions.append((self.id, found))
        return found

    def limit(self, name: str, *, whole: bool = False) -> Decimal | feel.Expression | None:
        """A number, or FEEL with a leading equals sign."""
        found = self.json.get(name)
        if isinstance(found, str) and found.strip().startswith("="):
            return self.expression(name)
        if whole:
            length = self.whole(name, _LONGEST)
            return None if length is None else Decimal(length)
        return self.number(name)


def _decimal(text: str) -> Decimal | None:
    plain = text.strip().removeprefix("-").replace(".", "", 1)
    return Decimal(text.strip()) if plain.isascii() and plain.isdigit() and len(text) < 40 else None
