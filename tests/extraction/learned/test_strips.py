from __future__ import annotations

import re

import pytest

from communique.extraction.learned.strips import LONGEST, STAND_INS, Name, Sheet, cut_strips
from communique.model.span import Span


def words(text: str) -> list[tuple[int, int, int]]:
    """A piece a word, its number its length."""
    return [(len(match[0]), *match.span()) for match in re.finditer(r"\w+|[^\w\s]", text)]


def sheet(text: str, *names: tuple[str, int]) -> Sheet:
    """One sentence a line; each name given once for every place where it stands, in order."""
    sentences, at = [], 0
    for line in text.split("\n"):
        sentences.append(Span(at, at + len(line)))
        at += len(line) + 1
    found, behind = [], 0
    for name, person in names:
        start = text.index(name, behind)
        behind = start + len(name)
        found.append(Name(span=Span(start, behind), person=person))
    return Sheet(text=text, sentences=tuple(sentences), names=tuple(found))


def test_every_piece_leads_back_to_its_words() -> None:
    text = "The premier flew to Oslo.\nNobody met him there."
    (strip,) = cut_strips(sheet(text), words)
    inner = list(zip(strip.starts, strip.ends, strict=True))[1:-1]
    assert [text[start:end] for start, end in inner] == re.findall(r"\w+|[^\w\s]", text)


def test_a_name_is_replaced_and_leads_back_to_the_whole_name() -> None:
    text = "Hae-won Kwak-Lindqvist saw Berit Aas."
    (strip,) = cut_strips(sheet(text, ("Hae-won Kwak-Lindqvist", 3), ("Berit Aas", 1)), words)
    spans = [text[start:end] for start, end in zip(strip.starts, strip.ends, strict=True)][1:-1]
    assert spans == ["Hae-won Kwak-Lindqvist", "saw", "Berit Aas", "."]
    assert strip.numbers[1] == len(STAND_INS[0])
    assert strip.numbers[3] == len(STAND_INS[1])


def test_one_person_has_one_stand_in_under_every_name() -> None:
    text = "Berit Aas spoke.\nThen Ms Aas left with Jon Moe."
    (strip,) = cut_strips(sheet(text, ("Berit Aas", 7), ("Aas", 7), ("Jon Moe", 2)), words, stand_ins=("a", "bbbbbbb"))
    by_words = {text[s:e]: n for n, s, e in zip(strip.numbers, strip.starts, strip.ends, strict=True) if s >= 0}
    assert by_words["Berit Aas"] == by_words["Aas"] == 1
    assert by_words["Jon Moe"] == 7


def test_pieces_of_a_span_are_those_that_touch_it() -> None:
    text = "The premier flew to Oslo."
    (strip,) = cut_strips(sheet(text), words)
    touched = strip.pieces(Span(4, 16))
    assert [text[strip.starts[k] : strip.ends[k]] for k in touched] == ["premier", "flew"]
    assert not strip.pieces(Span(100, 110))


def test_every_sentence_is_read_once_and_no_strip_is_too_long() -> None:
    text = "\n".join(f"Sentence {'word ' * (k % 30)}number {k}." for k in range(200))
    strips = list(cut_strips(sheet(text), words))
    assert [index for strip in strips for index in strip.sentences] == list(range(200))
    assert all(len(strip.numbers) <= LONGEST for strip in strips)
    assert all(strip.first > 1 for strip in strips[1:])  # what stood before is repeated


def test_a_strip_does_not_point_into_the_sentence_it_repeats() -> None:
    text = "\n".join(f"Sentence {'word ' * 60}number {k}." for k in range(4))
    second = list(cut_strips(sheet(text), words))[1]
    assert not second.pieces(Span(0, 20))


@pytest.mark.parametrize("count", [161, 5_000])
def test_an_endless_sentence_is_cut(count: int) -> None:
    (strip,) = cut_strips(sheet("word " * count + "."), words)
    assert len(strip.numbers) == LONGEST


def test_an_empty_document_has_no_strips() -> None:
    assert list(cut_strips(Sheet(text="", sentences=(), names=()), words)) == []
    assert list(cut_strips(Sheet(text="   ", sentences=(Span(0, 3),), names=()), words)) == []


def test_a_woman_s_name_stands_for_a_she_and_a_man_s_for_a_he() -> None:
    text = "Berit Aas, Jon Moe, Liv Dahl."
    names = sheet(text, ("Berit Aas", 1), ("Jon Moe", 2), ("Liv Dahl", 3))
    known = Sheet(text=text, sentences=names.sentences, names=names.names, pronouns={1: "she", 2: "she"})
    shown: list[str] = []

    def note(part: str) -> list[tuple[int, int, int]]:
        shown.append(part)
        return words(part)

    tuple(cut_strips(known, note))
    assert [part for part in shown if part in STAND_INS] == [STAND_INS[1], STAND_INS[3], STAND_INS[0]]


def test_names_are_not_spent_before_all_have_been_given() -> None:
    text = "\n".join(f"Person{letter}" for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP")
    people = [(line, number) for number, line in enumerate(text.split("\n"))]
    known = sheet(text, *people)
    strips = list(cut_strips(Sheet(text=text, sentences=known.sentences, names=known.names), words))
    assert sum(len(strip.numbers) - 2 - (strip.first - 1) for strip in strips) == len(people)


def test_a_name_may_be_shown_as_a_pronoun() -> None:
    text = "Berit Aas left. Aas sang."
    whole = sheet(text, ("Berit Aas", 1), ("Aas", 1))
    again = whole.names[1].span
    (strip,) = cut_strips(whole, words, as_pronouns=[again])
    assert [n for n, s in zip(strip.numbers, strip.starts, strict=True) if s == again.start] == [len("he")]


def test_pieces_of_the_context_are_found_on_request() -> None:
    long = " ".join(["word"] * (LONGEST - 20))
    text = f"Berit Aas sang. {long}\nShe left. {long}"
    _, second = cut_strips(sheet(text), words)
    before = Span(len(text.split("\n")[0]) - 4, len(text.split("\n")[0]))
    assert not second.pieces(before)
    assert second.pieces(before, context=True)
