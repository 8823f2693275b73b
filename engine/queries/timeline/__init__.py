"""What happened in a case, told to its staff."""

from engine.queries.timeline.entry import TimelineGroup, TimelineItem, TimelineKind
from engine.queries.timeline.timeline import CaseTimeline, Timeline

__all__ = ["CaseTimeline", "Timeline", "TimelineGroup", "TimelineItem", "TimelineKind"]
