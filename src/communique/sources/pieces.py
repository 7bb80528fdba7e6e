"""What is handed out to be read: a file, or one thing out of something that holds many."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from communique.sources.mapping import TableMapping

__all__ = ["NOTHING_TOLD", "Piece", "Told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a text from outside it: a page's metadata, a mail's header, a row's cells, a feed's entry.

    Attributes:
        title: the headline.
        authors: who wrote it, as they are named.
        publisher: who put it out.
        published: EDTF date of publication.
        updated: EDTF date of the last change.
        made: EDTF date on which the file was made or the page fetched. It is no date of publication; it helps to
            fix the year of a dateline that has none.
        address: where it stands on the web: the canonical address, as far as it is known.
        language: BCP 47 code.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    made: str | None = None
    address: str | None = None
    language: str | None = None


NOTHING_TOLD = Told()
"""Of what comes with nothing but its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One text to be read, or the reason why it cannot be. It can be sent to another process.

    Attributes:
        source: its name in the ledger: the path or address as given; within an archive, a mailbox or a table, that of
            the whole with `!/` and the name within (`news.zip!/2024/talks.html`).
        path: the file that it is; None where `data` has the bytes.
        data: its bytes, where it is no file of its own.
        name: its file name, or what comes nearest, for its suffix; empty where it has none.
        media_type: as it was declared, without parameters; None where nothing was.
        charset: as it was declared; None where nothing was.
        told: what is known of it from outside.
        mapping: where the fields of a JSON object stand; None where its format has to be a known one.
        failure: why it cannot be read, in one line; None where it may be.
    """

    source: str
    path: Path | None = None
    data: bytes | None = None
    name: str = ""
    media_type: str | None = None
    charset: str | None = None
    told: Told = NOTHING_TOLD
    mapping: TableMapping | None = None
    failure: str | None = None
