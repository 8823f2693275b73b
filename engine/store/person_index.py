"""What a person can be found by: keyed hashes, since what identifies them is encrypted.

Words of the name and what hyphens join, how these sound, the date of birth, the reference. Equal
texts have equal hashes, so that one can look for what one knows, and read nothing out of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from engine.core import names
from engine.store import tables as t

if TYPE_CHECKING:
    from engine.store.context import Context
    from engine.store.persons import PersonData

WORD: Final = "word"
SOUND: Final = "sound"
BORN: Final = "born"
REFERENCE: Final = "reference"


def index_person(context: Context, person_id: str, data: PersonData) -> None:
    """Let a person be found by these data, and no longer by those that were there before."""
    context.connection.execute(
        sa.delete(t.person_index).where(t.person_index.c.person_id == person_id)
    )
    rows = [
        {"person_id": person_id, "kind": kind, "value": context.keyring.index(kind, text)}
        for kind, text in sorted(set(_findable(data)))
    ]
    if rows:
        context.connection.execute(sa.insert(t.person_index), rows)


def plain_reference(reference: str) -> str:
    """A reference as it is compared: letters and digits only, in lower case."""
    folded = unicodedata.normalize("NFKC", reference).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _findable(data: PersonData) -> Iterator[tuple[str, str]]:
    for word in names.spellings(data.name):
        yield WORD, word
    for sound in names.sounds(data.name):
        yield SOUND, sound
    if data.born is not None:
        yield BORN, data.born.isoformat()
    if plain_reference(data.reference):
        yield REFERENCE, plain_reference(data.reference)
