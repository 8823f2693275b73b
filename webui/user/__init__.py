"""Accounts, teams and sites: who works here, with whom and where. Nothing of a case is shown."""

from webui.user import account, accounts, new_account, sites, teams
from webui.user.area import area

__all__ = ["account", "accounts", "area", "new_account", "sites", "teams"]
