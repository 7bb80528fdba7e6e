from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from training.corpus import AnnotatedText, QuoteError, load_set

TEXT = (
    "STRELSAU - The treaty, he said, was sound. Then Ada Orlova met the\nothers, and she said that the other mill, "
    "the envoy said, was lost. Ada Orlova left."
)


def load(folder: Path, text: str = TEXT, **rows: Any) -> AnnotatedText:
    (folder / "talks.txt").write_bytes(text.encode())
    documents = [{"doc": "talks.txt", "published": None, "language": "en", "url": None}]
    (folder / "gold.json").write_text(json.dumps({"documents": documents, "meetings": [], **rows}), "utf-8")
    (loaded,) = load_set(folder / "gold.json", folder, part="own")
    return loaded


def statement(evidence: str, content: str, cue: str | None, source: str | None, **more: Any) -> dict[str, Any]:
    quotes = {"content": content, "cue": cue, "source": source}
    return {
        "doc": "talks.txt",
        "speaker": "Ada Orlova",
        "kind": "view",
        "modality": "reported",
        "evidence": [{"quote": evidence}],
        **{part: None if quote is None else {"quote": quote} for part, quote in quotes.items()},
        **more,
    }


def meeting(quote: str) -> dict[str, Any]:
    return {
        "doc": "talks.txt",
        "meeting": "orlova-others",
        "status": "held",
        "background": False,
        "kind": "meeting",
        "participants": [{"name": "Ada Orlova", "role": None, "organisation": None, "canonical": "Ada Orlova"}],
        "date": None,
        "evidence": [{"quote": quote}],
    }


def test_every_passage_of_the_corpus_stands_where_it_says(
    corpus: tuple[AnnotatedText, ...], dev: tuple[AnnotatedText, ...]
) -> None:
    passages = 0
    for text in (*corpus, *dev):
        for each in (*text.meetings, *text.statements):
            passages += len(each.evidence)
            assert all(passage.stands_in(text.text) for passage in each.evidence), text.name
        for each in text.statements:
            parts = [part for part in (each.source, each.cue, *each.contents) if part is not None]
            assert all(part.stands_in(text.text) for part in parts), text.name
        assert all(party.places for each in text.meetings for party in each.participants)
    assert passages > 3000


def test_the_gold_of_every_row_is_loaded(corpus: tuple[AnnotatedText, ...]) -> None:
    raw = json.loads((Path(__file__).resolve().parents[2] / "corpus" / "gold" / "corpus.json").read_text("utf-8"))
    assert [text.name for text in corpus] == [row["doc"] for row in raw["documents"]]
    for part in ("meetings", "statements"):
        assert sum(len(getattr(text, part)) for text in corpus) == len(raw[part])
    assert sum(text.is_distractor for text in corpus) == len(raw["distractors"])


def test_a_small_word_is_found_as_a_word_and_near_what_it_belongs_to(tmp_path: Path) -> None:
    row = statement("Then Ada Orlova met the\nothers, and she said that the other mill", "the other mill", "said", "he")
    (found,) = load(tmp_path, statements=[row | {"source": {"quote": "she"}}]).statements
    assert found.cue is not None
    assert found.source is not None
    assert found.cue.start == TEXT.index("said that")
    assert found.source.start == TEXT.index("she said")
    (found,) = load(tmp_path, statements=[statement("The treaty, he said", "The treaty", "said", "he")]).statements
    assert found.source is not None
    assert found.source.start == TEXT.index("he said")  # and not in "The"


def test_of_two_places_within_the_evidence_the_cue_takes_the_nearer_one(tmp_path: Path) -> None:
    whole = "she said that the other mill, the envoy said, was lost"
    (found,) = load(tmp_path, statements=[statement(whole, "was lost", "said", "the envoy")]).statements
    assert found.cue is not None
    assert found.cue.start == TEXT.index("said, was lost")


def test_white_space_may_differ_and_the_passage_has_the_text_s_own(tmp_path: Path) -> None:
    (found,) = load(tmp_path, meetings=[meeting("Ada Orlova met  the others")]).meetings
    assert found.evidence[0].quote == "Ada Orlova met the\nothers"
    assert found.evidence[0].stands_in(TEXT)


def test_a_quote_that_is_not_there_is_named_with_its_document(tmp_path: Path) -> None:
    with pytest.raises(QuoteError, match=r"talks\.txt: .*'Ada Orlova dined'"):
        load(tmp_path, meetings=[meeting("Ada Orlova dined")])


def test_given_places_are_kept(tmp_path: Path) -> None:
    start = TEXT.rindex("Ada Orlova")
    row = meeting("Ada Orlova")
    row["evidence"][0] |= {"start": start, "end": start + 10}
    assert load(tmp_path, meetings=[row]).meetings[0].evidence[0].start == start


def test_a_name_has_every_place_where_it_stands(tmp_path: Path) -> None:
    loaded = load(tmp_path, meetings=[meeting("Ada Orlova left")])
    (party,) = loaded.meetings[0].participants
    assert [place.start for place in party.places] == [TEXT.index("Ada"), TEXT.rindex("Ada")]


@pytest.mark.parametrize(
    ("content", "pieces"),
    [
        ("The treaty, he said, was sound", ["The treaty", "was sound"]),
        ("he said, was sound", ["was sound"]),
        ("was sound", ["was sound"]),
        ("he said", ["he said"]),
    ],
)
def test_the_attribution_is_cut_out_of_the_content(tmp_path: Path, content: str, pieces: list[str]) -> None:
    row = statement("The treaty, he said, was sound.", content, "said", "he")
    (found,) = load(tmp_path, statements=[row]).statements
    assert [piece.of(TEXT) for piece in found.content_pieces] == pieces


def test_pieces_of_the_gold_are_taken_as_they_are(tmp_path: Path) -> None:
    contents = [{"quote": "The treaty"}, {"quote": "was sound"}]
    row = statement("The treaty, he said, was sound.", "was sound", "said", "he", contents=contents)
    (found,) = load(tmp_path, statements=[row]).statements
    assert [each.quote for each in found.contents] == ["The treaty", "was sound"]


def test_line_ends_of_a_file_are_kept(tmp_path: Path) -> None:
    assert load(tmp_path, text=TEXT.replace("\n", "\r\n")).text.count("\r\n") == 1
