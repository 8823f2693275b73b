"""Forms that do what they say once, however often they are sent."""

from __future__ import annotations

import re
from typing import Final

from flask import request

_ID: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)


def command_id() -> str | None:
    """The id that the page gave its form, the same at each sending; None for no such id."""
    sent = request.form.get("command_id", "")
    return sent if _ID.fullmatch(sent) else None
