"""Record that somebody looks at a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.store.accesses import add_access
from engine.store.authority import scope_of
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAccess:
    """Write who looks at what of a case, and why; the actor is the one who looks.

    Attributes:
        what: A word for the page or the part, such as `file` or `submission assessment`; never
            what is written there.
        reason: In the words of the one who looks; empty where none is asked for.
    """

    case: str
    what: str
    reason: str = ""
    recorded: ClassVar[bool] = False

    def run(self, context: Context) -> int:
        """Write it; the answer is its number in the case.

        Raises:
            CaseNotFound: There is no such case.
        """
        scope_of(context, self.case)
        return add_access(context, self.case, self.what, self.reason)
