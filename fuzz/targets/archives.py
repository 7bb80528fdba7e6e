"""A file that holds many texts: what is in it, and that nothing leads out of it."""

from __future__ import annotations

import atexit
import io
import json
import re
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from communique.sources.finding import WITHIN, iter_pieces
from fuzz.documents import LIMITS, read_and_hold
from fuzz.material import SMALL_TEXTS
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_ENDINGS = ("zip", "tar", "mbox", "warc", "csv", "jsonl", "json", "eml", "gz", "txt")
_READ = 4  # pieces of a file that are read too; the forms have targets of their own
# A reader of ours that breaks costs its archive alone, and is a fault all the same.
_OURS = re.compile(r"damaged: (?:IndexError|KeyError|AttributeError|TypeError|AssertionError|RecursionError|NameError)")


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="communique-fuzz-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _check(data: bytes) -> None:
    path = _folder() / f"fuzzed.{_ENDINGS[data[0] % len(_ENDINGS)] if data else 'txt'}"
    path.write_bytes(data[1:])
    try:
        pieces = list(iter_pieces([path], limits=LIMITS))
    finally:
        path.unlink()
    hold(pieces, "neither a text nor a reason")
    hold(len(pieces) <= LIMITS.members + 1, f"{len(pieces):,} pieces")
    hold(sum(len(piece.data or b"") for piece in pieces) <= LIMITS.total, "more bytes than are allowed")
    for piece in pieces:
        hold(piece.source.startswith(str(path)), f"{piece.source!r} is not within the file")
        within = piece.source.removeprefix(str(path)).removeprefix(WITHIN)
        hold(within.isprintable() and len(within) < 10_000, f"a name that hides something: {within!r}")
        hold(piece.path in (None, path), f"{piece.source!r} is read from {piece.path}")
        hold(piece.failure is None or "\n" not in piece.failure, f"the reason is not one line: {piece.failure!r}")
        hold(_OURS.match(piece.failure or "") is None, f"{piece.source}: {piece.failure}")
        piece.source.encode("utf-8")
    readable = (piece for piece in pieces if piece.data is not None and piece.failure is None)
    for piece in islice(readable, _READ):
        read_and_hold(piece)


def _seeds() -> Sequence[bytes]:
    text = SMALL_TEXTS[3]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("2024/talks.txt"), text)
        archive.writestr(zipfile.ZipInfo("../../etc/passwd"), "Ada Quill met Bo Reed.")
        archive.writestr(zipfile.ZipInfo("a/./b.json"), json.dumps({"text": text}))
    rolled = io.BytesIO()
    with tarfile.open(fileobj=rolled, mode="w") as tar:
        for name, words in (("talks.txt", text.encode()), ("/root.txt", b"Ada Quill met Bo Reed.")):
            member = tarfile.TarInfo(name)
            member.size = len(words)
            tar.addfile(member, io.BytesIO(words))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    mail = (
        f"From a@b Wed Feb 28 23:30:00 2024\nFrom: Cy Tan <a@b>\nMessage-ID: <1@b>\nSubject: Talks\n\n>From {text}\n\n"
    )
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><p>{text}</p></html>".encode()
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://loaf.example/1\r\n"
        "WARC-Date: 2024-02-28T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: {len(page)}\r\n\r\n"
    ).encode()
    table = 'title,text,published,language\r\nTalks,"Ada ""Q"" met\nBo Reed.",2024-02-28,en\r\nx,,,\r\n'
    lines = "\n".join(json.dumps({"text": words, "title": "Talks"}) for words in SMALL_TEXTS[:2])
    listed = json.dumps([{"text": words} for words in SMALL_TEXTS[:2]])
    contents = (packed.getvalue(), rolled.getvalue()[:4_096], 2 * mail.encode(), 2 * (record + page + b"\r\n\r\n"))
    texts = (table.encode(), lines.encode(), listed.encode(), mail.partition("\n")[2].encode())
    return [bytes([number]) + content for number, content in enumerate((*contents, *texts))]


TARGET = Target(
    about="archives, mailboxes and tables to pieces",
    check=_check,
    seeds=_seeds,
    words=(
        *(
            b"PK\x01\x02",
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"PK\x06\x06",
            b"\xff\xff\xff\xff",
            b"\x1f\x8b\x08",
            b"ustar\x00",
            b"\0" * 30,
        ),
        *(
            "../",
            "..\\",
            "C:\\",
            "/etc/passwd",
            "\u202e",
            ".txt",
            "a" * 101,
            "\nFrom a@b\n",
            "\n>From ",
            "\nFrom: a\nMessage-ID: b\n\n",
        ),
        *(
            "WARC/1.0\r\n",
            "WARC-Type: response\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: 9999999999\r\n",
            "\r\n\r\n",
            "HTTP/1.1 ",
        ),
        *(
            "Transfer-Encoding: chunked\r\n",
            "Content-Encoding: gzip\r\n",
            '"text":',
            '{"',
            "}\n{",
            "[{",
            "}]",
            '""',
            "\r\n",
            ",",
            "text",
        ),
    ),
    longest=6_000,
    seconds=3.0,
    tries=200,
)
