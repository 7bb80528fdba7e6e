"""From claims to the statements that the ledger lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from communique.languages.topics import label_topics
from communique.model import StatementClaim
from communique.model.edtf import bounds
from communique.resolution import DocumentFacts, organisation_form_id, person_form_id
from communique.views.event_codes import event_code
from communique.views.person import Organisation, Person
from communique.views.statement import Statement

__all__ = ["build_statements", "forms_behind", "forms_in", "sides_of", "statements_of"]

_JOINT = "; "  # parts the names of those who speak together


def build_statements(
    documents: Sequence[DocumentFacts],
    claims: Iterable[StatementClaim],
    *,
    entry_of: Mapping[str, str],
    people: Sequence[Person],
    organisations: Sequence[Organisation],
) -> tuple[Statement, ...]:
    """Every statement, by the day of publication, undated ones last, then by document and place in the text.

    Args:
        documents: what is known of each document.
        claims: what the documents say that somebody said.
        entry_of: which entry of the lists a claim or a name in a document belongs to.
        people: the listed people.
        organisations: the listed organisations.
    """
    known = {facts.id: facts for facts in documents}
    listed: dict[str, Person | Organisation] = {person.id: person for person in people}
    listed |= {body.id: body for body in organisations}
    sides = _Sides(listed, entry_of)

    def order(claim: StatementClaim) -> tuple[date, str, int, str]:
        published = known[claim.document].published
        first = bounds(published)[0] if published is not None else None
        return first or date.max, claim.document, claim.evidence[0].start, claim.id

    return tuple(_build(claim, known[claim.document], entry_of, listed, sides) for claim in sorted(claims, key=order))


def statements_of(statements: Iterable[Statement]) -> dict[str, tuple[str, ...]]:
    """The statements of each person and organisation that the ledger lists, in their order."""
    found: dict[str, list[str]] = {}
    for statement in statements:
        for speaker in statement.speakers:
            found.setdefault(speaker, []).append(statement.id)
    return {speaker: tuple(ids) for speaker, ids in found.items()}


def forms_in(claim: StatementClaim) -> Iterator[str]:
    """The names of the claim's document that may mean its speakers, and those to whom it was said."""
    for names in (claim.speaker, claim.addressee):
        for name in names.split(_JOINT) if names is not None else ():
            yield from _forms(claim.document, name)


def forms_behind(parties: Iterable[Person | Organisation]) -> Iterator[str]:
    """The names by which texts call the organisations in which some people have posts."""
    for party in parties:
        if isinstance(party, Person):
            yield from (form for some in _bodies_named(party) for form in some)


def sides_of(party: Person | Organisation, entry_of: Mapping[str, str]) -> frozenset[str]:
    """For whom a person stands beside himself: organisations by their ids, countries by their codes."""
    if not isinstance(party, Person):
        return frozenset()
    bodies = (entry_of[form] for some in _bodies_named(party) for form in some if form in entry_of)
    return frozenset((*party.countries, *bodies))


def _bodies_named(person: Person) -> Iterator[set[str]]:
    for role in person.roles:
        if role.organisation is not None:
            yield {organisation_form_id(proof.document, role.organisation) for proof in role.evidence}


def _build(
    claim: StatementClaim,
    facts: DocumentFacts,
    entry_of: Mapping[str, str],
    listed: Mapping[str, Person | Organisation],
    sides: _Sides,
) -> Statement:
    speakers = _entries(claim.document, claim.speaker, entry_of)
    addressees = _entries(claim.document, claim.addressee, entry_of)
    parties = [listed[entry] for entry in (*speakers, *addressees)]
    countries = [code for party in parties if isinstance(party, Person) for code in party.countries]
    speaker_names = _names(claim.speaker, speakers, listed)
    addressee_names = _names(claim.addressee, addressees, listed)
    speaking, addressed = _bodies(speakers, listed), _bodies(addressees, listed)
    return Statement(
        id=claim.id,
        claim=claim,
        path=facts.source,
        published=facts.published,
        meeting=entry_of.get(claim.meeting) if claim.meeting is not None else None,
        speakers=speakers,
        addressees=addressees,
        speaker_names=speaker_names,
        addressee_names=addressee_names,
        organisations=tuple(dict.fromkeys((*speaking, *addressed))),
        countries=tuple(dict.fromkeys(countries)),
        speaking_for=_with_sides(speakers, sides),
        addressed=_with_sides(addressees, sides),
        speaking_names=(*speaker_names, *speaking),
        addressed_names=(*addressee_names, *addressed),
        topics=label_topics((claim.about, *(passage.quote for passage in claim.contents))),
        code=event_code(claim.kind),
    )


def _bodies(entries: Iterable[str], listed: Mapping[str, Person | Organisation]) -> tuple[str, ...]:
    """The names of the organisations among some entries, and of those in which the people among them have posts."""
    found: dict[str, None] = {}
    for party in (listed[entry] for entry in entries):
        names = party.names if isinstance(party, Organisation) else (role.organisation for role in party.roles)
        found.update(dict.fromkeys(name for name in names if name is not None))
    return tuple(found)


class _Sides:
    """For each person the organisations and countries that texts give him, by their ids and codes; found when asked."""

    def __init__(self, listed: Mapping[str, Person | Organisation], entry_of: Mapping[str, str]) -> None:
        self._listed = listed
        self._entry_of = entry_of
        self._known: dict[str, frozenset[str]] = {}

    def of(self, entry: str) -> frozenset[str]:
        """For which an entry stands besides itself."""
        known = self._known.get(entry)
        if known is None:
            known = self._known[entry] = sides_of(self._listed[entry], self._entry_of)
        return known


def _with_sides(entries: Sequence[str], sides: _Sides) -> tuple[str, ...]:
    return tuple(sorted(set(entries).union(*(sides.of(entry) for entry in entries))))


def _entries(document: str, names: str | None, entry_of: Mapping[str, str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in names.split(_JOINT) if names is not None else ():
        for form in _forms(document, name):
            if form in entry_of:
                found[entry_of[form]] = None
                break
    return tuple(found)


def _forms(document: str, name: str) -> tuple[str, str]:
    """A name as a person's and as an organisation's."""
    return person_form_id(document, name), organisation_form_id(document, name)


def _names(given: str | None, entries: Iterable[str], listed: Mapping[str, Person | Organisation]) -> tuple[str, ...]:
    named = given.split(_JOINT) if given is not None else []
    return tuple(dict.fromkeys([*named, *(name for entry in entries for name in listed[entry].names)]))
