"""`python -m training.naming`: fit how much each sign counts for whether a name is a person's.

    python -m training.naming            # print how well it does on folds kept out
    python -m training.naming --write    # and write the weights, fitted to all folds

The names are those of the English texts of the corpus that pass for a person's or a body's. Whose they are is told by
the gold: people have posts in it, bodies are what the posts are in, and `gold/not_people.json` lists names of places,
firms and things which the gold has no place for. Of the others those that pass for people's are taken for people's.
A logistic regression on the signs, with a penalty on large weights, once for full names and once for short ones.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

import communique.reading.names
from communique.languages.en.lexicon import load_lexicon
from communique.reading.document import FoundNames, find_names
from communique.reading.names import NameForm
from communique.reading.names.judging import FULL, SHORT, PersonWeights, read_signs
from communique.reading.names.signs import Signs
from training.corpus import CORPUS, AnnotatedText, load_invented
from training.fitting import Floats, descend, write_weights
from training.splits import folds, training_texts

__all__ = ["main"]

WEIGHTS: Final = Path(communique.reading.names.__file__).with_name("person_weights.json")

_PENALTY: Final = 3e-4
_STEPS, _RATE = 600, 0.05
_FOLDS: Final = 5
_WINDOW: Final = 8  # texts read in one go
_BOUNDS: Final = (0.5, 0.4, 0.3, 0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Whose names a text has, as the gold tells: each name as its words."""

    people: Sequence[Set[str]]
    bodies: Sequence[Set[str]]
    others: Set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text with its names."""

    part: str
    fold: int
    names: FoundNames
    known: _Known


@dataclass(frozen=True, slots=True, kw_only=True)
class _Example:
    """A name, its signs, and whether it is a person's."""

    part: str
    fold: int
    signs: Signs
    person: bool
    passes: bool


def main(arguments: list[str] | None = None) -> int:
    """Read, fit, print and write."""
    parser = argparse.ArgumentParser(prog="python -m training.naming", description="Fit what tells people's names.")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    given = parser.parse_args(arguments)
    texts = [
        text
        for part, annotated in (("corpus", training_texts()), ("invented", load_invented()))
        for text in _texts(part, annotated)
    ]
    apart = {fold: _fitted([text for text in texts if text.fold != fold]) for fold in range(_FOLDS)}
    for length in (FULL, SHORT):
        judged = [
            (example, apart[fold].likelihood(length, example.signs))
            for fold in range(_FOLDS)
            for example in _examples([text for text in texts if text.fold == fold], length, apart[fold])
        ]
        _print(length, judged)
    if given.write:
        write_weights(WEIGHTS, _fitted(texts).weights)
    return 0


def _print(length: str, judged: Sequence[tuple[_Example, float]]) -> None:
    for part in ("corpus", "invented"):
        for passes in (True, False):
            own = [(each, value) for each, value in judged if each.part == part and each.passes == passes]
            wrong = sum(each.person != passes for each, _ in own)
            passed = "people" if passes else "bodies"
            print(f"{part}: {length} names that pass for {passed}: {wrong} of {len(own)} wrongly")
            for bound in _BOUNDS:
                turned = Counter(each.person for each, value in own if (value < bound if passes else value > 1 - bound))
                print(f"  turned at {bound}: {turned[not passes]} rightly, {turned[passes]} wrongly")


def _texts(part: str, annotated: Sequence[AnnotatedText]) -> Iterator[_Text]:
    """The English texts of a set with their names and folds."""
    others = json.loads((CORPUS / "gold" / "not_people.json").read_text("utf-8"))[part]
    told = _told(part)
    for fold, names in enumerate(folds(annotated, _FOLDS)):
        own = [text for text in annotated if text.language == "en" and text.name in names]
        for begin in range(0, len(own), _WINDOW):
            window = own[begin : begin + _WINDOW]
            for text, found in zip(window, find_names([each.document for each in window]), strict=True):
                people, bodies = told.get(text.name, (set(), set()))
                known = _Known(
                    people=[frozenset(name.split()) for name in people],
                    bodies=[frozenset(name.split()) for name in bodies - people],
                    others=frozenset(others.get(text.name, ())),
                )
                yield _Text(part=part, fold=fold, names=found, known=known)


def _told(part: str) -> Mapping[str, tuple[set[str], set[str]]]:
    """By text, who holds a post in the gold, and in which bodies."""
    gold = json.loads((CORPUS / "gold" / f"{part}.json").read_text("utf-8"))
    told: dict[str, tuple[set[str], set[str]]] = {}
    holders = [(meeting["doc"], party, "name") for meeting in gold["meetings"] for party in meeting["participants"]]
    holders += [(role["doc"], role, "person") for role in gold["roles"]]
    for doc, row, field in holders:
        people, bodies = told.setdefault(doc, (set(), set()))
        if row.get("organisation"):
            bodies.add(row["organisation"])
        if row.get("role") and row.get(field):
            people.add(row[field])
    return told


def _examples(texts: Sequence[_Text], length: str, weights: PersonWeights | None) -> Iterator[_Example]:
    """The names of one length of which it is known whose they are.

    Short names are read beside full ones that the weights have judged, as they are at work.
    """
    for text in texts:
        for form in text.names.forms.values():
            form.person = None
        for form, own, signs in read_signs(text.names.forms, text.names.words, text.names.sentences, load_lexicon()):
            if own == FULL and length == SHORT and weights is not None:
                form.person = weights.likelihood(FULL, signs)
            person = _is_person(form, text.known) if own == length else None
            if person is not None:
                passes = form.votes["person"] >= form.votes["organisation"]
                yield _Example(part=text.part, fold=text.fold, signs=signs, person=person, passes=passes)


def _is_person(form: NameForm, known: _Known) -> bool | None:
    """Whether a name is a person's; None where that is not told."""
    words = {word for word in form.words if word != "."}
    is_person = any(words <= name or name <= words for name in known.people)
    is_body = any(words <= name for name in known.bodies)
    if form.text in known.others:
        return False
    if is_person != is_body:
        return is_person
    return True if not is_person and form.votes["person"] > form.votes["organisation"] else None


def _fitted(texts: Sequence[_Text]) -> PersonWeights:
    full = _regression(list(_examples(texts, FULL, None)))
    halfway = PersonWeights(weights={FULL: full, SHORT: {}})
    short = _regression(list(_examples(texts, SHORT, halfway)))
    return PersonWeights(weights={FULL: full, SHORT: short})


def _regression(examples: Sequence[_Example]) -> Mapping[str, float]:
    signs = ["bias", *sorted({sign for example in examples for sign in example.signs})]
    at = {sign: number for number, sign in enumerate(signs)}
    inputs = np.zeros((len(examples), len(signs)))
    inputs[:, 0] = 1.0
    for row, example in zip(inputs, examples, strict=True):
        for sign, value in example.signs.items():
            row[at[sign]] = value
    wanted = np.array([float(example.person) for example in examples])

    def slope(weights: Floats) -> Floats:
        shares = 1 / (1 + np.exp(-inputs @ weights))
        return np.asarray(inputs.T @ (shares - wanted) / len(examples) + _PENALTY * weights)

    fitted = descend(slope, np.zeros(len(signs)), steps=_STEPS, rate=_RATE)
    return {sign: round(float(weight), 3) for sign, weight in zip(signs, fitted, strict=True)}


if __name__ == "__main__":
    raise SystemExit(main())
