"""Why a form, or what was sent for one, is not looked at."""

from __future__ import annotations

from engine.errors import PasserelleError


class FormRefused(PasserelleError):
    """The form cannot be read."""
