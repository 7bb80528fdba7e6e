"""The trained network itself: word pieces in, states and scores out. Loaded on first use, checked before it is used.

The encoder is an ONNX graph with 8-bit weights; the heads on top of it are small enough for numpy. What each file must
hash to stands in `card.json` beside them.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.errors import DamagedModelError
from communique.extraction.learned.pieces import Pieces

__all__ = ["Floats", "Ints", "Network", "load_network"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_FILES = ("encoder.onnx", "heads.npz", "pieces.json")
_HEADS = (
    "party", "pair_first", "pair_second", "pair_both", "pair_across", "pair_out",
    "cue", "said_piece", "said_cue", "said_both", "said_distance", "said_out", "kind",
    "whom_source", "whom_option", "whom_both", "whom_place", "whom_ruled", "whom_out", "whom_none",
)  # fmt: skip


def load_network(folder: Path | None = None) -> Network:
    """The network, read from its files.

    Args:
        folder: where they lie; None takes those that come with Communique.

    Raises:
        ImportError: onnxruntime or tokenizers has no build for this machine.
        DamagedModelError: a file is missing, or not the one that the card names.
    """
    place: Traversable = files(__package__).joinpath("weights") if folder is None else folder
    try:
        card = json.loads(place.joinpath("card.json").read_text("utf-8"))
        version, hashes = str(card["version"]), dict(card["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedModelError(f"the trained reader's card.json cannot be read: {error}") from error
    return Network({name: _read(place, name, hashes) for name in _FILES}, version)


def _read(place: Traversable, name: str, hashes: Mapping[str, str]) -> bytes:
    try:
        content = place.joinpath(name).read_bytes()
    except OSError as error:
        raise DamagedModelError(f"the trained reader's {name} cannot be read: {error}") from error
    if hashlib.sha256(content).hexdigest() != hashes.get(name):
        raise DamagedModelError(f"the trained reader's {name} is damaged: its SHA-256 is not the one in card.json")
    return content


class Network:
    """Encoder and heads.

    Args:
        content: the bytes of each file, by its name.
        version: changes with every training; stands in the rule of each proposal.

    Raises:
        DamagedModelError: a head is missing.

    Attributes:
        pieces: cuts texts into the word pieces that it reads.
    """

    def __init__(self, content: Mapping[str, bytes], version: str) -> None:
        # Deferred: they take a quarter of a second, only reading needs them, and not every machine has them.
        import onnxruntime
        from threadpoolctl import ThreadpoolController

        self._arithmetic = ThreadpoolController()
        self.version = version
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # several processes read at once; one thread each is the fastest way
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            content["encoder.onnx"], sess_options=options, providers=["CPUExecutionProvider"]
        )
        with np.load(io.BytesIO(content["heads.npz"]), allow_pickle=False) as heads:
            self._heads: dict[str, Floats] = {name: heads[name].astype(np.float32) for name in heads.files}
        lacking = sorted(name for name in _HEADS if not self._heads.keys() & {name, f"{name}.weight"})
        if lacking:
            raise DamagedModelError(f"the trained reader's heads.npz is of another version: it lacks {lacking[0]}")
        self.pieces = Pieces(content["pieces.json"])

    def alone(self) -> AbstractContextManager[object]:
        """Keep numpy to one thread for a while: its matrices are too small for several to be worth their waiting."""
        limits: AbstractContextManager[object] = self._arithmetic.limit(limits=1, user_api="blas")
        return limits

    def states(self, rows: Sequence[Sequence[int]]) -> list[Floats]:
        """The state of each piece, of shape (pieces, width), for strips of about the same length.

        Args:
            rows: the numbers of the pieces of each strip; what stands at both ends gives way to marks.
        """
        longest = max(map(len, rows))
        numbers = np.zeros((len(rows), longest), dtype=np.int64)
        mask = np.zeros((len(rows), longest), dtype=np.int64)
        for row, content in enumerate(rows):
            numbers[row, : len(content)] = self.pieces.mark(content)
            mask[row, : len(content)] = 1
        (states,) = self._session.run(["states"], {"numbers": numbers, "mask": mask})
        return [states[row, : len(content)] for row, content in enumerate(rows)]

    def parties(self, candidates: Floats) -> Floats:
        """How likely each candidate takes part in a meeting told of here; takes (candidates, width)."""
        return _likelihood(self._linear("party", candidates)[:, 0])

    def pairs(self, first: Floats, second: Floats, across: Ints) -> tuple[Floats, Floats, Floats]:
        """How likely the candidates of each pair met, with what status, and whether on an earlier occasion.

        Args:
            first: the states of the earlier candidates, of shape (pairs, width).
            second: those of the later ones.
            across: 1 where the earlier one stands in the sentence before, else 0.

        Returns:
            Likelihoods of shape (pairs,), (pairs, statuses) and (pairs,).
        """
        mixed = self._linear("pair_first", first) + self._linear("pair_second", second)
        mixed += self._linear("pair_both", first * second) + self._heads["pair_across"][across]
        scores = self._linear("pair_out", _gelu(mixed))
        return _likelihood(scores[:, 0]), _shares(scores[:, 1:-1]), _likelihood(scores[:, -1])

    def cue_tags(self, states: Floats) -> Floats:
        """How likely each piece is no cue, opens one, or goes on with one: of shape (pieces, 3)."""
        return _shares(self._linear("cue", states))

    def before_cues(self, states: Floats) -> Floats:
        """What `around_cue` needs to know of the pieces whatever the cue is: of shape (pieces, hidden)."""
        return self._linear("said_piece", states)

    def around_cue(self, states: Floats, known: Floats, cue: Floats, distances: Ints) -> Floats:
        """What each piece is to a cue: of shape (pieces, 5).

        Nothing, the opening of the source, its going on, the opening of the content, its going on.

        Args:
            states: the states of all pieces.
            known: what `before_cues` made of them.
            cue: the mean state of the cue.
            distances: the bucket of each piece's distance from the cue.
        """
        # The product with the cue is taken into the weights, which are fewer than the pieces.
        mixed = known + self._linear("said_cue", cue[None])
        mixed += states @ (self._heads["said_both.weight"] * cue[None]).T + self._heads["said_distance"][distances]
        return _shares(self._linear("said_out", _gelu(mixed)))

    def kinds(self, cue: Floats, content: Floats) -> Floats:
        """How likely a statement is of each kind, by the mean states of its cue and its content."""
        shares: Floats = _shares(self._linear("kind", np.concatenate([cue, content])[None]))[0]
        return shares

    def whom(self, source: Floats, options: Floats, places: Ints, ruled: Ints) -> Floats:
        """How likely words point at each of some options, and last at none of them: of shape (options + 1,).

        Args:
            source: the mean state of the words, of shape (width,).
            options: the mean states of the options' names, of shape (options, width).
            places: the class of each option's distance (`references.PLACES`).
            ruled: what the rules say of each option (`references.RULINGS`).
        """
        mixed = self._linear("whom_source", source[None]) + self._linear("whom_option", options)
        mixed += self._linear("whom_both", options * source[None])
        mixed += self._heads["whom_place"][places] + self._heads["whom_ruled"][ruled]
        scores = self._linear("whom_out", _gelu(mixed))[:, 0]
        none = self._linear("whom_none", source[None])[0]
        found: Floats = _shares(np.concatenate([scores, none]))
        return found

    def _linear(self, name: str, states: Floats) -> Floats:
        made: Floats = states @ self._heads[f"{name}.weight"].T
        bias = self._heads.get(f"{name}.bias")
        return made if bias is None else made + bias


def _likelihood(scores: Floats) -> Floats:
    made: Floats = np.reciprocal(np.float32(1) + np.exp(-scores))
    return made


def _shares(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    made: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return made


def _gelu(values: Floats) -> Floats:
    # The constants of the usual approximation by tanh: the square root of 2/π, and a cubic term.
    inner = np.float32(0.7978845608) * (values + np.float32(0.044715) * values * values * values)
    made: Floats = np.float32(0.5) * values * (1 + np.tanh(inner))
    return made
