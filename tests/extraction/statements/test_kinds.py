"""The kind of a statement: what the rules say, weighed against what the trained reader says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.extraction.statements.kinds import find_kind
from communique.extraction.statements.proposal import KindLikelihoods, StatementProposal
from communique.languages.en.statements import load_statement_words
from communique.model import StatementKind
from communique.model.span import Span
from communique.reading.document import DocumentReading, read_documents
from communique.text.documents import frame

TEXT = "Varga said the mill will close."
PROPOSAL = StatementProposal(
    sentence=0,
    source=Span(0, 5),
    cues=(Span(6, 10),),
    contents=(Span(11, 30),),
    kind=None,
    score=0.9,
    rule="said.clause.v1",
)


@pytest.fixture(scope="module")
def reading() -> DocumentReading:
    (read,) = read_documents([frame(TEXT, source="told.txt", encoding="utf-8", language="en")])
    return read


def kind(reading: DocumentReading, proposal: StatementProposal, **seen: float) -> tuple[StatementKind, str]:
    likelihoods = {StatementKind(name): likelihood for name, likelihood in seen.items()}
    weighed = replace(proposal, likelihoods=KindLikelihoods(kinds=likelihoods, rule="learned.kind.7") if seen else None)
    return find_kind(reading, weighed, load_statement_words())


def test_without_the_trained_reader_the_rules_decide(reading: DocumentReading) -> None:
    assert kind(reading, PROPOSAL)[1] == "kind.content.v1"


def test_a_sure_network_outweighs_the_rules_and_is_named(reading: DocumentReading) -> None:
    assert kind(reading, PROPOSAL, concern=0.97, view=0.03) == (StatementKind.CONCERN, "learned.kind.7")


def test_an_unsure_network_leaves_the_rules_their_answer(reading: DocumentReading) -> None:
    ruled, rule = kind(reading, PROPOSAL)
    others = {each.value: 0.12 for each in StatementKind if each is not ruled}
    assert kind(reading, PROPOSAL, **others, **{ruled.value: 0.04}) == (ruled, rule)


def test_a_cue_that_says_the_kind_weighs_more_than_the_content(reading: DocumentReading) -> None:
    promised = replace(PROPOSAL, kind=StatementKind.PROMISE)
    assert kind(reading, promised, forecast=0.6, promise=0.3, view=0.1)[0] is StatementKind.PROMISE
