"""A programme in a folder: `processes` with diagrams and decisions, `forms` with forms.

Beside them may lie its policies: `processes/lanes.json` and `forms/lists.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from engine.errors import PasserelleError

SHIPPED: Final = Path(__file__).resolve().parent.parent
"""The folder of the programme that comes with Passerelle."""


_POLICIES: Final = {"lanes": "processes/lanes.json", "lists": "forms/lists.json"}


class ProgrammeNotFound(PasserelleError):
    """The folder holds no programme: it needs a folder `processes` with diagrams."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Its documents, each by the name of its file without the ending.

    Attributes:
        policies: What `SetPolicy` takes, by the key of the policy; only those that are there.
    """

    diagrams: Mapping[str, str]
    decisions: Mapping[str, str]
    forms: Mapping[str, str]
    policies: Mapping[str, Mapping[str, Any]]


def read_programme(folder: Path) -> Programme:
    """Read all documents of a programme.

    Raises:
        ProgrammeNotFound: There is no diagram, two files of a kind have one name, or one is no
            text in UTF-8, or a policy no JSON object.
    """
    diagrams = _documents(folder / "processes", "*.bpmn")
    if not diagrams:
        raise ProgrammeNotFound(f"'{folder}' holds no diagram: it needs processes/*/*.bpmn")
    return Programme(
        diagrams=diagrams,
        decisions=_documents(folder / "processes", "*.dmn"),
        forms=_documents(folder / "forms", "*.form"),
        policies={
            key: _policy(folder / name)
            for key, name in _POLICIES.items()
            if (folder / name).is_file()
        },
    )


def _documents(folder: Path, pattern: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(folder.rglob(pattern)):
        if path.stem in found:
            raise ProgrammeNotFound(f"two files are called '{path.name}'; rename one")
        found[path.stem] = _text(path)
    return found


def _policy(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise ProgrammeNotFound(f"'{path}' is not JSON: {error}") from None
    if not isinstance(content, dict):
        raise ProgrammeNotFound(f"'{path}' must hold a JSON object")
    return content


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise ProgrammeNotFound(f"'{path}' is not text in UTF-8") from None
