"""Further names of bodies: what a text puts beside a name outright, and what only looks so."""

from __future__ import annotations

import pytest

from communique.errors import GroundingError
from communique.extraction.document import extract_documents
from communique.extraction.gate import check
from communique.extraction.other_names import stands_for
from communique.model import Extraction, MeetingClaim, NameKind, OtherName, Passage
from communique.text.documents import frame

QUELL = "Mara Quell, chair of the Corvia Power Commission"
STEN = "Ivo Sten, chief executive of Velmar"


def read(text: str) -> Extraction:
    (found,) = extract_documents([frame(text, source="made.txt")])
    return found


def given(text: str) -> set[tuple[str, str, str]]:
    found = read(text)
    claims = (*found.meetings, *found.roles)
    assert claims
    return {(one.organisation, one.name, one.kind.value) for claim in claims for one in claim.other_names}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{QUELL} (CPC), met {STEN}, on Monday.", ("Corvia Power Commission", "CPC", "acronym")),
        (f"{QUELL}, or CPC, met {STEN}, on Monday.", ("Corvia Power Commission", "CPC", "acronym")),
        (
            f"{QUELL}, met {STEN}. Lena Fors, a director at CPC, attended.",
            ("Corvia Power Commission", "CPC", "acronym"),
        ),
        (
            f"Mara Quell, head of the CPC (Corvia Power Commission), met {STEN}.",
            ("CPC", "Corvia Power Commission", "full"),
        ),
        (f"{QUELL}, met {STEN}, formerly Okto, on Monday.", ("Velmar", "Okto", "former")),
        (f"{QUELL}, met {STEN} (then Okto), on Monday.", ("Velmar", "Okto", "former")),
        (f"{QUELL}, met {STEN} (formerly known as Okto Bay), on Monday.", ("Velmar", "Okto Bay", "former")),
        (f"{QUELL}, met {STEN}, previously called Okto, on Monday.", ("Velmar", "Okto", "former")),
        (f"{QUELL}, met {STEN}, which was known as Okto until 2021, on Monday.", ("Velmar", "Okto", "former")),
        (f"{QUELL}, met {STEN}, which changed its name from Okto in 2021.", ("Velmar", "Okto", "former")),
        (f"{QUELL}, met {STEN}. Velmar changed its name to Tollo Works in 2021.", ("Velmar", "Tollo Works", "present")),
        (f"{QUELL}, met {STEN}. Velmar was renamed Tollo Works last year.", ("Velmar", "Tollo Works", "present")),
    ],
)
def test_names_put_beside_each_other_are_names_of_one_body(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in given(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quell, mayor of the Municipality of Ostin (MLP), met Ivo Sten, chief executive of Velmar, on Monday.",
        "Mara Quell, head of the Union of Sten (US), met Ivo Sten, chief executive of Velmar (Geneva), on Monday.",
        f"{QUELL} (Norway), met {STEN} (VLM), on Monday.",
        f"{QUELL}, met {STEN}, formerly Okto chief economist, on Monday.",
        f"{QUELL}, met {STEN}, formerly Minister of Trade, on Monday.",
        f"{QUELL}, met {STEN}, then Lena Fors of Tollo, on Monday.",
        f"{QUELL}, met {STEN}, formerly Lena Fors, on Monday. Lena Fors was there.",
        f"{QUELL}, met {STEN}, formerly of Okto, on Monday.",
        f"{QUELL}, met {STEN}, and Tollo, formerly a part of Okto, on Monday.",
        f"COURT HEARS CPC\n\n{QUELL}, met {STEN}, on Monday.",
        # the letters of two bodies say nothing of either
        f"{QUELL} (CPC), met {STEN}. Talks with the Corvia Prison Council (CPC) are open.",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert not given(text)


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("KEPCO", "Korvia Electric Power Corporation"),
        ("MOTIE", "Ministry of Trade, Industry and Energy"),
        ("NETA", "National Energy Transition Agency"),
        ("A.B.C.", "Alder Bank of Corvia"),
    ],
)
def test_letters_stand_for_a_name_that_has_them_in_order(letters: str, name: str) -> None:
    assert stands_for(letters, name)


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("MLP", "Municipality of Ostin"),
        ("VLM", "Velmar"),  # a ticker
        ("CEO", "Central Energy Office"),  # a post
        ("UK", "United Kelvo"),  # a place
        ("Oslo", "Office for Sea Land Order"),
        ("BANK", "Bank of Corvia"),
        ("CPC", "Kelvo Power Commission"),
    ],
)
def test_letters_that_are_something_else_stand_for_no_name(letters: str, name: str) -> None:
    assert not stands_for(letters, name)


def test_the_passages_stand_in_the_text_and_have_both_names() -> None:
    text = f"{QUELL} (CPC), met {STEN}, formerly Okto, on Monday."
    for claim in read(text).meetings:
        for one in claim.other_names:
            (passage,) = one.evidence
            assert text[passage.start : passage.end] == passage.quote
            assert one.name in passage.quote
            assert one.organisation in passage.quote


def test_the_gate_refuses_a_name_that_its_passage_does_not_give() -> None:
    from dataclasses import replace

    found = read(f"{QUELL}, met {STEN}, on Monday.")
    (claim,) = found.meetings
    how = next(one for one in found.readings if one.claim == claim.id)
    text = found.document.text
    said = Passage(start=0, end=10, quote=text[:10])

    def with_name(organisation: str, name: str) -> MeetingClaim:
        other = OtherName(organisation=organisation, name=name, kind=NameKind.FORMER, evidence=(said,))
        return replace(claim, other_names=(other,))

    check(claim, how, text)
    with pytest.raises(GroundingError, match="does not stand in the passage"):
        check(with_name("Velmar", "Okto"), how, text)
    with pytest.raises(GroundingError, match="which the claim does not name"):
        check(with_name("Tollo", "Mara Quell"), how, text)


def test_hostile_texts_take_no_time() -> None:
    name = "Velmar " + "(A" * 20_000 + ", formerly " * 5_000 + "Okto of " * 5_000
    assert isinstance(read(f"{QUELL}, met {STEN}, on Monday. {name}"), Extraction)
