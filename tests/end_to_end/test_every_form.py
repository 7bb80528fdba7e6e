"""One article in every form: the same meetings, statements and quotes come out of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import make_docx, make_mail, make_pdf, set_paragraphs

from communique.ledger import Failure, extract

TITLE = "Kelvoland minister and Quillon chief discuss battery plant"
STORY = (
    "TORPEL, May 7 - Orla Venndo, the industry minister of Kelvoland, met Dao Kelumi, the chief executive of Quillon "
    "Power, in Torpel on Wednesday to discuss a battery plant and its considerable consequences.",
    "Venndo asked Kelumi to build the factory within two years, saying that the government would welcome it.",
    "“We will build it in two years,” Kelumi told reporters after the meeting, which lasted an hour.",
    "Kelumi is also scheduled to meet Prime Minister Bram Sativo of Norland on Friday, according to the ministry.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    words = "".join(f"<p>{one}</p>" for one in STORY)
    page = (
        f"<!doctype html><html lang=en><head><title>{TITLE} | The Bell</title></head><body><nav><a href=/>Home</a>"
        f"</nav><article><h1>{TITLE}</h1>{words}</article><aside>President Ghost met Premier Nothing on Monday.</aside>"
        "</body></html>"
    )
    (tmp_path / "a.txt").write_text("\n\n".join((f"date 2031-05-07 {TITLE}", *STORY)), "utf-8")
    dated = page.replace("<head>", "<head><meta property=article:published_time content=2031-05-07>")
    (tmp_path / "b.html").write_text(dated, "utf-8")
    info = {"CreationDate": "D:20310507120000Z"}
    (tmp_path / "c.pdf").write_bytes(make_pdf(set_paragraphs(STORY, title=TITLE, width=60, lines_a_page=6), info=info))
    (tmp_path / "d.docx").write_bytes(make_docx(STORY, title=TITLE, created="2031-05-07"))
    (tmp_path / "e.eml").write_bytes(make_mail("\n\n".join(STORY), subject=TITLE).as_bytes())
    return tmp_path


def test_the_same_meetings_are_found_with_the_same_words_in_every_form(folder: Path) -> None:
    found = list(extract([folder], reader="rules", jobs=1))
    assert len(found) == 5
    told = []
    for one in found:
        assert not isinstance(one, Failure), one
        assert one.document.published == "2031-05-07"
        assert one.document.title == TITLE
        meetings = [
            (
                claim.status,
                claim.date,
                tuple(p.name for p in claim.participants),
                tuple(e.quote for e in claim.evidence),
            )
            for claim in one.meetings
        ]
        statements = [(claim.kind, claim.speaker, tuple(e.quote for e in claim.evidence)) for claim in one.statements]
        told.append((meetings, statements))
    assert len(told[0][0]) >= 2
    assert told[1:] == [told[0]] * 4
