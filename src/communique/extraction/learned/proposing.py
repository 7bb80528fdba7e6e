"""Proposals of the trained reader, in the same form as those of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from communique.extraction.elsewhere import find_elsewhere
from communique.extraction.grammar import is_call_in_person, path_up
from communique.extraction.learned.candidates import Candidate
from communique.extraction.learned.groups import Group
from communique.extraction.learned.implied import Implied
from communique.extraction.learned.one_sided import OneSided
from communique.extraction.proposal import Proposal
from communique.extraction.proposers import Scene
from communique.extraction.status import read_status
from communique.languages.en.encounters import EncounterWords
from communique.model.vocabulary import MeetingKind, Status
from communique.reading.entities import Mention

_BARE = 0.75  # of a likelihood, in a sentence without any word of encounter
_BARE_DENIAL = 0.6  # the same where it would be denied: most of what people never did together is no meeting
_SURE_OF_STATUS = 0.7  # a status that words tell gives way only to a network that is surer than this

ONE_SIDED = "learned.side."
"""How the rule begins by which somebody met whom his sentence does not name."""

__all__ = ["ONE_SIDED", "find_trigger", "propose_group", "propose_implied", "propose_side"]


def propose_group(scene: Scene, group: Group, candidates: Sequence[Candidate], version: str) -> Iterator[Proposal]:
    """The meeting that a group comes to, told in the sentence of the scene; several where they met one by one.

    Args:
        scene: the parsed sentence.
        group: who is told of together there.
        candidates: all candidates of the document.
        version: the version of the network.
    """
    mentions = (candidates[number].mention for number in group.candidates)
    parties = tuple(mention for mention in mentions if mention is not None)
    if _is_retinue(scene, parties):
        return
    trigger = find_trigger(scene, parties)
    proposal = _propose(scene, trigger, parties, rule=f"learned.together.{version}", score=group.score)
    if not scene.is_encounter(trigger):
        score = 0.0 if scene.only_names(trigger) else _weighed(scene, parties, group)
        proposal = replace(proposal, score=score)
    status = group.pair.status
    if proposal.status_words and max(group.pair.statuses) < _SURE_OF_STATUS:
        status = proposal.status
    if status in {Status.HELD, Status.PLANNED} and proposal.status is Status.CANCELLED:
        status = proposal.status  # the rule has words for it
    if status is not proposal.status:
        proposal = replace(proposal, status=status, status_words=(), status_rule=proposal.rule)
    recalled = (proposal.recalled or group.pair.recalled >= 0.5) and status is Status.HELD
    for together in _one_by_one(scene, trigger, parties):
        yield replace(proposal, recalled=recalled, parties=together)


def _is_retinue(scene: Scene, parties: Sequence[Mention]) -> bool:
    """True for two of whom one only goes with the other: "A, accompanied by B"."""
    if len(parties) != 2:
        return False
    words = scene.discourse.reading.words
    first, last = sorted(party.span for party in parties)
    between = words.lower[words.at(first.end) : words.at(last.start)] if first.end < last.start else ()
    return any(word in scene.words.retinue and after == "by" for word, after in pairwise(between))


def _one_by_one(scene: Scene, trigger: Any, parties: tuple[Mention, ...]) -> Iterator[tuple[Mention, ...]]:
    """The parties of each meeting: all of them, or one with each of the others where the sentence sets these apart."""
    at = scene.sentence.origin(trigger).start
    before = [party for party in parties if party.span.end <= at]
    behind = [party for party in parties if party.span.start >= at]
    one, others = (before, behind) if len(before) == 1 else (behind, before)
    sided = len(one) == 1 and len(others) > 1 and len(before) + len(behind) == len(parties)
    if not sided or not scene.tells_apart(trigger):
        yield parties
        return
    for other in others:
        yield tuple(sorted((*one, other), key=lambda party: party.span))


def _propose(scene: Scene, trigger: Any, parties: tuple[Mention, ...], *, rule: str, score: float) -> Proposal:
    """A proposal whose status is read by rule."""
    read = read_status(scene.sentence, trigger, scene.words)
    return Proposal(
        sentence=scene.sentence.index,
        trigger=scene.sentence.origin(trigger),
        parties=parties,
        kind=_kind(trigger, scene.words),
        status=read.status,
        status_words=read.words,
        recalled=read.recalled,
        plain_past=read.plain_past,
        tried=read.tried,
        clause=scene.sentence.span,
        rule=rule,
        score=score,
        clause_dates=scene.clause_dates(trigger),
        said_dates=scene.said_dates(trigger),
        elsewhere=find_elsewhere(scene.sentence, trigger),
    )


def _weighed(scene: Scene, parties: Sequence[Mention], group: Group) -> float:
    """What a likelihood counts for in a sentence without any word of encounter; nothing between two relatives."""
    words = scene.discourse.reading.words
    first, last = min(party.span.end for party in parties), max(party.span.start for party in parties)
    between = words.lower[words.at(first) : words.at(last)] if first < last else ()
    related = any(word in scene.words.kin and after == "of" for word, after in pairwise(between))
    if related and len(parties) == 2:
        return 0.0
    return (_BARE_DENIAL if group.pair.status is Status.DENIED else _BARE) * group.score


def propose_implied(scene: Scene, implied: Implied, version: str) -> Proposal:
    """The meeting that a sentence implies; its status is read by rule."""
    trigger = find_trigger(scene, implied.parties)
    return _propose(scene, trigger, implied.parties, rule=f"learned.implied.{version}", score=implied.score)


def propose_side(scene: Scene, side: OneSided, version: str) -> Proposal:
    """The meeting of which a sentence names one side; its status is read by rule."""
    trigger = find_trigger(scene, (side.party,))
    return _propose(scene, trigger, (side.party, side.other), rule=f"{ONE_SIDED}{version}", score=side.score)


def find_trigger(scene: Scene, parties: Sequence[Mention]) -> Any:
    """The word that tells of the encounter.

    A word of encounter where there is one, the nearest to where the parties meet in the tree; else the word there.
    """
    doc = scene.sentence.doc
    starts = {party.span.start for party in parties}
    heads = [token for token in doc if scene.sentence.origin(token).start in starts]
    top = _intended(_common_head(heads) if heads else next(token for token in doc if token.head.i == token.i))
    words = [token for token in doc if scene.is_encounter(token)]
    if not words:
        return top
    below = {token.i for token in top.subtree}
    middle = sum(token.i for token in heads) / len(heads) if heads else top.i

    def distance(token: Any) -> tuple[bool, float]:
        return token.i not in below, abs(token.i - (top.i + middle) / 2)

    return min(words, key=distance)


def _common_head(tokens: Sequence[Any]) -> Any:
    """The lowest word above the first two, or the verb above the only one."""
    first = tokens[0]
    if len(tokens) == 1:
        return next((up for up in path_up(first) if up.pos_ in {"VERB", "AUX"}), first)
    above = {tokens[1].i, *(up.i for up in path_up(tokens[1]))}
    return next((up for up in (first, *path_up(first)) if up.i in above), first)


def _intended(verb: Any) -> Any:
    """What is to be done, below a verb that only says how far it has come: "are to try", "plan to walk".

    "urged them to come" has two subjects, and the second verb is another matter.
    """
    if any(child.dep_ in {"dobj", "dative"} for child in verb.children):
        return verb
    following = next(
        (
            child
            for child in verb.children
            if child.dep_ == "xcomp" and child.tag_ == "VB" and any(each.tag_ == "TO" for each in child.children)
        ),
        None,
    )
    return verb if following is None else _intended(following)


def _kind(trigger: Any, words: EncounterWords) -> MeetingKind:
    lemma = trigger.lemma_.lower()
    tables = (words.nouns, words.mutual, words.directed, words.kinds)
    kind = next((table[lemma] for table in tables if lemma in table), MeetingKind.MEETING)
    in_person = lemma == "call" and is_call_in_person(trigger, words)
    return MeetingKind.MEETING if in_person else kind
