"""The trained reader on texts about invented people, in wordings for which there is no rule."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest

from communique.extraction import extract_document, extract_documents
from communique.extraction.learned import TrainedReader, load_reader
from communique.extraction.learned.candidates import Candidate
from communique.extraction.learned.groups import Group
from communique.extraction.learned.reader import Learned
from communique.extraction.learned.scores import PairScore, Scores
from communique.model import Extraction, Span, Status
from communique.text.documents import frame

CAST = (
    " date 2023-05-11 Tomas Ferreira is the chief executive of Orlo Systems. The industry minister of Sweden is Petra "
    "Lindqvist.\n\n"
)


@pytest.fixture(scope="module")
def trained() -> TrainedReader:
    return load_reader()


def read(text: str, trained: TrainedReader | None) -> Extraction:
    return extract_document(frame(text, source="told.txt", encoding="utf-8", language="en"), trained=trained)


def parties(found: Extraction) -> list[set[str]]:
    return [{p.name for p in claim.participants if p.name is not None} for claim in found.meetings]


BEYOND_THE_RULES = [
    "For an hour on Wednesday Ferreira had the ear of Lindqvist at the ministry.",
    "On Wednesday Ferreira was ushered into the office of Lindqvist.",
    "Ferreira put his case to Lindqvist over coffee at the ministry on Wednesday.",
    "Lindqvist had Ferreira to tea on Wednesday.",
]


def test_it_finds_meetings_for_which_there_is_no_rule(trained: TrainedReader) -> None:
    both = {"Petra Lindqvist", "Tomas Ferreira"}
    alone = sum(both in parties(read(CAST + sentence, None)) for sentence in BEYOND_THE_RULES)
    together = sum(both in parties(read(CAST + sentence, trained)) for sentence in BEYOND_THE_RULES)
    assert together > alone
    assert together >= 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Lindqvist never mentioned Ferreira in her memoirs.",
        "Orlo Systems will meet demand in Sweden next year, Ferreira told investors.",
        "Shares in Orlo Systems rose 4 percent. Lindqvist turned 50 on Wednesday.",
    ],
)
def test_it_invents_none(trained: TrainedReader, sentence: str) -> None:
    assert parties(read(CAST + sentence, trained)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Sella Vant, had called remarks by Vice President Oren Bask on Corvia ignorant and stupid",
        "Sella Vant, called the words of Vice President Oren Bask an insult",
        "Sella Vant, had called Vice President Oren Bask a liar and worse",
    ],
)
def test_who_calls_somebody_something_makes_no_call(trained: TrainedReader, words: str) -> None:
    told = (
        " date 2018-05-24 WASHINGTON, May 24 (Newswire) - President Ulan Sorby on Thursday called off the meeting with "
        "President Kiro Hand that had been set for June 12 in Singapore.\n\nThe letter went out hours after the "
        f"tests. Earlier the same day a vice foreign minister, {words}.\n"
    )
    assert {"Sella Vant", "Oren Bask"} not in parties(read(told, trained))


@pytest.mark.parametrize(
    ("then", "status"),
    [
        ("They are to come together again in Bergen.", Status.PLANNED),
        ("They plan to walk the coast path in the winter.", Status.PLANNED),
        ("They hope to come back together before the summer.", Status.POSSIBLE),
    ],
)
def test_what_two_people_are_to_do_again_has_not_been_held(trained: TrainedReader, then: str, status: Status) -> None:
    found = read(CAST + "Lindqvist met Ferreira in Oslo on Tuesday. " + then, trained)
    assert [claim.status for claim in found.meetings] == [Status.HELD, status]


def test_whoever_only_goes_with_somebody_has_not_met_him(trained: TrainedReader) -> None:
    told = "Lindqvist was in Lisbon for the fair on Tuesday, accompanied by Ferreira and other executives, they said."
    assert parties(read(CAST + told, trained)) == []


def test_a_claim_names_the_model_its_version_and_its_score(trained: TrainedReader) -> None:
    found = [read(CAST + sentence, trained) for sentence in BEYOND_THE_RULES]
    learned = [how for each in found for how in each.readings if how.rule.startswith("learned.together.")]
    assert learned
    assert all(0 < how.score <= 1 and how.rule.rsplit(".", 1)[-1] for how in learned)


def test_a_text_is_read_the_same_whatever_is_read_beside_it(trained: TrainedReader) -> None:
    texts = [CAST + sentence for sentence in BEYOND_THE_RULES]
    texts.append(CAST + " ".join(BEYOND_THE_RULES) + " She said that he had asked her for help." * 20)
    documents = [frame(text, source="told.txt", encoding="utf-8", language="en") for text in texts]
    together = list(extract_documents(documents, trained=trained))
    assert together == [extract_document(document, trained=trained) for document in documents]


def test_a_group_of_nobody_known_proposes_nothing(trained: TrainedReader) -> None:
    pair = PairScore(first=0, second=1, together=0.9, statuses=(0.0,) * len(Status), recalled=0.0)
    nobody = Candidate(span=Span(0, 5), sentence=0, mention=None)
    learned = Learned(
        reading=None,  # type: ignore[arg-type]  # nothing is looked up in it
        candidates=(nobody, nobody),
        scores=Scores(parties={}, pairs=(pair,), cues=()),
        groups={0: [Group(sentence=0, candidates=(0, 1), score=0.9, pair=pair)]},
        pairs={},
        both={},
        sides=None,  # type: ignore[arg-type]
        one_sided={},
        references=None,  # type: ignore[arg-type]
        network=None,  # type: ignore[arg-type]
        sight=None,  # type: ignore[arg-type]
    )
    scene = SimpleNamespace(sentence=SimpleNamespace(index=0))
    assert list(learned.propose(scene)) == []  # type: ignore[arg-type]


def test_everything_stands_in_the_text_to_the_letter(trained: TrainedReader) -> None:
    for sentence in BEYOND_THE_RULES:
        found = read(CAST + sentence, trained)
        for claim in (*found.meetings, *found.statements):
            for passage in claim.evidence:
                assert found.document.text[passage.start : passage.end] == passage.quote


@pytest.mark.parametrize(
    "text",
    [
        "word " * 5_000 + ".",
        '"' * 400 + " he said " + '"' * 301,
        "“He said ‘she said “they said ‘we met’ ” ’ ” twice, Lindqvist said.",
        "(" * 2_000 + "Petra Lindqvist met Tomas Ferreira" + ")" * 2_000,
        "\n".join("MINISTER LINDQVIST: We shall meet. FERREIRA: When?" for _ in range(200)),
    ],
)
def test_hostile_texts_take_bounded_time(trained: TrainedReader, text: str) -> None:
    began = time.monotonic()
    read(text, trained)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "sentence",
    [
        "On Wednesday the Orlo chief also paid separate visits to Minister for Electronics and IT Ilse Marten and to "
        "the Minister of State, Jonas Vik, who said that the two had gone over exports.",
        "Ferreira held individual talks with Ilse Marten, the trade minister, and with Jonas Vik on Wednesday.",
        "Ilse Marten, the trade minister, and Jonas Vik had separate meetings with Ferreira on Wednesday.",
    ],
)
def test_those_whom_one_sees_separately_do_not_meet_each_other(trained: TrainedReader, sentence: str) -> None:
    found = parties(read(f"{CAST}Orlo wants to build a plant in Sweden. {sentence}", trained))
    assert not any({"Ilse Marten", "Jonas Vik"} <= names for names in found)
    assert {"Tomas Ferreira", "Ilse Marten"} in found
    assert {"Tomas Ferreira", "Jonas Vik"} in found
