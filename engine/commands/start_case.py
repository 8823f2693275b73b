"""Begin a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.core.permission import Scope
from engine.store.authority import require
from engine.store.beginning import Beginning, Kind, begin_case
from engine.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCase:
    """Begin a case with a process of the newest release.

    Attributes:
        person: Whose case it is; its data are then encrypted under the key of this person.
    """

    process: str
    variables: Mapping[str, object] = field(default_factory=dict)
    kind: Kind = "participant"
    person: str | None = None
    site: str | None = None
    restricted: bool = False

    def run(self, context: Context) -> dict[str, str]:
        """Begin it; the answer has its `id` and its `number`, such as EX-2027-0042.

        Raises:
            UnknownProcess: There is no release yet, or it has no such process.
            PersonNotFound: There is no such person.
            NotAllowed: The actor may not begin cases there.
        """
        require(context, "case.start", Scope(site=self.site))
        row = begin_case(
            context,
            Beginning(
                process=self.process,
                variables=self.variables,
                kind=self.kind,
                person=self.person,
                site=self.site,
                restricted=self.restricted,
            ),
        )
        return {"id": row["id"], "number": row["number"]}
