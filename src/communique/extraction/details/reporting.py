"""Which words of a sentence tell of the telling: "said on Friday", "told reporters in Oslo"."""

from __future__ import annotations

from communique.languages.en.details import load_detail_words
from communique.model.span import Span
from communique.reading.document import DocumentReading

__all__ = ["belongs_to_report"]

_BEHIND = 5  # words between "said" and a date or place that still belongs to it: "told reporters in Oslo on"
_REACH = 3  # words between a preposition and the encounter: "in a private audience"
_SETTING = frozenset({"in", "at", "during", "over"})
_OPENS_SPEECH = frozenset({"that", '"', "“", ":"})
_AHEAD = 6  # words between a date or place and the verb that reports: "On Monday the ministry said"


def belongs_to_report(reading: DocumentReading, span: Span, sentence: Span, trigger: Span) -> bool:
    """True where a date or a place belongs to a verb of reporting and not to the meeting.

    Args:
        reading: the document.
        span: the date or the place.
        sentence: its sentence.
        trigger: the words of encounter, or the whole sentence.
    """
    reported = _follows_report(reading, span, sentence, trigger) or _precedes_report(reading, span, sentence, trigger)
    return reported and not _is_setting(reading, sentence, trigger)


def _is_setting(reading: DocumentReading, sentence: Span, trigger: Span) -> bool:
    """True for "On Friday she told him, in an audience, that …": when it was said, they met.

    The encounter is told behind the verb, before the clause that it opens, and has a preposition.
    """
    data = load_detail_words()
    words = reading.words
    first, _ = words.range(sentence)
    at = words.at(trigger.start)
    if trigger == sentence or _SETTING.isdisjoint(words.lower[max(first, at - _REACH) : at]):
        return False
    for index in range(at - 1, first, -1):
        word = words.lower[index]
        if word in data.reporting.verbs:
            return True
        if word in _OPENS_SPEECH or data.limits.begins_clause(word):
            return False
    return False


def _follows_report(reading: DocumentReading, span: Span, sentence: Span, trigger: Span) -> bool:
    """True for "said on Friday", "told reporters in Oslo", but not "said he would see her on Friday"."""
    data = load_detail_words()
    words = reading.words
    first, _ = words.range(sentence)
    at = words.at(span.start)
    for index in range(at - 1, max(first, at - 1 - _BEHIND) - 1, -1):
        word = words.lower[index]
        if word in data.reporting.verbs or (word in data.reporting.nouns and index > first):
            return not sentence.start < trigger.start < span.start or trigger.start < words.starts[index]
        if not word[0].isalnum() or data.limits.begins_clause(word):
            return False
    return False


def _precedes_report(reading: DocumentReading, span: Span, sentence: Span, trigger: Span) -> bool:
    """True for "On Friday the ministry said …", "officials in Oslo say", but not "met on Friday, officials said"."""
    data = load_detail_words()
    words = reading.words
    first, stop = words.range(sentence)
    begin, at = words.range(span)
    opens = begin - first <= 1  # the date opens the sentence: whatever clause follows first is its own
    aside = False
    for index in range(at, min(stop, at + _AHEAD)):
        word = words.lower[index]
        if word in data.reporting.verbs and index + 1 < stop:
            if not (index == at or opens) or (aside and words.lower[index + 1] == ","):
                return False  # "On Friday, the ministry said, she will meet …" dates the meeting
            if trigger == sentence or trigger.start > words.starts[index]:
                return True
            # "she met him, officials in Oslo say", but not "the man whom she met in Oslo said"
            return index == at and "," in words.texts[words.at(trigger.end) : begin]
        if word == "," and opens and index == at:
            aside = True
        elif not word[0].isalnum() or (data.limits.begins_clause(word) and word not in data.limits.pronouns):
            return False
    return False
