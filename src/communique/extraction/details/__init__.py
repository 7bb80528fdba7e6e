"""The details of a meeting, each with the step that gave it: when, where, how long, about what, at whose request."""

from communique.extraction.details.detail import Detail
from communique.extraction.details.duration import find_duration
from communique.extraction.details.initiative import find_initiative
from communique.extraction.details.kind import find_kind
from communique.extraction.details.reporters import find_reporters
from communique.extraction.details.topics import find_topics, label_meeting
from communique.extraction.details.when import When, carry_when, find_part_of_day, find_when, is_long_ago, when_of
from communique.extraction.details.where import Where, find_where

__all__ = [
    "Detail",
    "When",
    "Where",
    "carry_when",
    "find_duration",
    "find_initiative",
    "find_kind",
    "find_part_of_day",
    "find_reporters",
    "find_topics",
    "find_when",
    "find_where",
    "is_long_ago",
    "label_meeting",
    "when_of",
]
