"""One person or organisation in full as a page: posts over time, meetings, what was asked, what is open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from communique.cli.options import PageFormat
from communique.cli.page import Line, faint, heading, plain, print_lines, strong, styled
from communique.cli.party_page import party_page
from communique.cli.short_ids import short_id
from communique.cli.statement_list import day_of
from communique.cli.wording import content_text, counted, role_text
from communique.exporters import load_exporter

if TYPE_CHECKING:
    from communique.views.dossier import Dossier

__all__ = ["dossier_page", "print_dossier"]

Record = Mapping[str, Any]

_ASKED: Final = frozenset({"request"})
_HELD_OUT: Final = frozenset({"promise", "offer"})
_PENDING: Final = frozenset({"open", "overdue"})


def dossier_page(dossier: Record) -> Iterator[Line]:
    """The page of one person or organisation, line by line.

    Args:
        dossier: a row of the contract with its meetings and statements in full.
    """
    yield from party_page(dossier, dossier["meetings"])
    yield from _people(dossier)
    said, told = dossier["statements"], dossier["told"]
    yield from _section("asked", [one for one in said if one["kind"] in _ASKED], _to)
    yield from _section("was asked", [one for one in told if one["kind"] in _ASKED], _by)
    yield from _section("promised and offered", [one for one in said if one["kind"] in _HELD_OUT], _to)
    yield from _section("was promised and offered", [one for one in told if one["kind"] in _HELD_OUT], _by)
    others = [one for one in said if one["kind"] not in _ASKED | _HELD_OUT]
    yield from _section("said besides", others, _to)


def print_dossier(dossier: Dossier, *, form: PageFormat, as_of: str | None, noun: str) -> None:
    """Print the dossier of one person or organisation on standard output.

    Args:
        dossier: the dossier.
        form: as a page or as JSON.
        as_of: what `--as-of` says.
        noun: what it is one of, in the plural.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.contract import dossier_form

    record = dossier_form(dossier, as_of=day_of(as_of))
    if form is PageFormat.JSON:
        load_exporter("json").write([record], sys.stdout, noun=noun)
    else:
        print_lines(dossier_page(record), sys.stdout)


def _people(dossier: Record) -> Iterator[Line]:
    people = [one for one in dossier.get("people") or () if isinstance(one, Mapping)]
    if not people:
        return
    yield []
    yield [heading(counted(len(people), "person") if len(people) == 1 else f"{len(people):,} people")]
    names = set(dossier["names"])
    for person in people:
        roles = [role_text(role) for role in person["roles"] if role["organisation"] in names]
        line = [plain("  "), strong(person["name"])]
        if roles:
            line.append(plain(f" — {'; '.join(roles)}"))
        yield [*line, faint(f"  {short_id(person['id'])}")]


def _section(title: str, statements: Sequence[Record], whom: Callable[[Record], str]) -> Iterator[Line]:
    if not statements:
        return
    pending = sum(one["status"] in _PENDING for one in statements)
    still = f", {pending} still open" if pending else ""
    yield []
    yield [heading(f"{title.capitalize()} ({len(statements):,}{still})")]
    for one in statements:
        status = one["status"] or ""
        due = f", due {one['due']}" if one["due"] else ""
        yield [
            plain(f"  {one['published'] or 'no date':<12}"),
            styled(f"{status or one['kind']:<13}", status),
            plain(f"{whom(one)}{content_text(one)}"),
            faint(f"{due}  {short_id(one['id'])}"),
        ]


def _to(statement: Record) -> str:
    return f"to {statement['addressee']}: " if statement.get("addressee") else ""


def _by(statement: Record) -> str:
    return f"by {statement['speaker']}: " if statement.get("speaker") else ""
