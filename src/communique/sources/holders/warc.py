"""Web archives: the pages and files that servers answered with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from communique.errors import DocumentError
from communique.sources.limits import Limits
from communique.sources.opening import HEAD, Opened
from communique.sources.pages.dates import read_day
from communique.sources.pages.facts import web_address
from communique.sources.pieces import Piece, Told
from communique.sources.telling import is_read

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "iter_members"]

SUFFIXES: Final = frozenset({".warc"})
MEDIA_TYPES: Final = frozenset({"application/warc"})
MEANS: Final = "a web archive"

_FINE: Final = 200  # the status of an answer that is what was asked for
_PANIC: Final = "PanicException"  # how the library gives up; it is no kind of Exception, and would end the run
_LONGEST_HEADER: Final = 100_000


def is_certain(head: bytes) -> bool:
    """True for the first words of a record."""
    return head.startswith((b"WARC/1.", b"WARC/0."))


def is_likely(head: bytes) -> bool:
    """No more than what is certain."""
    return is_certain(head)


def iter_members(opened: Opened, limits: Limits) -> Iterator[Piece]:
    """What was answered, and is of a form that is read, under its address; failed requests are passed over.

    The day on which it was fetched is told as the day it was made, which is no day of publication.

    Raises:
        DocumentError: the archive is damaged.
    """
    # Deferred: only web archives need it.
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    records = ArchiveIterator(
        cast("Any", opened.in_steps()),
        record_types=wanted,
        parse_http=True,
        auto_decode="all",
        max_header_len=_LONGEST_HEADER,
    )
    number = 0
    while True:
        try:
            record = next(records, None)
        except (ValueError, OSError, EOFError, RuntimeError) as error:
            raise DocumentError(f"damaged: no sound web archive behind record {number:,}: {error}") from error
        except BaseException as error:
            if type(error).__name__ != _PANIC:
                raise
            raise DocumentError(f"damaged: no sound web archive behind record {number:,}") from error
        if record is None:
            break
        number += 1
        piece = _read(record, number, opened, limits)
        if piece is not None:
            yield piece
    if number == 0 and opened.size:
        raise DocumentError("no answers in this web archive")


def _read(record: Any, number: int, opened: Opened, limits: Limits) -> Piece | None:
    """A record as a piece; None for what is no text."""
    http = record.http_headers if record.is_http else None
    if http is not None and http.status_code != _FINE:
        return None
    address = web_address((record.headers.get("WARC-Target-URI") or "").strip("<>"))
    media_type = (record.http_content_type if http is not None else record.headers.get("Content-Type")) or ""
    media_type = media_type.partition(";")[0].strip().lower()
    name = (address or "").partition("?")[0].rpartition("/")[2]
    source = address or f"record {number}"
    told = Told(address=address, made=read_day(record.headers.get("WARC-Date")))
    try:
        data = opened.take(record.reader, limits)
    except (ValueError, OSError, EOFError, RuntimeError) as error:
        return Piece(source=source, name=name, failure=f"damaged: {error}")
    except DocumentError as error:
        if opened.budget.left < 0:
            raise
        return Piece(source=source, name=name, failure=str(error))
    piece = Piece(
        source=source, name=name, data=data, media_type=media_type or None, charset=_charset(record, http), told=told
    )
    return piece if data and is_read(data[:HEAD], piece) else None


def _charset(record: Any, http: Any) -> str | None:
    try:
        return (record.http_charset if http is not None else None) or None
    except (ValueError, LookupError):
        return None
