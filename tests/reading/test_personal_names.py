"""Names of people in many languages' shapes, and capitalised words that are none. All are invented."""

from __future__ import annotations

from collections import Counter

import pytest
from readings import people, person, read

from communique.languages.en.lexicon import load_lexicon
from communique.reading.names import NameForm, find_name_forms, split_name
from communique.reading.names.extent import run_of_name
from communique.reading.names.judging import find_mistaken
from communique.text.words import find_words, join_name


def name_at(text: str, first: int) -> str | None:
    words = find_words(text)
    last = run_of_name(words, first, len(words), load_lexicon())
    return None if last is None else join_name(words.texts[first : last + 1])


@pytest.mark.parametrize(
    ("text", "first", "name"),
    [
        ("Guðni Th. Vossson spoke", 0, "Guðni Th. Vossson"),
        ("minister K. Chandra Voss spoke", 1, "K. Chandra Voss"),
        ("minister A. Voss spoke", 1, "A. Voss"),
        ("Ada van der Voss spoke", 0, "Ada van der Voss"),
        ("Mohammed bin Voss al Lind spoke", 0, "Mohammed bin Voss al Lind"),
        ("Vice-Premier He Yavoss spoke", 1, "He Yavoss"),
        ("Ilse May spoke", 0, "Ilse May"),
        ("Ilse Voss May 3", 0, "Ilse Voss"),
        ("Ilse Voss Monday", 0, "Ilse Voss"),
        ("Robert F. Voss Jr. spoke", 0, "Robert F. Voss Jr"),
        ("Nguyễn Vossồng Lindên spoke", 0, "Nguyễn Vossồng Lindên"),
    ],
)
def test_a_name_reaches_as_far_as_its_parts(text: str, first: int, name: str) -> None:
    assert name_at(text, first) == name


def test_a_pronoun_at_the_head_of_a_sentence_begins_no_name() -> None:
    assert name_at("He Voss spoke", 0) is None


@pytest.mark.parametrize("name", ["J. Voss", "Guðni Th. Voss", "Robert F. Voss", "Voss-Lind"])
def test_a_printed_name_is_the_words_of_the_text_and_back(name: str) -> None:
    assert join_name(split_name(name)) == name
    assert split_name(name) == list(find_words(name).texts)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The talks were led by the finance minister, Zoltán Vossváry, in the evening.", "Zoltán Vossváry"),
        ("Oleksandra Vossenko, chairwoman of Voltmark, met Bo Lind on Monday.", "Oleksandra Vossenko"),
        ("They invited Anna Lind, Peter Grund, Sarah Miller and Hakvoss Petteroviç.", "Hakvoss Petteroviç"),
        ("Minister of Industry and Trade Nguyễn Vossồng Lindên opened the session.", "Nguyễn Vossồng Lindên"),
        ("Chancellor Vosskaya received the guests in her office.", "Vosskaya"),
    ],
)
def test_a_post_or_a_row_of_people_shows_a_person(text: str, name: str) -> None:
    assert name in people(read(text))


def test_a_full_name_that_passes_for_a_town_is_weighed_and_a_known_town_is_not() -> None:
    words = find_words("The paper asked Petra Vosslind, who sighed. She had left Den Haag.")
    forms = {key: NameForm(words=key, places={at}) for key, at in ((("Petra", "Vosslind"), 3), (("Den", "Haag"), 12))}
    for form in forms.values():
        form.votes["place"] += 2
    ((form, likelihood),) = find_mistaken(forms, words, [(0, 8), (8, len(words))], load_lexicon())
    assert form.text == "Petra Vosslind"
    assert likelihood > 1 / 2


def test_names_that_pass_for_people_or_bodies_are_judged_elsewhere() -> None:
    words = find_words("The paper asked Petra Vosslind.")
    form = NameForm(words=("Petra", "Vosslind"), places={3})
    form.votes["organisation"] += 2
    assert not list(find_mistaken({form.words: form}, words, [(0, len(words))], load_lexicon()))


@pytest.mark.parametrize(
    "text",
    [
        "Voltmark Energy, owner of the port, declined to comment.",
        "The Official Residence was closed on Tuesday.",
        "Parliament rushed Bill C-5 through in June, the speaker said.",
        "Explainer: what the treaty says about fish.",
        "The chief executive of SpaceVolt said SpaceVolt would pay.",
    ],
)
def test_capitals_alone_make_no_person(text: str) -> None:
    assert people(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The talks were with Imvoss Salloway. They lasted an hour, Salloway told reporters.",
        "Half an hour with Lindra Grundoni cost nothing. Grundoni smiled.",
        "The visitor was kept waiting by Ada Voss-Lindberg.",
    ],
)
def test_a_name_that_the_text_cuts_to_its_last_word_is_a_persons(text: str) -> None:
    forms = find_name_forms_voted_for_a_body(text)
    assert forms
    assert all(votes["person"] > votes["organisation"] for votes in forms)


@pytest.mark.parametrize(
    "text",
    [
        "The talks were with Imvoss Salloway. They lasted an hour, Imvoss told reporters.",
        "The talks were with Imvoss Salloway. The Salloway was full.",
        "The talks were with Imvoss Salloway. They lasted an hour.",
    ],
)
def test_a_name_that_is_cut_otherwise_stays_what_it_was(text: str) -> None:
    assert all(votes["person"] == 0 for votes in find_name_forms_voted_for_a_body(text))


def find_name_forms_voted_for_a_body(text: str) -> list[Counter[str]]:
    """The votes for the full name in a text whose first sentence the model reads as naming a body."""
    words = find_words(text)
    first = next(at for at, word in enumerate(words.texts[1:], start=1) if word[0].isupper())
    end = words.texts.index(".")
    last = next(at for at in range(first, end) if not words.texts[at + 1][0].isupper())
    forms = find_name_forms(words, [(first, last, "ORG")], [(0, end + 1), (end + 1, len(words))], load_lexicon())
    return [form.votes for key, form in forms.items() if key == tuple(words.texts[first : last + 1])]


def test_the_capital_of_a_sentence_makes_no_name_of_a_body() -> None:
    words = find_words("Outgoing Imvoss took its chair. Analysts doubt that Imvoss will grow.")
    named = next(at for at, word in enumerate(words.texts) if word == "Imvoss" and at > 1)
    sentences = [(0, words.texts.index(".") + 1), (words.texts.index(".") + 1, len(words))]
    forms = find_name_forms(words, [(0, 1, "ORG"), (named, named, "ORG")], sentences, load_lexicon())
    assert forms["Outgoing", "Imvoss"].votes["person"] == 0


@pytest.mark.parametrize(
    ("post", "name"),
    [
        ("Minister for Electronics and IT", "Ashva Vossnaw"),
        ("Minister of Electronics and Information Technology", "Jitra Vossak"),
        ("Minister of Chemicals and Fertilisers", "Grete Lund"),
        ("Minister", "Jitra Vossak"),
    ],
)
def test_who_stands_behind_the_fields_of_a_minister_is_named(post: str, name: str) -> None:
    reading = read(f"Ada Lind met {post} {name} on Monday.")
    assert name in people(reading)


def test_initials_mean_the_only_full_name_that_they_fit() -> None:
    reading = read(
        "Kazys Budraus met Ada Whitcombe. Her host, K. Budraus, thanked her, and so did J. Petrov and Julia Petrov."
    )
    assert "K. Budraus" in person(reading, "Kazys Budraus").names
    reading = read("The lawyer J. Petrov met Julia Petrov and Jan Petrov.")
    assert person(reading, "J. Petrov").names == ["J. Petrov"]
