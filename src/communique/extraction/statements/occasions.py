"""At which meeting something was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.extraction.statements.proposal import StatementProposal
from communique.languages.en.encounters import load_encounter_words
from communique.model.claim import MeetingClaim
from communique.reading.document import DocumentReading

__all__ = ["find_meeting"]


@cache
def _at_the_talks() -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, load_encounter_words().nouns), key=len, reverse=True))
    return re.compile(
        rf"\b(?:during|at|in|after|following)\s+(?:the|this|that|their|these|his|her)\s+(?:[\w-]+\s+){{0,3}}?(?:{nouns})s?\b",
        re.IGNORECASE,
    )


def find_meeting(reading: DocumentReading, proposal: StatementProposal, meetings: Sequence[MeetingClaim]) -> str | None:
    """The id of the meeting whose evidence the statement's own overlaps; or, "at the talks", the one told of last."""
    extent = proposal.extent
    for meeting in meetings:
        if any(passage.span.touches(extent) for passage in meeting.evidence):
            return meeting.id
    sentence = reading.sentences[proposal.sentence]
    if _at_the_talks().search(reading.text, sentence.start, sentence.end) is None:
        return None
    before = [m for m in meetings if m.evidence[0].start < sentence.start]
    return max(before, key=lambda m: m.evidence[0].start).id if before else None
