"""Settle which names of a text are people and which are organisations, each under its fullest form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from communique.languages.en.capitals import only_describes
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Entity
from communique.reading.names import NameForm, spellings, split_name

__all__ = ["settle_parties"]

_CAMEL = re.compile(r"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Di)(?<!^La)(?<!^Le)(?<!^Fitz)(?<!['-])(?<!^)[A-Z]")
_INITIALS = re.compile(r"[A-Z]|(?:[A-Z]\.){1,3}")  # "A", "A.", "A.M."
_SURE_OF_BODY = 0.4  # below this likelihood of being a person's a name that passes for one is none
_SURE_OF_PERSON = 0.6  # above it one that passes for a body's is a person's
_WEAK = 4  # votes for an organisation, up to which a word is rather the surname of somebody in the text


def settle_parties(draft: Draft, forms: Mapping[tuple[str, ...], NameForm]) -> None:
    """Add the people and organisations to the draft.

    Args:
        draft: the registry so far.
        forms: the names with their votes.
    """
    people: list[NameForm] = []
    bodies: list[NameForm] = []
    for form in sorted(forms.values(), key=lambda form: (-len(form.words), min(form.places))):
        kind = _kind(form, draft)
        if kind == "person":
            people.append(form)
        elif kind == "organisation":
            bodies.append(form)
    full = [form for form in people if len(form.words) > 1]
    surnames = {spelled for form in full for part in form.words for spelled in spellings(part)}
    for form in sorted(full, key=_has_initials):  # whom initials mean is seen once the full names are known
        _add_person(form, draft)
    known = {spelled for entity in draft.people() for token in entity.tokens for spelled in spellings(token)}
    for form in people:
        if len(form.words) == 1 and form.words[0] not in known:
            _add_person(form, draft)
    for form in bodies:
        if len(form.words) > 1 or form.words[0] not in surnames or form.votes["organisation"] > _WEAK:
            _add_body(form, draft)


def _kind(form: NameForm, draft: Draft) -> str | None:
    """What a name is by its votes; None where it is no name."""
    bodies, titles = draft.lexicon.bodies, draft.lexicon.titles
    votes, word = form.votes, form.words[0]
    alone = len(form.words) == 1
    if not votes:
        return None
    if alone and (len(word) < 2 or not word[0].isalpha() or only_describes(word)):
        return None
    if alone and (word.lower() in bodies.not_names or word.lower() in titles.portfolios):
        return None
    if alone and not form.addressed and _is_common(form, draft):
        return None
    if all(part.lower() in bodies.not_names or part[0].isdigit() for part in form.words):
        return None  # "July 19"
    best = max(("person", "organisation", "place", "other"), key=lambda kind: votes[kind])
    if votes[best] <= 0:
        return None
    if best == "organisation" and form.addressed and not alone and not bodies.is_body(form.lower):
        return "person"
    if best == "person" and alone and word.isupper():  # letters alone are no person
        return "organisation" if votes["organisation"] else None
    if best == "person" and alone and _CAMEL.search(word):  # "OpenAI"
        return "organisation"
    if best == "person" and any(letter.isdigit() for part in form.words for letter in part):
        return None
    if best == "person" and alone and not form.addressed and _is_label(form, draft):
        return None
    return _weighed(best, form)


def _weighed(kind: str, form: NameForm) -> str | None:
    """The kind that the votes give a name, unless all signs together speak clearly for the other one."""
    if form.person is None or form.addressed:
        return kind
    if kind == "person" and form.person < _SURE_OF_BODY:
        is_body = len(form.words) > 1 or form.votes["organisation"] > 0
        return "organisation" if is_body else None  # one word may be anything: a place, a feast, a disease
    letters = len(form.words) == 1 and form.words[0].isupper()  # "COP" is nobody, whatever says hello to it
    if kind == "organisation" and form.person > _SURE_OF_PERSON and not letters:
        return "person"
    return kind


def _is_common(form: NameForm, draft: Draft) -> bool:
    """True for the "Councillor" and the "Company" of texts that give every post and party a capital."""
    word = form.words[0].lower()
    names = draft.lexicon.names
    return word in names.parties or (draft.lexicon.titles.is_head(word) and word not in names.posts_that_are_names)


def _is_label(form: NameForm, draft: Draft) -> bool:
    """True for the "Explainer" of "Explainer: what the treaty says"."""
    texts = draft.words.texts
    return all(at + 1 < len(texts) and texts[at + 1] == ":" for at in form.places)


def _add_person(form: NameForm, draft: Draft) -> None:
    folded = _folded(form.words)
    if len(folded) > 1:
        for entity in draft.people():
            if folded <= _folded(entity.tokens):  # a shorter form of a name known already
                if form.text not in entity.names:
                    entity.names.append(form.text)
                return
    meant = [entity for entity in draft.people() if _has_initials(form) and _is_initialled(form, entity)]
    if len(meant) == 1:
        meant[0].names.append(form.text)
        return
    _add(form, PartyKind.PERSON, draft)


def _has_initials(form: NameForm) -> bool:
    return any(map(_is_initial, form.words))


def _is_initial(word: str) -> bool:
    return _INITIALS.fullmatch(word) is not None


def _is_initialled(form: NameForm, entity: Entity) -> bool:
    """True for "A. Voss" and "A. M. Voss" where the text names Ada Voss, or Ada Marie Voss."""
    *given, family = (word for word in form.words if word != ".")
    *known, last = (word for word in split_name(entity.name) if word != ".")
    if family != last or not given or len(given) > len(known) or any(map(_is_initial, known)):
        return False
    return all(
        full.startswith(short.removesuffix(".")) if _is_initial(short) else full == short
        for short, full in zip(given, known, strict=False)
    )


def _folded(tokens: tuple[str, ...]) -> set[str]:
    return {token.casefold().replace("-", "") for token in tokens}


def _add_body(form: NameForm, draft: Draft) -> None:
    legal = draft.lexicon.bodies.legal
    lower = form.lower
    for entity in draft.entities:
        known = [word.lower() for word in entity.tokens]
        rest = known[len(lower) :]
        if (
            entity.kind is PartyKind.ORGANISATION
            and known[: len(lower)] == lower
            and rest
            and all(word in legal or word == "." for word in rest)
        ):  # "Voltmark" for "Voltmark Holdings"
            if form.text not in entity.names:
                entity.names.append(form.text)
            return
    _add(form, PartyKind.ORGANISATION, draft)


def _add(form: NameForm, kind: PartyKind, draft: Draft) -> None:
    draft.entities.append(Entity(number=len(draft.entities), kind=kind, name=form.text, names=[form.text]))
