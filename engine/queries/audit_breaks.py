"""Where was written history changed?"""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.permission import Scope
from engine.store.accesses import verify_accesses
from engine.store.authority import require
from engine.store.chain import Break, verify
from engine.store.context import Context


@dataclass(frozen=True, slots=True)
class AuditBreaks:
    """The first break of each case, in what happened and in who looked; none is as it should be."""

    def run(self, context: Context) -> list[Break]:
        """Verify every chain.

        Raises:
            NotAllowed: The actor may not.
        """
        require(context, "audit.verify", Scope())
        return [*verify(context.connection), *verify_accesses(context.connection)]
