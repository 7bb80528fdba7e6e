"""The nouns: documents, passages, claims, judgements, and the vocabularies they use."""

from communique.model.claim import (
    DateReading,
    Extraction,
    MeetingClaim,
    OtherName,
    Participant,
    Reading,
    RoleClaim,
    StatementClaim,
    Step,
)
from communique.model.document import Document, Furniture, document_id
from communique.model.ids import content_id
from communique.model.judgement import Decision, Judgement, Member
from communique.model.reference import Reference, ReferenceOrganisation, ReferencePerson, ReferencePost
from communique.model.register import RegisterRow
from communique.model.span import Passage, Span
from communique.model.tie import Tie
from communique.model.vocabulary import (
    CopyGrade,
    FurnitureKind,
    MeetingKind,
    Modality,
    NameKind,
    PartyKind,
    Relation,
    Standing,
    StatementKind,
    Status,
    TieKind,
)

__all__ = [
    "CopyGrade",
    "DateReading",
    "Decision",
    "Document",
    "Extraction",
    "Furniture",
    "FurnitureKind",
    "Judgement",
    "MeetingClaim",
    "MeetingKind",
    "Member",
    "Modality",
    "NameKind",
    "OtherName",
    "Participant",
    "PartyKind",
    "Passage",
    "Reading",
    "Reference",
    "ReferenceOrganisation",
    "ReferencePerson",
    "ReferencePost",
    "RegisterRow",
    "Relation",
    "RoleClaim",
    "Span",
    "Standing",
    "StatementClaim",
    "StatementKind",
    "Status",
    "Step",
    "Tie",
    "TieKind",
    "content_id",
    "document_id",
]
