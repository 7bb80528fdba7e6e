"""Files of every form, made from a few words: the tests of sources read them back."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

__all__ = ["Line", "make_docx", "make_mail", "make_pdf", "make_warc", "set_paragraphs"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """Words on a page: where their baseline begins, counted from the lower left corner in points, and their size."""

    x: float
    y: float
    text: str
    size: float = 11


def make_pdf(
    pages: Sequence[Sequence[Line]], *, info: dict[str, str] | None = None, packed: bool = True, encrypt: bool = False
) -> bytes:
    """A PDF in Helvetica, whose letters are those of cp1252."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    tree = len(objects) + 2 * len(pages) + 1
    numbers = []
    for lines in pages:
        words = b"".join(
            b"BT /F1 %.2f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET\n"
            % (
                one.size,
                one.x,
                one.y,
                one.text.encode("cp1252")
                .translate(None)
                .replace(b"\\", rb"\\")
                .replace(b"(", rb"\(")
                .replace(b")", rb"\)"),
            )
            for one in lines
        )
        stream = zlib.compress(words) if packed else words
        how = b"/Filter /FlateDecode " if packed else b""
        content = add(b"<< %s/Length %d >>\nstream\n" % (how, len(stream)) + stream + b"\nendstream")
        numbers.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (tree, content, font)
            )
        )
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    assert add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages))) == tree
    root = add(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    told = b"".join(
        b"/%s <%s> " % (k.encode(), (b"\xfe\xff" + v.encode("utf-16-be")).hex().encode())
        for k, v in (info or {}).items()
    )
    about = add(b"<< %s>>" % told)
    locked = b""
    if encrypt:  # a password that nobody knows: the keys fit no words
        number = add(b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"a1" * 32, b"b2" * 32))
        locked = b" /Encrypt %d 0 R /ID [<00> <00>]" % number
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer << /Size %d /Root %d 0 R /Info %d 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, root, about, locked, table)
    )
    return out.getvalue()


def set_paragraphs(
    paragraphs: Iterable[str],
    *,
    title: str | None = None,
    width: int = 80,
    hyphenate: bool = True,
    head: str | None = None,
    foot: str | None = "{page}",
    lines_a_page: int = 46,
) -> list[list[Line]]:
    """Paragraphs set on pages, words broken at the margin, a running head above and the page's number below."""
    pages: list[list[Line]] = []
    y = 0.0

    def turn() -> float:
        page: list[Line] = []
        pages.append(page)
        if head is not None:
            page.append(Line(x=72, y=800, text=head, size=8))
        if foot is not None:
            page.append(Line(x=290, y=30, text=foot.format(page=len(pages)), size=8))
        return 770.0

    y = turn()
    if title is not None:
        pages[-1].append(Line(x=72, y=y, text=title, size=16))
        y -= 30
    for paragraph in paragraphs:
        for line in break_lines(paragraph, width=width, hyphenate=hyphenate):
            if y < 770 - 14 * lines_a_page:
                y = turn()
            pages[-1].append(Line(x=72, y=y, text=line))
            y -= 14
        y -= 8
    return pages


def break_lines(paragraph: str, *, width: int, hyphenate: bool) -> list[str]:
    """Lines of no more letters than this; a long word is parted where four letters or more fit on each side."""
    lines, line = [], ""
    for word in paragraph.split():
        if len(line) + len(word) + bool(line) <= width:
            line = f"{line} {word}".strip()
            continue
        room = width - len(line) - 2
        if hyphenate and room >= 4 and len(word) - room >= 4 and word[: room + 1].isalpha() and word.islower():
            lines.append(f"{line} {word[:room]}-")
            line = word[room:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def make_docx(
    paragraphs: Iterable[str], *, title: str | None = None, author: str = "", created: str | None = None
) -> bytes:
    """A Word file with a heading."""
    from datetime import datetime

    from docx import Document

    document = Document()
    document.core_properties.author = author
    document.core_properties.title = title or ""
    if created is not None:
        document.core_properties.created = datetime.fromisoformat(created)
    if title is not None:
        document.add_heading(title)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_mail(
    text: str, *, subject: str = "Talks", sender: str = "Press Office <press@ministry.example>", **more: str
) -> EmailMessage:
    """A mail of plain text."""
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = sender
    mail["To"] = "desk@paper.example"
    mail["Date"] = more.pop("date", "Wed, 07 May 2031 10:00:00 +0200")
    mail["Message-ID"] = "<1@ministry.example>"
    for name, value in more.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def make_warc(
    answers: Iterable[tuple[str, bytes]],
    *,
    status: str = "200 OK",
    media_type: str = "text/html; charset=utf-8",
    more: bytes = b"",
    date: str = "2031-05-09T00:00:00Z",
    packed: bool = True,
) -> bytes:
    """A web archive of answers: an address and a body each."""
    out = b""
    for address, body in answers:
        header = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n".encode()
        http = header + more + b"\r\n" + body
        record = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: {date}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode() + (http + b"\r\n\r\n")
        out += gzip.compress(record) if packed else record
    return out
