"""A programme that was never there: fictional sites, staff and participants, to look and to learn.

Everything is done by the commands that people use, each by an account that may, under a clock that
is set to when it would have been. `engine.demo.world` makes it.
"""

from engine.demo.staff import PASSWORD, SITES, STAFF, TEAMS, Colleague

__all__ = ["PASSWORD", "SITES", "STAFF", "TEAMS", "Colleague"]
