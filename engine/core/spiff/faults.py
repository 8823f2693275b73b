"""What can stop a token."""

from __future__ import annotations

from engine.errors import PasserelleError


class Fault(PasserelleError):
    """An element cannot do its work; the token waits there, with an incident, to be retried."""


class StepLimit(PasserelleError):
    """The diagram moved on and on without ever waiting; look for a loop without a way out."""
