"""What the trained reader sees in documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.extraction.learned.candidates import Candidate, find_candidates
from communique.extraction.learned.groups import Group, find_groups
from communique.extraction.learned.proposing import propose_group, propose_parties
from communique.extraction.learned.network import load_network
from communique.extraction.learned.saying import propose_statements
from communique.extraction.learned.scores import Scores
from communique.extraction.learned.scoring import score_documents
from communique.extraction.proposal import Proposal
from communique.extraction.proposers import Scene
from communique.extraction.statements.proposal import StatementProposal
from communique.reading.document import DocumentReading
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Mention

__all__ = ["Learned", "read_learned"]


SEV = float(os.environ.get("C_SEV", "2"))
SING = float(os.environ.get("C_SING", "2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What the trained reader sees in one document."""

    candidates: tuple[Candidate, ...]
    scores: Scores
    groups: tuple[Group, ...]

    @property
    def sentences(self) -> frozenset[int]:
        """The numbers of the sentences that tell of a meeting."""
        told = {group.sentence for group in self.groups}
        told |= {self.candidates[n].sentence for n, p in self.scores.parties.items() if p >= min(SEV, SING)}
        return frozenset(told)

    def propose(self, scene: Scene) -> list[Proposal]:
        """The meetings that one sentence may tell of."""
        here = [group for group in self.groups if group.sentence == scene.sentence.index]
        found = [propose_group(scene, group, self.candidates) for group in here]
        if not here:
            found += self._implied(scene)
        return [proposal for proposal in found if proposal is not None]

    def _implied(self, scene: Scene) -> list[Proposal]:
        index = scene.sentence.index
        own = [n for n, c in enumerate(self.candidates) if c.sentence == index and n in self.scores.parties]
        discourse = scene.discourse
        for n in own:
            c = self.candidates[n]
            if c.several and self.scores.parties[n] >= SEV:
                parties = discourse.plural(c.span, index)
                if len(parties) >= 2:
                    return [propose_parties(scene, parties, self.scores.parties[n])]
        if any(self.candidates[n].several for n in own):
            return []
        sure = [n for n in own if self.scores.parties[n] >= SING and self.candidates[n].mention is not None]
        people = {self.candidates[n].mention.entity for n in sure if self.candidates[n].mention.kind is PartyKind.PERSON and self.candidates[n].mention.rule != "alias.pronoun.v1"}
        if len(people) != 1 or None in people:
            return []
        one = next(self.candidates[n].mention for n in sure if self.candidates[n].mention.entity in people)
        partner = discourse.singular(one.span, index, others=frozenset(people), main=True)
        if partner is None or any(self.candidates[n].mention is not None and self.candidates[n].mention.entity == partner.entity for n in own if n not in sure):
            return []
        return [propose_parties(scene, (replace(partner), one), max(self.scores.parties[n] for n in sure))]

    def statements(self, reading: DocumentReading) -> list[StatementProposal]:
        """The statements that the document may hold."""
        return list(propose_statements(reading, self.scores))

    def together(self, sentence: int, one: Mention, other: Mention) -> float | None:
        """How likely two parties are told of in a sentence as having met; None where they were not scored there."""
        wanted = {_key(one), _key(other)}
        scores = [
            pair.together
            for pair in self.scores.pairs
            if self.candidates[pair.second].sentence == sentence
            and {_key(self.candidates[number].mention) for number in (pair.first, pair.second)} == wanted
        ]
        return max(scores, default=None)


def _key(mention: Mention | None) -> object:
    if mention is None:
        return None
    return mention.entity if mention.entity is not None else mention.span


def read_learned(readings: Sequence[DocumentReading]) -> list[Learned | None]:
    """What the trained reader sees in each of a handful of documents."""
    if os.environ.get("C_RULES"):
        return [None] * len(readings)
    candidates = [find_candidates(reading) for reading in readings]
    scores = score_documents(load_network(), readings, candidates)
    return [
        Learned(candidates=own, scores=seen, groups=tuple(find_groups(own, seen)))
        for own, seen in zip(candidates, scores, strict=True)
    ]
