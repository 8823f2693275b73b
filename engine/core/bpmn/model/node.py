"""What all nodes of a diagram have."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_NO_PROPERTIES: Final[Mapping[str, str]] = types.MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all nodes have.

    Attributes:
        name: Its label, "" where it has none.
        documentation: What the diagram says about it, for people.
        properties: Ours, such as `stepType`, without their prefix `programme:`.
    """

    id: str
    name: str = ""
    line: int | None = None
    documentation: str = ""
    properties: Mapping[str, str] = field(default_factory=lambda: _NO_PROPERTIES)
