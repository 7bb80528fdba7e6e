"""What judgements speak of within a claim: the names in it, the claim in a few words, and where its evidence stands."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model import MeetingClaim, PartyKind, RoleClaim, StatementClaim
from communique.resolution.organisations import organisation_form_id
from communique.resolution.sides import person_form_id

__all__ = ["label_of", "named_in", "spans_of"]

Claim = MeetingClaim | RoleClaim | StatementClaim


def named_in(claim: Claim) -> Iterator[tuple[str, str]]:
    """The names in a claim by the ids under which they are judged; what a statement says names nobody."""
    if isinstance(claim, StatementClaim):
        return
    if isinstance(claim, RoleClaim):
        yield person_form_id(claim.document, claim.person), claim.person
        if claim.organisation is not None:
            yield organisation_form_id(claim.document, claim.organisation), claim.organisation
        return
    for party in claim.participants:
        if party.kind is PartyKind.PERSON and party.name is not None:
            yield person_form_id(claim.document, party.name), party.name
        if party.kind is PartyKind.ORGANISATION and party.name is not None:
            yield organisation_form_id(claim.document, party.name), party.name
        if party.organisation is not None:
            yield organisation_form_id(claim.document, party.organisation), party.organisation


def label_of(claim: Claim) -> str:
    """A claim in a few words: who met and when, who said what, who held which post."""
    if isinstance(claim, StatementClaim):
        return f"{claim.speaker or 'somebody'}, {claim.kind}: {claim.about}"
    if isinstance(claim, RoleClaim):
        return f"{claim.person}, {claim.role}"
    names = ", ".join(party.name or party.mention for party in claim.participants)
    return f"{names}, {claim.kind} {claim.date}" if claim.date else f"{names}, {claim.kind}"


def spans_of(claim: Claim) -> tuple[tuple[int, int], ...]:
    """Where the evidence of a claim stands, in code points."""
    return tuple((passage.start, passage.end) for passage in claim.evidence)
