"""What the trained reader has cut is made whole: words, the speaker's phrase, holes in what was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.extraction.sentences import parse_candidates
from communique.extraction.statements import read_statements
from communique.extraction.statements.proposal import StatementProposal
from communique.model import StatementClaim
from communique.model.span import Span
from communique.reading.document import read_documents
from communique.text.documents import frame

Said = Callable[[str], tuple[StatementClaim, ...]]

CAST = "Minister Ragna Solheim and Bertil Oksanen, head of Kvarn Shipyards, met in Bergen on Monday. "


def mended(sentence: str, cue: str, source: str | None, *pieces: str) -> list[StatementClaim]:
    """What comes of a sentence in which the network marked these words, which may begin within others."""
    text = CAST + sentence
    at = len(CAST)

    def find(words: str) -> Span:
        start = text.index(words, at)
        return Span(start, start + len(words))

    (reading,) = read_documents([frame(text, source="told.txt", encoding="utf-8", language="en")])
    number = next(n for n, span in enumerate(reading.sentences) if span.start >= at)
    proposal = StatementProposal(
        sentence=number,
        source=find(source) if source is not None else None,
        cues=(find(cue),),
        contents=tuple(find(piece) for piece in pieces),
        kind=None,
        score=0.6,
        rule="learned.said.test",
    )
    (sentences,) = parse_candidates([reading], said=[{number}])
    found = read_statements(reading, sentences, learned=[proposal])
    return [claim for claim, how in found if how.rule == "learned.said.test"]


def contents(claims: list[StatementClaim]) -> list[str]:
    return [passage.quote for claim in claims for passage in claim.contents]


def test_words_are_whole() -> None:
    (claim,) = mended("Solheim rehearsed the grievances of the yard.", "hearsed", "heim", "the griev", "of the ya")
    assert claim.cues[0].quote == "rehearsed"
    assert contents([claim]) == ["the grievances of the yard"]


def test_holes_are_filled() -> None:
    claims = mended(
        "Oksanen yodelled about the price of steel in the north.", "yodelled", "Oksanen", "about the", "of steel"
    )
    assert contents(claims) == ["about the price of steel in the north"]


@pytest.mark.parametrize("end", ["in", "in the"])
def test_no_stretch_ends_with_an_open_word(end: str) -> None:
    claims = mended(
        "Oksanen yodelled that steel was dear in the north.", "yodelled", "Oksanen", f"that steel was dear {end}"
    )
    assert contents(claims) == ["that steel was dear in the north"]


def test_a_speaker_marked_by_the_article_alone_is_the_whole_phrase() -> None:
    (claim,) = mended("The old welder yodelled that steel was dear.", "yodelled", "The", "that steel was dear")
    assert claim.speaker == "old welder"


@pytest.mark.parametrize("thing", ["The meeting", "This move", "The closed-door nature", "Norway's proactive stance"])
def test_what_is_no_person_and_no_body_says_nothing(thing: str) -> None:
    told = f"{thing} epitomised a new spirit in the yards."
    assert not mended(told, "epitomised", thing, "a new spirit in the yards")


@pytest.mark.parametrize("who", ["The delegation", "The federation", "The welder's daughter", "She"])
def test_bodies_and_people_do(who: str) -> None:
    assert mended(f"{who} yodelled that steel was dear.", "yodelled", who, "that steel was dear")


def test_what_stands_before_a_verb_with_its_own_object_was_not_said(said: Said) -> None:
    found = said(CAST + "With this visit, Oksanen underscores the need for a common list of suppliers.")
    assert [passage.quote for claim in found for passage in claim.contents] == [
        "the need for a common list of suppliers"
    ]


def test_what_somebody_is_known_for_was_said_on_no_occasion(said: Said) -> None:
    assert not said(CAST + "Kvarn Shipyards is a company that offers dry docks, the deepest of the coast.")


def test_hope_in_something(said: Said) -> None:
    found = said(CAST + "Solheim expressed hope in cooperation on hydrogen to rebuild the fleet.")
    assert contents(list(found)) == ["in cooperation on hydrogen to rebuild the fleet"]


def test_from_whom_the_text_has_it_is_no_part_of_it(said: Said) -> None:
    found = said(CAST + "Oksanen has pointed out that the yard is full, according to an aide at the ministry.")
    (claim,) = [claim for claim in found if claim.speaker == "Bertil Oksanen"]
    assert contents([claim]) == ["that the yard is full"]
    assert claim.reported_through == ("aide at the ministry",)


@pytest.mark.parametrize("crowd", ["industry sources", "ministry officials", "residents"])
def test_they_are_the_unnamed_people_who_spoke_just_before(said: Said, crowd: str) -> None:
    found = said(CAST + f"Solheim had come by train, {crowd} said. The yard was shown to her, they added.")
    assert [claim.speaker for claim in found] == [crowd, crowd]


def test_the_source_goes_on_with_the_one_told_of(said: Said) -> None:
    found = said(CAST + "A source close to the yard said the dock was full. The source said steel was dear.")
    assert [claim.speaker for claim in found] == ["source close to the yard"] * 2


def test_each_company_is_no_person(said: Said) -> None:
    found = said(CAST + "The dock was empty, according to each company.")
    assert [claim.speaker for claim in found] == ["each company"]
