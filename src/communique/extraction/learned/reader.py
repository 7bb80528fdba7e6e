"""The trained reader: what it sees in documents, and the proposals that come of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from communique.extraction.learned.candidates import Candidate, find_candidates, key_of
from communique.extraction.learned.groups import Group, find_groups
from communique.extraction.learned.implied import SURE_OF_BOTH, find_implied
from communique.extraction.learned.network import Network, load_network
from communique.extraction.learned.one_sided import OneSided, Sides
from communique.extraction.learned.proposing import propose_group, propose_implied, propose_side
from communique.extraction.learned.references import References
from communique.extraction.learned.saying import propose_statements
from communique.extraction.learned.scores import KINDS, PairScore, Scores
from communique.extraction.learned.scoring import score_document
from communique.extraction.learned.sight import Sight, look
from communique.extraction.proposal import Proposal
from communique.extraction.proposers import Scene
from communique.extraction.statements.proposal import KindLikelihoods, StatementProposal
from communique.model.span import Span
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["Learned", "TrainedReader", "load_reader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What the trained reader sees in one document.

    Attributes:
        reading: the document.
        candidates: everybody who may take part in a meeting.
        scores: what the network says of them.
        groups: by sentence, who is told of together.
        pairs: by sentence, how likely its candidates met.
        both: by sentence, the words that stand for two who are taken to meet, and how likely they do.
        sides: those who may have met somebody whom their sentence does not name.
        one_sided: by sentence, those of whom it is clear enough whom they met.
        references: whom words point at.
        network: the network.
        sight: the document as it has read it.
    """

    reading: DocumentReading
    candidates: tuple[Candidate, ...]
    scores: Scores
    groups: Mapping[int, Sequence[Group]]
    pairs: Mapping[int, Sequence[PairScore]]
    both: Mapping[int, Sequence[tuple[Candidate, float]]]
    sides: Sides
    one_sided: Mapping[int, Sequence[OneSided]]
    references: References
    network: Network
    sight: Sight

    @property
    def version(self) -> str:
        """The version of the network."""
        return self.network.version

    @property
    def sentences(self) -> frozenset[int]:
        """The numbers of the sentences that may tell of a meeting."""
        return frozenset({*self.groups, *self.both, *self.one_sided})

    @property
    def attributing(self) -> frozenset[int]:
        """The numbers of the sentences that may attribute something to somebody."""
        return frozenset(proposal.sentence for proposal in self.propose_statements())

    def propose(self, scene: Scene) -> Iterator[Proposal]:
        """The meetings that one sentence may tell of."""
        index = scene.sentence.index
        groups = self.groups.get(index, ())
        for group in groups:
            if any(self.candidates[number].mention is not None for number in group.candidates):
                yield from propose_group(scene, group, self.candidates, self.version)
        if not groups:
            implied = find_implied(scene, self.both.get(index, ()))
            if implied is not None:
                yield propose_implied(scene, implied, self.version)
        for side in self.one_sided.get(index, ()):
            yield propose_side(scene, side, self.version)

    def propose_statements(self) -> Iterator[StatementProposal]:
        """The statements that the document may hold."""
        return propose_statements(self.reading, self.scores, self.version)

    def refer(self, source: Span, ruled: frozenset[int]) -> Mention | None:
        """Whom words point at, where the network is sure of it."""
        return self.references.refer(source, ruled)

    def kinds(self, cues: Sequence[Span], contents: Sequence[Span]) -> KindLikelihoods | None:
        """How likely a statement is of each kind; None where the network has not read the words that attribute.

        Args:
            cues: the words that attribute; the first stretch counts.
            contents: what is said; what stands beyond the strip of the cue is not looked at.
        """
        for strip, states in self.sight.parts():
            cue = strip.pieces(cues[0]) if cues else range(0)
            if cue:
                said = [piece for content in contents for piece in strip.pieces(content, context=True)]
                content = states[said].mean(axis=0) if said else np.zeros_like(states[0])
                likelihoods = self.network.kinds(states[cue.start : cue.stop].mean(axis=0), content).tolist()
                return KindLikelihoods(
                    kinds=dict(zip(KINDS, likelihoods, strict=True)), rule=f"learned.kind.{self.version}"
                )
        return None

    def together(self, sentence: int, one: Mention, other: Mention) -> float | None:
        """How likely two parties are told of in a sentence as having met; None where they were not scored there."""
        wanted = {key_of(one), key_of(other)}
        return max(
            (
                pair.together
                for pair in self.pairs.get(sentence, ())
                if {self.candidates[number].key for number in (pair.first, pair.second)} == wanted
            ),
            default=None,
        )


class TrainedReader:
    """A network at work.

    Args:
        network: the network, loaded.
    """

    def __init__(self, network: Network) -> None:
        self._network = network

    def read(self, readings: Sequence[DocumentReading]) -> list[Learned]:
        """What it sees in each of a handful of documents."""
        with self._network.alone():
            return [self._learn(look(self._network, reading)) for reading in readings]

    def _learn(self, sight: Sight) -> Learned:
        references = References(self._network, sight)
        candidates = tuple(references.resolve(candidate) for candidate in find_candidates(sight.reading))
        scores = score_document(self._network, sight, candidates)
        groups: dict[int, list[Group]] = defaultdict(list)
        told = list(find_groups(candidates, scores))
        for group in told:
            groups[group.sentence].append(group)
        pairs: dict[int, list[PairScore]] = defaultdict(list)
        for pair in scores.pairs:
            pairs[candidates[pair.second].sentence].append(pair)
        both: dict[int, list[tuple[Candidate, float]]] = defaultdict(list)
        for number, likelihood in scores.parties.items():
            if candidates[number].several and likelihood >= SURE_OF_BOTH:
                both[candidates[number].sentence].append((candidates[number], likelihood))
        sides = Sides(sight.reading, candidates, scores, told, both, references.described)
        one_sided: dict[int, list[OneSided]] = defaultdict(list)
        for sentence, side in sides.find():
            one_sided[sentence].append(side)
        return Learned(
            reading=sight.reading,
            candidates=candidates,
            scores=scores,
            groups=groups,
            pairs=pairs,
            both=both,
            sides=sides,
            one_sided=one_sided,
            references=references,
            network=self._network,
            sight=sight,
        )


@cache
def load_reader(folder: Path | None = None) -> TrainedReader:
    """The trained reader of a folder, or the one that comes with Communique. Loaded once.

    Raises:
        ImportError: onnxruntime or tokenizers has no build for this machine.
        DamagedModelError: a file is missing or not the one that its card names.
    """
    return TrainedReader(load_network(folder))
