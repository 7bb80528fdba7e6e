from __future__ import annotations

import pytest

from communique.text.datelines import Dateline, find_inner_dateline, read_dateline
from communique.text.towns import agency_name, is_town


def read(text: str, *, speakers: bool = False) -> Dateline | None:
    return read_dateline(text, 0, len(text), speakers=speakers)


@pytest.mark.parametrize(
    ("dateline", "place", "date", "agency"),
    [
        ("Lisbon, May 22 ", "Lisbon", "XXXX-05-22", None),
        ("LIMA, Feb 27 - ", "Lima", "XXXX-02-27", None),
        ("ORANJESTAD, Sept. 3 (AFP) -- ", "Oranjestad", "XXXX-09-03", "AFP"),
        ("LIMA (Reuters) — ", "Lima", None, "Reuters"),
        ("OSLO: ", "Oslo", None, None),
        ("QUITO—", "Quito", None, None),
        ("MAASTRICHT - ", "Maastricht", None, None),
        ("(Gdansk, September 22) - ", "Gdansk", "XXXX-09-22", None),
        ("WONJU, South Korea (AP) - ", "Wonju, South Korea", None, "AP"),
        ("WONJU, South  Korea (AP) - ", "Wonju, South Korea", None, "AP"),
        ("WONJU, South\tKorea (AP) - ", "Wonju, South Korea", None, "AP"),
        ("PORT-AU-PRINCE, Haiti (AP) — ", "Port-au-Prince, Haiti", None, "AP"),
        ("BAR HARBOR, Maine – ", "Bar Harbor, Maine", None, None),
        ("SUDBURY, Ont. - ", "Sudbury, Ont.", None, None),
        ("Ann Arbor, Mich. - ", "Ann Arbor, Mich.", None, None),
        ("WASHINGTON, D.C. (AP) - ", "Washington, D.C.", None, "AP"),
        ("Nijmegen, 17 December 2024 - ", "Nijmegen", "2024-12-17", None),
        ("OSLO/TALLINN, Feb 26 (agencies) - ", "Oslo/Tallinn", "XXXX-02-26", None),
        ("Geneva / Juba. ", "Geneva/Juba", None, None),
        ("SÃO LUÍS, Aug 11 - ", "São Luís", "XXXX-08-11", None),
        ("Turku, 5 September. ", "Turku", "XXXX-09-05", None),
        ("NEW YORK, Sept. 3 /PRNewswire/ -- ", "New York", "XXXX-09-03", "PR Newswire"),
        ("MOSCOW, February 27. /TASS/. ", "Moscow", "XXXX-02-27", "TASS"),
        ("New Delhi [India], February 27 (ANI): ", "New Delhi, India", "XXXX-02-27", "ANI"),
        ("Feb 28 (Reuters) - ", "", "XXXX-02-28", "Reuters"),
        ("Leuven, Belgium – 27 February 2024 – ", "Leuven, Belgium", "2024-02-27", None),
        ("SPOKANE--(BUSINESS WIRE)--", "Spokane", None, "Business Wire"),
        ("Bruges, 27.02.2024 - ", "Bruges", "2024-02-27", None),
        ("LONDON (AP) _ ", "London", None, "AP"),
        ("Doha, (QNA) - ", "Doha", None, "QNA"),
        ("Mexico City, Feb 27 (EFE).- ", "Mexico City", "XXXX-02-27", "EFE"),
        ("Washington DC — ", "Washington", None, None),
        ("RIO DE JANEIRO | ", "Rio de Janeiro", None, None),
        ("Bergen, Wednesday: ", "Bergen", None, None),
        ("ACCRA (Thursday night) - ", "Accra", None, None),
    ],
)
def test_datelines_are_read_to_their_end(dateline: str, place: str, date: str | None, agency: str | None) -> None:
    text = dateline + "The mayor of the town met the bakers' guild on Monday."
    found = read(text)
    assert found is not None
    assert text[: found.end] == dateline
    assert (found.place or "", found.date.value if found.date else None, found.agency) == (place, date, agency)


@pytest.mark.parametrize(
    "text",
    [
        "LIVE: The mayor meets the bakers. More soon.",
        "EXCLUSIVE - The mayor met the bakers on Monday.",
        "LATEST - The mayor has met the bakers.",
        "SATURDAY, MORNING. Behind the gate of a villa.",
        "PRIME MINISTER: I have met the bakers.",
        "QUILL: I met the bakers because we had to.",
        "Correction: The mayor did not meet the bakers.",
        "Footnote: It was the baker who undertook to call.",
        "South Korea: A partner of the bakers.",
        "Oslo, 2015. The ballroom was full.",
        "Ada Quill - The baker's boss - met the mayor on Monday.",
        "Quill - who arrived late - met the mayor.",
        "Northwind: The company met its targets.",
        "Joe Bright (D-Ohio) - The senator met the bakers.",
        "Central Bakers' Union (CBU) - The union met the mayor.",
        "US - China trade talks resumed on Monday.",
        "The OECD: A club of bakers, say critics.",
        "Monday, May 22 The mayor met the bakers.",
        "In Oslo, May 22 The mayor met the bakers.",
        "Oslo is where the mayor met the bakers.",
        "Paris, the capital of France, met the deadline.",
        "OSLO hosted the talks - The mayor met the bakers.",
        "May 22 - The mayor met the bakers.",
        "A. Quill met the bakers.",
        "Brno (BBX) – The mayor met the bakers.",  # neither the town nor the agency is listed
        "- The mayor met the bakers.",
    ],
)
def test_story_text_is_no_dateline(text: str) -> None:
    assert read(text) is None


def test_a_name_in_capitals_is_a_speaker_where_other_lines_open_so() -> None:
    text = "HARROGATE: The bakers have come from all over."
    assert read(text) is not None
    assert read(text, speakers=True) is None


def test_a_dateline_behind_a_caption_is_found_where_it_starts() -> None:
    text = "The mayor and the head of the guild after their talks in Lima on Monday. LIMA - The two agreed on bread."
    found = find_inner_dateline(text, 0, len(text))
    assert found is not None
    start, dateline = found
    assert text[start : dateline.end] == "LIMA - "


def test_acronyms_in_running_text_are_no_inner_dateline() -> None:
    text = "The head of the OECD - The Paris club - and NATO's chief met on Monday. IMF - The fund - stayed away."
    assert find_inner_dateline(text, 0, len(text)) is None


def test_towns_are_known_in_any_case_and_without_accents() -> None:
    assert is_town("BRASÍLIA")
    assert is_town("Geneva / Oslo")
    assert not is_town("Quill")


def test_agencies_are_known_by_their_names_and_nothing_else() -> None:
    assert agency_name("(Yonhap)") == "Yonhap"
    assert agency_name("agencies") == ""
    assert agency_name("The Daily Loaf") is None
