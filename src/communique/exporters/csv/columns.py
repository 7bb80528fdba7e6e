"""The columns of each kind of record. Their names and order are part of the contract: add at the end only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["COLUMNS", "SEPARATOR", "Column"]

Record = Mapping[str, Any]

SEPARATOR = "; "
"""Stands between the parts of a list that is folded into one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the first row, what it means, and how its cell is read from a record."""

    name: str
    meaning: str
    cell: Callable[[Record], object]


def _field(name: str, meaning: str) -> Column:
    return Column(name, meaning, lambda record: record.get(name))


def _folded(name: str, meaning: str) -> Column:
    return Column(name, meaning, lambda record: _join(record.get(name)))


def _counted(column: str, field: str, meaning: str) -> Column:
    return Column(column, meaning, lambda record: len(record.get(field) or ()))


def _join(values: Iterable[object] | None) -> str:
    return SEPARATOR.join(str(value) for value in values or () if value is not None)


def _participant(party: Record) -> str:
    name = party.get("name") or party.get("mention") or ""
    post = ", ".join(part for part in (party.get("role"), party.get("organisation")) if part)
    return f"{name} ({post})" if post else str(name)


def _of_participants(field: str) -> Callable[[Record], object]:
    # One part a participant, empty where the source gives none, so that the columns stay in step.
    return lambda record: SEPARATOR.join(str(party.get(field) or "") for party in record.get("participants") or ())


def _of_reports(field: str) -> Callable[[Record], object]:
    # One document can tell of a meeting in several places, each a report of its own.
    return lambda record: _join(dict.fromkeys(report.get(field) for report in record.get("reports") or ()))


def _first_quote(record: Record) -> object:
    evidence = list(record.get("evidence") or ())
    for report in record.get("reports") or ():
        evidence.extend(report.get("evidence") or ())
    return evidence[0].get("quote") if evidence else None


def _contents(record: Record) -> object:
    return " … ".join(str(passage.get("quote")) for passage in record.get("contents") or ())


def _change(change: Record) -> str:
    return f"{change.get('change')}: {change.get('speaker') or 'nobody named'}"


def _changed_fields(record: Record) -> str:
    return _join(f"{name}: {one['before']} → {one['after']}" for name, one in (record.get("fields") or {}).items())


def _reasons(record: Record, side: str) -> str:
    return _join(reason.get("because") for reason in record.get(side) or ())


def _members(record: Record, side: str, field: str) -> str:
    return _join(dict.fromkeys(member.get(field) for member in record.get(side) or ()))


def _post(role: Record) -> str:
    post = ", ".join(str(part) for part in (role.get("role"), role.get("organisation")) if part)
    intervals = ", ".join(role.get("intervals") or ())
    return f"{post} ({intervals})" if intervals else post


def _difference(one: Record) -> str:
    return f"{one.get('field')}: {one.get('register') or '-'} / {one.get('press') or '-'}"


def _of_row(name: str, meaning: str, *, column: str | None = None) -> Column:
    return Column(column or name, meaning, lambda record: _told((record.get("row") or {}).get(name)))


def _of_meeting(name: str, meaning: str, *, column: str | None = None) -> Column:
    return Column(column or name, meaning, lambda record: _told((record.get("meeting") or {}).get(name)))


def _told(value: object) -> object:
    return _join(value) if isinstance(value, list) else value


COLUMNS: dict[str, tuple[Column, ...]] = {
    "meetings": (
        _field("id", "the meeting's id, for `communique show`"),
        _field("status", "`held`, `planned`, `possible`, `denied`, `cancelled` or `postponed`: the status in force"),
        _field("background", "`true` where the texts recall an earlier occasion"),
        _field("kind", "`meeting`, `dinner`, `lunch`, `breakfast`, `call`, `visit`, `summit`, `forum` or `other`"),
        _field("date", "EDTF, at the precision of the text"),
        Column(
            "participants",
            "each as `Name (role, organisation)`, unnamed people by the words of the text",
            lambda record: _join(_participant(party) for party in record.get("participants") or ()),
        ),
        Column("names", "the names alone, one part a participant, empty for unnamed people", _of_participants("name")),
        Column("roles", "the roles, in step with `names`", _of_participants("role")),
        Column("organisations", "the organisations, in step with `names`", _of_participants("organisation")),
        _field("place", "the building or spot"),
        _field("city", "the city"),
        _field("country", "ISO 3166-1 alpha-2"),
        _folded("topics", "what it was about, in the texts' own phrases"),
        _field("initiative", "at whose request it was"),
        _field("duration_minutes", "how long it took, in minutes"),
        _folded("reported_through", "who confirms it, by the texts"),
        Column(
            "reports",
            "in how many documents it is reported",
            lambda record: len({report["document"] for report in record.get("reports") or ()}),
        ),
        _field("independent_sources", "how many of these are no copies of one another"),
        Column("sources", "the paths or addresses of the documents", _of_reports("source")),
        Column("disagreements", "the fields on which the documents differ", lambda r: _join(r.get("disagreements"))),
        _folded("inferred", "the fields inferred rather than read"),
        Column("quote", "the first passage that says so", _first_quote),
        _folded("topic_labels", "what it was about, by the list of topics"),
    ),
    "statements": (
        _field("id", "the statement's id, for `communique show`"),
        _field("speaker", "who said it: the fullest name, several parted by `; `, or the text's words for the unnamed"),
        _field("addressee", "whom it was said to"),
        _field("kind", "what the speaker did by saying it: `request`, `offer`, `promise`, `announcement`, `view` …"),
        _field("modality", "`direct_quote`, `reported` or `hedged`"),
        _field("about", "what was said, in a few words of the text"),
        _folded("reported_through", "who and what stands between the speaker and the text"),
        _field("due", "until when it is to be done"),
        _field("status", "what has become of it: `open`, `answered`, `kept`, `broken`, `withdrawn` or `overdue`"),
        Column(
            "follow_through",
            "what later statements do to it, each as `change: speaker`",
            lambda record: _join(_change(change) for change in record.get("follow_through") or ()),
        ),
        _folded("topics", "what it is about, by the list of topics"),
        _field("event_code", "the code of PLOVER for it"),
        _field("meeting", "the id of the meeting at which it was said"),
        Column("content", "what was said, as written", _contents),
        _field("published", "EDTF date of the document's publication"),
        _field("path", "the path or address of the document"),
        _field("document", "the document's id"),
        _folded("inferred", "the fields inferred rather than read"),
        Column("quote", "the passage that says so", _first_quote),
    ),
    "people": (
        _field("id", "the person's id, for `communique show`"),
        _field("name", "the fullest name"),
        _folded("names", "every name seen"),
        Column(
            "roles",
            "each as `role, organisation (dates at which texts show the person in it)`",
            lambda record: _join(_post(role) for role in record.get("roles") or ()),
        ),
        _counted("meetings", "meetings", "how many meetings"),
        _folded("countries", "ISO 3166-1 alpha-2 of the countries that texts give for the person"),
        Column(
            "references",
            "who it is in reference lists, each as `name (list id)`",
            lambda record: _join(
                f"{one['name']} ({one['list']} {one['id']})" for one in record.get("references") or ()
            ),
        ),
    ),
    "organisations": (
        _field("id", "the organisation's id, for `communique show`"),
        _field("name", "the fullest name"),
        _folded("names", "every name seen"),
        _counted("meetings", "meetings", "how many meetings"),
        Column(
            "references",
            "what it is in reference lists, each as `name (list id)`",
            lambda record: _join(
                f"{one['name']} ({one['list']} {one['id']})" for one in record.get("references") or ()
            ),
        ),
    ),
    "documents": (
        _field("id", "the document's id, for `communique text`"),
        _field("source", "the path or address as given"),
        _field("title", "the headline"),
        _field("publisher", "who put it out"),
        _field("published", "EDTF date of publication"),
        _field("language", "BCP 47 code of the language found"),
        _folded("authors", "who wrote it"),
        _field("updated", "EDTF date of the last change"),
        _field("address", "the canonical address"),
        _folded("sources", "every path or address it was read from"),
        _field("captured", "when it was first read, in UTC"),
        _field("unread", "why nothing was looked for in it; empty where it was read"),
        _field("result", "`read`, `unread` (kept, and nothing was looked for), `failed` or `forgotten`"),
        _field("when", "when it was first read, last tried or forgotten, in UTC"),
        _field("why", "why it is unread, failed or was forgotten"),
        _field("reader", "which version of the readers read it last"),
        _field("reread", "when it was last read anew, in UTC"),
        _field("raw", "`true` where the bytes that it was read from are kept"),
    ),
    "judgements": (
        _field("id", "the decision's id, for `communique undo`"),
        _field("relation", "`same`, `different` or `unsure`; of a withdrawal, that of what it withdraws"),
        _field("subject", "`person`, `organisation`, `meeting`, `answer` or `copy`"),
        Column("left", "the names or reports on one side", lambda record: _members(record, "left", "name")),
        Column("right", "those on the other side", lambda record: _members(record, "right", "name")),
        _field("by", "who decided"),
        _field("because", "the reason given"),
        _field("decided", "when, in UTC"),
        _field("withdraws", "the id of the decision that this one withdraws"),
        _field("withdrawn_by", "the id of what withdraws this one"),
        _field("stands", "`true` where nothing withdraws it"),
        _field("unmet", "why it has no effect although it stands"),
        Column("left_ids", "the ids of the names or reports on one side", lambda r: _members(r, "left", "id")),
        Column("right_ids", "those on the other side", lambda r: _members(r, "right", "id")),
    ),
    "doubts": (
        _field("value", "how much depends on it: what hangs on the lesser of the two, times how doubtful it is"),
        _field("subject", "`person`, `organisation`, `meeting`, `copy` or `answer`"),
        _field("joined", "`true` where the ledger holds the two to be one now"),
        Column("left", "what one is called", lambda record: (record.get("left") or {}).get("name")),
        Column("right", "what the other is called", lambda record: (record.get("right") or {}).get("name")),
        Column("for", "what speaks for it", lambda record: _reasons(record, "for")),
        Column("against", "what speaks against it", lambda record: _reasons(record, "against")),
        _field("score", "what the reasons add up to"),
        _field("enough", "what they would have to"),
        _field("doubtful", "how doubtful it is, from 0 to 1"),
        Column("left_id", "the id of one, for `communique judge`", lambda r: (r.get("left") or {}).get("id")),
        Column("right_id", "the id of the other", lambda record: (record.get("right") or {}).get("id")),
    ),
    "events": (
        _field("date", "EDTF; a due date's is that until which something is to be done"),
        _field("what", "`meeting`, `statement`, `due` or `post`"),
        _field("status", "the stage of a meeting, or what has become of a statement"),
        _field("text", "it in a few words"),
        _field("id", "of the meeting, statement or person, for `communique show`"),
    ),
    "lists": (
        _field("name", "what the reference list is called"),
        _field("source", "the file it was read from; empty for a withdrawal"),
        _field("form", "`ftm`, `popolo`, `wikidata` or `csv`"),
        _field("licence", "under which it may be used, as far as somebody said"),
        _field("as_of", "EDTF, the last day of which it knows"),
        _field("people", "how many people"),
        _field("organisations", "how many organisations"),
        _field("posts", "how many posts held"),
        _field("unnamed", "posts left out since the file does not say what they are called"),
        _field("skipped", "rows that could not be used"),
        _field("captured", "when it was imported, or withdrawn, in UTC"),
        _field("in_force", "`true` where this capture is the one that counts"),
        _field("withdrawn", "`true` where this says that the list counts no more"),
        _field("digest", "a hash of its files and of how they were read"),
    ),
    "feeds": (
        _field("address", "where the feed lies"),
        _field("title", "what it calls itself"),
        _field("every_seconds", "between two looks, as it was asked for; empty for the usual"),
        _field("private", "`true` where it may lie on a host that is not public"),
        _field("added", "when it was added, in UTC"),
        _field("checked", "when it was last asked for, in UTC; empty for never"),
        _field("due", "when it will be asked for next, in UTC; empty where it is gone for good"),
        _field("failures", "how often in a row it could not be read, up to now"),
        _field("error", "why, the last time"),
        _field("waiting", "how many of the pages that it announced are to be read"),
        _field("read", "how many were read"),
        _field("failed", "how many cannot be read"),
    ),
    "holders": (
        _field("name", "the name that the list puts first"),
        _folded("names", "every name that it has"),
        Column(
            "posts",
            "those held on the day, each as `role, organisation (interval)`",
            lambda record: _join(
                _post({**post, "intervals": [post["interval"]] if post.get("interval") else []})
                for post in record.get("posts") or ()
            ),
        ),
        _field("list", "the name of the list"),
        _field("id", "the list's own id"),
        _field("because", "how the name or the title leads there"),
    ),
    "comparisons": (
        _field("finding", "`both`, `doubtful`, `register_only` or `press_only`"),
        _field("score", "how much says that the row and the meeting are one, between 0 and 1"),
        _field("days", "by how many days their dates differ at least"),
        _of_row("line", "the row's line in the register"),
        _of_row("date", "EDTF, by the register", column="register_date"),
        _of_row("officials", "whose meeting it is, by the register"),
        _of_row("counterparties", "whom they met, by the register"),
        _of_row("subject", "what it was about, by the register"),
        _of_row("place", "where, by the register", column="register_place"),
        _of_row("role", "the post of the official, by the register"),
        _of_row("body", "the body of the official, by the register"),
        _of_row("id", "the id that the register gives the row", column="register_id"),
        _of_meeting("id", "the meeting's id, for `communique show`", column="meeting"),
        _of_meeting("date", "EDTF, by the press", column="press_date"),
        _of_meeting("status", "the status by the press"),
        Column(
            "participants",
            "by the press, each as `Name (role, organisation)`",
            lambda record: _join(
                _participant(party) for party in (record.get("meeting") or {}).get("participants") or ()
            ),
        ),
        _of_meeting("topics", "what it was about, by the press"),
        _of_meeting("place", "the building or spot, by the press", column="press_place"),
        _of_meeting("city", "the city, by the press"),
        Column(
            "sources",
            "the paths or addresses of the documents",
            lambda record: _of_reports("source")(record.get("meeting") or {}),
        ),
        Column(
            "differences",
            "each as `field: by the register / by the press`",
            lambda record: _join(_difference(one) for one in record.get("differences") or ()),
        ),
        _folded("doubts", "what speaks against it"),
        _folded("because", "what says that they are one, each with its weight"),
    ),
    "changes": (
        _field("of", "`claim` or `meeting`"),
        _field("change", "`new`, `gone`, `changed`, or `back` after it was gone"),
        _field("id", "of the claim or meeting"),
        _field("was", "of a meeting, the id that it had before, where that is another"),
        _field("kind", "of a claim: `meeting`, `role` or `statement`"),
        _field("label", "the claim or meeting in a few words"),
        Column("fields", "what is changed: field, value before, value after", _changed_fields),
        _field("document", "of a claim, the id of its document"),
        _field("source", "where that was read from"),
        _field("quote", "the first passage of the claim's evidence"),
        _field("reader", "by which version of the readers"),
        _field("when", "when, in UTC"),
    ),
    "faults": (
        _field("id", "of the document, claim or entry at fault"),
        _field("source", "where its document came from"),
        _field("problem", "what was found and what was expected"),
    ),
}
