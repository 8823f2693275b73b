"""Cases: which there are, and all that is known of one, to those who may read it."""

from webui.case import incidents, listing, pages, people, stopping, timeline
from webui.case.area import area

__all__ = ["area", "incidents", "listing", "pages", "people", "stopping", "timeline"]
