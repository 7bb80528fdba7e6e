"""Posts whose body the text leaves to the reader: of deputies, mayors, delegations. All people are invented."""

from __future__ import annotations

import pytest

from communique.reading.document import read_documents
from communique.text.documents import frame

HEAD = " date 2023-05-11 "


def posts(text: str) -> dict[str, list[tuple[str, str | None, bool]]]:
    """The posts of each person: the post, its body, whether it is past."""
    (reading,) = read_documents([frame(HEAD + text, source="told.txt", encoding="utf-8", language="en")])
    return {
        entity.name: [(fact.role, fact.organisation, fact.past) for fact in entity.roles if fact.role]
        for entity in reading.registry.entities
    }


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        (
            "Selma Borg, chief executive of Quarn Freight, came with her chief engineer, Yonas Lind, on Monday.",
            "Yonas Lind",
            ("chief engineer", "Quarn Freight", False),
        ),
        (
            "Selma Borg, chief executive of Quarn Freight, was ill. Borg's deputy, Yonas Lind, came instead.",
            "Yonas Lind",
            ("deputy", "Quarn Freight", False),
        ),
        (
            "She flew to Kayseri this morning, where mayor Tarik Demirsoy showed Selma Borg two sites.",
            "Tarik Demirsoy",
            ("mayor", "Kayseri", False),
        ),
        (
            "On Monday Mayor Tarik Demirsoy of Kayseri met Selma Borg.",
            "Tarik Demirsoy",
            ("Mayor", "Kayseri", False),
        ),
        (
            "Norwegian Prime Minister Karl Bragg arrived. He was accompanied by Foreign Minister Sigrid Dahl and Trade "
            "Minister Desmond Hale.",
            "Desmond Hale",
            ("Trade Minister", "Norway", False),
        ),
        (
            "Selma Borg, chief executive of Quarn Freight, met the press. Her predecessor, Mr Yonas Lind, had not.",
            "Yonas Lind",
            ("chief executive", "Quarn Freight", True),
        ),
    ],
)
def test_body_comes_from_whom_or_where_the_text_tells(text: str, name: str, post: tuple[str, str, bool]) -> None:
    assert post in posts(text)[name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a lawyer need not serve where his client does
        ("Selma Borg, chief executive of Quarn Freight, came with her lawyer, Yonas Lind, on Monday.", "Yonas Lind"),
        # a mayor in a text that names no town
        ("On Monday Mayor Tarik Demirsoy met Selma Borg.", "Tarik Demirsoy"),
    ],
)
def test_body_stays_unknown_where_nothing_tells(text: str, name: str) -> None:
    assert [body for _, body, _ in posts(text)[name]] == [None]
