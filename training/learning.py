"""Train the network: all heads at once, on all strips of the texts, in a few minutes on two cores."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.extraction.learned.pieces import Pieces
from communique.extraction.learned.scores import CONTENT_OPENS
from communique.extraction.learned.scoring import distance_buckets
from training.examples import UNREAD, Example, examples_of
from training.labels import LabelledText
from training.network import Reader

__all__ = ["Recipe", "train"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to train.

    Attributes:
        epochs: how often each text is seen.
        batch: strips a step.
        encoder_rate: the highest learning rate of the encoder.
        head_rate: that of the heads.
        warm_up: share of the steps over which the rates rise; then they fall in a line.
        hidden: share of the pieces that are hidden each time, so that no single word decides.
        seed: of everything that is left to chance.
        weights: how much each head's loss counts.
    """

    epochs: int = 7
    batch: int = 8
    encoder_rate: float = 8e-5
    head_rate: float = 1e-3
    warm_up: float = 0.06
    hidden: float = 0.15
    seed: int = 0
    weights: tuple[tuple[str, float], ...] = (
        ("party", 1.0), ("together", 2.0), ("status", 0.5), ("recalled", 0.3),
        ("cue", 2.0), ("said", 2.0), ("kind", 1.0), ("whom", 2.0),
    )  # fmt: skip


def train(texts: Sequence[LabelledText], base: Path, recipe: Recipe) -> Reader:
    """A network trained on labelled texts, ready to be exported. Says on standard error how it goes.

    Args:
        texts: what to learn from.
        base: the folder of the base model.
        recipe: how.
    """
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    pieces = Pieces((base / "tokenizer.json").read_bytes())
    read_pieces = cache(pieces)  # the same sentences come back in every epoch
    reader = Reader(base)
    reader.train()
    heads = [value for name, value in reader.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": reader.encoder.parameters()}, {"params": heads}], weight_decay=0.01, lr=recipe.head_rate
    )
    weights = dict(recipe.weights)
    began, step = time.monotonic(), 0
    for epoch in range(recipe.epochs):
        batches = _batches([e for text in texts for e in examples_of(text, read_pieces, chance)], recipe.batch, chance)
        total = recipe.epochs * len(batches)
        means: Counter[str] = Counter()
        for batch in batches:
            rise = min((step + 1) / max(recipe.warm_up * total, 1), max(0.02, 1 - step / total))
            optimiser.param_groups[0]["lr"] = recipe.encoder_rate * rise
            optimiser.param_groups[1]["lr"] = recipe.head_rate * rise
            losses = _losses(reader, batch, pieces, recipe.hidden)
            loss = torch.stack([weights[name] * value for name, value in losses.items()]).sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            step += 1
            means.update({name: float(value.detach()) / len(batches) for name, value in losses.items()})
        figures = ", ".join(f"{name} {value:.3f}" for name, value in means.items())
        spent = time.monotonic() - began
        print(f"epoch {epoch + 1} of {recipe.epochs}, {spent:.0f} s: {figures}", file=sys.stderr, flush=True)
    reader.eval()
    return reader


def _batches(examples: list[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Batches of about the same length, in any order."""
    examples.sort(key=lambda example: len(example.numbers) + 30 * chance.random())
    batches = [examples[k : k + size] for k in range(0, len(examples), size)]
    chance.shuffle(batches)
    return batches


def _losses(reader: Reader, batch: Sequence[Example], pieces: Pieces, hidden: float) -> Mapping[str, Tensor]:
    """The loss of each head; a head about which the batch says nothing has none."""
    longest = max(len(example.numbers) for example in batch)
    numbers = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    inner = torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, example in enumerate(batch):
        length = len(example.numbers)
        numbers[row, :length] = torch.tensor(pieces.mark(example.numbers))
        mask[row, :length] = 1
        inner[row, 1 : length - 1] = True
    numbers[inner & (torch.rand(numbers.shape) < hidden)] = pieces.hidden
    states = reader.states(numbers, mask)
    losses: dict[str, list[tuple[Tensor, Tensor]]] = {}
    whom: list[Tensor] = []

    def add(name: str, scores: Tensor, labels: Tensor) -> None:
        losses.setdefault(name, []).append((scores, labels))

    for row, example in enumerate(batch):
        own = states[row, : len(example.numbers)]
        add("cue", reader.cue(own), torch.tensor(example.cue_tags))
        if example.candidates:
            means = torch.stack([own[span.start : span.stop].mean(0) for span in example.candidates])
            add("party", reader.party(means)[:, 0], torch.tensor(example.parties, dtype=torch.float))
            _add_pairs(reader, example, means, add)
        for each in example.references:
            scores = reader.score_options(
                own[each.source.start : each.source.stop].mean(0),
                torch.stack([own[option.start : option.stop].mean(0) for option in each.options]),
                torch.tensor(each.places),
                torch.tensor(each.ruled),
            )
            whom.append(functional.cross_entropy(scores[None], torch.tensor([each.answer])))
        for cue in example.cues:
            mean = own[cue.pieces.start : cue.pieces.stop].mean(0)
            distances = torch.from_numpy(np.asarray(distance_buckets(len(own), cue.pieces)))
            tags = torch.tensor(cue.tags)
            add("said", reader.score_around(own, mean, distances), tags)
            if (said := tags >= CONTENT_OPENS).any():
                add("kind", reader.kind(torch.cat([mean, own[said].mean(0)]))[None], torch.tensor([cue.kind]))
    made = {"whom": torch.stack(whom).mean()} if whom else {}
    for name, rows in losses.items():
        scores, labels = torch.cat([row[0] for row in rows]), torch.cat([row[1] for row in rows])
        if name in {"party", "together", "recalled"}:
            made[name] = functional.binary_cross_entropy_with_logits(scores, labels)
        else:
            made[name] = functional.cross_entropy(scores, labels, ignore_index=UNREAD)
    return made


def _add_pairs(reader: Reader, example: Example, means: Tensor, add: Callable[[str, Tensor, Tensor], None]) -> None:
    if not example.pairs:
        return
    first = means[[pair.first for pair in example.pairs]]
    second = means[[pair.second for pair in example.pairs]]
    scores = reader.score_pairs(first, second, torch.tensor([pair.across for pair in example.pairs]))
    add("together", scores[:, 0], torch.tensor([float(pair.together) for pair in example.pairs]))
    met = [k for k, pair in enumerate(example.pairs) if pair.together]
    if met:
        add("status", scores[met, 1:-1], torch.tensor([example.pairs[k].status for k in met]))
        add("recalled", scores[met, -1], torch.tensor([float(example.pairs[k].recalled) for k in met]))
