"""All that the rules propose for one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.proposers.sources import propose_by_source
from communique.extraction.statements.proposers.verbs import propose_by_verb
from communique.extraction.statements.scene import Scene

__all__ = ["propose"]


def propose(scene: Scene) -> Iterator[StatementProposal]:
    """The proposals of every rule, in no particular order; several may speak of the same words."""
    yield from propose_by_verb(scene)
    yield from propose_by_source(scene)
