"""Proposals that tell of no meeting: a match, a story, a letter, a career, two people in one place who did not meet.

A word of encounter makes these look like meetings to a rule, and two people in one sentence to the trained reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.extraction.grammar import objects, path_up
from communique.extraction.proposal import Proposal
from communique.extraction.proposers import Scene
from communique.languages.en.statements import load_statement_words
from communique.languages.en.unmet import load_unmet
from communique.model.vocabulary import Status

__all__ = ["is_unmet"]

_PLAYED = frozenset({"meet", "encounter", "face", "meeting", "play", "clash"})
_LEARNED = "learned."
_BESIDE = frozenset({"appos", "compound", "nmod"})
_LEVEL = 45  # characters before a word of encounter that tell the level
_ROW = 6  # names of a row that share what stands before the first


def is_unmet(scene: Scene, proposal: Proposal) -> bool:
    """True where the sentence of a proposal shows that its parties do something else than meet.

    Args:
        scene: the parsed sentence.
        proposal: what a proposer took for a meeting there.
    """
    words, text = load_unmet(), scene.discourse.reading.text
    start, end = scene.sentence.span.start, scene.sentence.span.end
    trigger = next((t for t in scene.sentence.doc if scene.sentence.origin(t).start == proposal.trigger.start), None)
    bare = trigger is None or not scene.is_encounter(trigger) or _is_anothers(scene, trigger, proposal)
    if (trigger is None or bare or trigger.lemma_.lower() in _PLAYED) and words.contest.search(text, start, end):
        return True
    if trigger is not None and (_is_of_minds(trigger) or _is_of_others(scene, trigger, proposal)):
        return True
    if words.story.search(text, start, end) or _is_plot(scene, trigger):
        return True
    if proposal.status is not Status.HELD:
        return _met_a_thing(scene, trigger, proposal) or (
            bare and proposal.status is Status.POSSIBLE and _is_in_letter(scene, trigger)
        )
    if words.apart.search(text, start, end):
        return True
    if not proposal.rule.startswith(_LEARNED):
        return False
    two = len(proposal.parties) == 2
    if (two and _is_each_alone(scene)) or _met_a_thing(scene, trigger, proposal):
        return True
    if not bare:
        return False
    return (
        any(pattern.search(text, start, end) for pattern in (words.letter, words.inquiry))
        or _is_biography(scene)
        or _is_contest(scene, proposal)
        or _is_family(scene, proposal)
        or (two and _is_succession(scene, proposal))
        or _is_in_letter(scene, trigger)
    )


def _is_anothers(scene: Scene, trigger: Any, proposal: Proposal) -> bool:
    """True for a word of encounter in a clause that names none of the parties: "wrote that a visit is an ordeal"."""
    starts = {party.span.start for party in proposal.parties}
    clause = next((up for up in path_up(trigger) if up.dep_ in {"ccomp", "conj"} and up.pos_ in {"VERB", "AUX"}), None)
    if clause is None or not proposal.rule.startswith(_LEARNED):
        return False
    pointing = load_statement_words().pronouns
    return not any(
        scene.sentence.origin(token).start in starts or token.lower_ in pointing["person"] | pointing["people"]
        for token in clause.subtree
    )


def _is_of_minds(trigger: Any) -> bool:
    """As in "a meeting of minds"."""
    return any(
        child.lower_ == "of" and any(inner.lower_ in {"minds", "mind"} for inner in child.children)
        for child in trigger.children
    )


def _is_of_others(scene: Scene, trigger: Any, proposal: Proposal) -> bool:
    """As in "agreed to hold working-level talks": those meet who work for the people named."""
    words = load_unmet()
    if not any(words.lower_level.search(_before(scene, thing)) for thing in (trigger, *objects(trigger))):
        return False
    entities = [scene.discourse.reading.entity(party) for party in proposal.parties]
    posts = {word for entity in entities if entity for fact in entity.roles for word in fact.role.lower().split()}
    return words.lower_posts.isdisjoint(posts)


def _before(scene: Scene, token: Any) -> str:
    """The few words before a token, as the text writes them."""
    at = scene.sentence.origin(token).start
    return scene.discourse.reading.text[max(scene.sentence.span.start, at - _LEVEL) : at]


def _is_contest(scene: Scene, proposal: Proposal) -> bool:
    """As in "A drew with B", and for what stands beside a sentence on a match."""
    words, reading = load_unmet(), scene.discourse.reading
    for token in _between(scene, proposal):
        lemma = token.lemma_.lower()
        beside = words.contest_verbs_with.get(lemma, frozenset())
        if lemma in words.contest_verbs or any(c.lower_ in beside and c.dep_ == "prep" for c in token.children):
            return True
    return words.contest.search(reading.text, *_around(scene)) is not None


def _is_plot(scene: Scene, trigger: Any) -> bool:
    """True for what is told in the present beside a sentence that speaks of a film or a play."""
    verb = None if trigger is None else next((up for up in path_up(trigger) if up.pos_ in {"VERB", "AUX"}), None)
    present = verb is not None and verb.tag_ in {"VBZ", "VBP"}
    return present and load_unmet().stage.search(scene.discourse.reading.text, *_around(scene)) is not None


def _is_family(scene: Scene, proposal: Proposal) -> bool:
    """As in "A handed his shares to his daughters B and C": all but one are somebody's relatives."""
    starts = {party.span.start for party in proposal.parties}
    heads = [token for token in scene.sentence.doc if scene.sentence.origin(token).start in starts]
    related = sum(_is_relative(scene, head) for head in heads)
    return related > 0 and related >= len(heads) - 1


def _is_relative(scene: Scene, name: Any) -> bool:
    """As in "his brother B", "A's wife, B"."""
    for _ in range(_ROW):
        near = [child for child in name.children if child.dep_ in _BESIDE]
        near += [name.head] if name.dep_ in _BESIDE else []
        for noun in near:
            owners = (child for one in (noun, name) for child in one.children if child.dep_ == "poss")
            if noun.lemma_.lower() in scene.words.kin and any(True for _ in owners):
                return True
        if name.dep_ != "conj":
            return False
        name = name.head
    return False


def _met_a_thing(scene: Scene, trigger: Any, proposal: Proposal) -> bool:
    """As in "met its forecast", "the deadline will not be met", which tells nothing of who else the sentence names."""
    if trigger is None or trigger.lemma_.lower() != "meet" or not proposal.rule.startswith(_LEARNED):
        return False
    people = load_statement_words().speakers
    things = [_meant(child) for child in trigger.children if child.dep_ in {"dobj", "obj", "nsubjpass"}]
    return any(
        thing.pos_ in {"NOUN", "PROPN"}
        and thing.i not in scene.sentence.mentions
        and thing.lemma_.lower() not in people["persons"] | people["other"]
        and thing.lemma_.lower() not in scene.words.nouns
        for thing in things
    )


def _meant(thing: Any) -> Any:
    """The noun that "that" takes up: "the task that he failed to meet"."""
    if thing.tag_ not in {"WDT", "WP"}:
        return thing
    return next((up.head for up in path_up(thing) if up.dep_ == "relcl"), thing)


def _is_biography(scene: Scene) -> bool:
    """True where the sentence says what its people share since long ago, not where a clause tells who one is."""
    text, start, end = scene.discourse.reading.text, scene.sentence.span.start, scene.sentence.span.end
    found = load_unmet().biography.search(text, start, end)
    if found is None:
        return False
    token = next((t for t in scene.sentence.doc if scene.sentence.origin(t).start >= found.start()), None)
    return token is None or all(up.dep_ not in {"relcl", "acl"} for up in path_up(token))


def _is_each_alone(scene: Scene) -> bool:
    """As in "A and B both took aim at C", "were both in Geneva": each does it, which is not to say with the other."""
    doc = scene.sentence.doc
    for token in doc[:-1]:
        if token.lower_ != "both":
            continue
        before, after = doc[token.i - 1] if token.i else None, doc[token.i + 1]
        verb = after if after.pos_ in {"VERB", "AUX"} else before
        if verb is None or verb.pos_ not in {"VERB", "AUX"} or scene.is_encounter(verb):
            continue
        if after.pos_ in {"VERB", "AUX"} or (after.pos_ == "ADP" and after.lower_ in {"in", "at", "on"}):
            return "ROOT" in {verb.dep_, verb.head.dep_}
    return False


def _is_succession(scene: Scene, proposal: Proposal) -> bool:
    """True where the way from one party to the other in the tree leads over a word of succession."""
    words = load_unmet()
    for token in _between(scene, proposal):
        lemma = token.lemma_.lower()
        if lemma in words.succession:
            return True
        particles, things = words.succession_particles.get(lemma, ()), words.succession_objects.get(lemma, frozenset())
        if any(c.lower_ in particles and c.dep_ in {"prt", "advmod"} for c in token.children):
            return True
        beside = {child.lower_ for child in token.children}
        if beside & things and "from" in beside:
            return True  # "took the chair from B"; who "took office" alone may have done so before others
    return False


def _between(scene: Scene, proposal: Proposal) -> Iterator[Any]:
    """The words on the way from one party to the other, and the main verb."""
    starts = {party.span.start for party in proposal.parties}
    heads = [token for token in scene.sentence.doc if scene.sentence.origin(token).start in starts]
    paths = [list(path_up(head)) for head in heads[:2]]
    if len(paths) == 2:
        common = {token.i for token in paths[0]} & {token.i for token in paths[1]}
        yield from (token for path in paths for token in path if token.i not in common)
        yield from [token for token in paths[0] if token.i in common][:1]
    yield from (token for token in scene.sentence.doc if token.dep_ == "ROOT")


def _is_in_letter(scene: Scene, trigger: Any) -> bool:
    """True for what one asks the other in a letter, which the sentence before or behind speaks of."""
    words, reading = load_unmet(), scene.discourse.reading
    asks = trigger is not None and any(up.lemma_.lower() in words.asking for up in path_up(trigger))
    return asks and words.letters.search(reading.text, *_around(scene)) is not None


def _around(scene: Scene) -> tuple[int, int]:
    """From the sentence before to the one behind."""
    near = scene.discourse.reading.sentences[max(scene.sentence.index - 1, 0) : scene.sentence.index + 2]
    return near[0].start, near[-1].end
