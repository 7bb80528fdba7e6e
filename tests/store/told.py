"""Ledgers of claims made by hand: a line a claim, each in a text of its own or with others in one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from communique.model import Document, Extraction, MeetingClaim, document_id
from communique.store.opening import Store
from communique.store.tables import LISTS
from communique.store.writing import add_extraction

sys.path.insert(0, str(Path(__file__).parents[1] / "resolution"))
import by_hand

Told = tuple[tuple[str, ...], dict[str, Any]]


def met(*parties: str, **fields: Any) -> Told:
    """Who met, as `by_hand.party` reads it, and what is known of it."""
    return parties, {"date": "2031-05-06", "city": "Torpel"} | fields


def document(name: str, published: str | None = "2031-05-07") -> Document:
    text = f"{name}. " + "they " * 12 + "met."
    return Document(id=document_id(text), text=text, source=name, language="en", encoding="utf-8", published=published)


def claims_of(name: str, told: Iterable[Told]) -> tuple[MeetingClaim, ...]:
    one = document(name)
    start = len(name) + 2
    return tuple(
        by_hand.claim(one.id, *parties, at=start + 5 * number, **fields)
        for number, (parties, fields) in enumerate(told)
    )


def tell(store: Store, texts: Mapping[str, Iterable[Told]]) -> None:
    """Keep texts, by their names, with what they tell."""
    for name, told in texts.items():
        add_extraction(store, Extraction(document=document(name), meetings=claims_of(name, told)))


def lists_of(store: Store) -> dict[str, list[Any]]:
    """Every row of every list."""
    with store.reading() as connection:
        return {table.name: sorted(map(tuple, connection.execute(table.select())), key=repr) for table in LISTS}
