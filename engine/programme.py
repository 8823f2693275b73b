"""A programme in a folder: `processes` with diagrams and decisions, `forms` with forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.errors import PasserelleError

SHIPPED: Final = Path(__file__).resolve().parent.parent
"""The folder of the programme that comes with Passerelle."""


class ProgrammeNotFound(PasserelleError):
    """The folder holds no programme: it needs a folder `processes` with diagrams."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Its documents, each by the name of its file without the ending."""

    diagrams: Mapping[str, str]
    decisions: Mapping[str, str]
    forms: Mapping[str, str]


def read_programme(folder: Path) -> Programme:
    """Read all documents of a programme.

    Raises:
        ProgrammeNotFound: There is no diagram, two files of a kind have one name, or one is no
            text in UTF-8.
    """
    diagrams = _documents(folder / "processes", "*.bpmn")
    if not diagrams:
        raise ProgrammeNotFound(f"'{folder}' holds no diagram: it needs processes/*/*.bpmn")
    return Programme(
        diagrams=diagrams,
        decisions=_documents(folder / "processes", "*.dmn"),
        forms=_documents(folder / "forms", "*.form"),
    )


def _documents(folder: Path, pattern: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(folder.rglob(pattern)):
        if path.stem in found:
            raise ProgrammeNotFound(f"two files are called '{path.name}'; rename one")
        try:
            found[path.stem] = path.read_text("utf-8")
        except UnicodeDecodeError:
            raise ProgrammeNotFound(f"'{path}' is not text in UTF-8") from None
    return found
