from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from eval.likeness import dates_nest, label_is_same, name_is_same, places_overlap, shared_names
from eval.matching import pair_best
from eval.rows import FoundDocument, StatementRow, load_gold, read_extraction, read_output
from eval.score import FIGURES, Figures, count_document, figures, main, score

from communique.model import (
    Document,
    Extraction,
    MeetingClaim,
    MeetingKind,
    Participant,
    Passage,
    Status,
    document_id,
)

Output = list[dict[str, Any]]
Measure = Callable[[Output], Figures]


@pytest.fixture
def measure(gold_file: Path, texts: dict[str, str]) -> Measure:
    def run(output: Output) -> Figures:
        found = [read_output(row, texts[Path(row["document"]["source"]).name]) for row in output]
        return figures(score(load_gold(gold_file), {document.name: document for document in found}))

    return run


def test_the_gold_itself_scores_a_hundred_everywhere(output: Output, measure: Measure) -> None:
    assert measure(output) == dict.fromkeys(FIGURES, 100.0)


def test_nothing_found_scores_nothing_and_has_no_shares(output: Output, measure: Measure) -> None:
    for row in output:
        row["meetings"] = row["statements"] = row["roles"] = []
    found = measure(output)
    assert found["meetings_f1"] == found["meetings_recall"] == 0.0
    assert found["meetings_precision"] is found["date_right"] is found["grounded"] is None
    assert found["distractors_clean"] == 100.0


def test_a_document_without_output_is_missed_and_no_clean_distractor(output: Output, measure: Measure) -> None:
    found = measure(output[:1])
    assert (found["meetings_precision"], found["meetings_recall"]) == (100.0, 66.7)
    assert found["distractors_clean"] == 0.0


STRICT = {"strict_f1", "strict_precision", "strict_recall"}


@pytest.mark.parametrize(
    ("field", "wrong", "fallen"),
    [
        ("date", "2021-03-05", {"date_right", *STRICT}),
        ("date", None, {"date_right", *STRICT}),
        ("date", "2021-03", {"date_right", *STRICT}),
        ("status", "denied", {"status_right", *STRICT}),
        ("background", True, {"background_right"}),
        ("kind", "lunch", {"kind_right"}),
    ],
)
def test_a_wrong_field_costs_its_own_figures_only(
    output: Output, measure: Measure, field: str, wrong: object, fallen: set[str]
) -> None:
    output[0]["meetings"][0][field] = wrong
    assert {name for name, value in measure(output).items() if value != 100.0} == fallen


def test_a_wrong_place_costs_the_place(output: Output, measure: Measure) -> None:
    output[0]["meetings"][0].update(place="railway station", city="Hofau")
    assert measure(output)["place_right"] == 50.0


@pytest.mark.parametrize("wrong", [{"role": "Foreign Minister"}, {"organisation": "Grauland"}, {"role": None}])
def test_a_wrong_post_costs_the_role_of_one_person(output: Output, measure: Measure, wrong: dict[str, Any]) -> None:
    output[0]["meetings"][0]["participants"][0].update(wrong)
    assert measure(output)["role_right"] == 75.0


def test_a_meeting_told_twice_is_a_false_one(output: Output, measure: Measure) -> None:
    output[0]["meetings"].append(output[0]["meetings"][0])
    found = measure(output)
    assert (found["meetings_precision"], found["meetings_recall"]) == (75.0, 100.0)


def test_a_meeting_of_other_people_is_missed_and_false(output: Output, measure: Measure) -> None:
    output[0]["meetings"][1]["participants"][1]["name"] = "Otto Falk"
    found = measure(output)
    assert (found["meetings_precision"], found["meetings_recall"]) == (66.7, 66.7)


def test_a_crowd_around_the_right_two_is_no_match(output: Output, measure: Measure) -> None:
    output[0]["meetings"][0]["participants"] += [{"name": f"Guest {word}"} for word in ("Aa", "Bb", "Cc", "Dd", "Ee")]
    assert measure(output)["meetings_recall"] == 66.7


def test_a_missing_and_a_strange_participant_cost_the_participants(output: Output, measure: Measure) -> None:
    output[0]["meetings"][0]["participants"].append({"name": "Otto Falk"})
    found = measure(output)
    assert found["meetings_f1"] == 100.0
    assert (found["participants_precision"], found["participants_recall"]) == (85.7, 100.0)


def test_a_meeting_in_a_distractor_is_an_alarm(output: Output, measure: Measure) -> None:
    output[2]["meetings"] = [output[0]["meetings"][0]]
    found = measure(output)
    assert (found["distractors_clean"], found["meetings_precision"]) == (0.0, 75.0)


@pytest.mark.parametrize("damage", [{"quote": "met nobody"}, {"start": 3}, {"quote": ""}])
def test_a_quote_that_is_not_where_it_says_is_not_grounded(
    output: Output, measure: Measure, damage: dict[str, Any]
) -> None:
    output[0]["meetings"][0]["evidence"][0].update(damage)
    assert measure(output)["grounded"] == 80.0


def test_a_claim_without_evidence_is_not_grounded(output: Output, measure: Measure) -> None:
    output[0]["roles"] = [{"person": "Ada Orlova", "role": "Prime Minister", "evidence": []}]
    assert measure(output)["grounded"] == 80.0


def test_an_extraction_reads_as_its_contract_line_does(texts: dict[str, str]) -> None:
    text = texts["grain.txt"]
    document = Document(id=document_id(text), text=text, source="x/grain.txt")
    quote = "Ada Orlova met Tomas Brandt"
    passage = Passage(start=text.index(quote), end=text.index(quote) + len(quote), quote=quote)
    claim = MeetingClaim(
        document=document.id,
        status=Status.HELD,
        background=False,
        kind=MeetingKind.MEETING,
        participants=(
            Participant(name="Ada Orlova", mention="Orlova", role="Prime Minister", organisation="Ruritania"),
            Participant(name=None, mention="officials"),
        ),
        evidence=(passage,),
        date="2021-03-04",
        city="Strelsau",
    )
    line = {
        "document": {"source": "y/grain.txt"},
        "meetings": [
            {
                "status": "held",
                "background": False,
                "kind": "meeting",
                "participants": [
                    {"name": "Ada Orlova", "role": "Prime Minister", "organisation": "Ruritania"},
                    {"name": None, "role": None, "organisation": None},
                ],
                "date": "2021-03-04",
                "place": None,
                "city": "Strelsau",
                "evidence": [{"start": passage.start, "end": passage.end, "quote": quote}],
            }
        ],
    }
    assert read_extraction(Extraction(document=document, meetings=(claim,))) == read_output(line, text)


def test_the_command_prints_the_figures_of_one_language(
    gold_file: Path, folder: Path, tmp_path: Path, output: Output, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "out.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in output), "utf-8")
    assert main([str(gold_file), str(lines), "--texts", str(folder), "--language", "en"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["documents"], printed["gold"], printed["meetings_f1"], printed["grounded"]) == (3, 3, 100.0, 100.0)
    assert main([str(gold_file), str(lines), "--texts", str(folder), "--language", "ko"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Ada Orlova", "Orlova", True),
        ("Prime Minister Ada Orlova", "Ms Orlova’s", True),
        ("Ada Orlova", "Ada Brandt", False),
        ("Özgür Şen", "Ozgur Sen", True),
        ("가나다", "가나다", True),
        ("가나다", "나다라", False),
        ("ガ行", "カ行", False),
        ("Mr President", "the President", False),
        ("", "Orlova", False),
    ],
)
def test_names_agree_if_the_words_of_one_stand_in_the_other(left: str, right: str, same: bool) -> None:
    assert name_is_same(left, right) is same
    assert name_is_same(right, left) is same


def test_one_found_person_answers_for_one_wanted_person_only() -> None:
    assert shared_names([["Ada Orlova"], ["Jan Orlova"]], [["Orlova"]]) == 1
    assert shared_names([["Orlova"]], [["Falk", "Ada Orlova"]]) == 1


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("chief executive", "CEO", True),
        ("Chief Executive Officer", "chief executive", True),
        ("chairwoman", "Chair", True),
        ("U.S.", "United States", True),
        ("한국", "South Korea", True),
        ("president", "vice president of global policy", False),
        ("Business Council", "us", False),
        (None, None, False),
        ("President", None, False),
    ],
)
def test_posts_and_bodies_agree_on_more_than_half_of_their_words(
    left: str | None, right: str | None, same: bool
) -> None:
    assert label_is_same(left, right) is same


def test_places_need_fewer_words_in_common() -> None:
    assert places_overlap("Rose Palace Strelsau", "the Rose Palace")
    assert not places_overlap("Rose Palace Strelsau", "Hofau")


def test_a_date_told_less_precisely_is_near() -> None:
    assert dates_nest("2021-03-04", "2021-03")
    assert not dates_nest("2021-03-04", "2021-04")
    assert not dates_nest(None, "2021")


def test_pairs_are_formed_best_first_and_once_each() -> None:
    likeness = {(0, 0): 0.9, (0, 1): 1.0, (1, 1): 0.8, (1, 0): 0.2}
    assert pair_best([0, 1], [0, 1], lambda a, b: likeness[a, b]) == [(0, 1), (1, 0)]
    assert pair_best([0], [0], lambda a, b: 0.0) == []


def test_a_statement_is_right_where_words_and_speaker_agree() -> None:
    text = "Orlova said the mill would close. Brandt promised to pay."
    gold = [
        StatementRow(doc="a", speaker="Ada Orlova", kind="announcement", quotes=("Orlova said the mill would close",)),
        StatementRow(doc="a", speaker="Tomas Brandt; Ilse Maren", kind="promise", quotes=("Brandt promised to pay",)),
    ]
    said = (
        StatementRow(doc="a", speaker="Ada Orlova", kind="forecast", quotes=("the mill would close",)),
        StatementRow(doc="a", speaker="Brandt", kind="promise", quotes=("Brandt promised to pay",)),
        StatementRow(doc="a", speaker="Brandt", kind="view", quotes=("to pay",)),
    )
    found = FoundDocument(name="a", meetings=(), facts=3, grounded=3, statements=said, text=text)
    reached = figures(count_document([], found, distractor=False, statements=gold, exhaustive=True))
    assert reached["statements_recall"] == 100
    assert reached["statements_precision"] == pytest.approx(66.7)
    assert reached["statement_kind_right"] == 50
    open_ended = figures(count_document([], found, distractor=False, statements=gold, exhaustive=False))
    assert open_ended["statements_precision"] is None
    assert open_ended["statements_recall"] == 100


def test_the_right_words_from_the_wrong_mouth_are_wrong() -> None:
    gold = [StatementRow(doc="a", speaker="Ada Orlova", kind="view", quotes=("it was fine",))]
    said = (StatementRow(doc="a", speaker="Tomas Brandt", kind="view", quotes=("it was fine",)),)
    found = FoundDocument(name="a", meetings=(), facts=1, grounded=1, statements=said, text="He said it was fine.")
    reached = figures(count_document([], found, distractor=False, statements=gold, exhaustive=True))
    assert (reached["statements_recall"], reached["statements_precision"]) == (0, 0)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("person", "Ada Orlova"), ("role", "chairman"), ("organisation", "Grauland"), ("interval", "../2021-03-04")],
)
def test_a_post_is_found_only_with_its_person_its_body_and_its_time(
    output: Output, measure: Measure, field: str, wrong: str
) -> None:
    output[0]["roles"][0][field] = wrong
    assert {name for name, value in measure(output).items() if value != 100.0} == {"posts_found"}
