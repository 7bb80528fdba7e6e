"""The ways English says that people met, as `meetings.toml` lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.model.vocabulary import MeetingKind

__all__ = ["EncounterWords", "load_encounter_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterWords:
    """The words of `meetings.toml`."""

    mutual: Mapping[str, MeetingKind]
    directed: Mapping[str, MeetingKind]
    particles: Mapping[str, frozenset[str]]
    nouns: Mapping[str, MeetingKind]
    kinds: Mapping[str, MeetingKind]
    light: frozenset[str]
    holding: frozenset[str]
    status: Mapping[str, frozenset[str]]
    background: frozenset[str]


@cache
def load_encounter_words() -> EncounterWords:
    """Read `meetings.toml` once."""
    data = tomllib.loads(files("communique.languages.en").joinpath("meetings.toml").read_text("utf-8"))
    return EncounterWords(
        mutual={word: MeetingKind(kind) for word, kind in data["verbs"]["mutual"].items()},
        directed={word: MeetingKind(kind) for word, kind in data["verbs"]["directed"].items()},
        particles={word: frozenset(rest) for word, rest in data["particles"].items()},
        nouns={word: MeetingKind(kind) for word, kind in data["nouns"].items()},
        kinds={word: MeetingKind(kind) for kind, row in data["kinds"].items() for word in row},
        light=frozenset(data["light"]["verbs"]),
        holding=frozenset(data["light"]["holding"]),
        status={status: frozenset(row) for status, row in data["status"].items()},
        background=frozenset(data["background"]["words"]),
    )
