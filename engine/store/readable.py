"""Which classes of data the actor may read in a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from engine.core.credential import MACHINES
from engine.core.form import DATA_CLASSES
from engine.core.permission import PERMISSIONS, Permission, allowed
from engine.store.authority import standing_in

if TYPE_CHECKING:
    from engine.store.context import Context

_ALL: Final = frozenset(DATA_CLASSES)


def readable_classes(context: Context, case: Mapping[str, Any], *, own: bool) -> frozenset[str]:
    """The classes whose answers the actor may read whole; a part of a class does not open it.

    Args:
        context: Of the query.
        case: The row of the case.
        own: Whether the actor wrote the answers.
    """
    if context.actor in MACHINES:
        return _ALL
    grants, scope = standing_in(context, case)
    endings = ("", ".own") if own else ("",)
    return frozenset(
        one
        for one in DATA_CLASSES
        for ending in endings
        if f"case.read.{one}{ending}" in PERMISSIONS
        and allowed(grants, cast("Permission", f"case.read.{one}{ending}"), scope)
    )
