"""Which documents of a ledger are copies of which, kept up to date with each new document.

What a document is a copy of depends on its near neighbours alone; so a new one changes what is listed for itself and
for those that it is near to, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from communique.model import CopyGrade, Decision, Relation
from communique.resolution.copies.copy import Copy, are_close, by_document
from communique.resolution.copies.finding import find_copy, worth_comparing
from communique.resolution.copies.likeness import Likeness
from communique.resolution.facts import DocumentFacts
from communique.store.comparing import Comparisons, Pair, pair_of
from communique.store.decisions import load_decisions
from communique.store.neighbours import VALUES, Neighbourhood, portions
from communique.store.opening import Store
from communique.store.reading import list_documents, pick_document
from communique.store.records import DocumentRecord
from communique.store.sketches import load_sketched, make_missing
from communique.store.tables import compared_pairs, document_bands, document_sketches, documents, listed_copies
from communique.store.writing import note_touched

__all__ = [
    "SUBJECT",
    "bring_copies_up_to_date",
    "forget_copies",
    "load_copies",
    "load_copies_near",
    "show_document",
    "with_copies",
]

SUBJECT = "copy"
"""What judgements by people on copies are about: two documents, by their ids."""


def bring_copies_up_to_date(store: Store) -> None:
    """List what each new document is a copy of, and what its neighbours now are."""
    make_missing(store)
    with store.reading() as connection:
        waiting = select(document_sketches.c.document).where(document_sketches.c.compared == 0)
        fresh = sorted(connection.scalars(waiting))
        judged = _judged_pairs(connection)
        if not fresh and not judged:
            return
        neighbours = Neighbourhood(connection)
        near = dict(neighbours.near(sorted({*fresh, *(seq for pair in judged for seq in pair)})))
        standings = neighbours.standings
        later = {one.place for seq in fresh for one in near[seq] if one.standing > standings[seq]}
        near |= neighbours.near(sorted((later | neighbours.moved_by(fresh)) - near.keys()))
        others = {seq: _others(seq, worth_comparing(near[seq], standings[seq]), judged) for seq in near}
        facts = _load_facts(connection, others, judged)
        apart = _judged_apart(judged)
        pairs = {pair_of(a, b) for a, found in others.items() for b in found}
        # What is independent of a text is independent of its copies.
        pairs |= {pair_of(b, y) for a, found in others.items() for b in found for y in apart.get(a, ()) if y != b}
        compared = Comparisons(connection, pairs, lambda pair: are_close(facts[pair[0]], facts[pair[1]]))
        likeness_of = _likeness_of(facts, compared, judged, apart)
        found = [find_copy(facts[seq], [facts[b] for b in others[seq]], likeness_of) for seq in near]
    rows = {copy.document: _row(copy) for copy in found if copy is not None}
    with store.writing() as connection:
        compared.keep(connection)
        before: dict[str, dict[str, object]] = {}
        for ids in portions((facts[seq].id for seq in near), VALUES):
            for row in connection.execute(select(listed_copies).where(listed_copies.c.document.in_(ids))).mappings():
                before[row["document"]] = dict(row)
            connection.execute(delete(listed_copies).where(listed_copies.c.document.in_(ids)))
        for some in portions(rows.values(), VALUES):
            connection.execute(listed_copies.insert(), some)
        note_touched(connection, _touched(connection, before, rows))
        for seqs in portions(fresh, VALUES):
            done = document_sketches.c.document.in_(seqs)
            connection.execute(update(document_sketches).where(done).values(compared=1))


def _touched(
    connection: Connection, before: Mapping[str, dict[str, object]], now: Mapping[str, dict[str, object]]
) -> set[str]:
    """The documents of which something else is held now, with all that come or came to one text with them."""
    changed = {one for one in before.keys() | now.keys() if before.get(one) != now.get(one)}
    fresh = changed | {str(row["other"]) for one, row in before.items() if one in changed}
    found: set[str] = set()
    while fresh:
        found |= fresh
        near: set[str] = set()
        for some in portions(sorted(fresh), VALUES):
            ends = or_(listed_copies.c.document.in_(some), listed_copies.c.other.in_(some))
            rows = connection.execute(select(listed_copies.c.document, listed_copies.c.other).where(ends))
            near |= {end for row in rows for end in row}
        fresh = near - found
    return found


def load_copies(connection: Connection) -> tuple[Copy, ...]:
    """Every document that is listed as a copy, by its id."""
    return tuple(map(_load, connection.execute(select(listed_copies).order_by(listed_copies.c.document))))


def load_copies_near(connection: Connection, near: Iterable[str]) -> tuple[Copy, ...]:
    """The documents listed as copies that come to one text with one of some documents, by their ids."""
    found: dict[str, Copy] = {}
    seen: set[str] = set()
    fresh = set(near)
    while fresh:
        seen |= fresh
        met: set[str] = set()
        for some in portions(sorted(fresh), VALUES):
            for end in (listed_copies.c.document, listed_copies.c.other):
                for row in connection.execute(select(listed_copies).where(end.in_(some))):
                    found[row.document] = _load(row)
                    met |= {row.document, row.other}
        fresh = met - seen
    return tuple(copy for _, copy in sorted(found.items()))


def _load(row: Row[Any]) -> Copy:
    return Copy(**{**row._mapping, "grade": CopyGrade(row.grade)})


def with_copies(connection: Connection, found: Iterable[DocumentRecord]) -> Iterator[DocumentRecord]:
    """Documents with what they are copies of, and what copies there are of them."""
    copies = by_document(load_copies(connection))
    of: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(copies):
        if (original := copies[one].of(one)) is not None:
            of[original].append(one)
    for record in found:
        copy = copies.get(record.id)
        if copy is None and record.id not in of:
            yield record
            continue
        yield replace(
            record,
            copy_of=copy.of(record.id) if copy is not None else None,
            original_known_by=copy.known_by if copy is not None else None,
            grade=copy.grade if copy is not None else None,
            because=copy.because if copy is not None else None,
            copies=tuple(of.get(record.id, ())),
        )


def show_document(connection: Connection, name: str) -> DocumentRecord:
    """The document meant by an id, the beginning of one, or a source.

    Raises:
        NotFoundError: nothing fits.
        InputError: the beginning of an id fits several documents.
    """
    chosen = pick_document(connection, name).id
    (record,) = (one for one in list_documents(connection) if one.id == chosen)
    (found,) = with_copies(connection, [record])
    return found


def forget_copies(store: Store) -> None:
    """Drop sketches, comparisons and the list of copies: all of it follows from the texts and is made again."""
    with store.writing() as connection:
        for table in (listed_copies, compared_pairs, document_bands, document_sketches):
            connection.execute(delete(table))


def _judged_pairs(connection: Connection) -> dict[Pair, Decision | None]:
    """Each pair on which somebody decided something, by the places of the two; None where it was withdrawn."""
    said = [one for one in load_decisions(connection) if one.subject == SUBJECT and one.withdraws is None]
    seqs: dict[str, int] = {}
    for some in portions(sorted({side[0].id for one in said for side in (one.left, one.right)}), VALUES):
        found = connection.execute(select(documents.c.id, documents.c.seq).where(documents.c.id.in_(some)))
        seqs.update((row.id, row.seq) for row in found)
    judged: dict[Pair, Decision | None] = {}
    for one in said:
        left, right = one.left[0].id, one.right[0].id
        if left in seqs and right in seqs:
            pair = pair_of(seqs[left], seqs[right])
            judged[pair] = one if one.stands else judged.get(pair)
    return judged


def _load_facts(
    connection: Connection, others: Mapping[int, Sequence[int]], judged: Mapping[Pair, Decision | None]
) -> dict[int, DocumentFacts]:
    needed = {*others, *(one for chosen in others.values() for one in chosen), *(s for pair in judged for s in pair)}
    return dict(load_sketched(connection, sorted(needed)))


def _others(seq: int, chosen: Iterable[int], judged: Mapping[Pair, Decision | None]) -> list[int]:
    """Those to compare a document with: the nearest, the first, and those that somebody judged."""
    by_people = {a if b == seq else b for a, b in judged if seq in (a, b)}
    return sorted({*chosen, *by_people})


def _judged_apart(judged: Mapping[Pair, Decision | None]) -> Mapping[int, set[int]]:
    """The documents of which each document is independent, as somebody decided."""
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for (left, right), decision in judged.items():
        if decision is not None and decision.relation is Relation.DIFFERENT:
            apart[left].add(right)
            apart[right].add(left)
    return apart


def _likeness_of(
    facts: dict[int, DocumentFacts],
    compared: Comparisons,
    judged: Mapping[Pair, Decision | None],
    apart: Mapping[int, set[int]],
) -> Callable[[str, str], Likeness | None]:
    seqs = {one.id: seq for seq, one in facts.items()}

    def likeness_of(a: str, b: str) -> Likeness | None:
        x, z = seqs[a], seqs[b]
        beside = (pair_of(z, y) for y in apart.get(x, ()) if y != z)
        return None if any(alike(pair) is not None for pair in beside) else alike(pair_of(x, z))

    def alike(pair: Pair) -> Likeness | None:
        found, decision = compared[pair], judged.get(pair)
        if decision is None or decision.relation not in (Relation.SAME, Relation.DIFFERENT):
            return found
        if decision.relation is Relation.DIFFERENT:
            return None
        grade = found.grade if found is not None else CopyGrade.REWRITTEN
        reason = f": {decision.because}" if decision.because is not None else ""
        return Likeness(grade=grade, score=1.0, because=f"decided by {decision.by}{reason}")

    return likeness_of


def _row(copy: Copy) -> dict[str, object]:
    return {column.name: getattr(copy, column.name) for column in listed_copies.c} | {"grade": copy.grade.value}
