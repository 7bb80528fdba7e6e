"""How much the rules' answer and the trained reader's count for the kind of a statement.

Both err in ways of their own: a rule that knows a verb of promising is seldom wrong, one that counts words of concern
often is, and the network mistakes an announcement for a view more readily than a request. The weights were fitted to
texts that the network had not learned from (`python -m training.weighing`); they are a few hundred numbers, which stand
in `kind_weights.json`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

from communique.extraction.statements.proposal import KindLikelihoods
from communique.model.vocabulary import StatementKind

__all__ = ["LEAST", "KindWeights", "load_kind_weights"]

LEAST: Final = 1e-4
"""A likelihood below it counts as this much, so that no kind is ever ruled out by one reader alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWeights:
    """What each answer adds to the score of each kind.

    Attributes:
        seen: by the kind that the network scores, what each unit of the logarithm of its likelihood adds to each kind.
        ruled: by the rule and the kind that it found, what that adds to each kind.
    """

    seen: Mapping[StatementKind, Mapping[StatementKind, float]]
    ruled: Mapping[str, Mapping[StatementKind, Mapping[StatementKind, float]]]

    def choose(
        self,
        likelihoods: KindLikelihoods,
        ruled: StatementKind,
        rule: str,
        *,
        without: Collection[StatementKind | None] = (),
    ) -> StatementKind:
        """The kind with the highest score; of two equal ones the earlier of the vocabulary.

        Args:
            likelihoods: what the network says.
            ruled: what the rules say.
            rule: which of them did.
            without: kinds that it cannot be.
        """
        logs = {kind: log(max(likelihood, LEAST)) for kind, likelihood in likelihoods.kinds.items()}
        offsets = self.ruled[rule][ruled]

        def score(kind: StatementKind) -> float:
            return offsets[kind] + sum(self.seen[each][kind] * value for each, value in logs.items())

        return max((kind for kind in StatementKind if kind is ruled or kind not in without), key=score)


@cache
def load_kind_weights() -> KindWeights:
    """The weights that come with Communique."""
    told = json.loads(files(__package__).joinpath("kind_weights.json").read_text("utf-8"))
    return KindWeights(
        seen={StatementKind(kind): _row(row) for kind, row in told["seen"].items()},
        ruled={
            rule: {StatementKind(kind): _row(row) for kind, row in rows.items()} for rule, rows in told["ruled"].items()
        },
    )


def _row(row: Mapping[str, float]) -> dict[StatementKind, float]:
    return {StatementKind(kind): weight for kind, weight in row.items()}
