"""Proposals of the trained reader, in the same form as those of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.extraction.discourse import PLURAL
from communique.extraction.grammar import path_up
from communique.extraction.learned.candidates import Candidate
from communique.extraction.learned.groups import Group
from communique.extraction.proposal import Proposal
from communique.extraction.proposers import Scene
from communique.extraction.status import read_status
from communique.languages.en.encounters import EncounterWords
from communique.model.vocabulary import MeetingKind, Status
from communique.reading.entities import Mention

__all__ = ["RULE", "propose_group"]

RULE = "learned.together.v1"


def propose_group(scene: Scene, group: Group, candidates: Sequence[Candidate]) -> Proposal | None:
    """The meeting that a group comes to, told in the sentence of the scene; None where it names too few.

    Args:
        scene: the parsed sentence.
        group: who is told of together there.
        candidates: all candidates of the document.
    """
    parties = tuple(_party(candidates[number]) for number in group.candidates)
    if any(party is None for party in parties):
        return None
    named = tuple(party for party in parties if party is not None)
    sentence = scene.sentence
    trigger = find_trigger(scene, named)
    reading = read_status(sentence, trigger, scene.words)
    sure = max(group.pair.statuses)
    status = group.pair.status
    return Proposal(
        sentence=sentence.index,
        trigger=sentence.origin(trigger),
        parties=named,
        kind=_kind(trigger, scene.words),
        status=status,
        status_words=reading.words if reading.status is status else (),
        recalled=(reading.recalled or group.pair.recalled >= 0.5) and status is Status.HELD,
        clause=sentence.span,
        rule=RULE,
        score=group.score,
        clause_dates=scene.clause_dates(trigger),
    )


def propose_parties(scene: Scene, named: tuple[Mention, ...], score: float) -> Proposal:
    sentence = scene.sentence
    trigger = find_trigger(scene, named)
    reading = read_status(sentence, trigger, scene.words)
    return Proposal(
        sentence=sentence.index,
        trigger=sentence.origin(trigger),
        parties=named,
        kind=_kind(trigger, scene.words),
        status=reading.status,
        status_words=reading.words,
        recalled=reading.recalled,
        clause=sentence.span,
        rule="learned.implied.v1",
        score=score,
        clause_dates=scene.clause_dates(trigger),
    )


def _party(candidate: Candidate) -> Mention | None:
    return candidate.mention


def _kind(trigger: Any, words: EncounterWords) -> MeetingKind:
    lemma = trigger.lemma_.lower()
    for table in (words.nouns, words.mutual, words.directed, words.kinds):
        if lemma in table:
            return table[lemma]
    return MeetingKind.MEETING


def find_trigger(scene: Scene, parties: Sequence[Mention]) -> Any:
    """The word that tells of the encounter.

    A word of encounter where there is one, the nearest to where the parties meet in the tree; else the word there.
    """
    doc = scene.sentence.doc
    heads = [doc[i] for i, m in sorted(scene.sentence.mentions.items()) if any(m.span == p.span for p in parties)]
    heads += [t for t in doc if any(scene.sentence.origin(t).start == p.span.start for p in parties) and t not in heads]
    if not heads:
        heads = [next((t for t in doc if t.head.i == t.i), doc[0])]
    top = heads[0]
    if len(heads) > 1:
        paths = [[t, *path_up(t)] for t in heads[:2]]
        second = {t.i for t in paths[1]}
        top = next((t for t in paths[0] if t.i in second), top)
    else:
        top = next((t for t in path_up(top) if t.pos_ in {"VERB", "AUX"}), top)
    words = [t for t in doc if _is_encounter(t, scene.words)]
    middle = sum(t.i for t in heads) / len(heads)
    below = {t.i for t in top.subtree}

    def distance(token: Any) -> tuple[bool, float]:
        return (token.i not in below and token.i != top.i, abs(token.i - (top.i + middle) / 2))

    return min(words, key=distance) if words else top


def _is_encounter(token: Any, words: EncounterWords) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"}:
        return lemma in words.mutual or lemma in words.directed
    return token.pos_ == "NOUN" and lemma in words.nouns
