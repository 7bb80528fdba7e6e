"""Reference lists as evidence on people: forms that mean one person of a list join, those that mean two stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from communique.model import Judgement
from communique.model.reference import ReferencePerson
from communique.resolution.clusters import Grouping
from communique.resolution.deciding import judge, weigh
from communique.resolution.name_matching import compatible_names
from communique.resolution.references import Link, listed_keys
from communique.resolution.sides import FEATURES, Side

__all__ = ["apply_links", "note_links"]

RULE = "people.same_reference.v1"


def note_links(forms: Mapping[str, Side], links: Mapping[str, Sequence[Link]]) -> None:
    """Note on each form whom of a list it means."""
    for form, several in links.items():
        if form in forms:
            forms[form].references |= {(link.list, link.id) for link in several}


def apply_links(
    forms: Mapping[str, Side],
    grouping: Grouping,
    links: Mapping[str, Sequence[Link]],
    *,
    subject: str,
    enough: float,
) -> list[Judgement]:
    """Note on each form whom of a list it means, join those that mean one person, keep apart those that mean two.

    Args:
        forms: the forms by id; what they mean is noted on them.
        grouping: the groups so far; what people decided on them is in force already.
        links: form → people of lists, one a list.
        subject: what the judgements speak of.
        enough: what the reasons for a merge must add up to.
    """
    note_links(forms, links)
    meaning: dict[tuple[str, str], list[tuple[str, Link]]] = defaultdict(list)
    for form in sorted(links):
        if form in forms:
            for link in links[form]:
                meaning[link.list, link.id].append((form, link))
    said = [one for key in sorted(meaning) for one in _join(meaning[key], forms, grouping, subject, enough)]
    for a, b in _confusable(meaning, forms):
        grouping.forbid(a, b)
    return said


def _join(
    same: Sequence[tuple[str, Link]], forms: Mapping[str, Side], grouping: Grouping, subject: str, enough: float
) -> Iterator[Judgement]:
    """Join the forms that mean one person; each with the first, which says all that can be said."""
    first, link = same[0]
    for other, its in same[1:]:
        a, b = forms[first], forms[other]
        a.match = b.match = compatible_names(min(a.names), min(b.names))
        score, _, words = weigh(FEATURES, a, b)
        if score < enough or not grouping.join(first, other):
            continue
        because = (
            f"{min(a.names)} and {min(b.names)}: {words}: list {link.list} has {link.name} ({link.id}), and nobody "
            f"else who fits {min(a.names)} ({link.because}) or {min(b.names)} ({its.because})"
        )
        yield judge(first, other, subject, RULE, because, score)


def _confusable(
    meaning: Mapping[tuple[str, str], Sequence[tuple[str, Link]]], forms: Mapping[str, Side]
) -> Iterator[tuple[str, str]]:
    """Pairs of forms that mean two people of one list and whose names could be taken for each other's."""
    blocks: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)  # (list, key) → person → a form
    for (name, person), several in meaning.items():
        for form, _ in several:
            written = ReferencePerson(id=person, name="", names=tuple(sorted(forms[form].names)))
            for key in listed_keys(written):
                blocks[name, key].setdefault(person, form)
    pairs = {pair for block in blocks.values() for pair in combinations(sorted(block.values()), 2)}
    yield from sorted(pairs)
