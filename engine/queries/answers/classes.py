"""To which class of data the answers to a form belong."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core import form as f


def class_of(form: f.Form, name: str) -> str | None:
    """The class of the field with this name in a page, such as `rows.0.key`; None for none."""
    key, _, inner = name.partition(".")
    field = next((one for one in form.fields if one.key == key), None)
    if isinstance(field, f.Rows) and inner:
        wanted = inner.partition(".")[2]
        field = next((one for one in f.fields_of(field.components) if one.key == wanted), None)
    return field.properties.data_class if field is not None else None


def classes_of(form: f.Form) -> Iterator[str | None]:
    """The class of each field, those in rows too, in their order."""
    for field in form.fields:
        if isinstance(field, f.Rows):
            for one in f.fields_of(field.components):
                yield one.properties.data_class
        else:
            yield field.properties.data_class


def title_of(form: f.Form) -> str:
    """The first heading of a form; empty where it has none."""
    for one in form.components:
        if isinstance(one, f.Text) and one.pieces and isinstance(one.pieces[0], str):
            first = one.pieces[0].lstrip().splitlines()[:1]
            if first and first[0].startswith("#"):
                return first[0].lstrip("# ").strip()
    return ""
