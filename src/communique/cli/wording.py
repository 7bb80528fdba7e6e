"""How the parts of a record are put into words, the same on a page and in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

__all__ = [
    "content_text",
    "counted",
    "listed",
    "party_name",
    "party_post",
    "place_of",
    "role_text",
    "sources_text",
    "value_text",
]

Record = Mapping[str, Any]


def party_name(party: Record) -> str:
    """The name; the words of the text for unnamed people."""
    return str(party.get("name") or party.get("mention") or "somebody")


def party_post(party: Record) -> str:
    """Role and organisation, as far as they are known: `President, South Korea`."""
    parts = [party.get("role"), party.get("organisation")]
    # An organisation that stands for itself needs not be told twice.
    return ", ".join(str(part) for part in parts if part and part != party.get("name"))


def place_of(meeting: Record) -> str:
    """Place, city and country, as far as they are known."""
    parts: list[str] = []
    for field in ("place", "city", "country"):
        value = meeting.get(field)
        # "presidential office, Seoul" already says the city.
        if value and not any(str(value) in part for part in parts):
            parts.append(str(value))
    return ", ".join(parts)


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: `A`, `A and B`, `A, B and C`."""
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def content_text(statement: Record) -> str:
    """What was said, as written, on one line; its pieces parted by an ellipsis."""
    return " ".join(" … ".join(passage["quote"] for passage in statement["contents"]).split())


def counted(count: int, noun: str) -> str:
    """A number and its noun: `1 report`, `2 reports`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def sources_text(reports: Iterable[Record], independent: int | None) -> str:
    """How many reports and sources: `3 outlets, 1 independent source: the others carry the same agency's text`.

    One document can tell of a meeting in several places; it is one outlet's report all the same.
    """
    documents = {report["document"]: report for report in reports}
    if independent is None or independent == len(documents):
        sources = f", {counted(independent, 'independent source')}" if independent is not None else ""
        return f"{counted(len(documents), 'report')}{sources}"
    derived = [report for report in documents.values() if report.get("counted_with") is not None]
    head = f"{counted(len(documents), 'outlet')}, {counted(independent, 'independent source')}"
    return f"{head}: {_why_derived(derived, everybody=independent == 1)}" if derived else head


def _why_derived(derived: list[Record], *, everybody: bool) -> str:
    others = ("the other" if len(derived) == 1 else "the others") if everybody else f"{len(derived):,} of them"
    single = len(derived) == 1
    carry, are = ("carries", "is") if single else ("carry", "are")
    grades = {report.get("grade") for report in derived}
    if grades == {"exact"}:
        return f"{others} {carry} the same text"
    if grades == {"syndicated"}:
        return f"{others} {carry} the same agency's text"
    if grades == {None}:
        return f"{others} {'credits' if single else 'credit'} the same agency"
    if None not in grades:
        return f"{others} {are} {'a copy' if single else 'copies'} of the same text"
    return f"{others} {carry} or {'credits' if single else 'credit'} the same text or agency"


def value_text(value: object) -> str:
    """A value of a record in words: a list with semicolons, a participant by name, None as `not given`."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        if "name" in value or "mention" in value:
            post = party_post(value)
            return f"{party_name(value)} ({post})" if post else party_name(value)
        return "; ".join(f"{key}: {value_text(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(value_text(part) for part in value) or "none"
    return str(value)


def role_text(role: Record) -> str:
    """A role with its organisation and its times: `President, Ruritania (until 2019; since 2021-03)`."""
    post = ", ".join(str(part) for part in (role.get("role"), role.get("organisation")) if part)
    times = "; ".join(_times(role.get("intervals") or ()))
    return f"{post} ({times})" if times else post


def _times(intervals: Iterable[str]) -> Iterator[str]:
    """Spells and open ends in words; of the days on which texts show somebody in a post, the first and the last."""
    seen = []
    for interval in intervals:
        begin, slash, end = interval.partition("/")
        if slash and begin == "..":
            yield f"until {end}"
        elif slash and end == "..":
            yield f"since {begin}"
        elif slash:
            yield f"{begin} to {end}"
        else:
            seen.append(interval)
    if seen:
        yield " – ".join(dict.fromkeys([seen[0], seen[-1]]))
