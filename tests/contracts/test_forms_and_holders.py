"""What every form and every holder of texts has to do: found by name, told by content, read alike."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_docx, make_mail, make_pdf, make_warc, set_paragraphs

from communique.errors import DocumentError
from communique.sources.finding import iter_pieces
from communique.sources.limits import Limits
from communique.sources.opening import open_piece
from communique.sources.pieces import Piece
from communique.sources.reading import read_piece
from communique.sources.telling import form_names, holder_names, load_form, load_holder

TITLE = "Minister and shipyard agree on a ferry"
STORY = (
    "TORPEL, May 7 - Orla Venndo, the minister of ports, met Dao Kelumi, the head of the Quillon yard, in Torpel on "
    "Wednesday to talk about the considerable consequences of a ferry for neighbouring municipalities.",
    "“We will build it in two years,” Kelumi told reporters after the meeting, which had lasted an hour.",
    "The two sides will meet again in June, the ministry said in a statement that it sent out in the evening.",
)
TEXT = "\n\n".join((TITLE, *STORY))
PAGE = (
    f"<!doctype html><html lang=en><head><title>{TITLE} | The Bell</title></head><body><nav><a href=/>Home</a></nav>"
    f"<article><h1>{TITLE}</h1>{''.join(f'<p>{one}</p>' for one in STORY)}</article><footer>Imprint</footer>"
    "</body></html>"
)
OBJECT = {"title": TITLE, "text": "\n\n".join(STORY)}

FORMS: dict[str, Callable[[], bytes]] = {
    "text": TEXT.encode,
    "html": PAGE.encode,
    "pdf": lambda: make_pdf(set_paragraphs(STORY, title=TITLE, width=70, head="The Bell", lines_a_page=4)),
    "docx": lambda: make_docx(STORY, title=TITLE),
    "mail": lambda: make_mail("\n\n".join(STORY), subject=TITLE).as_bytes(),
    "json": lambda: json.dumps(OBJECT, indent=2).encode(),
}
HOLDERS: dict[str, Callable[[], bytes]] = {
    "zip": lambda: zipped({"a/talks.html": PAGE.encode(), "b.txt": TEXT.encode()}),
    "tar": lambda: tarred({"a/talks.html": PAGE.encode(), "b.txt": TEXT.encode()}),
    "mail": lambda: with_attachment().as_bytes(),
    "mbox": lambda: b"".join(b"From a@b.example Wed May 7\n" + FORMS["mail"]() + b"\n" for _ in range(2)),
    "json": lambda: json.dumps([OBJECT, OBJECT]).encode(),
    "csv": lambda: table([["title", "text"], *[list(OBJECT.values())] * 2]),
    "warc": lambda: make_warc([(f"https://bell.example/{n}", PAGE.encode()) for n in range(2)]),
}


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return out.getvalue()


def with_attachment() -> EmailMessage:
    mail = make_mail("\n\n".join(STORY), subject=TITLE)
    mail.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="talks.html")
    return mail


def table(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def suffix_of(kind: str, *, holder: bool) -> str:
    return min((load_holder if holder else load_form)(kind).SUFFIXES)


def pieces(path: Path) -> Iterator[Piece]:
    return iter_pieces([path])


def test_every_form_and_holder_has_a_sample_here() -> None:
    assert set(FORMS) == set(form_names())
    assert set(HOLDERS) == set(holder_names())


@pytest.mark.parametrize("name", form_names())
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_an_article_reads_the_same_in_every_form(name: str, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / f"talks{suffix_of(name, holder=False)}{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(FORMS[name]()) if packed else FORMS[name]())
    (piece,) = pieces(path)
    assert piece.source == str(path)
    document = read_piece(piece)
    assert document.text == TEXT
    assert (document.title, document.language, document.source) == (TITLE, "en", str(path))


@pytest.mark.parametrize("name", [name for name in form_names() if name != "text"])
def test_a_form_is_told_by_its_content_whatever_the_file_is_called(name: str, tmp_path: Path) -> None:
    path = tmp_path / "talks"
    path.write_bytes(FORMS[name]())
    (piece,) = pieces(path)
    assert read_piece(piece).text == TEXT


@pytest.mark.parametrize("name", holder_names())
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_what_a_holder_has_reads_as_it_does_alone(name: str, packed: bool, tmp_path: Path) -> None:
    suffix = suffix_of(name, holder=True)
    packed_already = HOLDERS[name]().startswith(b"\x1f\x8b")
    path = tmp_path / f"many{suffix}{'.gz' if packed or packed_already else ''}"
    path.write_bytes(gzip.compress(HOLDERS[name]()) if packed else HOLDERS[name]())
    found = list(pieces(path))
    assert [read_piece(piece).text for piece in found] == [TEXT, TEXT]
    assert len({piece.source for piece in found}) == 2
    assert all(piece.source == str(path) or piece.source.startswith(f"{path}!/") for piece in found)
    assert [one.source for one in pieces(path)] == [one.source for one in found]


@pytest.mark.parametrize("name", [*form_names(), *holder_names()])
def test_a_kind_says_what_it_is(name: str) -> None:
    for kind in [
        load(name) for names, load in ((form_names(), load_form), (holder_names(), load_holder)) if name in names
    ]:
        assert all(re.fullmatch(r"(?:\.[a-z0-9]+)+", suffix) for suffix in kind.SUFFIXES)
        assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", media_type) for media_type in kind.MEDIA_TYPES)
        assert kind.MEANS
        for head in (b"", b"\0" * 600, TEXT.encode(), "한국어".encode()):
            assert not kind.is_certain(head)
            assert not kind.is_likely(head)


@pytest.mark.parametrize("name", form_names())
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_a_damaged_file_is_a_text_or_a_reason_and_nothing_else(name: str, data: st.DataObject) -> None:
    whole = FORMS[name]()
    cut = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=30))
    damaged = whole[:cut] + noise + whole[cut + len(noise) :]
    piece = Piece(source="a", data=damaged, name=f"a{suffix_of(name, holder=False)}")
    assert "\n" not in reason_of(lambda: [read_piece(piece)])


@pytest.mark.parametrize("name", holder_names())
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_a_damaged_holder_gives_pieces_or_a_reason(name: str, data: st.DataObject) -> None:
    whole = HOLDERS[name]()
    cut = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=30))
    damaged = whole[:cut] + noise + whole[cut + len(noise) :]
    piece = Piece(source="a", data=damaged, name=f"a{suffix_of(name, holder=True)}")
    limits = Limits(largest=1_000_000)

    def members() -> list[Piece]:
        with open_piece(piece, limits) as opened:
            return list(load_holder(name).iter_members(opened, limits))

    assert "\n" not in reason_of(members)


def reason_of(read: Callable[[], Sequence[object]]) -> str:
    """Why something cannot be read, as it is said of it or of its parts; empty where nothing is wrong."""
    try:
        found = read()
    except DocumentError as error:
        return str(error)
    return " ".join(one.failure or "" for one in found if isinstance(one, Piece))
