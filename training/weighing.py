"""`python -m training.weighing`: fit how much rules and network count for the kind of a statement.

    python -m training.weighing --readers folds/            # print how well it does on folds kept out
    python -m training.weighing --readers folds/ --write    # and write the weights, fitted to all folds

`folds/` holds the readers that `python -m training.crossing --keep folds/` made: each text is read by the one that has
not learned from it, so that the network is weighed by how well it reads what is new to it. A softmax regression on the
logarithms of the network's likelihoods and on what which rule answered, with a penalty on large weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import Final

import numpy as np
from eval.matching import match_statements
from eval.rows import StatementRow, load_gold

import communique.extraction.statements
from communique.extraction.document import WINDOW
from communique.extraction.learned import Learned, load_reader
from communique.extraction.learned.scores import KINDS
from communique.extraction.meetings import read_meetings
from communique.extraction.sentences import parse_candidates
from communique.extraction.statements import read_statements
from communique.extraction.statements.kinds import BY_CONTENT, BY_CUE
from communique.extraction.statements.proposal import KindLikelihoods
from communique.extraction.statements.weighing import LEAST
from communique.model import Passage, StatementClaim
from communique.model.span import Span
from communique.reading.document import read_documents
from communique.reading.entities import Mention
from training.corpus import CORPUS, AnnotatedText, load_invented
from training.fitting import Floats, descend
from training.splits import folds, training_texts

__all__ = ["main"]

WEIGHTS: Final = Path(communique.extraction.statements.__file__).with_name("kind_weights.json")

_RULES: Final = (BY_CUE, BY_CONTENT)
_INPUTS: Final = len(KINDS) * (1 + len(_RULES))
_SCALE: Final = 3.0  # what logarithms are divided by, so that the penalty weighs on them as on the rules' answers
_PENALTY: Final = 3e-3
_STEPS, _RATE = 300, 0.05
_FOLDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Example:
    """A statement that was found, its kind in the gold, and what it is known by."""

    part: str
    fold: int
    inputs: Floats
    kind: int


@dataclass(slots=True, kw_only=True)
class _Listener:
    """What the trained reader sees of a document, with its likelihoods kept to itself: the rules answer alone."""

    learned: Learned
    heard: dict[tuple[int, int], KindLikelihoods] = field(default_factory=dict)

    def refer(self, source: Span, ruled: frozenset[int]) -> Mention | None:
        return self.learned.refer(source, ruled)

    def kinds(self, cues: Sequence[Span], contents: Sequence[Span]) -> KindLikelihoods | None:
        seen = self.learned.kinds(cues, contents)
        if seen is not None:
            self.heard[cues[0].start, cues[0].end] = seen
        return None


def main(arguments: list[str] | None = None) -> int:
    """Read, fit, print and write."""
    parser = argparse.ArgumentParser(prog="python -m training.weighing", description="Fit the weights of the kinds.")
    parser.add_argument("--readers", type=Path, required=True, help="the readers of the five folds")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    given = parser.parse_args(arguments)
    examples = [
        example
        for part, texts in (("corpus", training_texts()), ("invented", load_invented()))
        for example in _examples(part, texts, given.readers)
    ]
    numbers = range(_FOLDS)
    without = {number: _fitted([each for each in examples if each.fold != number]) for number in numbers}
    for part in ("corpus", "invented"):
        own = [each for each in examples if each.part == part]
        right = sum(int(np.argmax(each.inputs @ without[each.fold])) == each.kind for each in own)
        print(f"{part}: kind right of {100 * right / len(own):.1f} in 100 of {len(own)} statements, folds kept out")
    if given.write:
        WEIGHTS.write_text(json.dumps(_form(_fitted(examples)), indent=1) + "\n", "utf-8")
    return 0


def _examples(part: str, texts: Sequence[AnnotatedText], readers: Path) -> Iterator[_Example]:
    """The statements found in the English texts of a set, each read by the reader that does not know it."""
    gold = load_gold(CORPUS / "gold" / f"{part}.json")
    for fold, names in enumerate(folds(texts, _FOLDS)):
        documents = [text.document for text in texts if text.language == "en" and text.name in names]
        reader = load_reader(readers / f"fold{fold}")
        for begin in range(0, len(documents), WINDOW):
            readings = read_documents(documents[begin : begin + WINDOW])
            seen = reader.read(readings)
            parsed = parse_candidates(readings, [each.sentences for each in seen], [each.attributing for each in seen])
            for reading, sentences, learned in zip(readings, parsed, seen, strict=True):
                listener = _Listener(learned=learned)
                meetings = [claim for claim, _ in read_meetings(reading, sentences, learned)]
                proposals = list(learned.propose_statements())
                found = read_statements(reading, sentences, meetings, proposals, listener)
                name = reading.document.source
                rows = [_row(name, claim) for claim, _ in found]
                said = gold.statements_of(name)
                for i, j in match_statements(said, rows, reading.document.text):
                    claim, how = found[j]
                    likelihoods = _heard(listener, claim.cues)
                    step = next(step for step in how.steps if step.field == "kind")
                    if likelihoods is not None:
                        yield _Example(
                            part=part,
                            fold=fold,
                            inputs=_inputs(likelihoods, claim, step.rule),
                            kind=[kind.value for kind in KINDS].index(str(said[i].kind)),
                        )


def _row(name: str, claim: StatementClaim) -> StatementRow:
    quotes = tuple(passage.quote for passage in claim.evidence)
    return StatementRow(doc=name, speaker=claim.speaker, kind=claim.kind.value, quotes=quotes)


def _heard(listener: _Listener, cues: Sequence[Passage]) -> KindLikelihoods | None:
    return listener.heard.get((cues[0].start, cues[0].end)) if cues else None


def _inputs(likelihoods: KindLikelihoods, claim: StatementClaim, rule: str) -> Floats:
    logs = [log(max(likelihoods.kinds[kind], LEAST)) / _SCALE for kind in KINDS]
    answers = [float(claim.kind is kind and rule == each) for each in _RULES for kind in KINDS]
    return np.array([*logs, *answers])


def _fitted(examples: Sequence[_Example]) -> Floats:
    """The weights, of shape (inputs, kinds), fitted to all examples."""
    inputs = np.stack([each.inputs for each in examples])
    wanted = np.eye(len(KINDS))[[each.kind for each in examples]]

    def slope(weights: Floats) -> Floats:
        scores = inputs @ weights
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return np.asarray(inputs.T @ (shares - wanted) / len(examples) + _PENALTY * weights)

    return descend(slope, np.zeros((_INPUTS, len(KINDS))), steps=_STEPS, rate=_RATE)


def _form(weights: Floats) -> Mapping[str, object]:
    """The weights as `kind_weights.json` has them."""
    names = [kind.value for kind in KINDS]

    def rows(begin: int, scale: float = 1.0) -> dict[str, dict[str, float]]:
        return {
            name: {
                other: round(float(weight) / scale, 4) for other, weight in zip(names, weights[begin + at], strict=True)
            }
            for at, name in enumerate(names)
        }

    ruled = {rule: rows(len(KINDS) * (at + 1)) for at, rule in enumerate(_RULES)}
    return {"seen": rows(0, _SCALE), "ruled": ruled}


if __name__ == "__main__":
    raise SystemExit(main())
