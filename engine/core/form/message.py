"""What a form says about an answer, and what the saying was made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Self

_QUESTION_WORDS: Final = frozenset(
    {"are", "can", "could", "did", "do", "does", "had", "has", "have", "how", "is", "may"}
    | {"should", "was", "were", "what", "when", "where", "which", "who", "whom", "whose"}
    | {"why", "will", "would"}
)
_WITH_ARTICLE: Final = frozenset(
    {"a", "all", "an", "any", "each", "every", "her", "his", "its", "my", "no", "one", "our"}
    | {"some", "that", "the", "their", "this", "your"}
)


class Message(str):
    """A sentence in English, with what it takes to say it in another language.

    Attributes:
        template: The sentence with names in braces.
        values: What stands for the names.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        """The sentence, the names in its template filled in."""
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made


def about(label: str, template: str, **values: object) -> Message:
    """A sentence about a field.

    Args:
        label: The field's label.
        template: May name `{field}`, the label as it stands, a question in quotes;
            `{the_field}`, the label as it reads within a sentence, "the date of referral"; and
            `{label}`, the label alone.
        values: The other names of the template.
    """
    shown = label.strip().rstrip(":*").strip() or "this question"
    return Message(template, label=shown, field=_quoted(shown), the_field=_within(shown), **values)


def _quoted(label: str) -> str:
    return f"“{label}”" if _is_question(label) else label


def _within(label: str) -> str:
    if _is_question(label):
        return f"an answer to “{label}”"
    first, _, rest = label.partition(" ")
    # A word such as VERA-2R or iPhone keeps its capitals; a sole capital is the sentence's.
    if first[1:] == first[1:].lower() and len(first) > 1:
        first = first.lower()
    lowered = f"{first} {rest}".rstrip()
    return lowered if first.lower() in _WITH_ARTICLE else f"the {lowered}"


def _is_question(label: str) -> bool:
    return label.endswith(("?", ".")) or label.split()[0].lower() in _QUESTION_WORDS
