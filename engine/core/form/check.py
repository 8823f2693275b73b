"""What a form of the programme needs beyond what can be shown."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.form.model import (
    AnyField,
    Component,
    Computed,
    Group,
    Rows,
    TextField,
    walk,
)
from engine.core.problem import Problem, Severity


def check_components(components: tuple[Component, ...]) -> Iterator[Problem]:
    """See `Form.check`."""
    for component in walk(components):
        if isinstance(component, Group):
            if not component.label:
                yield Problem(component.id, "the group has no label")
        elif isinstance(component, AnyField):
            for message, severity in _lacks(component):
                yield Problem(component.id, message, severity=severity)
        if isinstance(component, Rows):
            yield from check_components(component.components)


def _lacks(field: AnyField) -> Iterator[tuple[str, Severity]]:
    properties = field.properties
    if not field.labelled and not isinstance(field, Computed):
        yield f"'{field.key}' has no label; write the question that it asks", "error"
    if properties.data_class is None and not isinstance(field, Rows):
        yield f"'{field.key}' has no data class; set the property dataClass, A to J", "error"
    if not isinstance(field, TextField) or not field.lines:
        return
    if properties.kind is None:
        kinds = "fact or assessment"
        yield f"'{field.key}' is free text; set the property kind to {kinds}", "error"
    if properties.route:
        yield f"'{field.key}' is free text, which should not route a process", "warning"
