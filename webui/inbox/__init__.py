"""The tasks of whoever looks: what there is to do, and what is done to several at once."""

from webui.inbox.pages import area

__all__ = ["area"]
