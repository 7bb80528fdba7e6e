"""The words by which English tells the details of a meeting, as `details.toml` lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from communique.model.vocabulary import MeetingKind
from communique.text.data import load_words

__all__ = [
    "DetailWords",
    "DurationWords",
    "InitiativeWords",
    "Limits",
    "Phrases",
    "PlaceWords",
    "ReportingWords",
    "TopicWords",
    "load_detail_words",
    "phrases_by_first_word",
]

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, the longest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingWords:
    """Words that tell of the telling."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    phrases: Phrases
    sources: frozenset[str]
    attaching: frozenset[str]
    leading: frozenset[str]
    vague: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Words that tell whether a place is that of the meeting."""

    here: frozenset[str]
    origin: frozenset[str]
    apart: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Words that end a noun phrase, and those that join or begin one."""

    pronouns: frozenset[str]
    auxiliaries: frozenset[str]
    conjunctions: frozenset[str]
    prepositions: frozenset[str]
    verbs: frozenset[str]
    adverbs: frozenset[str]
    links: frozenset[str]
    long_links: Phrases
    determiners: frozenset[str]
    possessives: frozenset[str]
    inner: frozenset[str]
    local: frozenset[str]
    sociable: frozenset[str]

    def ends(self, word: str) -> bool:
        """True where no noun phrase goes over this word."""
        return (
            word in self.pronouns
            or word in self.auxiliaries
            or word in self.conjunctions
            or word in self.prepositions
            or word in self.verbs
            or word in self.adverbs
        )

    def begins_clause(self, word: str) -> bool:
        """True where a clause with a subject or a verb of its own begins with this word or goes on with it."""
        return word in self.pronouns or word in self.auxiliaries or word in self.conjunctions


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWords:
    """Words that stand before or after what was talked about."""

    leads: Phrases
    lead_verbs_after: frozenset[str]
    gerunds_after: frozenset[str]
    shells: frozenset[str]
    empty: frozenset[str]
    prepositions: frozenset[str]
    met: frozenset[str]
    ahead: Phrases
    passive: Phrases
    active: Phrases
    between: frozenset[str]
    being: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeWords:
    """Words that tell at whose request a meeting was."""

    prepositions: frozenset[str]
    nouns: frozenset[str]
    bearing: frozenset[str]
    of: frozenset[str]
    own: frozenset[str]
    stops: frozenset[str]
    came: Phrases
    passive: frozenset[str]
    active: Phrases
    described: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationWords:
    """Words beside a length of time that is not the length of a meeting."""

    before: frozenset[str]
    after: Phrases
    waits: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailWords:
    """The words of `details.toml`."""

    reporting: ReportingWords
    loose_kinds: frozenset[str]
    kinds_together: Mapping[str, MeetingKind]
    showing: frozenset[str]
    round: frozenset[str]
    bounding: frozenset[str]
    place: PlaceWords
    limits: Limits
    topics: TopicWords
    initiative: InitiativeWords
    duration: DurationWords


@cache
def load_detail_words() -> DetailWords:
    """Read `details.toml` once."""
    data = load_words("details", package="communique.languages.en")
    reporting, limits, topics = data["reporting"], data["limits"], data["topics"]
    initiative, duration = data["initiative"], data["duration"]
    verbs = (f"{form} {link}".strip() for link, forms in topics["verbs"].items() for form in forms)
    return DetailWords(
        reporting=ReportingWords(
            phrases=phrases_by_first_word(reporting["phrases"]),
            **{name: frozenset(words) for name, words in reporting.items() if name != "phrases"},
        ),
        loose_kinds=frozenset(data["kind"]["loose"]),
        kinds_together={words: MeetingKind(kind) for kind, row in data["kind"]["together"].items() for words in row},
        showing=frozenset(data["kind"]["shown"]["verbs"]),
        round=frozenset(data["kind"]["shown"]["particles"]),
        bounding=frozenset(data["date"]["bounding"]),
        place=PlaceWords(**{name: frozenset(words) for name, words in data["place"].items()}),
        limits=Limits(
            long_links=phrases_by_first_word(limits["long_links"]),
            **{name: frozenset(words) for name, words in limits.items() if name != "long_links"},
        ),
        topics=TopicWords(
            leads=phrases_by_first_word(topics["leads"]),
            lead_verbs_after=frozenset(topics["lead_verbs_after"]),
            gerunds_after=frozenset(topics["gerunds_after"]),
            shells=frozenset(topics["shells"]),
            empty=frozenset(topics["empty"]),
            prepositions=frozenset(topics["prepositions"]),
            met=frozenset(topics["met"]),
            ahead=phrases_by_first_word([*topics["anywhere"], *verbs]),
            passive=phrases_by_first_word(topics["behind"]["passive"]),
            active=phrases_by_first_word(topics["behind"]["active"]),
            between=frozenset(topics["behind"]["between"]),
            being=frozenset(topics["behind"]["being"]),
        ),
        initiative=InitiativeWords(
            came=phrases_by_first_word(initiative["came"]),
            active=phrases_by_first_word(initiative["active"]),
            **{name: frozenset(words) for name, words in initiative.items() if name not in {"came", "active"}},
        ),
        duration=DurationWords(
            before=frozenset(duration["before"]),
            after=phrases_by_first_word(duration["after"]),
            waits=frozenset(duration["waits"]),
        ),
    )


def phrases_by_first_word(entries: Iterable[str]) -> Phrases:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        words = tuple(entry.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in found.items()}
