"""One meeting as a page: what is known of it, and the passages that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from communique.cli.differences import Passages, differences
from communique.cli.exchange import exchange
from communique.cli.page import Line, Piece, faint, heading, plain, strong, styled
from communique.cli.passages import passages_in_context
from communique.cli.wording import counted, listed, party_name, party_post, place_of, sources_text

__all__ = ["meeting_page"]

Record = Mapping[str, Any]

_LABEL: Final = 14  # wide enough for the longest label


def meeting_page(
    meeting: Record,
    *,
    text_of: Callable[[str], str],
    statements: Sequence[Record] = (),
    passages: Passages | None = None,
) -> Iterator[Line]:
    """The page of one meeting, line by line.

    Args:
        meeting: a row of the contract, with its reports.
        statements: the rows of what was said there.
        text_of: gives the text of a document by its id, to show passages in their surroundings.
        passages: the words that were read for a field of a claim, where reports differ.
    """
    status = str(meeting["status"])
    names = [party_name(party) for party in meeting["participants"]]
    kind = f"{meeting['kind']}, " if meeting["kind"] != "meeting" else ""
    yield [heading(listed(names) or "Nobody named"), plain(f" — {kind}"), styled(status, status), *_when(meeting)]
    yield [faint(meeting["id"])]
    yield []
    yield from _parties(meeting["participants"])
    yield from _facts(meeting)
    yield from _inferred(meeting)
    yield from _history(meeting)
    yield from differences(meeting, text_of=text_of, passages=passages or {})
    yield from exchange(statements)
    yield from _reports(meeting, text_of)


def _when(meeting: Record) -> list[Piece]:
    return [plain(f", {meeting['date']}")] if meeting.get("date") else []


def _labelled(label: str, value: str) -> Line:
    return [faint(f"{label:<{_LABEL}}"), plain(value)]


def _parties(parties: Iterable[Record]) -> Iterator[Line]:
    label = "who"
    for party in parties:
        name, post = party_name(party), party_post(party)
        line = [faint(f"{label:<{_LABEL}}"), strong(name) if party.get("name") else plain(name)]
        if post:
            line.append(plain(f" — {post}"))
        if described := _description(party):
            line.append(faint(f" (“{described}”)"))
        yield line
        label = ""


def _description(party: Record) -> str | None:
    """How the text speaks of somebody where it does not use the name: there a reader wants to know who is meant."""
    name, mention = party.get("name"), party.get("mention")
    # A pronoun or a bare title tells nobody more than the name does.
    if not name or not mention or " " not in mention or set(name.casefold().split()) & set(mention.casefold().split()):
        return None
    return str(mention)


def _facts(meeting: Record) -> Iterator[Line]:
    minutes = meeting.get("duration_minutes")
    rows = (
        ("when", meeting.get("date")),
        ("where", place_of(meeting)),
        ("kind", meeting["kind"]),
        ("lasted", counted(minutes, "minute") if minutes is not None else None),
        ("asked for by", meeting.get("initiative")),
        ("about", "; ".join(meeting.get("topics") or ())),
        ("topics", "; ".join(meeting.get("topic_labels") or ())),
        ("confirmed by", "; ".join(meeting.get("reported_through") or ())),
        ("follows", _before(meeting)),
        *(("same day", f"{one['kind']} ({one['meeting']}): {one['because']}") for one in meeting.get("same_day") or ()),
        ("background", "the texts recall an earlier occasion" if meeting.get("background") else None),
    )
    for label, value in rows:
        if value:
            yield _labelled(label, str(value))


def _before(meeting: Record) -> str | None:
    """The last meeting of the same people."""
    before = meeting.get("follows")
    return (
        None if before is None else f"{before['date'] or 'an earlier one'} ({before['meeting']}): {before['because']}"
    )


def _inferred(meeting: Record) -> Iterator[Line]:
    because = meeting.get("because") or {}
    label = "inferred"
    for field in meeting.get("inferred") or ():
        at, _, name = field.rpartition(".")
        if at and name == "country" and because.get(field) == because.get(f"{at}.organisation"):
            continue  # the country of a body is told with the body
        reason = f" — {because[field]}" if because.get(field) else ""
        yield _labelled(label, f"{_field_name(field, meeting)}{reason}")
        label = ""


def _field_name(field: str, meeting: Record) -> str:
    """A field in words: `participants.0.role` is the role of the first participant."""
    of, _, rest = field.partition(".")
    number, _, part = rest.partition(".")
    parties = meeting.get("participants") or ()
    if of == "participants" and number.isdecimal() and int(number) < len(parties) and part:
        return f"{part} of {party_name(parties[int(number)])}"
    return field


def _history(meeting: Record) -> Iterator[Line]:
    history = meeting.get("history") or ()
    sources = _sources(meeting)
    if len(history) < 2:
        return
    yield []
    yield [heading("History")]
    for change in history:
        status = str(change.get("status"))
        said, met = change.get("published") or "no date", change.get("date")
        word = "on" if status == "held" else "for"
        for_when = [plain(f" {word} {met}")] if met else []
        yield [plain(f"  {said:<12}"), styled(status, status), *for_when, faint(f"  {sources[change['document']]}")]


def _sources(meeting: Record) -> dict[str, str]:
    return {report["document"]: report["source"] for report in meeting["reports"]}


def _reports(meeting: Record, text_of: Callable[[str], str]) -> Iterator[Line]:
    reports = meeting.get("reports") or ()
    sources = _sources(meeting)
    yield []
    yield [heading(sources_text(reports, meeting.get("independent_sources")))]
    for report in reports:
        status = str(report.get("status") or "")
        yield []
        yield [
            plain(f"  {report['source']}"),
            *([faint(f"  {report['published']}")] if report.get("published") else []),
            *([plain("  "), styled(status, status)] if status else []),
            faint(f"  {report['document']}"),
        ]
        if note := _not_its_own(report, sources):
            yield [faint(f"    {note}")]
        for passage in passages_in_context(text_of(report["document"]), report.get("evidence") or ()):
            yield [plain("    "), *passage]


def _not_its_own(report: Record, sources: Mapping[str, str]) -> str | None:
    """Why a report is no source of its own, or of what other text its own is a copy."""
    original = report.get("copy_of")
    if original is not None:
        name = sources.get(original, original)
        known = report.get("original_known_by")
        order = known if known is not None else "which of the two came first is not known"
        return f"{report['grade']} copy of {name} ({order}): {report['because']}"
    if report.get("counted_with") is not None:
        return f"counted with {sources[report['counted_with']]}: {report['because']}"
    return None
