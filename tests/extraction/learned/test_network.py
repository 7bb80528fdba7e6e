from __future__ import annotations

import hashlib
import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from communique.errors import DamagedModelError
from communique.extraction.learned.network import Network, load_network

WEIGHTS = Path(str(files("communique.extraction.learned").joinpath("weights")))


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))


def test_a_strip_has_a_state_for_each_piece_whatever_it_is_batched_with(network: Network) -> None:
    short = [0, *(n for n, _, _ in network.pieces("john met mary.")), 0]
    long = [0, *(n for n, _, _ in network.pieces("john met mary. " * 9)), 0]
    alone = network.states([short])[0]
    together = network.states([short, long])
    assert [len(state) for state in together] == [len(short), len(long)]
    # eight bits are scaled by the whole batch, so that the states agree in direction and not in every digit
    cosines = (alone * together[0]).sum(1) / (np.linalg.norm(alone, axis=1) * np.linalg.norm(together[0], axis=1))
    assert cosines.min() > 0.95


def test_scores_are_likelihoods(network: Network) -> None:
    states = network.states([[0, 2000, 2001, 2002, 0]])[0]
    together, statuses, recalled = network.pairs(states[1:2], states[2:3], np.array([0]))
    assert 0 <= together[0] <= 1
    assert 0 <= recalled[0] <= 1
    assert statuses.shape == (1, 6)
    assert statuses.sum() == pytest.approx(1, abs=1e-4)
    assert network.cue_tags(states).shape == (5, 3)


@pytest.mark.parametrize("name", ["encoder.onnx", "heads.npz", "pieces.json"])
def test_a_damaged_file_is_refused_by_name(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(DamagedModelError, match=name):
        load_network(copy)


@pytest.mark.parametrize("card", ["", "{}", "[1]", '{"version": "1", "sha256": 5}'])
def test_a_card_that_says_nothing_is_refused(copy: Path, card: str) -> None:
    (copy / "card.json").write_text(card, "utf-8")
    with pytest.raises(DamagedModelError):
        load_network(copy)


def test_a_missing_file_is_refused_by_name(copy: Path) -> None:
    (copy / "heads.npz").unlink()
    with pytest.raises(DamagedModelError, match=r"heads\.npz"):
        load_network(copy)


def test_heads_of_another_version_are_refused_by_name(copy: Path) -> None:
    with np.load(copy / "heads.npz") as heads:
        kept = {name: heads[name] for name in heads.files if not name.startswith("whom_out")}
    np.savez_compressed(copy / "heads.npz", **kept)
    card = json.loads((copy / "card.json").read_text("utf-8"))
    card["sha256"]["heads.npz"] = hashlib.sha256((copy / "heads.npz").read_bytes()).hexdigest()
    (copy / "card.json").write_text(json.dumps(card), "utf-8")
    with pytest.raises(DamagedModelError, match="another version: it lacks whom_out"):
        load_network(copy)
