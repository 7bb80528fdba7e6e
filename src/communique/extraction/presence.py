"""Who else was there: "C sat in", "the president was accompanied by C", "Joining them were C and D"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from communique.extraction.grammar import agents, descend, objects, subjects
from communique.extraction.proposers import Scene
from communique.extraction.proposers.scene import people_among
from communique.languages.en.encounters import load_encounter_words
from communique.reading.entities import Mention
from communique.text.data import alternatives

__all__ = ["find_present"]


_OPENING = 60  # characters between the words with which such a sentence begins and its verb


def find_present(scene: Scene) -> list[Mention]:
    """The named people of whom the sentence says that they were there too."""
    found = list(_announced(scene))
    for token in scene.sentence.doc:
        if token.pos_ in {"VERB", "AUX"}:
            found += people_among(_present(scene, token, token.lemma_.lower()))
    return found


@cache
def _openers() -> re.Pattern[str]:
    words = alternatives(load_encounter_words().presence["openers"])
    behind = rf"[^.:;\n]{{0,{_OPENING}}}?(?:\s(?:was|were|is|are|sat|stood)\b|:)"
    return re.compile(rf"\s*(?:(?:also|likewise)\s+)?(?:{words})\b{behind}", re.IGNORECASE)


def _announced(scene: Scene) -> Iterator[Mention]:
    """As in "Joining them from Oslo was C", "Also present: C and D": whoever is named behind the verb or the colon."""
    sentence = scene.sentence
    opened = _openers().match(scene.discourse.reading.text, sentence.span.start, sentence.span.end)
    if opened is not None:
        named = sorted(sentence.mentions.values(), key=lambda mention: mention.span)
        yield from people_among([mention for mention in named if mention.span.start >= opened.end()])


def _present(scene: Scene, verb: Any, lemma: str) -> Iterator[Mention]:
    words = scene.words.presence
    heads, passive = subjects(verb)
    if lemma == "take":
        if _took_part(scene, verb):
            yield from scene.parties(heads, subject=True)
    elif (lemma in words["passives"] and (passive or verb.dep_ == "acl")) or (
        lemma in words["verbs"] and passive and _is_known(scene, heads)
    ):
        yield from scene.parties(agents(verb))
    elif (lemma in words["verbs"] and not passive and _of_the_meeting(scene, verb, lemma)) or (
        lemma == "be" and _is_presence(scene, verb)
    ):
        # "Also at the dinner was Lind": the parser takes her for what the dinner was
        yield from scene.parties(heads or [child for child in verb.children if child.dep_ == "attr"], subject=True)


def _of_the_meeting(scene: Scene, verb: Any, lemma: str) -> bool:
    """True where what was attended is the meeting, by a noun of encounter or left out ("sat in", "joined too")."""
    if lemma == "sit":
        return any(child.dep_ in {"prt", "prep"} and child.lower_ == "in" for child in verb.children)
    things = list(objects(verb)) + [
        inner for child in verb.children if child.dep_ == "prep" and child.lower_ == "in" for inner in descend(child)
    ]
    return not things or any(thing.lemma_.lower() in scene.words.nouns for thing in things)


def _took_part(scene: Scene, verb: Any) -> bool:
    """True for "took part", "took part in the talks", not for "took part in the ceremony"."""
    part = next((child for child in verb.children if child.dep_ == "dobj" and child.lower_ == "part"), None)
    if part is None:
        return False
    behind = [
        child for head in (verb, part) for child in head.children if child.dep_ == "prep" and child.lower_ == "in"
    ]
    things = [inner for child in behind for inner in descend(child)]
    return not things or any(thing.lemma_.lower() in scene.words.nouns for thing in things)


def _is_known(scene: Scene, things: Sequence[Any]) -> bool:
    """True for "the talks", "that dinner": a meeting told of before."""
    return any(
        thing.lemma_.lower() in scene.words.nouns
        and any(child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these"} for child in thing.children)
        for thing in things
    )


def _is_presence(scene: Scene, verb: Any) -> bool:
    """As in "were present", "was in attendance", "was in the room", "Also at the dinner was"."""
    words = scene.words.presence
    for child in verb.children:
        if child.dep_ == "acomp" and child.lemma_.lower() in words["adjectives"]:
            return True
        if child.dep_ == "prep" and child.lower_ in {"in", "among"}:
            return any(inner.lemma_.lower() in words["nouns"] for inner in descend(child))
        if child.dep_ == "prep" and child.lower_ == "at" and _is_known(scene, list(descend(child))):
            return True
    return False
