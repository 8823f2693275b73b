"""Ways to another page of ours, and to no other."""

from __future__ import annotations

from flask import redirect
from werkzeug.wrappers import Response


def see_other(target: str | None, *, fallback: str) -> Response:
    """Answer a form with 303; a target that leaves this site is replaced by the fallback."""
    return redirect(target if target and is_ours(target) else fallback, code=303)


def is_ours(target: str) -> bool:
    """Whether it is a path on this site.

    Browsers read a backslash as a slash, skip control characters, and take `//host` for another
    site.
    """
    if not target.isascii() or not target.isprintable() or "\\" in target:
        return False
    return target.startswith("/") and not target.startswith("//")
