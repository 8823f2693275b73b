"""The processes of the programme: their diagrams, decisions and forms, for all of the staff."""

from webui.process.pages import area

__all__ = ["area"]
