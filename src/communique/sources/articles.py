"""Articles as records: rows of tables and JSON objects, by the fields that a mapping or a known format gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from communique.errors import DocumentError
from communique.sources.blocks import join_blocks, one_line, repeats, unfold
from communique.sources.mapped_rows import parted, read_date, read_date_in_parts
from communique.sources.mapping import FieldKind, FieldMapping, TableMapping, Wanted, load_mapping
from communique.sources.pages.dates import read_day
from communique.sources.pages.facts import names_of, web_address
from communique.sources.pages.plain import looks_like_html, plain_blocks
from communique.sources.pieces import Told

__all__ = ["ARTICLE_FIELDS", "OWN_NAMES", "Article", "load_article_mapping", "mapped_article", "titled"]

ARTICLE_FIELDS: Final = (
    Wanted(name="text", meaning="the text of the article", required=True),
    Wanted(name="title", meaning="its headline"),
    Wanted(name="authors", meaning="who wrote it", kind=FieldKind.LIST),
    Wanted(name="publisher", meaning="who put it out"),
    Wanted(name="published", meaning="the day on which it came out", kind=FieldKind.DATE),
    Wanted(name="updated", meaning="the day on which it was last changed", kind=FieldKind.DATE),
    Wanted(name="address", meaning="where it stands on the web"),
    Wanted(name="language", meaning="its BCP 47 code"),
)
"""What a mapping can say of an article."""

OWN_NAMES: Final = TableMapping(
    title=None,
    fields={
        one.name: FieldMapping(
            kind=one.kind, columns=(one.name,), separators=(";",) if one.kind is FieldKind.LIST else ()
        )
        for one in ARTICLE_FIELDS
    },
)
"""The mapping of records whose fields have our own names."""


def load_article_mapping(path: str | Path | None) -> TableMapping | None:
    """The mapping in a file, or None where none was given.

    Raises:
        InputError: it cannot be read or used; the message names the file and what would be right.
    """
    return None if path is None else load_mapping(Path(path), ARTICLE_FIELDS)


Pick = Callable[[str], Any]
"""Gives what stands under the name of a column or key; None where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A record as an article: its text with the headline in front, and what else it tells."""

    text: str
    told: Told


def mapped_article(mapping: TableMapping, pick: Pick) -> Article:
    """The article of a record.

    Raises:
        DocumentError: it has no text, or a day in it is none.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, how in mapping.fields.items():
        try:
            found[name] = _read_field(how, pick, mapping)
        except ValueError as error:
            raise DocumentError(f"{name}: {error}") from error
    text = next(iter(found.get("text", ())), "")
    if not text.strip():
        raise DocumentError("no text in this record")
    told = told_of(found)
    return Article(text=titled(text, told.title), told=told)


def told_of(found: Mapping[str, tuple[str, ...]]) -> Told:
    """What the fields of a record tell beside its text."""
    first = {name: one_line(values[0]) or None for name, values in found.items() if values and name != "text"}
    return Told(
        title=first.get("title"),
        authors=tuple(dict.fromkeys(filter(None, map(one_line, found.get("authors", ()))))),
        publisher=first.get("publisher"),
        published=first.get("published"),
        updated=first.get("updated"),
        address=web_address(first.get("address")),
        language=first.get("language"),
    )


def titled(text: str, title: str | None) -> str:
    """The text with its headline in front; where it is written in HTML, its paragraphs as lines."""
    if looks_like_html(text):
        return join_blocks(plain_blocks(text), title=title)
    headline = one_line(title or "")
    if not headline or any(repeats(one_line(line), headline) for line in unfold(text.strip()[:2_000])[:5]):
        return text
    return f"{headline}\n\n{text}"


def _read_field(how: FieldMapping, pick: Pick, mapping: TableMapping) -> tuple[str, ...]:
    """The values of a field; none where the record gives none.

    Raises:
        ValueError: a day is none.
    """
    if how.value is not None:
        given = [how.value]
    else:
        given = [
            text for column in how.columns for text in _texts(pick(column), how) if text.strip() not in mapping.empty
        ]
    if how.in_parts:
        day = read_date_in_parts(given)
        return () if day is None else (day,)
    given = [text for text in given if text.strip()]
    if how.kind is FieldKind.LIST:
        return tuple(dict.fromkeys(part for text in given for part in parted(text, how.separators)))
    whole = how.join.join(given)
    if how.kind is not FieldKind.DATE or not whole:
        return (whole,) if whole else ()
    day = read_date(whole.strip(), how.formats) if how.formats else read_day(whole)
    if day is None:
        raise ValueError(f"{whole[:60]!r} is no day such as 2024-02-29 or 2024-02-29T10:30:00Z; a format helps")
    return (day,)


def _texts(value: Any, how: FieldMapping) -> list[str]:
    """What stands somewhere, as texts: names of objects, the parts of lists, figures as they are written."""
    if isinstance(value, str):
        found = [value]
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        found = [str(value)]
    elif isinstance(value, list) and how.kind is not FieldKind.LIST:
        found = (
            [text for one in value for text in _texts(one, how)] if all(not isinstance(o, list) for o in value) else []
        )
    else:
        found = list(names_of(value))
    for word in how.without:
        found = [text.replace(word, " ") for text in found]
    return found
