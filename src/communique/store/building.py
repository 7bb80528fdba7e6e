"""From the facts of a ledger to its lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.model import (
    Decision,
    Document,
    Judgement,
    MeetingClaim,
    Reference,
    RoleClaim,
    StatementClaim,
)
from communique.model.reference import BodyReference
from communique.resolution import DocumentFacts, Resolution, resolve
from communique.resolution.copies.copy import Copy
from communique.resolution.locating import locate
from communique.resolution.named import named_in
from communique.store.records import Claim
from communique.views.exchanges import find_statement_ties, judge_ties, tie_statements
from communique.views.follow_ups import follow_meetings
from communique.views.meeting import Meeting
from communique.views.meetings import build_meetings
from communique.views.people import build_organisations, build_people
from communique.views.person import Organisation, Person
from communique.views.references import fill_roles, refer_bodies, refer_people
from communique.views.same_day import link_same_day
from communique.views.statement import Statement
from communique.views.statements import build_statements, statements_of

__all__ = ["Lists", "build_lists", "facts_of", "forms_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """All that follows from the facts: a function of them, whatever the order in which they came.

    Attributes:
        meetings, people, organisations, statements: in the order in which they are printed.
        judgements: what rules held to be the same or different.
        grounds: each claim with each entry of a list that rests on it.
        resolution: what is the same.
        steps: what each step of resolving people came to.
    """

    meetings: tuple[Meeting, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    statements: tuple[Statement, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    grounds: tuple[tuple[str, str], ...] = ()
    resolution: Resolution | None = None
    steps: tuple[dict[str, str], ...] = ()


def facts_of(document: Document) -> DocumentFacts:
    """What resolution needs to know of a document."""
    return DocumentFacts.of(document)


def build_lists(
    documents: Sequence[DocumentFacts],
    claims: Iterable[Claim],
    decisions: Sequence[Decision],
    copies: Iterable[Copy] = (),
    references: Sequence[Reference] = (),
    bodies: Sequence[BodyReference] = (),
) -> Lists:
    """Resolve the claims and put the lists together.

    Args:
        documents: what is known of each document.
        claims: all claims.
        decisions: what people decided, in the order in which they did.
        copies: which documents are copies of which.
        references: people of reference lists, at least all whom a name of the claims can mean.
        bodies: their organisations likewise.
    """
    said = tuple(claims)
    meetings = tuple(claim for claim in said if isinstance(claim, MeetingClaim))
    roles = tuple(claim for claim in said if isinstance(claim, RoleClaim))
    decided = [
        one.judgement
        for one in locate(decisions, (facts.id for facts in documents), said).decisions
        if one.stands and one.withdraws is None and one.unmet is None
    ]
    steps: list[dict[str, str]] = []
    resolution = resolve(documents, meetings, decided, roles=roles, references=references, bodies=bodies, steps=steps)
    known = sorted(documents, key=lambda facts: facts.id)
    listed = build_meetings(known, meetings, resolution, copies=copies, judgements=decided)
    listed = link_same_day(follow_meetings(listed))
    meeting_of = {claim: meeting.id for meeting in listed for claim in meeting.claims}
    people = refer_people(build_people(meetings, roles, resolution, meeting_of), resolution.links, references)
    listed = fill_roles(listed, people)
    person_of = {form: person.id for person in people for form in person.forms}
    organisations = refer_bodies(
        build_organisations(meetings, roles, resolution, meeting_of, person_of), resolution.body_links, bodies
    )
    entry_of = {form: person.id for person in people for form in person.forms}
    entry_of |= {form: body.id for body in organisations for form in body.forms}
    entry_of |= {claim: entry.id for entry in listed for claim in entry.claims}
    statements = build_statements(
        documents,
        (claim for claim in said if isinstance(claim, StatementClaim)),
        entry_of=entry_of,
        people=people,
        organisations=organisations,
    )
    statements = tie_statements(statements, judge_ties(statements, find_statement_ties(statements), decided))
    entry_of |= {statement.id: statement.id for statement in statements}
    spoken = statements_of(statements)
    return Lists(
        meetings=listed,
        people=tuple(replace(one, statements=spoken.get(one.id, ())) for one in people),
        organisations=tuple(replace(one, statements=spoken.get(one.id, ())) for one in organisations),
        statements=statements,
        judgements=resolution.judgements,
        resolution=resolution,
        steps=tuple(steps),
        grounds=tuple(
            (claim.id, entry)
            for claim in said
            for entry in sorted({entry_of[key] for key in (claim.id, *forms_in(claim)) if key in entry_of})
        ),
    )


def forms_in(claim: Claim) -> Iterator[str]:
    """The names in a claim, as judgements on people and organisations know them."""
    return (form for form, _ in named_in(claim))
