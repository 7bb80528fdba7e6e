"""A watch as a process of its own, to be stopped and killed: `watched.py LEDGER SECONDS [FOLDER]`."""

from __future__ import annotations

import sys
import threading

from news_site import invented

from communique import Ledger
from communique.ledger import WatchNote


def main(ledger: str, seconds: str, *folders: str) -> None:
    def tell(note: WatchNote) -> None:
        print(note.source, note.said, sep="\t", flush=True)  # noqa: T201 - what the test looks for

    with Ledger(ledger, extract=invented.extract) as book:
        book.watch(folders, seconds=float(seconds), stop=threading.Event(), on_note=tell)


if __name__ == "__main__":
    main(*sys.argv[1:])
