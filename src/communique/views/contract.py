"""The plain forms that scripts read, field for field as the reference describes them.

Only dicts, lists, texts, numbers, booleans and None. What a source does not give is None, never an empty text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from communique.model import (
    DateReading,
    Document,
    Extraction,
    MeetingClaim,
    OtherName,
    Participant,
    PartyKind,
    Passage,
    Reading,
    ReferencePost,
    RegisterRow,
    RoleClaim,
    Span,
    StatementClaim,
)
from communique.text.scripts import by_script
from communique.views.dossier import Dossier
from communique.views.meeting import Before, Beside, Disagreement, Meeting, Party, Report, Stage
from communique.views.person import HeldRole, NameEvidence, Organisation, OrganisationReference, Person, PersonReference
from communique.views.reconciliation import Comparison
from communique.views.statement import Change, Statement, changes_by, standing_on
from communique.views.timeline import Event

if TYPE_CHECKING:
    from communique.resolution.holders import Holder

__all__ = [
    "EXTRACTOR",
    "comparison_form",
    "document_form",
    "dossier_form",
    "event_form",
    "extraction_form",
    "holder_form",
    "meeting_form",
    "meeting_view_form",
    "organisation_form",
    "passage_form",
    "person_form",
    "post_form",
    "reading_form",
    "reference_form",
    "role_form",
    "statement_form",
    "statement_view_form",
]

Form = dict[str, Any]

EXTRACTOR: Final = "communique"
"""The name under which our own readers stand in what `extract` prints."""


def passage_form(passage: Passage) -> Form:
    """`{"start": 27, "end": 85, "quote": "…"}`: code points, end excluded."""
    return {"start": passage.start, "end": passage.end, "quote": passage.quote}


def document_form(document: Document) -> Form:
    """A document, without its text."""
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title or None,
        "publisher": document.publisher or None,
        "published": document.published or None,
        "language": document.language or None,
        "authors": list(document.authors),
        "updated": document.updated or None,
        "address": document.address or None,
    }


def participant_form(party: Participant) -> Form:
    """One party of a meeting, as its text gives it. Unnamed people have no name."""
    return {
        "name": None if party.kind is PartyKind.GROUP else party.name or None,
        "role": party.role or None,
        "organisation": party.organisation or None,
        "mention": party.mention,
        "kind": party.kind.value,
        "country": party.country or None,
        "names": list(party.names),
    }


def meeting_form(claim: MeetingClaim) -> Form:
    """A meeting as one document tells of it."""
    return {
        "id": claim.id,
        "status": claim.status.value,
        "background": claim.background,
        "kind": claim.kind.value,
        "participants": [participant_form(party) for party in claim.participants],
        **_facts(claim),
        **_inference(claim.because),
        "other_names": [other_name_form(one) for one in claim.other_names],
        "evidence": [passage_form(passage) for passage in claim.evidence],
    }


def other_name_form(one: OtherName) -> Form:
    """A further name that a document gives a body."""
    return {
        "organisation": one.organisation,
        "name": one.name,
        "kind": one.kind.value,
        "evidence": [passage_form(passage) for passage in one.evidence],
    }


def role_form(claim: RoleClaim) -> Form:
    """A post that a document says a person holds or held."""
    return {
        "id": claim.id,
        "person": claim.person,
        "role": claim.role,
        "organisation": claim.organisation or None,
        "interval": claim.interval or None,
        **_inference(claim.because),
        "other_names": [other_name_form(one) for one in claim.other_names],
        "evidence": [passage_form(passage) for passage in claim.evidence],
    }


def statement_form(claim: StatementClaim) -> Form:
    """What a document says that somebody asked, offered, promised, said."""
    return {
        "id": claim.id,
        "speaker": claim.speaker or None,
        "speaker_mention": claim.speaker_mention or None,
        "addressee": claim.addressee or None,
        "kind": claim.kind.value,
        "modality": claim.modality.value,
        "about": claim.about,
        "reported_through": list(claim.reported_through),
        "due": claim.due or None,
        "meeting": claim.meeting,
        "source": passage_form(claim.source) if claim.source is not None else None,
        "cues": [passage_form(passage) for passage in claim.cues],
        "contents": [passage_form(passage) for passage in claim.contents],
        **_inference(claim.because),
        "evidence": [passage_form(passage) for passage in claim.evidence],
    }


def statement_view_form(statement: Statement, *, as_of: date | None = None) -> Form:
    """A statement as the ledger lists it: the claim, whom and what it belongs to, and what has become of it.

    Args:
        statement: the statement.
        as_of: the day from which it is seen: what is open and due before it is overdue, and what was told later does
            not count. None takes today, and all that was read.
    """
    standing = standing_on(statement, as_of)
    return {
        **statement_form(statement.claim),
        "meeting": statement.meeting,
        "topics": list(statement.topics),
        "status": standing.value if standing is not None else None,
        "follow_through": [change_form(change) for change in changes_by(statement, as_of)],
        "does": [change_form(change) for change in statement.does],
        "event_code": statement.code,
        "speakers": list(statement.speakers),
        "addressees": list(statement.addressees),
        "organisations": list(statement.organisations),
        "countries": list(statement.countries),
        "document": statement.claim.document,
        "path": statement.path,
        "published": statement.published or None,
    }


def change_form(change: Change) -> Form:
    """What one statement does to another: `answers`, `keeps`, … , with the other one, and why it is held to."""
    return {
        "change": change.kind.value,
        "statement": change.statement,
        "speaker": change.speaker or None,
        "published": change.day or None,
        "rule": change.by,
        "because": change.because,
        "score": change.score,
        "evidence": [passage_form(passage) for passage in change.evidence],
        "document": change.document,
    }


def date_form(reading: DateReading, document: Document) -> Form:
    """A date expression and what it was read as; None where it stays relative."""
    span = Span(reading.passage.start, reading.passage.end)
    return {"start": span.start, "end": span.end, "quote": span.of(document.text), "value": reading.value}


def reading_form(reading: Reading) -> Form:
    """How a claim was read: by which rule, how surely, step by step."""
    return {
        "rule": reading.rule,
        "score": reading.score,
        "steps": [
            {
                "field": step.field,
                "rule": step.rule,
                "value": step.value,
                "read": [passage_form(passage) for passage in step.read],
                "because": step.because or None,
            }
            for step in reading.steps
        ],
    }


def extraction_form(extraction: Extraction, *, with_text: bool = False) -> Form:
    """All that was found in one document: the object that `communique extract` prints, and `communique load` takes.

    Args:
        extraction: the document and its claims.
        with_text: give the document's text too, so that the object stands for itself.
    """
    document = document_form(extraction.document)
    read = {reading.claim: reading_form(reading) for reading in extraction.readings}

    def explained(form: Form) -> Form:
        return {**form, "reading": read.get(form["id"])}

    return {
        "extractor": EXTRACTOR,
        "document": {**document, "text": extraction.document.text} if with_text else document,
        "meetings": [explained(meeting_form(claim)) for claim in extraction.meetings],
        "statements": [explained(statement_form(claim)) for claim in extraction.statements],
        "roles": [explained(role_form(claim)) for claim in extraction.roles],
        "dates": [date_form(reading, extraction.document) for reading in extraction.dates],
    }


def party_form(party: Party) -> Form:
    """One party of a meeting, put together from all its reports."""
    return {
        "name": party.name,
        "role": party.role or None,
        "organisation": party.organisation or None,
        "mention": party.mention,
        "kind": party.kind.value,
        "country": party.country or None,
        "names": list(party.names),
        "claims": list(party.claims),
    }


def report_form(report: Report) -> Form:
    """What one document says of a meeting."""
    return {
        "document": report.document,
        "source": report.source,
        "published": report.published or None,
        "status": report.status.value,
        "background": report.background,
        "claim": report.claim,
        "evidence": [passage_form(passage) for passage in report.evidence],
        "copy_of": report.copy_of,
        "original_known_by": report.original_known_by,
        "grade": report.grade.value if report.grade is not None else None,
        "because": report.because,
        "counted_with": report.counted_with,
    }


def stage_form(stage: Stage) -> Form:
    """One stage of a meeting's history."""
    return {
        "status": stage.status.value,
        "published": stage.published or None,
        "date": stage.date or None,
        "document": stage.document,
        "claim": stage.claim,
    }


def meeting_view_form(meeting: Meeting) -> Form:
    """A meeting once, with the values in force and all its reports."""
    return {
        "id": meeting.id,
        "status": meeting.status.value,
        "background": meeting.background,
        "kind": meeting.kind.value,
        "participants": [party_form(party) for party in meeting.participants],
        **_facts(meeting),
        **_inference(meeting.because),
        "evidence": [passage_form(p) for report in meeting.reports[:1] for p in report.evidence],
        "reports": [report_form(report) for report in meeting.reports],
        "independent_sources": meeting.independent_sources,
        "disagreements": {name: _values(values) for name, values in meeting.disagreements.items()},
        "history": [stage_form(stage) for stage in meeting.history],
        "claims": list(meeting.claims),
        "follows": before_form(meeting.follows) if meeting.follows is not None else None,
        "same_day": [beside_form(one) for one in meeting.same_day],
    }


def beside_form(beside: Beside) -> Form:
    """Another event of the same day at which people of a meeting were."""
    return {
        "meeting": beside.meeting,
        "kind": beside.kind.value,
        "rule": beside.by,
        "because": beside.because,
        "score": beside.score,
    }


def before_form(before: Before) -> Form:
    """The last meeting of the same people before one."""
    return {
        "meeting": before.meeting,
        "date": before.date or None,
        "rule": before.by,
        "because": before.because,
        "score": before.score,
    }


def held_role_form(role: HeldRole, *, proven: bool = True) -> Form:
    """A post that a person held, with every text that says so where that is wanted."""
    post = {"role": role.role, "organisation": role.organisation, "intervals": list(role.intervals)}
    if not proven:
        return post
    return {
        **post,
        "evidence": [
            {
                "document": proof.document,
                "claim": proof.claim,
                "interval": proof.interval,
                "evidence": [passage_form(passage) for passage in proof.evidence],
            }
            for proof in role.evidence
        ],
    }


def person_form(person: Person, *, proven: bool = True) -> Form:
    """A person once, with all names, roles over time and meetings.

    Args:
        person: the person.
        proven: with the passages behind every role; a table can do without them, and they are most of the work.
    """
    return {
        "id": person.id,
        "name": person.name,
        "names": list(person.names),
        "roles": [held_role_form(role, proven=proven) for role in person.roles],
        "countries": list(person.countries),
        "meetings": list(person.meetings),
        "statements": list(person.statements),
        "references": [reference_form(reference) for reference in person.references],
    }


def reference_form(reference: PersonReference) -> Form:
    """Who a person is in a reference list: the list's word, which no text bears out."""
    return {
        **_listed_form(reference),
        "countries": list(reference.countries),
        "posts": [post_form(post) for post in reference.posts],
        "because": reference.because or None,
    }


def _listed_form(reference: PersonReference | OrganisationReference) -> Form:
    return {
        "list": reference.list,
        "id": reference.id,
        "name": reference.name,
        "names": list(reference.names),
        "scripts": {script: list(names) for script, names in by_script(reference.names).items()},
    }


def post_form(post: ReferencePost) -> Form:
    """A post as a reference list has it."""
    return {
        "role": post.role,
        "organisation": post.organisation or None,
        "country": post.country or None,
        "interval": post.interval or None,
    }


def holder_form(holder: Holder) -> Form:
    """Somebody whom a name or a title can mean, by a reference list."""
    person = holder.reference.person
    return {
        "name": person.name,
        "names": list(person.names),
        "posts": [post_form(post) for post in holder.posts],
        "list": holder.reference.list,
        "id": person.id,
        "because": holder.because,
    }


def organisation_form(organisation: Organisation) -> Form:
    """An organisation once, with all names, its people and meetings."""
    return {
        "id": organisation.id,
        "name": organisation.name,
        "names": list(organisation.names),
        "people": list(organisation.people),
        "meetings": list(organisation.meetings),
        "statements": list(organisation.statements),
        "given": [name_evidence_form(proof) for proof in organisation.given],
        "references": [body_reference_form(reference) for reference in organisation.references],
    }


def body_reference_form(reference: OrganisationReference) -> Form:
    """What an organisation is in a reference list: the list's word, which no text bears out."""
    return {
        **_listed_form(reference),
        "former": [{"name": one.name, "interval": one.interval} for one in reference.former],
        "countries": list(reference.countries),
        "interval": reference.interval,
        "because": reference.because or None,
    }


def name_evidence_form(proof: NameEvidence) -> Form:
    """A text's word that an organisation has a further name."""
    return {
        "name": proof.name,
        "of": proof.of,
        "kind": proof.kind.value,
        "document": proof.document,
        "evidence": [passage_form(passage) for passage in proof.evidence],
    }


def dossier_form(dossier: Dossier, *, as_of: date | None = None) -> Form:
    """All that the ledger knows of a person or an organisation; the fields of `people` and `organisations`, in full."""
    party = dossier.party
    return {
        **(person_form(party) if isinstance(party, Person) else organisation_form(party)),
        **({} if isinstance(party, Person) else {"people": [person_form(person) for person in dossier.people]}),
        "meetings": [meeting_view_form(meeting) for meeting in dossier.meetings],
        "statements": [statement_view_form(statement, as_of=as_of) for statement in dossier.said],
        "told": [statement_view_form(statement, as_of=as_of) for statement in dossier.told],
    }


def row_form(row: RegisterRow) -> Form:
    """A row of a register, by the fields of its mapping."""
    return {
        "line": row.line,
        "id": row.id,
        "date": row.date,
        "officials": list(row.officials),
        "counterparties": list(row.counterparties),
        "subject": row.subject,
        "place": row.place,
        "role": row.role,
        "body": row.body,
    }


def comparison_form(one: Comparison) -> Form:
    """A row of a register and a meeting, or one of them, and what became of it."""
    return {
        "finding": one.finding.value,
        "score": one.score,
        "days": one.days,
        "because": list(one.because),
        "doubts": list(one.doubts),
        "differences": [
            {"field": differing.field, "register": differing.register, "press": differing.press}
            for differing in one.differences
        ],
        "row": row_form(one.row) if one.row is not None else None,
        "meeting": meeting_view_form(one.meeting) if one.meeting is not None else None,
    }


def event_form(event: Event) -> Form:
    """One entry of a timeline."""
    return {
        "date": event.date or None,
        "what": event.what.value,
        "text": event.text,
        "status": event.status or None,
        "id": event.id,
    }


def _facts(one: MeetingClaim | Meeting) -> Form:
    """The fields that a claim and a meeting share."""
    return {
        "date": one.date or None,
        "place": one.place or None,
        "city": one.city or None,
        "country": one.country or None,
        "topics": list(one.topics),
        "topic_labels": list(one.topic_labels),
        "initiative": one.initiative or None,
        "duration_minutes": one.duration_minutes,
        "reported_through": list(one.reported_through),
    }


def _inference(because: Mapping[str, str]) -> Form:
    """Which fields were inferred rather than read, and why."""
    return {"inferred": sorted(because), "because": {name: because[name] for name in sorted(because)}}


def _values(values: Iterable[Disagreement]) -> list[Form]:
    """The values of one field that cannot all be right, and who gives each."""
    return [
        {
            "value": one.value,
            "documents": list(one.documents),
            "claims": list(one.claims),
            "sources": one.sources,
            "in_force": one.in_force,
            "because": one.because,
        }
        for one in values
    ]
