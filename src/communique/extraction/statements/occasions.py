"""At which meeting something was said."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from communique.extraction.statements.proposal import StatementProposal
from communique.languages.en.encounters import load_encounter_words
from communique.languages.en.statements import load_statement_words
from communique.model.claim import MeetingClaim
from communique.model.date_expression import Grain, Lean
from communique.model.edtf import compatible
from communique.model.vocabulary import Status
from communique.reading.dates import DateMention
from communique.reading.document import DocumentReading
from communique.text.data import alternatives, whole_words

__all__ = ["Occasion", "find_meeting"]

_NO_TIME = frozenset({Grain.DURATION, Grain.SET, Grain.CLOCK, Grain.PART_OF_DAY})
_FAR = 4000  # characters behind the last word of a meeting within which its story is still told


@cache
def _at_the_talks() -> re.Pattern[str]:
    nouns = alternatives(load_encounter_words().nouns)
    return re.compile(
        rf"\b(?:during|at|in|after|following)\s+(?:the|this|that|their|these|his|her)\s+(?:[\w-]+\s+){{0,3}}?(?:{nouns})s?\b",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The meeting at which something was said.

    Attributes:
        meeting: its id.
        because: why it is that one, where the statement's own words do not tell of it.
    """

    meeting: str
    because: str | None = None


def find_meeting(
    reading: DocumentReading,
    proposal: StatementProposal,
    meetings: Sequence[MeetingClaim],
    *,
    speaking: Collection[str],
    name: str,
) -> Occasion | None:
    """The meeting of the speaker whose evidence the statement's own overlaps; "at the talks", the one told of last.

    Else the last one told of before at which the speaker was, as long as the words place the statement nowhere else.
    Nothing is said at a meeting that was not held, and whoever confirms one from outside was not there.

    Args:
        reading: the document.
        proposal: the statement.
        meetings: the meetings of the document.
        speaking: every name of the speaker, and of the bodies that he speaks for.
        name: the speaker's name, for the reason.
    """
    extent = proposal.extent
    for meeting in meetings:
        told = any(passage.span.touches(extent) for passage in meeting.evidence)
        if told and meeting.status is Status.HELD and _was_at(meeting, speaking):
            return Occasion(meeting=meeting.id)
    sentence = reading.sentences[proposal.sentence]
    before = [m for m in meetings if m.evidence[0].start < sentence.start]
    if _at_the_talks().search(reading.text, sentence.start, sentence.end) is not None:
        held = [meeting for meeting in before if meeting.status is Status.HELD]
        return Occasion(meeting=max(held, key=_begins).id) if held else None
    at = [meeting for meeting in before if _was_at(meeting, speaking)]
    if not at:
        return None
    last = max(at, key=lambda meeting: _told_last(meeting, sentence.start))
    if sentence.start - _told_last(last, sentence.start) > _FAR or last.status is not Status.HELD or last.background:
        return None
    if _is_elsewhere(reading, proposal, last):
        return None
    return Occasion(meeting=last.id, because=f"{name} was at the meeting told of before")


def _begins(meeting: MeetingClaim) -> int:
    return meeting.evidence[0].start


def _told_last(meeting: MeetingClaim, position: int) -> int:
    """Where the text told of a meeting for the last time before a position."""
    return max(passage.start for passage in meeting.evidence if passage.start < position)


def _was_at(meeting: MeetingClaim, speaking: Collection[str]) -> bool:
    names = {name for party in meeting.participants for name in (party.name, party.organisation) if name is not None}
    return not names.isdisjoint(speaking)


def _is_elsewhere(reading: DocumentReading, proposal: StatementProposal, meeting: MeetingClaim) -> bool:
    """True where the sentence says when or where else it was said: to the press, in a post, at another time."""
    sentence, said = reading.sentences[proposal.sentence], proposal.contents
    for match in _elsewhere().finditer(reading.text, sentence.start, sentence.end):
        # "asked for a licence in an interview": at its end a content runs into where it was said
        if not any(match.start() in content and match.end() < content.end for content in said):
            return True
    outside = (d for d in reading.dates_in(proposal.sentence) if not any(d.span in content for content in said))
    return any(date.grain not in _NO_TIME and not _is_its_day(date, meeting) for date in outside)


def _is_its_day(mention: DateMention, meeting: MeetingClaim) -> bool:
    value = mention.value(Lean.PAST)
    return value is not None and meeting.date is not None and compatible(value, meeting.date)


@cache
def _elsewhere() -> re.Pattern[str]:
    words = load_statement_words().small["elsewhere"]
    return re.compile(whole_words(words), re.IGNORECASE)
