"""Input that wants to break the reader, by name, and what is expected of each: a text, or a refusal in one line."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import struct
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from making import Line, make_docx, make_mail, make_pdf, make_warc

from communique.errors import DocumentError
from communique.sources.finding import iter_pieces
from communique.sources.limits import Limits
from communique.sources.reading import read_piece

STORY = "Orla Venndo, the minister of ports, met Dao Kelumi, the head of the Quillon yard, in Torpel on Monday."
PAGE = f"<html><head><title>Talks</title></head><body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>"
LONGEST = 10.0  # seconds, on a machine that does other things too


@dataclass(frozen=True)
class Case:
    """A file and what is to come of it: words that its texts hold, or of the reasons why there are none.

    `texts` and `failures` count them; None where the number is of no matter.
    """

    name: str
    file: str
    data: Callable[[], bytes]
    says: str = STORY
    texts: int | None = 1
    failures: int | None = 0
    never: str | None = None


def refused(name: str, file: str, data: Callable[[], bytes], says: str, **more: int) -> Case:
    return Case(name, file, data, says, **{"texts": 0, "failures": 1} | more)  # type: ignore[arg-type]


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, bytes], **odd: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in odd.items():
            link = tarfile.TarInfo(f"{name}.txt")
            link.type, link.linkname = kind, "/etc/passwd"
            archive.addfile(link)
        for name, data in members:
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return out.getvalue()


def locked_zip() -> bytes:
    """The bit that says that a password is needed, set in both headers of the one member."""
    data = bytearray(zipped(("a.txt", STORY.encode())))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying_zip() -> bytes:
    """A member that says of itself that it is small."""
    data = bytearray(zipped(("a.txt", b"a" * 3_000_000)))
    for at in (22, data.rindex(b"PK\x01\x02") + 24):
        data[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(data)


def nameless_zip() -> bytes:
    """Its first member has no name: the one letter of it counts as something added."""
    data = bytearray(zipped(("x", SECOND.encode()), ("a.txt", STORY.encode())))
    for at in (26, data.index(b"PK\x01\x02") + 28):
        data[at : at + 4] = struct.pack("<HH", 0, 1)
    return bytes(data)


def monstrous_directory() -> bytes:
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 0xFFFFFFF0, 0, 0)
    return zipped(("a.txt", STORY.encode())) + end


def nested(depth: int) -> bytes:
    data = zipped(("a.txt", STORY.encode()))
    for number in range(depth):
        data = zipped((f"{number}.zip", data))
    return data


def long_header_tar() -> bytes:
    """A header that wants 900 MB of memory for a name."""
    header = tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, 900_000_000
    return header.tobuf(tarfile.USTAR_FORMAT) + bytes(100_000)


def gzip_bomb() -> bytes:
    return gzip.compress(bytes(60_000_000), 9)


def mail(text: str = STORY, **more: str) -> bytes:
    return make_mail(text, **more).as_bytes()


def deep_mail() -> bytes:
    body = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(3_000))
    return raw_mail(b"Content-Type: multipart/mixed; boundary=b0", body)


def raw_mail(head: bytes, body: bytes) -> bytes:
    return (
        b"From: Press <p@m.example>\r\nMessage-ID: <1@m.example>\r\nMIME-Version: 1.0\r\n" + head + b"\r\n\r\n" + body
    )


def bomb_docx() -> bytes:
    out = io.BytesIO(make_docx([STORY]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.xml", bytes(60_000_000))
    return out.getvalue()


def entity_docx() -> bytes:
    """Ten entities, each ten of the one before: a billion laughs."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    source = zipfile.ZipFile(io.BytesIO(make_docx([STORY])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                head, _, rest = data.partition(b"?>")
                data = head + f'?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>'.encode() + rest.replace(b"Orla", b"&l9;")
            archive.writestr(entry, data)
    return out.getvalue()


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>Talks</title>{head}</head><body>{body}</body></html>".encode()


def article(words: str) -> str:
    return f"<article><h1>Talks on ports</h1><p>{STORY}</p>{words}<p>{STORY}</p></article>"


GHOST = "President Ghost met nobody"
SECOND = STORY.replace("Monday", "Friday")

CASES = [
    # encodings
    Case("utf-16 without a mark", "a.txt", lambda: STORY.encode("utf-16-le")),
    Case("utf-8 mark in front", "a.txt", lambda: b"\xef\xbb\xbf" + STORY.encode()),
    refused("bytes of every kind in a text", "a.txt", lambda: bytes(range(256)) * 50, "not text"),
    refused("nothing in a file", "a.txt", lambda: b"", "empty"),
    refused("white space in every encoding", "a.txt", lambda: " \u3000\u00a0\n".encode() * 9, "empty"),
    Case(
        "a page that declares an encoding nobody knows", "a.html", lambda: page(article(""), "<meta charset=klingon>")
    ),
    Case(
        "a page that declares the wrong encoding",
        "a.html",
        lambda: page(article("<p>“Größe”</p>"), "<meta charset=iso-8859-1>"),
        "“Größe”",
    ),
    Case(
        "a page that declares utf-7",
        "a.html",
        lambda: page(article("<p>+ADw-script+AD4- stays</p>"), "<meta charset=utf-7>"),
        "+ADw-script+AD4-",
    ),
    Case(
        "a page in windows-1251 as declared",
        "a.html",
        lambda: (
            page(article("<p>Переговоры о портах</p>"))
            .decode()
            .replace("<head>", "<head><meta charset=windows-1251>")
            .encode("cp1251")
        ),
        "Переговоры о портах",
    ),
    Case(
        "a page in euc-kr that declares nothing",
        "a.html",
        lambda: page(article("<p>오를라 벤도 장관이 회담을 가졌다고 밝혔다</p>" * 30)).decode().encode("euc_kr"),
        "장관이 회담을",
    ),
    Case("a page of utf-16", "a.html", lambda: page(article("")).decode().encode("utf-16")),
    # files that are not what they are called
    Case("a page called a text", "a.txt", lambda: page(article(""))),
    Case("a PDF called a page", "a.html", lambda: make_pdf([[Line(x=72, y=700, text=STORY, size=8)]])),
    Case("a mail called nothing", "mail", mail),
    Case("a zip called a picture of text", "a.txt", lambda: zipped(("b.txt", STORY.encode()))),
    Case("a text called a page", "a.html", STORY.encode),
    refused(
        "a picture called a text",
        "a.txt",
        lambda: b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(range(256)) * 99),
        "not text",
    ),
    refused("an old Word file", "a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000), "old Word"),
    refused(
        "a Word file with a password",
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    refused(
        "a spreadsheet called a zip",
        "a.zip",
        lambda: zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")),
        "office document",
    ),
    # archives
    Case(
        "names that lead out of an archive",
        "a.zip",
        lambda: zipped(("../../../etc/cron.d/x.txt", STORY.encode()), ("/etc/y.txt", SECOND.encode())),
        texts=2,
    ),
    Case("names of Windows drives", "a.zip", lambda: zipped(("C:\\temp\\..\\x.txt", STORY.encode()))),
    Case("a name that turns letters around", "a.zip", lambda: zipped(("talks\u202etxt.exe.txt", STORY.encode()))),
    Case("a name of ten thousand letters", "a.tar", lambda: tarred(("n" * 10_000 + ".txt", STORY.encode()))),
    Case("the same name twice", "a.zip", lambda: zipped(("a.txt", STORY.encode())), texts=1),
    Case("a member without a name", "a.zip", nameless_zip, texts=2),
    refused("a member with a password", "a.zip", locked_zip, "encrypted"),
    refused("a zip bomb of one member", "a.zip", lambda: zipped(("a.txt", bytes(8_000_000))), "made to fill a memory"),
    refused("a member larger than it says", "a.zip", lying_zip, "damaged"),
    refused("a list of members that fills the memory", "a.zip", monstrous_directory, "fill a memory"),
    refused("archives in archives in archives in archives", "a.zip", lambda: nested(4), "more than 3 deep"),
    Case("archives in archives", "a.zip", lambda: nested(2)),
    refused("a zip cut in half", "a.zip", lambda: zipped(("a.txt", STORY.encode() * 50))[:120], "no sound zip"),
    refused("a zip of nothing", "a.zip", lambda: zipped(), "nothing in it"),
    refused(
        "a zip of pictures",
        "a.zip",
        lambda: zipped(("a.png", b"x"), (".hidden.txt", b"x"), ("__MACOSX/a.txt", b"x")),
        "nothing in it",
    ),
    Case(
        "links and devices in a tar",
        "a.tar",
        lambda: tarred(
            ("a.txt", STORY.encode()),
            link=tarfile.SYMTYPE,
            hard=tarfile.LNKTYPE,
            device=tarfile.CHRTYPE,
            pipe=tarfile.FIFOTYPE,
        ),
        never="root:",
    ),
    Case(
        "a tar cut short",
        "a.tar",
        lambda: tarred(("a.txt", STORY.encode()), ("b.txt", SECOND.encode() * 99))[:2_000],
        "cut short|damaged|unexpected",
        1,
        1,
    ),
    refused("a tar whose header wants all memory", "a.tar", long_header_tar, "damaged"),
    Case("a tar packed with gzip", "a.tar.gz", lambda: gzip.compress(tarred(("a.txt", STORY.encode())))),
    refused("a gzip bomb", "a.txt.gz", gzip_bomb, "too large"),
    refused(
        "gzip in gzip in gzip in gzip",
        "a.txt.gz",
        lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(STORY.encode())))),
        "more than 3 times",
    ),
    refused("gzip cut short", "a.txt.gz", lambda: gzip.compress(STORY.encode() * 50)[:60], "cut short"),
    refused("gzip with a broken sum", "a.txt.gz", lambda: gzip.compress(STORY.encode())[:-8] + bytes(8), "damaged"),
    refused("bzip2, which is not read", "a.txt", lambda: bz2.compress(STORY.encode() * 90), "not text"),
    # pages
    Case("a page ten thousand deep", "a.html", lambda: page("<div>" * 10_000 + f"<p>{STORY}</p>" + "</div>" * 10_000)),
    Case("tables three thousand deep", "a.html", lambda: page("<table><tr><td>" * 3_000 + f"<p>{STORY}</p>")),
    refused("a page of a million tags", "a.html", lambda: page("<b>x</b>" * 200_000), "too large a page"),
    Case("a tag with a hundred thousand attributes", "a.html", lambda: page(f"<p {'a=1 ' * 100_000}>{STORY}</p>")),
    Case("tags that never close", "a.html", lambda: page(article("<p><b><i><span>" * 200))),
    Case("comments that never close", "a.html", lambda: page(article("") + "<!--" * 50_000)),
    refused("a page of brackets alone", "a.html", lambda: b"<html>" + b"<" * 100_000, "no text|words"),
    refused(
        "a page that scripts fill",
        "a.html",
        lambda: page("<div id=app></div><script>render('President Ghost met nobody')</script>"),
        "no text on the page",
    ),
    Case("a page with a null in every word", "a.html", lambda: page(article("<p>nu\0ll</p>"))),
    Case(
        "hidden words on a page",
        "a.html",
        lambda: page(
            article(
                f"<p style='display:none'>{GHOST}.</p><p hidden>{GHOST}.</p><div style='font-size:0'>{GHOST}</div>"
                f"<!-- {GHOST} --><template>{GHOST}</template>"
            )
        ),
        never=GHOST,
    ),
    Case(
        "scripts and styles on a page",
        "a.html",
        lambda: page(article(f"<script>var a='{GHOST}'</script><style>p:after{{content:'{GHOST}'}}</style>")),
        never=GHOST,
    ),
    Case(
        "metadata nested without end",
        "a.html",
        lambda: page(article(""), f"<script type='application/ld+json'>{'[' * 50_000}</script>"),
    ),
    Case(
        "metadata that are no JSON",
        "a.html",
        lambda: page(article(""), "<script type='application/ld+json'>{headline: 'x', }</script>"),
    ),
    Case(
        "entities that would grow",
        "a.html",
        lambda: b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + page(article("<p>&b;&b;</p>")),
    ),
    # PDF
    refused(
        "a PDF with a password", "a.pdf", lambda: make_pdf([[Line(x=72, y=700, text=STORY)]], encrypt=True), "encrypted"
    ),
    refused("a PDF cut in half", "a.pdf", lambda: make_pdf([[Line(x=72, y=700, text=STORY)]])[:300], "damaged"),
    refused("a PDF of its first line", "a.pdf", lambda: b"%PDF-1.7\n", "damaged"),
    refused("a PDF of pictures", "a.pdf", lambda: make_pdf([[], [], []]), "no words on its 3 pages"),
    refused("a PDF of three thousand pages", "a.pdf", lambda: make_pdf([[]] * 3_000), "too long: 3,000 pages"),
    Case(
        "a PDF with twenty thousand words at one place",
        "a.pdf",
        lambda: make_pdf(
            [[Line(x=72, y=500, text="word") for _ in range(20_000)] + [Line(x=72, y=700, text=STORY, size=8)]]
        ),
    ),
    Case(
        "a PDF of strings of two megabytes",
        "a.pdf",
        lambda: make_pdf([[Line(x=72, y=500, text=f"{page} {chr(65 + page)} word " * 200_000)] for page in range(9)]),
        "8 I word 8 I word",
    ),
    # Word
    refused("a Word file that is a bomb", "a.docx", bomb_docx, "fill a memory"),
    refused("a Word file cut in half", "a.docx", lambda: make_docx([STORY])[:3_000], "damaged"),
    Case("a Word file of a billion laughs", "a.docx", entity_docx, "Kelumi|damaged", None, None, "haha"),
    # mail
    refused("a mail three thousand parts deep", "a.eml", deep_mail, "damaged"),
    refused("a mail of nothing", "a.eml", lambda: raw_mail(b"Content-Type: text/plain", b""), "no text"),
    Case(
        "a mail in an encoding nobody knows",
        "a.eml",
        lambda: raw_mail(b"Content-Type: text/plain; charset=klingon", STORY.encode()),
    ),
    Case(
        "a mail of broken base64",
        "a.eml",
        lambda: raw_mail(
            b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", base64.b64encode(STORY.encode()) + b"!!="
        ),
    ),
    Case(
        "a mail whose boundary never comes",
        "a.eml",
        lambda: raw_mail(
            b"Content-Type: multipart/mixed; boundary=x", b"--x\r\nContent-Type: text/plain\r\n\r\n" + STORY.encode()
        ),
    ),
    Case(
        "a subject that is no encoded word",
        "a.eml",
        lambda: raw_mail(b"Subject: =?utf-8?q?=ZZ?= =?x?b?%%?=\r\nContent-Type: text/plain", STORY.encode()),
    ),
    Case(
        "a header of a megabyte",
        "a.eml",
        lambda: raw_mail(b"Subject: " + b"x" * 1_000_000 + b"\r\nContent-Type: text/plain", STORY.encode()),
    ),
    Case("a date that is none", "a.eml", lambda: mail(date="Mon, 99 Foo 99999 99:99:99 +9999")),
    Case("an attachment that leads out", "a.eml", lambda: attached("../../x.txt", SECOND.encode()), texts=2),
    # JSON
    refused("lists a hundred thousand deep", "a.json", lambda: b'{"text": ' + b"[" * 100_000, "no JSON|cut short"),
    refused(
        "JSON without an article",
        "a.json",
        lambda: b'{"name": "left-pad", "version": "1.0.0"}',
        "no article in a known format",
    ),
    refused("JSON cut short", "a.json", lambda: json.dumps({"text": STORY}).encode()[:-9], "no JSON"),
    Case(
        "a broken line among JSON lines",
        "a.jsonl",
        lambda: json.dumps({"text": STORY}).encode() + b'\n{"text": "\n' + json.dumps({"text": SECOND}).encode(),
        "no JSON",
        2,
        1,
    ),
    Case(
        "halves of characters in JSON",
        "a.json",
        lambda: ('{"text": "' + STORY + ' \\ud83d \\u0000 end"}').encode(),
        "Kelumi|no JSON",
        None,
        None,
    ),
    refused("a list of no objects", "a.json", lambda: b"[1, 2, [3]]", "nothing in it"),
    refused("a text that is no text", "a.json", lambda: b'{"text": {"a": 1}}', "no article"),
    # tables and mailboxes and web archives
    Case(
        "a quotation mark that never closes",
        "a.csv",
        lambda: b'text,title\n"The minister met\nThe mayor met the guild,x\n',
        "quotation mark",
        1,
        1,
    ),
    refused("a table without texts", "a.csv", lambda: b"id,name\n1,x\n", "no column 'text'"),
    Case("a formula in a table", "a.csv", lambda: f'text,title\n"{STORY}","=HYPERLINK(""http://x"")"\n'.encode()),
    Case(
        "a mailbox of broken mails",
        "a.mbox",
        lambda: (
            b"From x\nFrom: a@b.example\nMessage-ID: <1>\nTo: x\n\n"
            + STORY.encode()
            + b"\n\nFrom y\n\xff\xfe\x00garbage\n"
        ),
        None or STORY,
        None,
        None,
    ),
    Case(
        "a web archive cut short",
        "a.warc.gz",
        lambda: make_warc([("https://x.example/a", PAGE.encode()), ("https://x.example/b", PAGE.encode())])[:-200],
        STORY,
        None,
        None,
    ),
    refused("a web archive that is none", "a.warc", lambda: b"WARC/1.0\r\n" + bytes(999), "damaged|no answers"),
    Case(
        "a web archive with a bomb in an answer",
        "a.warc",
        lambda: make_warc(
            [
                ("https://x.example/a", gzip.compress(bytes(30_000_000))),
            ],
            more=b"Content-Encoding: gzip\r\n",
            packed=False,
        ),
        "too large|damaged",
        0,
        None,
    ),
]


def attached(name: str, data: bytes) -> bytes:
    message = make_mail(STORY)
    message.add_attachment(data, maintype="text", subtype="plain", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_hostile_input_gives_its_text_or_a_reason_in_one_line(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / case.file).write_bytes(case.data())
    began = time.perf_counter()
    texts, reasons = [], []
    for piece in iter_pieces([folder], limits=Limits(largest=20_000_000)):
        assert piece.source.isprintable()
        assert ".." not in piece.source.partition("!/")[2].split("/")
        try:
            texts.append(read_piece(piece).text)
        except DocumentError as error:
            reasons.append(str(error))
    assert time.perf_counter() - began < LONGEST
    said = texts + reasons
    assert any(word in one for word in case.says.split("|") for one in said), said
    assert case.texts is None or len(texts) == case.texts, said
    assert case.failures is None or len(reasons) == case.failures, said
    assert not any("\n" in reason or len(reason) > 700 for reason in reasons)
    assert case.never is None or not any(case.never in one for one in texts)
    assert [path.name for path in tmp_path.rglob("*")] == ["in", case.file]  # nothing is ever unpacked to disk
    assert all("\0" not in text and text.encode("utf-8") for text in texts if case.file != "a.txt")


@pytest.mark.parametrize("file", ["a.txt", "a.jsonl", "a.json", "a.csv", "a.mbox", "a.html", "a.eml"])
def test_a_line_of_a_gigabyte_is_refused_within_memory(file: str, tmp_path: Path) -> None:
    import resource

    with (tmp_path / file).open("wb") as line:
        line.write(
            {"a.jsonl": b'{"text": "', "a.json": b'[{"text": "', "a.mbox": b"From x\nFrom: x\n\n"}.get(file, b"text,")
        )
        # Sparse: it takes no room on the disk. Those that are looked through to their end are shorter.
        line.truncate(1_000_000_000 if file not in ("a.json", "a.mbox") else 200_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = list(iter_pieces([tmp_path / file]))
    reasons = []
    for piece in found:
        with pytest.raises(DocumentError) as refusal:
            read_piece(piece)
        reasons.append(str(refusal.value))
    assert reasons
    assert all("\n" not in reason for reason in reasons)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 200  # megabytes


@pytest.mark.parametrize("members", [1_000, 65_535, 70_000])
def test_the_members_of_a_zip_are_counted_before_its_list_is_read(
    members: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of so many, in the form for few and in that for many; what is no list of texts counts too."""
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("a.txt", STORY.encode()), *((f"{number}.png", b"") for number in range(members - 1))))
    (found,) = iter_pieces([path], limits=Limits(members=members))
    assert found.failure is None
    monkeypatch.setattr(zipfile, "ZipFile", None)
    (refused,) = iter_pieces([path], limits=Limits(members=members - 1))
    assert refused.failure == f"more than the {members - 1:,} members that are allowed; nothing of it is read"
