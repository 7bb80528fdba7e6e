"""The kind of a statement: what the rules say, weighed against what the trained reader says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.extraction.statements.kinds import BY_CONTENT, BY_CUE, find_kind
from communique.extraction.statements.proposal import KindLikelihoods, StatementProposal
from communique.extraction.statements.weighing import load_kind_weights
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
    given = {StatementKind(name): likelihood for name, likelihood in seen.items()}
    likelihoods = {kind: given.get(kind, 0.001) for kind in StatementKind}
    weighed = replace(proposal, likelihoods=KindLikelihoods(kinds=likelihoods, rule="learned.kind.7") if seen else None)
    return find_kind(reading, weighed, load_statement_words())


def test_without_the_trained_reader_the_rules_decide(reading: DocumentReading) -> None:
    assert kind(reading, PROPOSAL)[1] == "kind.content.v1"


def test_a_sure_network_outweighs_the_rules_and_is_named(reading: DocumentReading) -> None:
    assert kind(reading, PROPOSAL, concern=0.97, view=0.03) == (StatementKind.CONCERN, "learned.kind.7")


def test_an_undecided_network_leaves_a_telling_cue_its_answer(reading: DocumentReading) -> None:
    promised = replace(PROPOSAL, kind=StatementKind.PROMISE)
    undecided = dict.fromkeys((each.value for each in StatementKind), 0.11)
    assert kind(reading, promised, **undecided) == (StatementKind.PROMISE, "kind.cue.v1")


def test_a_telling_cue_weighs_more_than_none(reading: DocumentReading) -> None:
    promised = replace(PROPOSAL, kind=StatementKind.PROMISE)
    assert kind(reading, promised, forecast=0.45, promise=0.45)[0] is StatementKind.PROMISE
    assert kind(reading, PROPOSAL, forecast=0.45, promise=0.45)[0] is StatementKind.FORECAST


def test_the_others_asking_is_no_kind_of_the_speakers_own() -> None:
    seen = KindLikelihoods(
        kinds={kind: 0.9 if kind is StatementKind.REQUEST else 0.0125 for kind in StatementKind}, rule=""
    )
    weights = load_kind_weights()
    asking = weights.choose(seen, StatementKind.VIEW, BY_CONTENT)
    telling = weights.choose(seen, StatementKind.VIEW, BY_CONTENT, without={StatementKind.REQUEST})
    assert (asking, telling is not StatementKind.REQUEST) == (StatementKind.REQUEST, True)


def test_the_surer_the_network_the_more_it_weighs() -> None:
    weights = load_kind_weights()
    for kind in StatementKind:
        rest = dict.fromkeys(StatementKind, 0.002)
        sure = KindLikelihoods(kinds={**rest, kind: 0.984}, rule="")
        assert weights.choose(sure, kind, BY_CONTENT) is kind
        assert weights.choose(sure, kind, BY_CUE) is kind
