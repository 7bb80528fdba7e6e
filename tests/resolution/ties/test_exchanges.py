"""Answers in short exchanges of invented people, in many wordings: from claims to ties, as a ledger makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from communique.model import Modality, Passage, StatementClaim, StatementKind, TieKind
from communique.resolution import DocumentFacts
from communique.store.building import build_lists

MARKED = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A few statements, and which answers which."""

    claims: tuple[StatementClaim, ...]
    wanted: frozenset[tuple[int, int]]


def read_exchanges() -> Iterator[Exchange]:
    text = Path(__file__).with_name("exchanges.txt").read_text("utf-8")
    blocks = [block for block in text.split("\n\n") if not block.startswith("#")]
    for number, block in enumerate(blocks):
        yield _exchange(f"doc_{number}", block.strip().splitlines())


def _exchange(document: str, lines: list[str]) -> Exchange:
    at, claims, wanted = 0, [], set()
    for line in lines:
        number, answers, kind, parties, sentence = (part.strip() for part in line.split("|"))
        speaker, addressee = (part.strip() or None for part in parties.split(">"))
        plain = MARKED.sub("", sentence)
        claims.append(
            StatementClaim(
                document=document,
                kind=StatementKind(kind),
                modality=Modality.REPORTED,
                evidence=(Passage(start=at, end=at + len(plain), quote=plain),),
                contents=(_marked(sentence, "[", "]", at),),
                cues=(_marked(sentence, "{", "}", at),),
                about="",
                speaker=speaker,
                addressee=addressee,
            )
        )
        wanted |= {(int(number), int(ask)) for ask in answers.split()}
        at += len(plain) + 1
    return Exchange(claims=tuple(claims), wanted=frozenset(wanted))


def _marked(sentence: str, opening: str, closing: str, at: int) -> Passage:
    start, end = sentence.index(opening), sentence.index(closing)
    quote = sentence[start + 1 : end]
    begin = at + len(MARKED.sub("", sentence[:start]))
    return Passage(start=begin, end=begin + len(quote), quote=quote)


def find_pairs(exchange: Exchange) -> set[tuple[int, int]]:
    facts = DocumentFacts(id=exchange.claims[0].document, source="a.txt", published=None)
    lists = build_lists([facts], exchange.claims, [])
    number = {claim.id: at for at, claim in enumerate(exchange.claims, start=1)}
    return {
        (number[statement.id], number[change.statement])
        for statement in lists.statements
        for change in statement.does
        if change.kind is TieKind.ANSWERS
    }


@pytest.fixture(scope="module")
def counted() -> tuple[int, int, int]:
    right = found = wanted = 0
    for exchange in read_exchanges():
        pairs = find_pairs(exchange)
        right, found, wanted = right + len(pairs & exchange.wanted), found + len(pairs), wanted + len(exchange.wanted)
    return right, found, wanted


def test_answers_that_are_found_are_right(counted: tuple[int, int, int]) -> None:
    right, found, _ = counted
    assert right / found >= 0.85


def test_most_answers_are_found(counted: tuple[int, int, int]) -> None:
    right, _, wanted = counted
    assert right / wanted >= 0.6


def test_nothing_is_answered_where_nothing_was_asked() -> None:
    for exchange in read_exchanges():
        if not any(claim.kind in {StatementKind.REQUEST, StatementKind.OFFER} for claim in exchange.claims):
            assert find_pairs(exchange) <= exchange.wanted
