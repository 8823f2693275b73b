"""A new referral: look for the person first, then say who it is, then begin the case."""

from webui.referral.pages import area

__all__ = ["area"]
