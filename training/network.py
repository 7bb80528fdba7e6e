"""The network while it learns, in PyTorch; `communique.extraction.learned.network` runs what comes of it."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from communique.extraction.learned.references import PLACES, RULINGS
from communique.extraction.learned.scores import KINDS, STATUSES
from communique.extraction.learned.scoring import DISTANCES

__all__ = ["TABLES", "Reader"]

_MIXED = 128  # width in which two states are compared


TABLES = ("pair_across", "said_distance", "whom_place", "whom_ruled")
"""Those of them that are looked up."""


class Reader(nn.Module):
    """An encoder and the heads that share it.

    Args:
        base: the folder of the base model, as the `transformers` library reads it.
    """

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base)
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.party = nn.Linear(width, 1)
        self.pair_first, self.pair_second = nn.Linear(width, _MIXED), nn.Linear(width, _MIXED)
        self.pair_both = nn.Linear(width, _MIXED, bias=False)
        self.pair_across = nn.Embedding(2, _MIXED)
        self.pair_out = nn.Linear(_MIXED, 1 + len(STATUSES) + 1)
        self.cue = nn.Linear(width, 3)
        self.said_piece, self.said_cue = nn.Linear(width, _MIXED), nn.Linear(width, _MIXED)
        self.said_both = nn.Linear(width, _MIXED, bias=False)
        self.said_distance = nn.Embedding(DISTANCES, _MIXED)
        self.said_out = nn.Linear(_MIXED, 5)
        self.kind = nn.Linear(2 * width, len(KINDS))
        self.whom_source, self.whom_option = nn.Linear(width, _MIXED), nn.Linear(width, _MIXED)
        self.whom_both = nn.Linear(width, _MIXED, bias=False)
        self.whom_place, self.whom_ruled = nn.Embedding(PLACES, _MIXED), nn.Embedding(RULINGS, _MIXED)
        self.whom_out, self.whom_none = nn.Linear(_MIXED, 1), nn.Linear(width, 1)
        self.gelu = nn.GELU(approximate="tanh")

    def states(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """The state of each piece: (strips, pieces) → (strips, pieces, width)."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            found = self.encoder(input_ids=numbers, attention_mask=mask).last_hidden_state
        return self.dropout(found.float())

    def score_pairs(self, first: Tensor, second: Tensor, across: Tensor) -> Tensor:
        """Scores of (pairs, 1 + statuses + 1): together, each status, recalled."""
        mixed = self.pair_first(first) + self.pair_second(second) + self.pair_both(first * second)
        return self.pair_out(self.gelu(mixed + self.pair_across(across)))

    def score_around(self, states: Tensor, cue: Tensor, distances: Tensor) -> Tensor:
        """Scores of (pieces, 5): what each piece is to the cue."""
        mixed = self.said_piece(states) + self.said_cue(cue)[None] + self.said_both(states * cue[None])
        return self.said_out(self.gelu(mixed + self.said_distance(distances)))

    def score_options(self, source: Tensor, options: Tensor, places: Tensor, ruled: Tensor) -> Tensor:
        """Scores of (options + 1,): whom the words point at, none of them last."""
        mixed = self.whom_source(source)[None] + self.whom_option(options) + self.whom_both(options * source[None])
        mixed = mixed + self.whom_place(places) + self.whom_ruled(ruled)
        return torch.cat([self.whom_out(self.gelu(mixed))[:, 0], self.whom_none(source)])
