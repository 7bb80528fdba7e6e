"""What a feed announced of a forgotten text keeps its address, so that it is not fetched again, and no word of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import invented

from communique import Ledger
from communique.model import document_id
from communique.store.opening import open_store
from communique.store.tables import feed_items, watched_files
from communique.store.writing import add_extraction

ADDRESS = "https://news.example/talks"


def test_the_words_of_a_forgotten_text_go_from_what_feeds_announced(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    store = open_store(path, create=True)
    add_extraction(store, invented.extract(invented.document(invented.article(1), ADDRESS)))
    item = {
        "key": ADDRESS,
        "address": ADDRESS,
        "feed": "https://news.example/feed",
        "guid": "a-telling-guid",
        "title": "Quevenne meets Dravossi",
        "told": '{"title": "Quevenne meets Dravossi"}',
        "found": "2031-05-06T00:00:00+00:00",
        "state": "read",
        "due": 0.0,
    }
    with store.writing() as connection:
        told = {column.name for column in feed_items.columns}
        connection.execute(
            feed_items.insert(), {name: item.get(name, "news.example") for name in told & {*item, "host"}}
        )
        row = {"path": ADDRESS, "size": 1, "modified": 1, "read": "2031-05-06T00:00:00+00:00"}
        connection.execute(watched_files.insert(), {name: row.get(name, "") for name in row})
    store.close()
    with Ledger(path, extract=invented.extract) as book:
        book.forget(document_id(invented.article(1)))
        assert book.check() == ()
    data = b"".join(one.read_bytes() for one in tmp_path.glob("ledger.db*"))
    assert b"Quevenne" not in data
    assert b"a-telling-guid" not in data
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT address, state FROM feed_items").fetchall() == [(ADDRESS, "read")]
        assert connection.execute("SELECT count(*) FROM watched_files").fetchone() == (0,)
