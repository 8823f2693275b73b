"""Going through an expression and all that is in it."""

from __future__ import annotations

from collections.abc import Iterator


def walk(part: object) -> Iterator[object]:
    """An expression and every part of it, itself first; the texts inside are not parsed."""
    if isinstance(part, tuple):
        for item in part:
            yield from walk(item)
        return
    fields = getattr(part, "__dataclass_fields__", None)
    if fields is None:
        return
    yield part
    for name, field in fields.items():
        if field.compare:
            yield from walk(getattr(part, name))
