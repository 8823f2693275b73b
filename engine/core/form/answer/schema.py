"""The marshmallow schema of a form's answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import RAISE, Schema, fields, validate

from engine.core.form.answer.parse import parse, strings
from engine.core.form.message import about
from engine.core.form.model import MOST_ROWS, AnyField, Component, Computed, Rows, fields_of

UNKNOWN: Final = "There is no such question on this form; reload the page"


class AnswersSchema(Schema):
    """What the schemas of all forms have in common: names that are no fields are refused."""

    error_messages: dict[str, str] = {"unknown": UNKNOWN}  # noqa: RUF012 - as marshmallow has it

    class Meta:
        """Options."""

        unknown = RAISE


class Answer(fields.Field[object]):
    """The answer to one field of a form.

    Takes what is typed, by part or as a whole, and values of FEEL as well.
    """

    def __init__(self, field: AnyField) -> None:
        required = about(field.label, "Enter {the_field}")
        super().__init__(
            required=field.required and not field.fixed,
            allow_none=True,
            metadata={"description": field.label, "data_class": field.properties.data_class},
            error_messages={"required": required},
        )
        self.field = field

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> object:
        del attr, data, kwargs
        parts = value if isinstance(value, Mapping) else {"": value}
        return parse(self.field, {str(name): strings(one) for name, one in parts.items()})


def schema_of(components: tuple[Component, ...]) -> type[Schema]:
    """The schema of these components: one field for every key that can be typed."""
    found: dict[str, fields.Field[Any]] = {}
    for field in fields_of(components):
        if isinstance(field, Rows):
            found[field.key] = fields.List(
                fields.Nested(schema_of(field.components)),
                validate=validate.Length(max=MOST_ROWS),
            )
        elif not isinstance(field, Computed):
            found[field.key] = Answer(field)
    return AnswersSchema.from_dict(found, name="Answers")
