"""One person or organisation as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from communique.cli.page import Line, faint, heading, plain, strong, styled
from communique.cli.short_ids import short_id
from communique.cli.wording import counted, listed, party_name, place_of, role_text

__all__ = ["party_page"]

Record = Mapping[str, Any]

_LABEL: Final = 14
_KINDS: Final = {
    "acronym": "short for",
    "full": "the full name of",
    "former": "the former name of",
    "present": "the present name of",
}


def party_page(party: Record, meetings: Iterable[Record]) -> Iterator[Line]:
    """The page of one person or organisation.

    Args:
        party: a row of the contract.
        meetings: the rows of its meetings.
    """
    yield [heading(party["name"])]
    yield [faint(party["id"])]
    yield []
    others = [name for name in party["names"] if name != party["name"]]
    if others:
        yield [faint(f"{'also named':<{_LABEL}}"), plain("; ".join(others))]
    yield from _given(party.get("given") or ())
    label = "roles"
    for role in party.get("roles") or ():
        yield [faint(f"{label:<{_LABEL}}"), plain(role_text(role))]
        label = ""
    yield from _references(party.get("references") or ())
    meetings = list(meetings)
    yield []
    yield [heading(counted(len(meetings), "meeting"))]
    for meeting in meetings:
        status = str(meeting["status"])
        names = [party_name(other) for other in meeting["participants"]]
        where = f", {place_of(meeting)}" if place_of(meeting) else ""
        yield [
            plain(f"  {meeting.get('date') or 'no date':<12}"),
            styled(f"{status:<10}", status),
            strong(listed(names)),
            plain(f" — {meeting['kind']}{where}"),
            faint(f"  {short_id(meeting['id'])}"),
        ]


def _given(names: Iterable[Record]) -> Iterator[Line]:
    """The names that texts put beside others outright, each once with the words of one text."""
    shown = {(one["name"], one["of"], one["kind"]): one for one in reversed(list(names))}
    label = "by the texts"
    for (name, of, kind), one in reversed(shown.items()):
        quote = " … ".join(passage["quote"] for passage in one["evidence"])
        said = [
            plain(f"{name} is {_KINDS[kind]} {of}: "),
            faint(f"“{' '.join(quote.split())}”  {short_id(one['document'])}"),
        ]
        yield [faint(f"{label:<{_LABEL}}"), *said]
        label = ""


def _references(references: Iterable[Record]) -> Iterator[Line]:
    """Who or what the party is in reference lists, told apart from what texts say."""
    for reference in references:
        yield []
        yield [heading(f"In list {reference['list']}"), faint(f"  {reference['id']}")]
        former = {one["name"]: one["interval"] for one in reference.get("former") or ()}
        others = (name for name in reference["names"] if name != reference["name"] and name not in former)
        names = "; ".join([reference["name"], *others])
        yield [faint(f"  {'named':<{_LABEL - 2}}"), plain(names)]
        if former:
            shown_names = "; ".join(f"{name} ({when})" if when else name for name, when in former.items())
            yield [faint(f"  {'formerly':<{_LABEL - 2}}"), plain(shown_names)]
        label = "posts"
        for post in reference.get("posts") or ():
            shown = {**post, "intervals": [post["interval"]] if post["interval"] else []}
            yield [faint(f"  {label:<{_LABEL - 2}}"), plain(role_text(shown))]
            label = ""
        if reference.get("because"):
            yield [faint(f"  {'because':<{_LABEL - 2}}"), plain(reference["because"])]
