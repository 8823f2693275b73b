"""The expressions of a form, wherever they stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from engine.core import feel
from engine.core.form.model import Component, Rows, walk


def everything(components: tuple[Component, ...]) -> Iterator[Component]:
    """All components, those in rows too."""
    for component in walk(components):
        yield component
        if isinstance(component, Rows):
            yield from everything(component.components)


def expressions_of(component: Component) -> Iterator[feel.Expression]:
    """The expressions of one component, its properties' too; not of what is in it."""
    for part in (component, getattr(component, "properties", None)):
        if part is None:
            continue
        for field in dataclasses.fields(part):
            value = getattr(part, field.name)
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, feel.Expression):
                    yield one
