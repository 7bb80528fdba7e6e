"""Write a trained network as the files that `communique.extraction.learned.network` reads."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import TABLES, Reader

__all__ = ["export"]


class _States(nn.Module):
    """The encoder alone, as the graph that is written."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder

    def forward(self, numbers: Tensor, mask: Tensor) -> Tensor:
        states: Tensor = self.encoder(input_ids=numbers, attention_mask=mask).last_hidden_state
        return states


def export(reader: Reader, base: Path, folder: Path, *, version: str, small: bool = True) -> None:
    """Write encoder, heads, word pieces and card.

    Args:
        reader: the trained network.
        base: the folder of the base model, for its word pieces.
        folder: where to; made where it is missing.
        version: stands in the rule of each proposal.
        small: weights of 8 bits; else of 32, to compare with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    reader.encoder.set_attn_implementation("eager")  # the other one cannot be written as a graph
    numbers, mask = torch.ones(2, 16, dtype=torch.long), torch.ones(2, 16, dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            _States(reader),
            (numbers, mask),
            str(full),
            input_names=["numbers", "mask"],
            output_names=["states"],
            dynamic_axes={name: {0: "strips", 1: "pieces"} for name in ("numbers", "mask", "states")},
            opset_version=17,
            dynamo=False,
        )
        if small:
            quantize_dynamic(full, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
        else:
            shutil.copy(full, folder / "encoder.onnx")
    heads = {
        name.removesuffix(".weight") if name.removesuffix(".weight") in TABLES else name: value
        for name, value in reader.state_dict().items()
        if not name.startswith("encoder.")
    }
    np.savez_compressed(
        folder / "heads.npz", **{name: value.numpy().astype(np.float16) for name, value in heads.items()}
    )
    shutil.copy(base / "tokenizer.json", folder / "pieces.json")
    names = ("encoder.onnx", "heads.npz", "pieces.json")
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    (folder / "card.json").write_text(json.dumps({"version": version, "sha256": hashes}, indent=1) + "\n", "utf-8")
