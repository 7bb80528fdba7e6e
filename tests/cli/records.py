"""Invented rows of the contract."""

from __future__ import annotations

from typing import Any

TEXT = "STRELSAU — Minister Ada Orlova met Béla Kun, head of Grain Union, on Monday for an hour. They spoke about rail."

# What an article could hold to drive a terminal, or rich's mark-up.
HOSTILE = "[bold red]Kun[/] [link=http://evil.example]x[/link] \x1b[2J\x1b]0;owned\x07 \x9b31m \u202eexe"


def evidence(text: str, *quotes: str) -> list[dict[str, Any]]:
    return [{"start": text.index(quote), "end": text.index(quote) + len(quote), "quote": quote} for quote in quotes]


def meeting(**changed: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": "mtg_3f0c9a1b22334455aabb",
        "status": "held",
        "background": False,
        "kind": "dinner",
        "participants": [
            {"name": "Ada Orlova", "role": "Minister", "organisation": "Ruritania", "mention": "Minister Ada Orlova"},
            {"name": "Béla Kun", "role": "head", "organisation": "Grain Union", "mention": "the grain baron"},
            {"name": None, "role": None, "organisation": None, "mention": "three bankers"},
        ],
        "date": "2021-03-01",
        "place": "Hentzau Palace",
        "city": "Strelsau",
        "country": None,
        "topics": ["rail", "the price of grain"],
        "initiative": "Grain Union",
        "duration_minutes": 60,
        "reported_through": ["the ministry"],
        "inferred": ["date"],
        "because": {"date": "the Monday before 2021-03-03"},
        "evidence": evidence(TEXT, "met Béla Kun"),
        "reports": [
            {
                "document": "doc_1",
                "source": "news/a.txt",
                "published": "2021-03-03",
                "status": "held",
                "evidence": evidence(TEXT, "met Béla Kun", "spoke about rail"),
            },
            {
                "document": "doc_2",
                "source": "news/b.txt",
                "published": "2021-02-26",
                "status": "planned",
                "evidence": evidence(TEXT, "on Monday"),
            },
        ],
        "independent_sources": 1,
        "disagreements": {},
        "history": [],
    }
    return row | changed
