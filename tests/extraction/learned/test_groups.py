from __future__ import annotations

from dataclasses import replace

from communique.extraction.learned.candidates import Candidate
from communique.extraction.learned.groups import find_groups
from communique.extraction.learned.scores import PairScore, Scores
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Mention


def candidate(entity: int, place: int, sentence: int = 0) -> Candidate:
    span = Span(place, place + 1)
    mention = Mention(span=span, whole=span, entity=entity, kind=PartyKind.PERSON, rule="names.full.v1")
    return Candidate(span=span, sentence=sentence, mention=mention)


def pair(first: int, second: int, together: float) -> PairScore:
    return PairScore(first=first, second=second, together=together, statuses=(1, 0, 0, 0, 0, 0), recalled=0)


def groups(candidates: list[Candidate], *pairs: PairScore) -> list[tuple[int, ...]]:
    scores = Scores(parties={}, pairs=pairs, cues=())
    return [group.candidates for group in find_groups(candidates, scores)]


def test_two_who_met_are_a_group() -> None:
    assert groups([candidate(0, 0), candidate(1, 5)], pair(0, 1, 0.9)) == [(0, 1)]


def test_an_unlikely_pair_is_none() -> None:
    assert groups([candidate(0, 0), candidate(1, 5)], pair(0, 1, 0.2)) == []


def test_all_who_go_with_all_are_one_group() -> None:
    three = [candidate(0, 0), candidate(1, 5), candidate(2, 9)]
    assert groups(three, pair(0, 1, 0.9), pair(0, 2, 0.9), pair(1, 2, 0.8)) == [(0, 1, 2)]


def test_a_host_who_receives_one_after_the_other_is_in_two_groups() -> None:
    three = [candidate(0, 0), candidate(1, 5), candidate(2, 9)]
    assert groups(three, pair(0, 1, 0.9), pair(0, 2, 0.8), pair(1, 2, 0.0)) == [(0, 1), (0, 2)]


def test_two_mentions_of_one_person_are_one_party() -> None:
    row = [candidate(0, 0), candidate(1, 5), candidate(0, 9)]
    (group,) = groups(row, pair(0, 1, 0.9), pair(1, 2, 0.95))
    assert {row[number].mention.entity for number in group if row[number].mention} == {0, 1}


def test_somebody_of_the_sentence_before_belongs_to_the_later_sentence() -> None:
    row = [candidate(0, 0), candidate(1, 50, sentence=1)]
    (group,) = find_groups(row, Scores(parties={}, pairs=(pair(0, 1, 0.9),), cues=()))
    assert group.sentence == 1


def test_of_several_mentions_of_a_party_the_one_by_name_is_shown() -> None:
    def pronoun(entity: int, place: int) -> Candidate:
        named = candidate(entity, place)
        assert named.mention is not None
        return replace(named, mention=replace(named.mention, rule="alias.pronoun.v1"))

    told = [candidate(0, 0), pronoun(0, 5), candidate(1, 9)]  # "Lind saw her envoy Ek"
    assert groups(told, pair(0, 2, 0.6), pair(1, 2, 0.9)) == [(0, 2)]
