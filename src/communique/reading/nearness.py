"""How near each country of a text is to each of its people."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from communique.languages.en.journeys import load_journey_words
from communique.languages.places import PlaceMention, country_name, find_places
from communique.model.span import Span
from communique.reading.entities import Entity, Mention, Registry

__all__ = ["Nearness"]

# What each sign weighs. A dateline outweighs two mentions beside the name; a journey takes away more than the mention
# of its goal gives.
_SAME_SENTENCE = 1.0
_NEXT_SENTENCE = 0.25
_ANYWHERE = 0.12
_SCENE = 0.8  # how much a mention counts that only says where something is: a town, "in Japan"
_DATELINE = 3.0
_ABROAD = 4.0
_AT_HOME = 1.0
_HOST = 2.0  # who is called on or receives is at home where the scene lies
_CLAUSE = 90  # characters behind a name in which the verb may stand
_GOAL = -1.0  # where a journey goes is not where the travellers are from
_BEFORE = 40  # characters before a place in which its preposition stands
_SHORTEST = 5  # characters of a country's name that a text may prefer; shorter ones are "US", "UK", "EU"


class Nearness:
    """The countries that a text names, and where.

    Attributes:
        first_named: where each country is first named.
        spelled: how this text itself writes each country, where it is not our way: Turkey, Türkiye.
    """

    def __init__(self, text: str, sentences: Sequence[Span], registry: Registry, home: str | None) -> None:
        self.first_named: dict[str, Span] = {}
        self.spelled: dict[str, str] = {}
        self._text = text
        self._starts = [sentence.start for sentence in sentences]
        self._mentions: dict[int | None, list[Mention]] = defaultdict(list)
        for named in registry.mentions:
            self._mentions[named.entity].append(named)
        self._journeys = load_journey_words()
        self._home = home
        self._places: dict[int, list[tuple[str, Span, float]]] = defaultdict(list)
        self._overall: dict[str, float] = defaultdict(float)
        for mention in find_places(text):
            country = mention.place.country
            if country is None:
                continue
            if not mention.place.ambiguous:
                weight = self._weigh(mention)
                self._places[self._sentence(mention.span)].append((country, mention.span, weight))
                self._overall[country] += weight
                self.first_named.setdefault(country, mention.span)
            if mention.place.kind == "country" and country not in self.spelled:
                self._note_spelling(country, mention.span.of(text))

    def scores(self, entity: Entity) -> dict[str, float]:
        """How near each country is to a person: where one travels to is abroad, where one receives is home."""
        scores: dict[str, float] = defaultdict(float)
        for country, weight in self._overall.items():
            scores[country] += _ANYWHERE * weight
        if self._home is not None:
            scores[self._home] += _DATELINE
        mentions = self._mentions[entity.number]
        for place in {self._sentence(m.span) for m in mentions}:
            for near, weight in ((place, _SAME_SENTENCE), (place - 1, _NEXT_SENTENCE), (place + 1, _NEXT_SENTENCE)):
                best: dict[str, float] = {}
                for country, _, part in self._places.get(near, ()):
                    best[country] = part if country not in best else max(best[country], part, key=abs)
                for country, part in best.items():
                    scores[country] += weight * part
        for mention in mentions:
            clause = self._text[mention.whole.end : mention.whole.end + _CLAUSE]
            after = {
                c for c, span, _ in self._places.get(self._sentence(mention.span), ()) if span.start >= mention.span.end
            }
            if self._journeys.travels.match(clause):
                for country in after:
                    scores[country] -= _ABROAD
            elif self._journeys.receives.match(clause):
                for country in after | ({self._home} if self._home else set()):
                    scores[country] += _AT_HOME
            before = self._text[max(mention.whole.start - _CLAUSE, 0) : mention.whole.start]
            if self._journeys.hosted.search(before):
                for country in self._scenes(mention):
                    scores[country] += _HOST
        return scores

    def is_scene_only(self, entity: Entity, country: str) -> bool:
        """True where the sentences that name a person name the country as the place where something is, if at all."""
        near = [row for m in self._mentions[entity.number] for row in self._places.get(self._sentence(m.span), ())]
        told = [weight for other, _, weight in near if other == country]
        return bool(told) and max(told) < 1.0

    def _scenes(self, mention: Mention) -> set[str]:
        """The countries in which the sentence of a mention takes place."""
        return {c for c, _, weight in self._places.get(self._sentence(mention.span), ()) if weight != 1.0}

    def _weigh(self, mention: PlaceMention) -> float:
        """How much a mention tells of somebody's country: "Japan wants", "Japanese" more than "in Japan", "Tokyo"."""
        if mention.place.kind not in {"country", "demonym"}:
            return _SCENE
        before = self._text[max(mention.span.start - _BEFORE, 0) : mention.span.start]
        if self._journeys.goal.search(before):
            return _GOAL
        return _SCENE if self._journeys.scene.search(before) else 1.0

    def _sentence(self, span: Span) -> int:
        return max(bisect_right(self._starts, span.start) - 1, 0)

    def _note_spelling(self, country: str, written: str) -> None:
        usual = country_name(country)
        if usual in self._text or written in usual:
            return
        if len(written) >= _SHORTEST and not written.isupper() and "'" not in written and "\n" not in written:
            self.spelled[country] = written
