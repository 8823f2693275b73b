"""Set a policy from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.store.authority import require
from engine.store.context import Context
from engine.store.policies import add_version


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPolicy:
    """What holds from now on, in running cases too: which group a lane is, what forms offer.

    Attributes:
        key: `lanes` or `lists`; see `engine.store.policies`.
        content: All of it: what is left out is gone.
    """

    key: str
    content: Mapping[str, Any]

    def run(self, context: Context) -> int:
        """Set it; the answer is its version, the old one where nothing changes.

        Raises:
            NotAllowed: The actor may not publish.
        """
        require(context, "release.publish")
        return add_version(context, self.key, self.content)
