"""A chain of judgements as a page: what leads from one name to another, and how to undo each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from communique.cli.decisions_page import VERBS
from communique.cli.page import Line, faint, heading, plain, strong, styled
from communique.cli.short_ids import short_id
from communique.cli.wording import counted

__all__ = ["chain_page"]

Record = Mapping[str, Any]


def chain_page(chain: Record, *, alone: bool) -> Iterator[Line]:
    """The page, line by line.

    Args:
        chain: a row of the contract.
        alone: one thing was asked for, and the page says what makes one of all its names.
    """
    left, right, links = chain["left"], chain["right"], chain["links"]
    same = chain["relation"] == "same"
    part = "report" if chain["subject"] == "meeting" else "text"
    if alone:
        yield [heading(left["name"]), faint(f"  {left['id']}")]
        yield [plain(f"{counted(chain['parts'][0], part)}, " + (_count(len(links)) if links else "nothing to join"))]
    else:
        verb = VERBS[chain["subject"]][0 if same else 1]
        yield [heading(left["name"]), plain(" and "), heading(right["name"]), plain(f" {verb}")]
        yield [faint(f"{_where(left)} and {_where(right)}")]
    for number, link in enumerate(links, start=1):
        yield []
        yield from _link(number, link, chain["subject"])
    if not links and not alone:
        yield []
        yield [plain(_nothing(chain, same=same))]
        for reason in chain["reasons"]:
            against = reason["weight"] is None or reason["weight"] < 0
            weight = "" if reason["weight"] is None else f"  {reason['weight']:+.2f}"
            yield [plain(f"  {'against' if against else 'for':<8} {reason['because']}"), faint(weight)]
        if chain["reasons"]:
            yield [faint(f"  together {chain['score']:.2f}; rules ask for {chain['enough']:.2f}")]
        if not same:
            yield [faint(f"  to join them: communique judge same {short_id(left['id'])} {short_id(right['id'])}")]


def _link(number: int, link: Record, subject: str) -> Iterator[Line]:
    same, different = VERBS[subject]
    verb = {"same": same, "different": different}.get(link["relation"], "could not be told")
    yield [
        plain(f"{number:>2}. "),
        strong(link["left"]["name"]),
        faint(f" ({_where(link['left'])})"),
        plain(" and "),
        strong(link["right"]["name"]),
        faint(f" ({_where(link['right'])})"),
        styled(f" {verb}", "denied" if link["relation"] == "different" else ""),
    ]
    by = f"decided by {link['by']}" if link["decision"] else f"by the rule {link['by']}, score {link['score']:.2f}"
    yield [plain(f"    because {link['because']}"), faint(f"  {by}")]
    yield [faint(f"    to take it back: {_undoing(link)}")]


def _undoing(link: Record) -> str:
    if link["decision"]:
        return f"communique undo {short_id(link['decision'])}"
    other = "different" if link["relation"] == "same" else "same"
    return f"communique judge {other} {short_id(link['left']['id'])} {short_id(link['right']['id'])}"


def _nothing(chain: Record, *, same: bool) -> str:
    if same:
        return "They are one name in one text." if chain["parts"] == [1, 1] else "Nothing had to be judged."
    return "Nobody judged them, and no rule found enough that speaks for it."


def _where(place: Record) -> str:
    source = f"{place['source']}, " if place.get("source") else ""
    return f"{source}{short_id(place['id'])}"


def _count(links: int) -> str:
    return f"held together by {counted(links, 'judgement')}"
