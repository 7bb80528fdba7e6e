"""Which pronoun goes with which person of a text: he or she, by titles, given names and who stands alone beside one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from communique.languages.en.statements import StatementWords
from communique.languages.personal_names import pronoun_of
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading

__all__ = ["agrees", "find_pronouns"]

_TITLE_WEIGHT = 5  # votes of a title: it is as good as certain
_NAME_WEIGHT = 3  # of a given name that only men or only women bear
_AGREEMENT = 0.75
_GENDERS = ("he", "she")


def find_pronouns(
    reading: DocumentReading, words: StatementWords, *, sure: bool = False, by_name: bool = True
) -> Mapping[int, str]:
    """As "he" or "she" for each person of whom the text lets it be known.

    A title or a post says so ("Mr", "chairwoman"); so does a given name that only men or only women bear, and a pronoun
    in a sentence that names one person only, or in the sentence behind it that names nobody.

    Args:
        reading: the document.
        words: the language's words of saying.
        sure: True leaves out those of whom a single pronoun beside their name tells, which misleads in one case of six.
        by_name: False leaves given names aside.
    """
    votes: dict[int, Counter[str]] = {}
    for entity in reading.registry.entities if by_name else ():
        if entity.kind is PartyKind.PERSON and (pronoun := pronoun_of(entity.name)) is not None:
            votes[entity.number] = Counter({pronoun: _NAME_WEIGHT})
    alone: int | None = None
    for sentence in reading.sentences:
        inside = [m for m in reading.registry.within(sentence) if m.kind is PartyKind.PERSON and m.entity is not None]
        entities = {m.entity for m in inside if m.entity is not None}
        for mention in inside:
            _vote_by_title(reading, mention.entity, mention.whole, votes, words)
        if entities:
            alone = next(iter(entities)) if len(entities) == 1 else None
        if alone is not None:
            first, stop = reading.words.range(sentence)
            found = {
                gender for gender in _GENDERS if not words.gender[gender].isdisjoint(reading.words.lower[first:stop])
            }
            if len(found) == 1:
                votes.setdefault(alone, Counter())[found.pop()] += 1
        if not entities:
            alone = None
    fewest = 2 if sure else 1
    return {entity: best for entity, counts in votes.items() if (best := _decided(counts, fewest)) is not None}


def agrees(word: str, known: str | None, words: StatementWords) -> bool:
    """False for "she", "her" where somebody is known to be a "he", and the other way round.

    Args:
        word: in lower case; whatever is no pronoun of a gender agrees with everybody.
        known: the pronoun of the person, where it is known.
        words: the language's words of saying.
    """
    return known is None or not any(word in words.gender[other] for other in _GENDERS if other != known)


def _vote_by_title(
    reading: DocumentReading, entity: int | None, whole: Span, votes: dict[int, Counter[str]], words: StatementWords
) -> None:
    first, stop = reading.words.range(Span(max(whole.start - 6, 0), whole.end))
    lower = reading.words.lower[first:stop]
    for gender in _GENDERS:
        if entity is not None and not words.gender[f"{gender}_titles"].isdisjoint(lower):
            votes.setdefault(entity, Counter())[gender] += _TITLE_WEIGHT


def _decided(counts: Counter[str], fewest: int) -> str | None:
    gender, most = counts.most_common(1)[0]
    return gender if most >= max(fewest, _AGREEMENT * counts.total()) else None
