"""Find the names of a text and settle what each is, by vote over the whole text.

Evidence for a name's kind: what the statistical model says at each place; a post or a form of address beside it; a
class noun in it (`Ministry`, `Corp.`); its shape; the gazetteer. One place where the model errs is outvoted by the
others.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.languages.en.capitals import is_capital, owns_within, run_on
from communique.languages.en.lexicon import Lexicon
from communique.languages.en.post import PostContext
from communique.languages.places import find_place
from communique.reading.context import post_context
from communique.reading.names.apposition import vote_in_apposition
from communique.reading.names.beside import vote_beside_posts
from communique.reading.names.extent import run_of_name, trim_entity
from communique.reading.names.form import ADDRESSED, NameForm
from communique.reading.names.judging import find_mistaken, judge_names
from communique.reading.names.rows import vote_in_rows
from communique.reading.names.shape import names_country
from communique.reading.names.shortening import vote_by_shortening
from communique.reading.names.unseen import find_unseen
from communique.reading.names.votes import Votes
from communique.text.words import Words

__all__ = ["find_name_forms"]

_MODEL = 2
_SURE = 0.8  # the least likelihood of being a person's at which a name counts that the model has not seen
_CLASS_NOUN = 4
_GAZETTEER = 6
_SCENE = frozenset({"at", "on", "in", "via", "near", "outside", "inside"})
_KINDS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "place",
    "PRODUCT": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip


def find_name_forms(
    words: Words, entities: Sequence[tuple[int, int, str]], sentences: Sequence[tuple[int, int]], lexicon: Lexicon
) -> dict[tuple[str, ...], NameForm]:
    """All names of a text with their votes, by their words.

    Args:
        words: the words of the text.
        entities: what the statistical model found, as `(first word, last word, label)`.
        sentences: first and past-the-last word of each sentence.
        lexicon: the word lists.
    """
    votes = Votes(words, sentences)
    context = post_context(words, lexicon)
    for first, last, label in entities:
        if label in _KINDS:
            _vote_by_model(votes, first, last, _KINDS[label], context, lexicon)
    for start, end in sentences:
        vote_beside_posts(votes, start, end, lexicon)
        vote_in_apposition(votes, start, end, context, lexicon)
    vote_by_shortening(votes.forms, words, sentences, lexicon)
    for start, end in sentences:
        vote_in_rows(votes, start, end, lexicon)
    _vote_over_text(votes.forms, lexicon)
    parts = {word for form in votes.forms.values() if len(form.words) > 1 for word in form.words}
    for form in votes.forms.values():
        # "the Pontiff", "at the Capella", "on Twitter": one word that never stands otherwise names nobody
        if len(form.words) == 1 and all(_is_scene(words, place, form.words[0] in parts) for place in form.places):
            form.votes["person"] = 0
    for form, likelihood in find_mistaken(votes.forms, words, sentences, lexicon):
        if likelihood >= _SURE:
            form.votes["person"] += max(form.votes.values())
            form.votes["place"] = form.votes["other"] = 0
    unseen = find_unseen(votes.forms, words, sentences, lexicon)
    votes.forms.update(unseen)
    judge_names(votes.forms, words, sentences, lexicon)
    for key, form in unseen.items():
        if form.person is not None and form.person >= _SURE:
            form.votes["person"] += _MODEL
        else:
            del votes.forms[key]
    return votes.forms


def _is_scene(words: Words, place: int, is_part: bool) -> bool:
    """True for a name behind an article, or behind a preposition of place unless it is part of somebody's name."""
    before = words.lower[place - 1] if place else ""
    return before == "the" or (before in _SCENE and not is_part)


def _vote_by_model(votes: Votes, first: int, last: int, kind: str, context: PostContext, lexicon: Lexicon) -> None:
    """What the model says here, its ends mended."""
    words = votes.words
    trimmed = trim_entity(words, first, last, lexicon)
    if trimmed is None:
        return
    first, last = trimmed
    if kind == "person":
        while first > 1 and words.texts[first - 1] == "-" and words.starts[first] - words.ends[first - 2] == 1:
            first -= 2  # a hyphenated name cut in two
        end = run_of_name(words, first, votes.sentence_end(first), lexicon)
        if end is not None and end > last and words.lower[last + 1] not in lexicon.bodies.nouns:
            last = end
    elif kind == "organisation" and _owns_the_rest(context, last):
        last = min(run_on(context, first), votes.sentence_end(first) - 1)
    votes.add(first, last, kind, _MODEL)


def _owns_the_rest(context: PostContext, last: int) -> bool:
    """True for the "National People" of "National People's Congress", where the model stops too early."""
    texts = context.words.texts
    return last + 2 < len(texts) and owns_within(context, last + 1) and is_capital(texts[last + 2])


def _vote_over_text(forms: dict[tuple[str, ...], NameForm], lexicon: Lexicon) -> None:
    """What a form tells by itself, and what the other forms of the text tell of it."""
    bodies = lexicon.bodies
    addressed = {form.words[0] for form in forms.values() if len(form.words) == 1 and form.votes["person"] >= ADDRESSED}
    firsts = {form.words[0] for form in forms.values() if len(form.words) > 1 and bodies.is_body(form.lower)}
    _drop_posts_run_into_names(forms, lexicon)
    for form in forms.values():
        if len(form.words) == 1 and form.words[0] in firsts and form.votes["person"] < ADDRESSED:
            form.votes["organisation"] += 3  # "Nomura" beside "Nomura Holdings"
        if len(form.words) > 1 and addressed & {form.words[0], form.words[-1]}:
            form.votes["person"] += ADDRESSED  # "Ada Voss" beside "Ms Voss"
        if bodies.is_body(form.lower):
            form.votes["organisation"] += _CLASS_NOUN
        place = find_place(form.text)
        if place is not None:
            form.votes["place"] += 1 if place.ambiguous else _GAZETTEER


def _drop_posts_run_into_names(forms: dict[tuple[str, ...], NameForm], lexicon: Lexicon) -> None:
    """Drop somebody's name with a part of the post: "Treasury Ada Voss", "Law and Order Ada Voss", "Chad Ada Voss"."""
    fields = lexicon.titles.fields_behind
    people = {key for key, form in forms.items() if form.addressed and len(key) > 1}
    for key, form in list(forms.items()):
        for at in range(1, len(key) - 1):
            if key[at:] not in people:
                continue
            is_field = all(word.lower() in fields or word in {"and", "&"} for word in key[:at])
            if (
                is_field
                or names_country(key[:at])
                or (not form.addressed and form.votes["person"] < form.votes["organisation"])
            ):
                del forms[key]
                break
