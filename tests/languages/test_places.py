from __future__ import annotations

import time
import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.languages.places import (
    Locative,
    PlaceKind,
    capital_of,
    country_name,
    demonym_country,
    find_place,
    find_places,
    find_venues,
    locative_phrases,
)
from communique.model import Span

DATA = files("communique.languages").joinpath("en")


def named(text: str) -> list[str]:
    return [mention.span.of(text) for mention in find_places(text)]


def phrases(text: str) -> tuple[Locative, ...]:
    return locative_phrases(text, Span(0, len(text)))


def heads(text: str) -> list[str]:
    return [found.head.of(text) for found in phrases(text)]


# --- single names


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("the U.S.", "US"), ("US", "US"), ("America", "US"), ("UK", "GB"), ("U.K.", "GB"), ("Great Britain", "GB"),
        ("ROK", "KR"), ("Korea", "KR"), ("DPRK", "KP"), ("the Emirates", "AE"), ("UAE", "AE"), ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"), ("Holland", "NL"), ("Türkiye", "TR"), ("Czechia", "CZ"), ("Burma", "MM"),
        ("SOUTH KOREA", "KR"), ("Taiwan", "TW"), ("Kosovo", "XK"), ("the Philippines", "PH"),
    ],
)  # fmt: skip
def test_countries_are_found_by_the_names_of_the_news(name: str, country: str) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.kind, place.country) == (PlaceKind.COUNTRY, country)


@pytest.mark.parametrize(
    ("name", "city", "country"),
    [
        ("Kiev", "Kyiv", "UA"), ("Peking", "Beijing", "CN"), ("Gurgaon", "Gurugram", "IN"),
        ("Sao Paulo", "São Paulo", "BR"),
        ("the Hague", "The Hague", "NL"), ("TOKYO", "Tokyo", "JP"), ("Tokyo's", "Tokyo", "JP"),
        ("Xi’an", "Xi'an", "CN"),
        ("St Petersburg", "St. Petersburg", "RU"), ("Davos", "Davos", "CH"), ("Bruges", "Bruges", "BE"),
        ("London", "London", "GB"), ("London, Ontario", "London", "CA"), ("Palm Beach, Florida", "Palm Beach", "US"),
        ("Washington, D.C.", "Washington", "US"), ("Hà Nội", "Hanoi", "VN"), ("Singapore", "Singapore", "SG"),
    ],
)  # fmt: skip
def test_cities_are_found_under_their_usual_name(name: str, city: str, country: str) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.city, place.country) == (city, country)


@pytest.mark.parametrize(
    ("name", "city", "country"),
    [
        ("White House", "Washington", "US"), ("Elysee", "Paris", "FR"), ("Élysée Palace", "Paris", "FR"),
        ("10 Downing Street", "London", "GB"), ("Kremlin", "Moscow", "RU"), ("Blue House", "Seoul", "KR"),
        ("Great Hall of the People", "Beijing", "CN"), ("Malacanang", "Manila", "PH"),
        ("Casa Rosada", "Buenos Aires", "AR"),
        ("Palacio de la Moneda", "Santiago", "CL"), ("Chequers", None, "GB"), ("Government House", None, None),
        ("Parliament House", None, None),
    ],
)  # fmt: skip
def test_seats_of_government_lie_in_their_cities(name: str, city: str | None, country: str | None) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.kind, place.city, place.country) == (PlaceKind.SEAT, city, country)


@pytest.mark.parametrize(
    "name", ["us", "of", "Of", "Same", "Most", "March", "", " ", ",", "the", "nowhere at all", "'s"]
)
def test_words_that_are_no_places_are_not_found(name: str) -> None:
    assert find_place(name) is None


@pytest.mark.parametrize(
    "name",
    ["Georgia", "Jordan", "Chad", "Victoria", "Washington", "Lincoln", "Sofia", "Florence", "Nice", "Reading", "Bath"],
)
def test_names_that_are_also_something_else_say_so(name: str) -> None:
    place = find_place(name)
    assert place is not None
    assert place.ambiguous


@pytest.mark.parametrize("name", ["Seoul", "Tokyo", "Berlin", "Japan", "Barcelona", "White House", "California"])
def test_plain_places_are_not_ambiguous(name: str) -> None:
    place = find_place(name)
    assert place is not None
    assert not place.ambiguous


def test_bodies_of_several_states_have_no_country() -> None:
    for name in ("EU", "NATO", "the U.N.", "ASEAN", "African Union"):
        place = find_place(name)
        assert place is not None
        assert (place.kind, place.country, place.city) == (PlaceKind.ORGANISATION, None, None)


def test_demonyms_lead_to_their_country() -> None:
    words = {"South Korean": "KR", "Korean": "KR", "Dutch": "NL", "Emirati": "AE", "Saudis": "SA", "Swiss": "CH"}
    words |= {"Filipinos": "PH", "North Koreans": "KP", "Frenchwomen": "FR", "Scottish": "GB"}
    assert {word: demonym_country(word) for word in words} == words
    assert demonym_country("European") is None
    assert demonym_country("Korea") is None


def test_countries_have_their_short_names_and_capitals() -> None:
    names = {"KR": "South Korea", "US": "United States", "GB": "United Kingdom", "JP": "Japan", "CI": "Ivory Coast"}
    assert {code: country_name(code) for code in names} == names
    assert capital_of("IT") == "Rome"
    assert capital_of("CW") == "Willemstad"
    assert capital_of("??") is None
    with pytest.raises(KeyError):
        country_name("??")


def test_every_name_kept_by_hand_is_in_the_generated_table() -> None:
    curated = tomllib.loads(DATA.joinpath("places.toml").read_text("utf-8"))
    entries: list[str] = [row[key] for row in curated["countries"].values() for key in ("names", "people")]
    for group in ("peoples", "regions", "cities"):
        entries += [entry for names in curated[group].values() for entry in names]
    for group in ("districts", "seats"):
        entries += [entry for cities in curated[group].values() for names in cities.values() for entry in names]
    for group in ("organisations", "world", "seats_anywhere"):
        entries += curated[group]["names"]
    missing = [n for entry in entries for n in entry.split(" = ") if n.strip() and find_place(n) is None]
    assert not missing


def test_the_table_is_small_sorted_and_opens_fast() -> None:
    text = DATA.joinpath("places.tsv").read_text("utf-8")
    assert len(text.encode()) < 1_500_000
    lines = [line for line in text.split("\n") if not line.startswith("#")]
    assert lines == sorted(lines)
    assert len({line.split("\t", 1)[0] for line in lines}) == len(lines)


# --- names in a text


def test_the_longest_name_wins_and_names_do_not_overlap() -> None:
    text = "South Korean envoys flew from New Delhi to Côte d'Ivoire, then to N'Djamena and the Hague."
    assert named(text) == ["South Korean", "New Delhi", "Côte d'Ivoire", "N'Djamena", "the Hague"]


def test_datelines_abbreviations_and_broken_lines_are_found() -> None:
    text = "DAR ES SALAAM, May 2 - The U.S. and US-led teams met in New\nYork and in St. Petersburg."
    assert named(text) == ["DAR ES SALAAM", "U.S.", "US", "New\nYork", "St. Petersburg"]


def test_possessives_stay_outside_the_name() -> None:
    assert named("Canadian's wish, Tokyo's offer, St. Peter's Square") == ["Canadian", "Tokyo", "St. Peter's Square"]


def test_names_within_longer_names_are_marked() -> None:
    text = "Paris Hollins met Tokyo Widgets in Paris on Tuesday."
    found = {(m.span.start, m.joined) for m in find_places(text)}
    assert found == {(0, True), (text.index("Tokyo"), True), (text.index("Paris on"), False)}


def test_only_the_given_stretches_are_read() -> None:
    text = "Seoul. Tokyo. Beijing."
    assert [m.span.of(text) for m in find_places(text, [Span(7, 13)])] == ["Tokyo"]


@given(st.text(alphabet=st.sampled_from("Seoul New York U.S.'’-, \nÉéß1 the ofin"), max_size=60))
def test_offsets_always_quote_the_text(text: str) -> None:
    mentions = find_places(text)
    for mention in mentions:
        quote = mention.span.of(text)
        assert quote.strip() == quote
        assert find_place(quote) is not None or quote.isupper()
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


# --- phrases that say where


@pytest.mark.parametrize(
    ("text", "head", "city", "country"),
    [
        ("They met at Zorbex's headquarters in Santa Clara, California.", "Zorbex's headquarters", "Santa Clara", "US"),
        (
            "The talks were held at the Tokyo prime minister's residence.",
            "Tokyo prime minister's residence",
            "Tokyo",
            "JP",
        ),
        ("She saw him at the tech giant's headquarters in western Oslo.", "tech giant's headquarters", "Oslo", "NO"),
        ("A dinner at the Greek embassy in London followed.", "Greek embassy", "London", "GB"),
        ("He was in a bunker in Kyiv to confer.", "bunker", "Kyiv", "UA"),
        ("They met in the Oval Office on Friday.", "Oval Office", "Washington", "US"),
        ("They spoke at a dinner in Quillenhof in Hannam-dong, central Seoul.", "Quillenhof", "Seoul", "KR"),
        ("He drove to Silver Elm in Cambridge, Massachusetts.", "Silver Elm", "Cambridge", "US"),
        (
            "They will meet at the Ministry of Trade and Industry in Accra.",
            "Ministry of Trade and Industry",
            "Accra",
            "GH",
        ),
        ("On the sidelines of the ASEAN gathering in Vientiane they talked.", "ASEAN gathering", "Vientiane", "LA"),
        ("He was at his office in Yongsan.", "office", "Seoul", "KR"),
        ("The premier received her in the Italian capital.", "Italian capital", "Rome", "IT"),
        ("They met in Seoul earlier in the day.", "Seoul", "Seoul", "KR"),
        ("She toured the battery plant near Osaka.", "battery plant", "Osaka", "JP"),
        ("They dined at the Palacio de las Garzas.", "Palacio de las Garzas", "Panama City", "PA"),
        ("The two met at 10 Downing Street.", "10 Downing Street", "London", "GB"),
        ("A meeting took place at Orbal's U.S. headquarters in June 2024.", "Orbal's U.S. headquarters", None, "US"),
        ("They sat down at the hotel, with aides outside.", "hotel", None, None),
    ],
)
def test_a_phrase_gives_its_venue_city_and_country(text: str, head: str, city: str | None, country: str | None) -> None:
    found = next((p for p in phrases(text) if p.head.of(text) == head), None)
    assert found is not None, heads(text)
    assert (found.city, found.country) == (city, country)


@pytest.mark.parametrize(
    "text",
    [
        "They met at Zorbex's request in June 2024 on Friday.",
        "In 2013 and in 2014, at noon, in English, in 18 states.",
        "It is at the center of a dispute, in office, at home with it.",
        "The statement from the ministry and by the department said so.",
        "He invests in AI chip development and XR business.",
        "At a press conference she thanked them for it.",
        "She told State Department officials, in part, to wait.",
        "At the end of this month, in response, on Monday, to discuss it with him.",
    ],
)
def test_phrases_of_time_manner_and_people_are_no_places(text: str) -> None:
    assert heads(text) == []


def test_a_phrase_ends_before_dates_verbs_and_company() -> None:
    text = "They met at the LG Twin Towers with aides on Monday and in Seoul discussed chips."
    assert heads(text) == ["LG Twin Towers", "Seoul"]


def test_a_list_of_cities_does_not_nest() -> None:
    text = "He was in Seoul, Tokyo and Beijing."
    found = phrases(text)[0]
    assert found.span.of(text) == "Seoul"


def test_unknown_names_are_offered_but_marked() -> None:
    text = "They dined at Quillenhof."
    (found,) = phrases(text)
    assert (found.head.of(text), found.known, found.city) == ("Quillenhof", False, None)
    assert find_venues(text, Span(0, len(text))) == ()


def test_venues_are_the_heads_with_a_venues_noun() -> None:
    text = "After lunch at the prime minister's official residence in Tokyo they went to the chip plant."
    assert [v.of(text) for v in find_venues(text, Span(0, len(text)))] == [
        "prime minister's official residence",
        "chip plant",
    ]


@given(st.text(alphabet=st.sampled_from("at in the Palace's of , Seoul office and on St. 10 A-B’s\n("), max_size=80))
def test_phrases_never_fail_and_stay_in_the_sentence(text: str) -> None:
    if text:
        span = Span(0, len(text))
        for found in locative_phrases(text, span):
            assert found.span in span
            assert found.head in found.span


@pytest.mark.slow
def test_a_hostile_megabyte_takes_linear_time() -> None:
    for text in (
        "New " * 100_000,
        "at the " * 70_000,
        "in New York, " * 40_000,
        "a'" * 200_000,
        "at of the A of " * 30_000,
    ):
        begun = time.perf_counter()
        find_places(text)
        locative_phrases(text, Span(0, len(text)))
        assert time.perf_counter() - begun < 30
