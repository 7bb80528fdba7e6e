"""One round of `bench/run.py pages`: reads invented web pages once, in this process, and prints what that took.

    python bench/pages.py stored           every page from its bytes into a ledger, its claims not looked for
    python bench/pages.py sketched         the same, with the sketch by which copies are known
    python bench/pages.py trafilatura      the same pages through trafilatura, metadata and all

Prints processor seconds and the number of pages, with a tab between.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PAGES = 400
PARAGRAPHS = (6, 20)
SENTENCES = 3  # of a paragraph
SYLLABLES = ("ba", "do", "ke", "lu", "mi", "no", "ra", "sa", "ti", "vo", "wen", "zor", "pel", "gry", "asc", "und")


def main() -> None:
    side = sys.argv[1]
    chance = random.Random(7)
    pages = [invent(chance, number) for number in range(PAGES)]
    with tempfile.TemporaryDirectory() as folder:
        read = {"stored": stored, "sketched": sketched, "trafilatura": alone}[side](Path(folder))
        read(invent(chance, -1), "warm")  # what is loaded and compiled once counts for neither side
        started = time.process_time()
        for number, page in enumerate(pages):
            read(page, f"{number}.html")
        spent = time.process_time() - started
    print(f"{spent:.3f}\t{PAGES}")


def stored(folder: Path) -> Callable[[bytes, str], None]:
    # Deferred: the other side does without.
    from communique.sources.pieces import Piece
    from communique.sources.reading import read_piece
    from communique.store.forms import document_row
    from communique.store.migrating import now
    from communique.store.opening import open_store
    from communique.store.tables import captures, documents

    store = open_store(folder / "ledger.db", create=True)

    def read(page: bytes, name: str) -> None:
        document = read_piece(Piece(source=name, data=page, name=name))
        with store.writing() as connection:
            connection.execute(documents.insert(), document_row(document, unread=None, captured=now()))
            row = {"document": document.id, "source": document.source, "captured": now()}
            connection.execute(captures.insert(), row)

    return read


def sketched(folder: Path) -> Callable[[bytes, str], None]:
    from communique.model import Extraction
    from communique.sources.pieces import Piece
    from communique.sources.reading import read_piece
    from communique.store.opening import open_store
    from communique.store.writing import add_extraction

    store = open_store(folder / "ledger.db", create=True)

    def read(page: bytes, name: str) -> None:
        document = read_piece(Piece(source=name, data=page, name=name))
        add_extraction(store, Extraction(document=document), unread="not looked for here")

    return read


def alone(folder: Path) -> Callable[[bytes, str], None]:
    from trafilatura import bare_extraction

    def read(page: bytes, name: str) -> None:
        if bare_extraction(page, with_metadata=True, include_comments=False) is None:
            raise SystemExit(f"nothing found in {name}")

    return read


def invent(chance: random.Random, number: int) -> bytes:
    """A page as news sites build them, of some 20,000 bytes."""

    def words(count: int) -> str:
        return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))

    def sentence() -> str:
        return words(chance.randint(8, 25)).capitalize() + "."

    def links(count: int) -> str:
        return "".join(f'<li class="item"><a href="/{words(1)}/{i}">{words(4)}</a></li>' for i in range(count))

    title = words(9).capitalize()
    day = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    body = "".join(
        f"<p>{' '.join(sentence() for _ in range(SENTENCES))}</p>" for _ in range(chance.randint(*PARAGRAPHS))
    )
    comments = "".join(f"<li><p>{sentence()}</p></li>" for _ in range(8))
    facts = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": f"{day}T10:00:00Z",
            "author": {"@type": "Person", "name": "Ada Quill"},
            "publisher": {"@type": "Organization", "name": "The Bell"},
        }
    )
    scripts = "".join(f"<script>var a{i} = '{words(60)}';</script>" for i in range(6))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Bell</title>
<link rel="canonical" href="https://bell.example/{number}"><meta property="og:site_name" content="The Bell">
<meta property="article:published_time" content="{day}T10:00:00Z"><script type="application/ld+json">{facts}</script>
{scripts}</head><body>
<header><nav><ul>{links(25)}</ul></nav></header><main><article><h1>{title}</h1><p class="byline">By Ada Quill</p>
{body}</article><aside><h3>Related</h3><ul>{links(15)}</ul></aside></main>
<section id="comments"><ol class="comment-list">{comments}</ol></section>
<footer><ul>{links(30)}</ul><p>All rights reserved.</p></footer></body></html>""".encode()


if __name__ == "__main__":
    main()
