"""Names in a text that nothing defines: a text without quotes, an arrow that was not drawn."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from engine.core.feel.free_names import children
from engine.core.feel.syntax import nodes as n

if TYPE_CHECKING:
    from engine.core import feel

_ITEM: Final = "item"


def unknown_names(
    parsed: feel.Expression | feel.UnaryTests,
    scope: Collection[str],
    elements: Collection[str],
) -> Iterator[str]:
    """A sentence for every name that a text reads and that is not in its scope.

    Args:
        parsed: The text; one that filters a list, or stands in a boxed filter, is passed over.
        scope: The names that it may read.
        elements: The names of all elements of the document, required or not.
    """
    # What a filter picks from has members, which its condition may name.
    if parsed.error is not None or _ITEM in scope or _filters(parsed.tree):
        return
    for name in parsed.names:
        if name in scope:
            continue
        if name in elements:
            yield f"'{name}' is not required here; draw the arrow from it"
            continue
        near = difflib.get_close_matches(name, scope, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f'a text stands in quotes: "{name}"'
        yield f"nothing here is called '{name}'; {hint}"


def _filters(node: n.Node) -> bool:
    return isinstance(node, n.Filter) or any(map(_filters, children(node)))
