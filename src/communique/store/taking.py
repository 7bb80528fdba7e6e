"""Taking over what was decided in another ledger: of the same texts read anew, or of a colleague."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from communique.errors import InputError
from communique.model import Decision, Member, Relation
from communique.store.decisions import insert_decision, load_decisions, locate_in, mark_withdrawn
from communique.store.forgotten import list_tombstones, tombstone_id
from communique.store.judging import check_name, check_reason, pair_names, refuse_contradiction
from communique.store.meant import MOST
from communique.store.opening import Store
from communique.store.writing import mark_changed

__all__ = ["TakeReport", "take"]

LONGEST_LINE = 1_000_000  # characters of one decision: 64 members with long names are a tenth of it
MOST_LINES = 20_000
MOST_NAME = 2000  # characters of a member's name

_ID = re.compile(r"jdg_[0-9a-f]{20}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
_MEMBERS = {
    "person": re.compile(r"frm_[0-9a-f]{20}"),
    "organisation": re.compile(r"ofm_[0-9a-f]{20}"),
    "meeting": re.compile(r"mtg_[0-9a-f]{20}"),
    "answer": re.compile(r"stm_[0-9a-f]{20}"),
    "copy": re.compile(r"doc_[0-9a-f]{20}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReport:
    """What came of taking decisions over.

    Attributes:
        taken: how many decisions and withdrawals are new.
        known: how many were there already.
        unmet: how many of the new ones have no effect here, since what they speak of is not read in this ledger.
        refused: what was not taken, each with its line and why.
    """

    taken: int
    known: int
    unmet: int
    refused: tuple[tuple[int, str], ...]


class _Side(msgspec.Struct):
    id: str
    document: str | None = None
    name: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


class _Line(msgspec.Struct):
    id: str
    relation: Relation
    subject: str
    left: tuple[_Side, ...]
    right: tuple[_Side, ...]
    by: str
    decided: str
    because: str | None = None
    withdraws: str | None = None


def take(store: Store, path: Path) -> TakeReport:
    """Put down the decisions of a file, one JSON object a line, as `judgements --format jsonl` writes them.

    What is there already is passed over. What contradicts the decisions that stand is refused, and so is what is no
    decision; the others are taken all the same.

    Raises:
        InputError: the file cannot be read.
    """
    refused: list[tuple[int, str]] = []
    with store.writing() as connection:
        before = load_decisions(connection)
        buried = {one.id for one in list_tombstones(connection)}
        known = {one.id for one in before}
        fresh: dict[str, tuple[int, Decision]] = {}
        passed = 0
        for number, line in _lines(path):
            try:
                one = _read(line)
                if one.id in known or one.id in fresh:
                    passed += 1
                    continue
                if one.withdraws is not None and one.withdraws not in known and one.withdraws not in fresh:
                    raise InputError(f"withdraws {one.withdraws}, which is neither here nor above")
                if any(
                    member.document and tombstone_id(member.document) in buried for member in (*one.left, *one.right)
                ):
                    raise InputError("speaks of a text that was forgotten")
                fresh[one.id] = (number, one)
            except InputError as error:
                refused.append((number, str(error)))
        # What stands in the end is known before anything is taken: what the file itself withdraws is in nobody's way.
        told = [*before, *(one for _, one in fresh.values())]
        together = locate_in(connection, mark_withdrawn(told, replacing=False))
        there = {one.id: one for one in together if one.id in known}
        unmet = 0
        for one in together:
            if one.id in known:
                continue
            number, as_read = fresh[one.id]
            try:
                _check(one, there)
            except InputError as error:
                refused.append((number, str(error)))
                continue
            there[one.id] = one
            unmet += one.stands and one.withdraws is None and one.unmet is not None
            insert_decision(connection, as_read)
        taken = len(there) - len(known)
        if taken:
            mark_changed(connection)
    return TakeReport(taken=taken, known=passed, unmet=unmet, refused=tuple(sorted(refused)))


def _check(one: Decision, there: Mapping[str, Decision]) -> None:
    """Whether a decision can be put down beside those that are there.

    Raises:
        InputError: it withdraws what was refused, or contradicts what stands.
    """
    root = one
    while root.withdraws is not None:  # a withdrawal of a withdrawal can put a decision in force again
        if root.withdraws not in there:
            raise InputError(f"withdraws {root.withdraws}, which was refused")
        root = there[root.withdraws]
    if root.stands:
        others = [other for other in there.values() if other.withdraws is None and other.id != root.id]
        refuse_contradiction(root, others, pair_names(root))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file with their numbers, empty ones left out.

    Raises:
        InputError: it cannot be read, is no text, or has too many lines.
    """
    try:
        with path.open(encoding="utf-8-sig", newline=None) as file:
            for number in range(1, MOST_LINES + 2):
                line = file.readline(LONGEST_LINE + 1)
                if not line:
                    return
                if len(line) > LONGEST_LINE:
                    raise InputError(f"{path}, line {number}: longer than {LONGEST_LINE:,} characters")
                if number > MOST_LINES:
                    raise InputError(f"{path} has more than {MOST_LINES:,} lines")
                if line.strip():
                    yield number, line
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is no text in UTF-8: {error.reason} at byte {error.start}") from error


def _read(line: str) -> Decision:
    """A decision from its line.

    Raises:
        InputError: it is none.
    """
    try:
        told = msgspec.json.decode(line.encode("utf-8", "surrogatepass"), type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"no decision as `judgements --format jsonl` writes it: {error}") from error
    if told.subject not in _MEMBERS:
        raise InputError(f"subject is {told.subject[:40]!r}; expected one of {', '.join(_MEMBERS)}")
    for field, value, form in (
        ("id", told.id, _ID),
        ("decided", told.decided, _MOMENT),
        ("withdraws", told.withdraws, _ID),
    ):
        if value is not None and form.fullmatch(value) is None:
            raise InputError(f"{field} is {value[:40]!r}, which is none")
    left, right = (tuple(_member(side, told.subject) for side in sides) for sides in (told.left, told.right))
    if not left or not right or max(len(left), len(right)) > MOST:
        raise InputError(
            f"a side has {min(len(left), len(right))} to {max(len(left), len(right))} members, not 1 to {MOST}"
        )
    if {one.id for one in left} & {one.id for one in right}:
        raise InputError("both sides have a member in common")
    left, right = sorted((left, right), key=lambda side: side[0].id)
    return Decision(
        id=told.id,
        left=left,
        right=right,
        relation=told.relation,
        subject=told.subject,
        by=check_name(told.by),
        because=check_reason(told.because),
        decided=told.decided,
        withdraws=told.withdraws,
    )


def _member(side: _Side, subject: str) -> Member:
    if _MEMBERS[subject].fullmatch(side.id) is None:
        raise InputError(f"{side.id[:40]!r} is no id of what a decision on {subject} speaks of")
    if side.document is not None and _MEMBERS["copy"].fullmatch(side.document) is None:
        raise InputError(f"{side.document[:40]!r} is no id of a document")
    if any(start < 0 or end < start for start, end in side.spans):
        raise InputError("a span ends before it begins")
    spans = tuple(islice(side.spans, 1000))
    name = None if side.name is None else side.name[:MOST_NAME].encode("utf-8", "replace").decode("utf-8")
    return Member(id=side.id, document=side.document, name=name, spans=spans)
