"""The ways English attributes words to somebody, as `statements.toml` lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.languages.en.details import Phrases, phrases_by_first_word
from communique.model.vocabulary import StatementKind
from communique.text.data import load_words

__all__ = ["CueClass", "StatementWords", "load_statement_words"]

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True, kw_only=True)
class CueClass:
    """Verbs that attribute in the same way.

    Attributes:
        name: the heading in `statements.toml`; part of the rule's name.
        kind: what the speaker does; None where only what was said tells it.
        frames: what the content may be (quote, clause, infinitive, object, gerund, as, whole).
    """

    name: str
    kind: StatementKind | None
    frames: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWords:
    """The words of `statements.toml`, under its own headings.

    Attributes:
        verbs: for each lemma, the classes it belongs to, in the order of the file.
        prepositions: for each lemma, the words behind it that make it a cue, with the kind they give.
        forms: every form of every verb that may be a cue: the cheap scan for sentences worth parsing.
    """

    verbs: Mapping[str, tuple[CueClass, ...]]
    prepositions: Mapping[str, Mapping[str, StatementKind | None]]
    light: frozenset[str]
    refusing: frozenset[str]
    shares: Mapping[str, frozenset[str]]
    nouns: Mapping[str, StatementKind]
    adjectives: Mapping[str, StatementKind]
    according: Phrases
    speakers: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    gender: Mapping[str, frozenset[str]]
    small: Mapping[str, frozenset[str]]
    modality: Mapping[str, frozenset[str]]
    content: Mapping[str, frozenset[str]]
    forms: frozenset[str]


@cache
def load_statement_words() -> StatementWords:
    """Read `statements.toml` once."""
    data = load_words("statements", package="communique.languages.en")
    verbs: dict[str, list[CueClass]] = {}
    for row in data["verbs"]:
        cue = CueClass(name=row["name"], kind=_kind(row["kind"]), frames=frozenset(row["frames"]))
        for word in row["words"]:
            verbs.setdefault(word, []).append(cue)
    prepositions: dict[str, dict[str, StatementKind | None]] = {}
    for kind, rows in data["prepositions"].items():
        for word, behind in rows.items():
            prepositions.setdefault(word, {}).update(dict.fromkeys(behind, _kind(kind if kind != "content" else "")))
    lemmas = {*verbs, *prepositions, *data["light"]["verbs"], *data["refusing"]["verbs"]}
    adjectives = _by_word(data["adjectives"])
    return StatementWords(
        verbs={word: tuple(classes) for word, classes in verbs.items()},
        prepositions=prepositions,
        light=frozenset(data["light"]["verbs"]),
        refusing=frozenset(data["refusing"]["verbs"]),
        shares=_sets(data["shares"]),
        nouns=_by_word(data["nouns"]),
        adjectives=adjectives,
        according=phrases_by_first_word(data["according"]["phrases"]),
        speakers=_sets(data["speakers"]),
        pronouns=_sets(data["pronouns"]),
        gender=_sets(data["gender"]),
        small=_sets(data["small"]),
        modality=_sets(data["modality"]),
        content=_sets(data["content"]),
        forms=frozenset(form for lemma in lemmas for form in _forms(lemma, data["irregular"].get(lemma, ())))
        | frozenset(adjectives)
        | frozenset({"according"})
        | frozenset(data["shares"]["nouns"]),
    )


def _kind(name: str) -> StatementKind | None:
    return StatementKind(name) if name else None


def _by_word(table: Mapping[str, Iterable[str]]) -> dict[str, StatementKind]:
    return {word: StatementKind(kind) for kind, row in table.items() for word in row}


def _sets(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(row) for name, row in table.items()}


def _forms(lemma: str, irregular: Iterable[str]) -> Iterable[str]:
    """The forms of a verb by the rules of spelling, and those that are listed."""
    yield lemma
    yield from irregular
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        stem = lemma[:-1]
        yield from (f"{stem}ies", f"{stem}ied", f"{lemma}ing")
    elif lemma.endswith("e"):
        yield from (f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing")
    else:
        ending = "es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        yield from (f"{lemma}{ending}", f"{lemma}ed", f"{lemma}ing")
