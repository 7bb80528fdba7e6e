"""The small closed vocabularies, each word with its meaning beside it."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "CopyGrade",
    "FurnitureKind",
    "MeetingKind",
    "Modality",
    "NameKind",
    "PartyKind",
    "Relation",
    "Standing",
    "StatementKind",
    "Status",
    "TieKind",
]


class Status(StrEnum):
    """How far a meeting has come, by the words of the text."""

    HELD = "held"  # it took place
    PLANNED = "planned"  # arranged or announced
    POSSIBLE = "possible"  # may happen: hoped for, asked for, under discussion
    DENIED = "denied"  # said not to have happened, or turned down
    CANCELLED = "cancelled"  # arranged, then called off
    POSTPONED = "postponed"  # arranged, then moved to another time


class MeetingKind(StrEnum):
    """What sort of occasion a meeting was."""

    MEETING = "meeting"  # talks in a room, and whatever the text does not name more closely
    DINNER = "dinner"
    LUNCH = "lunch"
    BREAKFAST = "breakfast"
    CALL = "call"  # by telephone or video
    VISIT = "visit"  # one party comes to see another's premises or country
    SUMMIT = "summit"  # heads of state or government as such
    FORUM = "forum"  # a shared stage, a round table, a conference
    OTHER = "other"  # signing ceremonies, receptions, chance encounters


class PartyKind(StrEnum):
    """What a participant is."""

    PERSON = "person"  # a named human being
    ORGANISATION = "organisation"  # a body that stands for itself, nobody being named for it
    GROUP = "group"  # unnamed people: "other Nvidia officials", "a delegation of MPs"


class NameKind(StrEnum):
    """What a further name is to the name of a body beside which a text puts it."""

    ACRONYM = "acronym"  # letters that stand for it: "Corvia Power Commission (CPC)"
    FULL = "full"  # what its letters stand for
    FORMER = "former"  # it was called so before: "Velmar, formerly Okto"
    PRESENT = "present"  # it is called so now: "Okto, now Velmar"


class StatementKind(StrEnum):
    """What somebody does by saying something."""

    REQUEST = "request"  # wants another to act: asked, urged, called for, demanded
    OFFER = "offer"  # would act if it is wanted: ready, open, willing to
    PROMISE = "promise"  # commits itself or its own to act: will, pledged, undertook
    ANNOUNCEMENT = "announcement"  # tells of an act or plan of its own, or a fact about itself
    VIEW = "view"  # an opinion, an assessment, an explanation
    CONCERN = "concern"  # a warning, a worry, criticism
    FORECAST = "forecast"  # what will happen, not by the speaker's own doing
    DENIAL = "denial"  # says that it is not so, refuses, turns down
    PRAISE = "praise"  # thanks, compliments, congratulations


class Modality(StrEnum):
    """How near the text comes to the speaker's own words."""

    DIRECT_QUOTE = "direct_quote"  # at least some of the words stand in quotation marks
    REPORTED = "reported"  # told in the narrator's words
    HEDGED = "hedged"  # the text is not sure of it: reportedly, hinted, is expected, potentially


class Relation(StrEnum):
    """What a judgement says of two things."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"  # somebody looked and cannot tell: nothing follows, and nobody is asked again


class TieKind(StrEnum):
    """What a later thing does to an earlier one."""

    ANSWERS = "answers"  # a statement replies to a request or an offer
    REPEATS = "repeats"  # the same side says it once more at another time
    KEEPS = "keeps"  # what was promised, offered or foreseen is said to be done
    BREAKS = "breaks"  # … is said not to be done
    WITHDRAWS = "withdraws"  # its speaker takes it back
    FOLLOWS = "follows"  # a meeting takes up where an earlier one of the same parties ended


class Standing(StrEnum):
    """What has become of a request, an offer, a promise or a forecast."""

    OPEN = "open"  # nothing was read of it since
    ANSWERED = "answered"  # somebody who was asked has replied
    KEPT = "kept"  # a later text says that it is done, or came about
    BROKEN = "broken"  # … that it is not
    WITHDRAWN = "withdrawn"  # its speaker has taken it back
    OVERDUE = "overdue"  # open although its time is past: worked out against a day, never kept


class CopyGrade(StrEnum):
    """How near one text is to another of which it is a copy."""

    EXACT = "exact"  # the same words from the first to the last
    SYNDICATED = "syndicated"  # an agency's text, under another headline, credit or ending
    EDITED = "edited"  # the same words but for a few
    REWRITTEN = "rewritten"  # the same facts with the same rare details, in the same order, in other words


class FurnitureKind(StrEnum):
    """Parts of a news text that frame the story and are not the story."""

    DATE_HEADER = "date_header"  # " date 2024-02-29 " before the text
    DATELINE = "dateline"  # "TOKYO, Feb 27 (Reuters) -"
    TIMESTAMP = "timestamp"  # "11:54 JST, February 28, 2024"
    CREDIT = "credit"  # an agency's or a photographer's credit
    DISCLAIMER = "disclaimer"  # "auto-published from an agency feed"
    HEADLINE = "headline"  # the title, read as text too
    REPEATED_HEADLINE = "repeated_headline"  # the same title again, with the site's name
    SUBHEADING = "subheading"  # a short line without a verb's full stop between paragraphs
    MARKUP = "markup"  # "[bookmark: _GoBack]"
