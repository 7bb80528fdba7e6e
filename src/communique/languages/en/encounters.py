"""The ways English says that people met, as `meetings.toml` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.model.vocabulary import MeetingKind
from communique.text.data import load_words

__all__ = ["EncounterWords", "load_encounter_words"]

_WITH = frozenset({"with"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterWords:
    """The words of `meetings.toml`, under its own headings."""

    mutual: Mapping[str, MeetingKind]
    directed: Mapping[str, MeetingKind]
    particles: Mapping[str, frozenset[str]]
    partners: Mapping[str, frozenset[str]]
    strictness: Mapping[str, frozenset[str]]
    idioms: Mapping[str, frozenset[str]]
    time: Mapping[str, frozenset[str]]
    guests: Mapping[str, frozenset[str]]
    audiences: frozenset[str]
    kin: frozenset[str]
    seconds: frozenset[str]
    nouns: Mapping[str, MeetingKind]
    noun_partners: Mapping[str, frozenset[str]]
    kinds: Mapping[str, MeetingKind]
    in_person: Mapping[str, frozenset[str]]
    apart: Mapping[str, frozenset[str]]
    presence: Mapping[str, frozenset[str]]
    retinue: frozenset[str]
    holding: frozenset[str]
    light: frozenset[str]
    status: Mapping[str, frozenset[str]]
    background: frozenset[str]
    another: Mapping[str, frozenset[str]]
    triggers: Mapping[str, frozenset[str]]
    lemmas: Mapping[str, str]

    def partner_prepositions(self, lemma: str) -> frozenset[str]:
        """After which prepositions the partner of a mutual verb stands."""
        return self.partners.get(lemma, _WITH)


def _sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(row) for name, row in table.items()}


def _kinds(table: Mapping[str, str]) -> dict[str, MeetingKind]:
    return {word: MeetingKind(kind) for word, kind in table.items()}


@cache
def load_encounter_words() -> EncounterWords:
    """Read `meetings.toml` once."""
    data = load_words("meetings", package="communique.languages.en")
    return EncounterWords(
        mutual=_kinds(data["verbs"]["mutual"]),
        directed=_kinds(data["verbs"]["directed"]),
        particles=_sets(data["particles"]),
        partners=_sets(data["partners"]),
        strictness=_sets(data["strictness"]),
        idioms=_sets(data["idioms"]),
        time=_sets(data["time"]),
        guests=_sets(data["guests"]),
        audiences=frozenset(data["audiences"]["nouns"]),
        kin=frozenset(data["kin"]["nouns"]),
        seconds=frozenset(data["seconds"]["nouns"]),
        nouns=_kinds(data["nouns"]),
        noun_partners=_sets(data["noun_partners"]),
        kinds={word: MeetingKind(kind) for kind, row in data["kinds"].items() for word in row},
        in_person=_sets(data["in_person"]),
        apart=_sets(data["apart"]),
        presence=_sets(data["presence"]),
        retinue=frozenset(data["retinue"]["words"]),
        holding=frozenset(data["light"]["holding"]),
        light=frozenset(data["light"]["verbs"]),
        status=_sets(data["status"]),
        background=frozenset(data["background"]["words"]),
        another=_sets(data["another"]),
        triggers=_sets(data["triggers"]),
        lemmas=data["lemmas"],
    )
