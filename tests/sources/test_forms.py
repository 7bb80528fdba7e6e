from __future__ import annotations

import io
import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from making import Line, make_docx, make_mail, make_pdf, make_warc, set_paragraphs

from communique.errors import DocumentError, InputError
from communique.model import Document
from communique.sources.articles import load_article_mapping
from communique.sources.finding import iter_pieces
from communique.sources.layout.lines import HYPHEN
from communique.sources.layout.paragraphs import join_lines
from communique.sources.limits import Limits
from communique.sources.opening import harmless
from communique.sources.pieces import Piece
from communique.sources.reading import read_piece

STORY = (
    "TORPEL, May 7 - Orla Venndo, the minister of ports, met Dao Kelumi, the head of the Quillon yard, in Torpel on "
    "Wednesday to talk about the considerable consequences of a ferry for neighbouring municipalities.",
    "The state-owned yard had asked for help, and Cho Tae-yul, the ambassador, took part.",
    "They will meet again in June.",
)


def read(data: bytes, name: str) -> Document:
    return read_piece(Piece(source=name, data=data, name=name))


def found(path: Path, mapping: Path | None = None) -> list[Document | str]:
    """The documents at a path, or the reasons why there are none."""
    documents: list[Document | str] = []
    for piece in iter_pieces([path], mapping=load_article_mapping(mapping)):
        try:
            documents.append(read_piece(piece))
        except DocumentError as error:
            documents.append(str(error).removeprefix(str(path)))
    return documents


# PDF


def test_running_heads_and_page_numbers_go_and_paragraphs_run_on_over_pages() -> None:
    days = ("Monday", "Tuesday", "Friday", "Sunday")
    story = [one.replace("Wednesday", day).replace("took part", f"spoke on {day}") for day in days for one in STORY[:2]]
    pages = set_paragraphs(
        story, title="Ferry talks", width=60, head="The Bell 7 May", foot="Page {page} of 9", lines_a_page=7
    )
    assert len(pages) > 3
    assert read(make_pdf(pages), "a.pdf").text.split("\n\n") == ["Ferry talks", *story]


def test_columns_are_read_one_after_the_other_however_they_were_drawn() -> None:
    left = [f"left line {n} of the first text set in two" for n in range(8)]
    right = [f"right line {n} of the second text beside" for n in range(8)]
    lines = [Line(x=60, y=760, text="A headline over both of the columns of this page", size=16)]
    for n in range(8):
        lines += [Line(x=310, y=700 - 14 * n, text=right[n]), Line(x=60, y=700 - 14 * n, text=left[n])]
    text = read(make_pdf([lines]), "a.pdf").text
    assert text.index("headline") < text.index("left line 0") < text.index("left line 7") < text.index("right line 0")
    assert " ".join(left) in text
    assert " ".join(right) in text


def test_words_that_were_set_one_by_one_are_one_line() -> None:
    x, lines = 60.0, []
    for word in STORY[2].split():
        lines.append(Line(x=x, y=500, text=word))
        x += 6.2 * len(word) + 4
    assert read(make_pdf([lines]), "a.pdf").text == STORY[2]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["the consid" + HYPHEN, "erable sum"], "the considerable sum"),
        (["a state" + HYPHEN, "owned yard", "the state-owned yard"], "a state-owned yard the state-owned yard"),
        (["the ambassador Cho Tae" + HYPHEN, "yul said"], "the ambassador Cho Tae-yul said"),
        (["the Prime Min" + HYPHEN, "ister said"], "the Prime Minister said"),
        (["the Franco" + HYPHEN, "German plan"], "the Franco-German plan"),
        (["from 2024" + HYPHEN, "2025"], "from 2024-2025"),
        (["ends here" + HYPHEN], "ends here-"),
    ],
)
def test_hyphens_of_the_margin_go_and_those_of_words_stay(lines: list[str], whole: str) -> None:
    known = frozenset({"state-owned", "considerable"})
    assert join_lines(lines, known) == whole


def test_what_a_pdf_states_goes_with_it_and_its_making_counts_only_beside_its_dateline() -> None:
    info = {
        "Title": "Ferry talks in Torpel",
        "Author": "Press Office; Ada Quill",
        "CreationDate": "D:20310508101500+02'00'",
    }
    document = read(make_pdf(set_paragraphs(STORY), info=info), "a.pdf")
    assert (document.title, document.authors) == ("Ferry talks in Torpel", ("Press Office", "Ada Quill"))
    assert (document.published, document.dateline) == ("2031-05-08", "2031-05-07")
    later = read(make_pdf(set_paragraphs(STORY), info=info | {"CreationDate": "D:20331108101500Z"}), "a.pdf")
    assert (later.published, later.dateline) == (None, "XXXX-05-07")


# Word


def test_tables_and_lists_of_a_word_file_stand_in_their_place_and_what_was_deleted_is_gone() -> None:
    from docx import Document as Word
    from docx.oxml import OxmlElement

    word = Word()
    word.add_heading("Ferry talks")
    kept = word.add_paragraph(STORY[0])
    gone = OxmlElement("w:del")
    gone.append(word.add_paragraph("President Ghost").runs[0]._r)
    kept._p.append(gone)
    hidden = word.add_paragraph().add_run("President Hidden")
    hidden.font.hidden = True
    table = word.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "Ferries"
    word.add_paragraph(STORY[2])
    out = io.BytesIO()
    word.save(out)
    assert read(out.getvalue(), "a.docx").text.split("\n\n") == ["Ferry talks", STORY[0], "Year | Ferries", STORY[2]]


def test_what_a_word_file_states_goes_with_it() -> None:
    document = read(make_docx(STORY, title="Ferry talks", author="Ada Quill", created="2031-05-07"), "a.docx")
    assert (document.title, document.authors) == ("Ferry talks", ("Ada Quill",))
    assert (document.published, document.dateline) == ("2031-05-07", "2031-05-07")


# mail


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Ferry talks", "Ferry talks"),
        ("Re: AW: Ferry talks", "Ferry talks"),
        ("[press] Ferry talks – „Größe“", "Ferry talks – „Größe“"),
    ],
)
def test_a_mail_is_its_subject_and_its_words(subject: str, title: str) -> None:
    document = read(
        make_mail("\n\n".join(STORY) + "\n\n-- \nPress Office\nTorpel", subject=subject).as_bytes(), "a.eml"
    )
    assert document.text == "\n\n".join((title, *STORY))
    assert (document.title, document.published, document.authors) == (title, "2031-05-07", ("Press Office",))


def test_who_passes_a_mail_on_is_not_its_author_nor_that_day_its_day() -> None:
    document = read(
        make_mail(
            "\n\n".join(STORY[1:]), subject="Fwd: Ferry talks", date="Fri, 07 Nov 2036 10:00:00 +0000"
        ).as_bytes(),
        "a.eml",
    )
    assert (document.title, document.published, document.authors) == ("Ferry talks", None, ())


def test_lines_that_mail_broke_are_whole_again() -> None:
    broken = (
        "Orla Venndo, the minister of ports, met Dao Kelumi, the head of the\nQuillon yard, in Torpel on Wednesday to "
        "talk about a ferry.\n\nThey will meet again in June."
    )
    flowed = make_mail(broken.replace("the\nQuillon", "the \nQuillon"))
    flowed.set_param("format", "flowed")
    for mail in (make_mail(broken), flowed):
        assert read(mail.as_bytes(), "a.eml").text.split("\n\n")[1:] == [
            "Orla Venndo, the minister of ports, met Dao Kelumi, the head of the Quillon yard, in Torpel on Wednesday "
            "to talk about a ferry.",
            STORY[2],
        ]


def test_a_mail_in_html_alone_is_read_as_it_is_shown() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Message-ID"] = "Ferry talks", "p@m.example", "<1>"
    mail.set_content(
        f"<table><tr><td><p>{STORY[0]}</p><p style='display:none'>Ghost</p></td></tr></table>", subtype="html"
    )
    document = read(mail.as_bytes(), "a.eml")
    assert document.text == f"Ferry talks\n\n{STORY[0]}"
    assert document.authors == ()  # an address is nobody's name


def test_of_two_parts_the_plain_one_is_read_unless_it_says_nothing() -> None:
    for plain, wanted in (("\n\n".join(STORY), STORY[2]), ("Open in your browser.", "As a page")):
        mail = make_mail(plain)
        mail.add_alternative(f"<p>As a page: {STORY[0]}</p>", subtype="html")
        assert wanted in read(mail.as_bytes(), "a.eml").text


def test_what_is_attached_is_read_by_itself_with_the_day_of_the_mail(tmp_path: Path) -> None:
    mail = make_mail("")
    mail.add_attachment(make_pdf(set_paragraphs(STORY)), maintype="application", subtype="pdf", filename="readout.pdf")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    (piece,) = iter_pieces([path])
    assert piece.source == f"{path}!/readout.pdf"
    document = read_piece(piece)
    assert (document.text, document.published) == ("\n\n".join(STORY), "2031-05-07")


# JSON and tables


def test_known_formats_of_news_are_read(tmp_path: Path) -> None:
    text = "\n".join(STORY)
    day, later = "2031-05-07T10:00:00Z", "2031-05-08T10:00:00Z"
    wire = "https://wire.example/"
    one, author = {"text": text, "title": "T one"}, {"authors": ["Ada Quill"]}
    news_please = {
        "maintext": text,
        "title": "T one",
        "date_publish": "2031-05-07 10:00:00",
        "language": "en",
        **author,
    }
    ninjs = {
        "uri": f"{wire}2",
        "headline": "T one",
        "byline": "By Ada Quill",
        "body_text": text,
        "body_html": "<p>x</p>",
    }
    bodies = [{"role": "short", "value": "x"}, {"role": "main", "value": text}]
    schema = {"@type": "NewsArticle", "headline": "T one", "articleBody": text, "author": {"name": "Ada Quill"}}
    rows = [
        news_please
        | {"date_modify": "2031-05-08 09:00:00", "url": "https://bell.example/1", "source_domain": "b.example"},
        ninjs | {"firstcreated": day, "versioncreated": later, "infosource": [{"name": "Wire"}]},
        {
            "uri": f"{wire}3",
            "headlines": [{"value": "T one"}],
            "by": "Ada Quill",
            "bodies": bodies,
            "versioncreated": day,
        },
        schema | {"datePublished": day, "dateModified": later, "publisher": {"name": "Wire"}, "url": f"{wire}4"},
        one | author | {"published": "2031-05-07T10:00", "address": f"{wire}5"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    documents = found(path)
    assert [one.text for one in documents if isinstance(one, Document)] == [f"T one\n\n{text}"] * 5
    told = [
        (one.published, one.updated, one.authors, one.publisher, one.address)
        for one in documents
        if isinstance(one, Document)
    ]
    assert told == [
        ("2031-05-07", "2031-05-08", ("Ada Quill",), None, "https://bell.example/1"),
        ("2031-05-07", "2031-05-08", ("Ada Quill",), "Wire", "https://wire.example/2"),
        ("2031-05-07", None, ("Ada Quill",), None, "https://wire.example/3"),
        ("2031-05-07", "2031-05-08", ("Ada Quill",), "Wire", "https://wire.example/4"),
        ("2031-05-07", None, ("Ada Quill",), None, "https://wire.example/5"),
    ]


MAPPING = """
[fields]
text = { column = "content.body" }
title = { column = "head" }
authors = { column = "people", separator = ";" }
published = { column = "day", format = "%d/%m/%Y" }
publisher = { value = "Torpel Wire" }
"""


def test_a_mapping_says_where_fields_stand(tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text(MAPPING)
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.json"
    path.write_text(
        json.dumps(
            {
                "head": "T one",
                "content": {"body": f"<p>{STORY[0]}</p><p>{STORY[2]}</p>"},
                "people": "A B; C D",
                "day": "07/05/2031",
            }
        )
    )
    (document,) = found(path, mapping)
    assert isinstance(document, Document)
    assert document.text == f"T one\n\n{STORY[0]}\n\n{STORY[2]}"
    assert (document.published, document.publisher, document.authors) == ("2031-05-07", "Torpel Wire", ("A B", "C D"))
    path.write_text(json.dumps({"head": "T", "content": {"body": STORY[0]}, "day": "May 7"}))
    assert found(path, mapping) == [": published: 'May 7' is no date written as %d/%m/%Y"]


def test_a_table_by_a_mapping_keeps_its_good_rows(tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text(MAPPING.replace("content.body", "Body").replace("%d/%m/%Y", "%d.%m.%Y"))
    path = tmp_path / "a.csv"
    path.write_text(
        f'head;day;people;BODY\n"T one";07.05.2031;A B;"{STORY[0]}\n\n{STORY[2]}"\nT two;never;;x\nT three;;;\n',
        "cp1252",
    )
    documents = found(path, mapping)
    assert isinstance(documents[0], Document)
    assert documents[0].text == f"T one\n\n{STORY[0]}\n\n{STORY[2]}"
    assert documents[0].source == f"{path}!/2"
    assert documents[1:] == [
        "!/5: published: 'never' is no date written as %d.%m.%Y",
        "!/6: no text in this record",
    ]


@pytest.mark.parametrize(
    "said",
    ["[fields]\ntitle = { column = 'a' }", "[fields]\ntext = { column = 'a' }\nbody = { column = 'b' }", "no toml"],
)
def test_a_mapping_that_cannot_be_used_is_said_before_anything_is_read(said: str, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(said)
    with pytest.raises(InputError, match=r"map\.toml"):
        load_article_mapping(path)


# standard input, web archives, names


def test_standard_input_is_read_by_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (
        make_pdf(set_paragraphs(STORY)),
        "\n\n".join(STORY).encode(),
        json.dumps({"text": "\n\n".join(STORY)}).encode(),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (piece,) = iter_pieces(["-"])
        document = read_piece(piece)
        assert (document.source, document.text) == ("-", "\n\n".join(STORY))


def test_pages_of_a_web_archive_have_their_address_and_failed_answers_are_passed_over(tmp_path: Path) -> None:
    page = f"<html><head><title>Ferry talks</title></head><body><p>{STORY[0]}</p></body></html>".encode()
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        make_warc([("https://bell.example/ferry?x=1", page)])
        + make_warc([("https://bell.example/none", page)], status="404 Not Found")
        + make_warc([("https://bell.example/logo.png", b"\x89PNG")], media_type="image/png")
    )
    (document,) = found(path)
    assert isinstance(document, Document)
    assert document.source == f"{path}!/https://bell.example/ferry?x=1"
    assert document.address == "https://bell.example/ferry?x=1"
    # The day of fetching stands beside the dateline of two days before.
    assert (document.published, document.dateline) == ("2031-05-09", "2031-05-07")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\a\\..\\b.txt", "a/b.txt"),
        ("a\u202etxt.exe", "a\ufffdtxt.exe"),
        ("a\nb\x1b[31m.txt", "a\ufffdb\ufffd[31m.txt"),
        ("..", "(no name)"),
    ],
)
def test_names_of_members_are_harmless_to_show(name: str, shown: str) -> None:
    assert harmless(name) == shown


def test_an_archive_holds_no_more_texts_than_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"{STORY[0]} {n}"}) for n in range(9)))
    pieces = list(iter_pieces([path], limits=Limits(members=5)))
    assert [piece.failure is None for piece in pieces] == [True] * 5 + [False]
    assert pieces[-1].failure == "more than the 5 texts that are allowed; the rest is not read"


def test_a_piece_that_holds_many_is_not_read_as_one() -> None:
    with pytest.raises(DocumentError, match=r"a\.tar: a tar archive, which holds many texts"):
        read(b"\0" * 257 + b"ustar" + b"\0" * 300, "a.tar")
