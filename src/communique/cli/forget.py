"""`communique forget`: remove a text for good, with all that rests on it alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from communique.cli.deciding import BecauseOption
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, PageFormat, PageFormatOption, QuietOption
from communique.cli.page import Line, faint, heading, plain, print_lines, styled
from communique.cli.progress import stage_line
from communique.cli.status import WRONG, complain, note
from communique.cli.wording import counted
from communique.errors import InputError
from communique.exporters import load_exporter

if TYPE_CHECKING:
    from communique.ledger import Ledger, Remains, Tombstone

__all__ = ["EXAMPLES", "TWINS", "forget", "remains_record"]

EXAMPLES: Final = (
    'communique forget articles/talks.txt --because "asked for on 2026-11-20, letter 14"',
    "communique forget doc_3f0c9a1b --yes --quiet",
    "communique forget --as-in talks.db --ledger restored.db",
)
TWINS: Final = ("Ledger.forget", "Ledger.remains", "Ledger.bury", "Ledger.forget_as_in", "Ledger.sweep")


def forget(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOCUMENT", help="Ids of documents, beginnings of ids, or their paths.", show_default=False
        ),
    ] = None,
    *,
    because: BecauseOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_in: Annotated[
        Path | None,
        typer.Option(
            "--as-in",
            metavar="LEDGER",
            help="Forget what was forgotten in this ledger: after a backup of before was restored.",
            show_default=False,
        ),
    ] = None,
    finish: Annotated[
        bool, typer.Option("--sweep", help="Only finish an earlier `forget`: write the file anew.")
    ] = False,
    form: PageFormatOption = PageFormat.TEXT,
    quiet: QuietOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Remove a text and all that rests on it alone, for good.

    Says what goes and asks first. Claims, judgements and raw bytes go with the text, and the file is written anew so
    that no byte of it is left there. A tombstone stays, a hash with the day and your reason, so that no command takes
    the same text in again. Copies under other ids are named and stay, and so do backups and exports.
    """
    with open_ledger(ledger) as book:
        if as_in is not None:
            _forget_as_in(book, as_in, quiet=quiet)
        elif documents:
            found = list(_find(book, documents, quiet=quiet))
            if form is PageFormat.TEXT and not (quiet and yes):
                for remains in found:
                    print_lines(_page(remains_record(remains)), sys.stdout)
            if found and not yes:
                _ask(len(found))
            from_now = [(remains, book.bury(remains.document.id, because=because)) for remains in found]
            if form is PageFormat.JSON:
                records = [remains_record(remains, tombstone) for remains, tombstone in from_now]
                load_exporter("json").write(records, sys.stdout, noun="remains")
        elif not finish:
            raise InputError("name a document; `communique documents` lists them")
        _sweep(book, quiet=quiet)


def remains_record(remains: Remains, tombstone: Tombstone | None = None) -> dict[str, Any]:
    """What goes and what stays, as scripts read it.

    Args:
        remains: what forgetting comes to.
        tombstone: what was put in its place; None where nothing was yet.
    """
    return {
        "document": remains.document.id,
        "sources": list(remains.document.sources),
        "title": remains.document.title,
        "claims": remains.claims,
        "meetings": list(remains.meetings),
        "judgements": remains.judgements,
        "emptied": remains.emptied,
        "raw": remains.raw,
        "copies": [{"id": one.id, "sources": list(one.sources), "title": one.title} for one in remains.copies],
        "tombstone": tombstone.id if tombstone is not None else None,
        "forgotten": tombstone.forgotten if tombstone is not None else None,
        "because": tombstone.because if tombstone is not None else None,
    }


def _find(book: Ledger, names: list[str], *, quiet: bool) -> Iterator[Remains]:
    """What each name means; one that is forgotten already is said and passed over."""
    # Deferred: `--help` can do without the store.
    from communique.errors import NotFoundError
    from communique.store.forgotten import tombstone_id

    known = {one.id: one for one in book.forgotten()}
    seen: set[str] = set()
    for name in names:
        try:
            found = book.remains(name)
        except NotFoundError:
            before = known.get(tombstone_id(name))
            if before is None:
                raise
            if not quiet:
                note(f"{name} was forgotten on {before.forgotten[:10]}")
            continue
        if found.document.id not in seen:
            seen.add(found.document.id)
            yield found


def _page(record: dict[str, Any]) -> Iterator[Line]:
    yield [heading(record["title"] or "(no title)")]
    yield [faint(f"{record['document']}  {'; '.join(record['sources'])}")]
    goes = [counted(record["claims"], "claim")]
    goes += [f"{counted(len(record['meetings']), 'meeting')} that no other text tells of"] if record["meetings"] else []
    goes += [counted(record["judgements"], "judgement")] if record["judgements"] else []
    goes += [f"{record['raw']:,} raw bytes"] if record["raw"] else []
    yield [plain(f"  goes, for good: the text, {', '.join(goes)}")]
    if record["emptied"]:
        yield [
            plain(f"  {counted(record['emptied'], 'judgement')} on other texts too: the names in this one go from it")
        ]
    for one in record["copies"]:
        named = "; ".join(one["sources"]) or one["title"] or ""
        yield [styled("  stays, and is like it: ", "wrong"), plain(f"{named}  "), faint(one["id"])]
    yield []


def _ask(count: int) -> None:
    """Ask whether to go on.

    Raises:
        InputError: the answer is no, or there is none.
    """
    sys.stdout.flush()
    sys.stderr.write(f"forget {'it' if count == 1 else f'these {count} texts'}? This cannot be undone. [y]es [N]o: ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not sys.stdin.isatty():
        sys.stderr.write("\n")
    if answer.strip().casefold() not in ("y", "yes"):
        raise InputError("nothing was forgotten" + ("" if answer else "; --yes does not ask"))


def _forget_as_in(book: Ledger, other: Path, *, quiet: bool) -> None:
    with stage_line(quiet=quiet) as tell:
        tell("forgetting")
        found = book.forget_as_in(other)
    if not quiet:
        note(f"{counted(len(found), 'text')} forgotten there and not here before")


def _sweep(book: Ledger, *, quiet: bool) -> None:
    with stage_line(quiet=quiet) as tell:
        tell("writing the file anew")
        swept = book.sweep()
    if not swept:
        complain(
            "forgotten; but another program is using an earlier state of the ledger, and its log has the bytes still: "
            "run `communique forget --sweep` when that has ended"
        )
        raise typer.Exit(WRONG)
    if not quiet:
        note(
            "no byte of what was forgotten is left in the ledger's file; it may be in backups, exports and the sources"
        )
