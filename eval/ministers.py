"""Measures whom names and titles are linked to: mentions made from a register of ministers, with the days they are of.

    python -m eval.ministers [FOLDER] [--mentions N] [--seed N] [--misses]

The register (person, post, organisation and appointment tables, as `communique import --mapping uk_ministers` reads
them) is imported into a ledger that is thrown away, and asked. The mentions are made by a seeded generator from the
tables, read here by themselves and not by the code that is measured:

1. An appointment is drawn, each as likely as the other, and a day within it; an appointment without an end reaches to
   the last date of the register. Of an appointment that ends before it begins nothing is drawn.
2. The wording is drawn: a display name of the person (of any row, also one not borne on that day: 30 %), the short
   name (25 %), the title of the post, half of them with "the" (25 %), title and short name (10 %). The last 10 % are of
   a day on which the person held no post: half by a display name, half by the short name.
3. Who is meant is worked out from the tables: everybody who, on that day, holds a post of this title; bears this short
   name and holds some post; bears both. A display name means everybody who ever bore it and, where several did, those
   of them in office. A short name on a day when nobody who bears it is in office means nobody.

A mention that can mean several people (a surname of two ministers of the day, a title that many hold, the day on which
one follows another) or nobody is not answerable; linking it to somebody is a mistake all the same. `precision` is the
share of links that are right; `recall` that of answerable mentions that are linked rightly; `role_right` the share of
right links whose posts on the day are those of the tables, all of them and no other.

A second measurement is of evidence in documents: each answerable mention with a name becomes a participant of a meeting
of that day with the country and, where the wording is no display name, the post. `forms_precision` and `forms_recall`
say how many of these forms the resolution links to the right person.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from communique import Ledger
from communique.model import MeetingClaim, MeetingKind, Participant, Passage, Status
from communique.resolution import DocumentFacts, person_form_id, resolve
from communique.store.opening import open_store
from communique.store.reference_lists import find_known
from eval.score import Figures, percent
from eval.sets import BESIDE

__all__ = ["REGISTER", "Mention", "Register", "load_register", "main", "make_mentions", "measure"]

REGISTER: Final = BESIDE / "registers" / "uk_ministers"
TABLES: Final = ("person", "post", "organisation", "appointment")
MENTIONS: Final = 1000
SEED: Final = 1979
_WORDINGS: Final = (("display", 30), ("short", 25), ("title", 25), ("titled", 10), ("outside", 10))


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Somebody held a post from one day to another; `end` of an open one is the last date of the register."""

    person: str
    title: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The tables, read plainly.

    Attributes:
        displays: person → display names.
        shorts: person → short names.
        appointments: all that can be.
    """

    displays: Mapping[str, tuple[str, ...]]
    shorts: Mapping[str, tuple[str, ...]]
    appointments: tuple[Appointment, ...]

    def posts(self, person: str, day: date) -> frozenset[str]:
        """The titles that somebody holds on a day."""
        return frozenset(one.title for one in self.appointments if one.person == person and one.start <= day <= one.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name or a title on a day.

    Attributes:
        wording: how it was made.
        text: the words.
        name, title: of what they consist.
        day: of what day.
        post: the post that was drawn; None outside of any.
        meant: everybody who can be meant.
    """

    wording: str
    text: str
    name: str | None
    title: str | None
    day: date
    post: str | None
    meant: frozenset[str]


def load_register(folder: Path) -> Register:
    """The tables of a folder."""
    people, posts, appointments = (_rows(folder / f"{name}.csv") for name in ("person", "post", "appointment"))
    title = {row["id"]: row["display_name"] for row in posts}
    dates = [date.fromisoformat(row[side]) for row in appointments for side in ("start_date", "end_date") if row[side]]
    displays: dict[str, dict[str, None]] = defaultdict(dict)
    shorts: dict[str, dict[str, None]] = defaultdict(dict)
    for row in people:
        displays[row["id"]][row["display_name"]] = None
        shorts[row["id"]][row["short_name"]] = None
    found = [
        Appointment(
            person=row["person_id"],
            title=title[row["post_id"]],
            start=date.fromisoformat(row["start_date"]),
            end=date.fromisoformat(row["end_date"]) if row["end_date"] else max(dates),
        )
        for row in appointments
    ]
    return Register(
        displays={one: tuple(names) for one, names in displays.items()},
        shorts={one: tuple(name for name in names if name) for one, names in shorts.items()},
        appointments=tuple(one for one in found if one.start <= one.end),
    )


def make_mentions(register: Register, count: int, seed: int) -> list[Mention]:
    """Mentions by the rule that stands above."""
    source = random.Random(seed)
    days = [one.start for one in register.appointments], [one.end for one in register.appointments]
    first, last = min(days[0]), max(days[1])
    made = []
    while len(made) < count:
        one = source.choice(register.appointments)
        day = one.start + timedelta(days=source.randrange((one.end - one.start).days + 1))
        wording = source.choices([name for name, _ in _WORDINGS], [weight for _, weight in _WORDINGS])[0]
        display = source.choice(register.displays[one.person])
        short = source.choice(register.shorts[one.person] or register.displays[one.person])
        the = source.random() < 0.5
        if wording == "outside":
            day = first + timedelta(days=source.randrange((last - first).days + 1))
            if register.posts(one.person, day):
                continue
            wording = "display, outside" if the else "short, outside"
        name = None if wording == "title" else display if wording.startswith("display") else short
        title = one.title if wording in ("title", "titled") else None
        text = " ".join(part for part in ("the" if the and wording == "title" else None, title, name) if part)
        meant = _meant(register, wording, name, title, day)
        post = None if wording.endswith("outside") else one.title
        made.append(Mention(wording=wording, text=text, name=name, title=title, day=day, post=post, meant=meant))
    return made


def _meant(register: Register, wording: str, name: str | None, title: str | None, day: date) -> frozenset[str]:
    serving = {one.person for one in register.appointments if one.start <= day <= one.end}
    if wording.startswith("display"):
        bearers = {one for one, names in register.displays.items() if name in names}
        return frozenset(bearers if len(bearers) == 1 else bearers & serving or bearers)
    found = serving
    if title is not None:
        found = found & {
            one.person
            for one in register.appointments
            if one.start <= day <= one.end and one.title.casefold() == title.casefold()
        }
    if name is not None:
        found = found & {one for one, names in register.shorts.items() if name in names}
    return frozenset(found)


def measure(
    folder: Path = REGISTER, *, mentions: int = MENTIONS, seed: int = SEED, tell: Any = None
) -> tuple[Figures, str]:
    """The figures, as percentages, and the counts behind them by wording as text.

    Args:
        folder: with the tables.
        mentions: how many are made.
        seed: of the generator.
        tell: is given a line for each miss and each mistake.
    """
    register = load_register(folder)
    made = make_mentions(register, mentions, seed)
    counted: Counter[str] = Counter()
    by_wording: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "ministers.db"
        with Ledger(path) as ledger:
            ledger.import_list(folder, mapping="uk_ministers")
            for mention in made:
                _count(mention, register, ledger, by_wording[mention.wording], tell)
        _count_forms([mention for mention in made if mention.name and len(mention.meant) == 1], path, counted, tell)
    for tally in by_wording.values():
        counted.update(tally)
    lines = [f"  {'wording':<18}{'made':>6}{'answerable':>12}{'linked':>8}{'right':>7}{'role right':>12}"]
    for name, tally in sorted([*by_wording.items(), ("all", counted)], key=lambda pair: (pair[0] == "all", pair[0])):
        numbers = (tally[part] for part in ("made", "answerable", "linked", "right", "role"))
        lines.append("  {:<18}{:>6}{:>12}{:>8}{:>7}{:>12}".format(name, *numbers))
    figures = {
        "link_precision": percent(counted["right"], counted["linked"]),
        "link_recall": percent(counted["right"], counted["answerable"]),
        "link_role_right": percent(counted["role"], counted["right"]),
        "forms_precision": percent(counted["forms_right"], counted["forms_linked"]),
        "forms_recall": percent(counted["forms_right"], counted["forms"]),
    }
    return figures, "\n".join(lines)


def _count(mention: Mention, register: Register, ledger: Ledger, counted: Counter[str], tell: Any) -> None:
    answers = ledger.who(mention.text, on=mention.day.isoformat(), country="GB")
    linked = answers[0] if len(answers) == 1 else None
    answerable = len(mention.meant) == 1
    right = linked is not None and answerable and linked.reference.person.id in mention.meant
    counted.update(made=1, answerable=answerable, linked=linked is not None, right=right)
    if right and linked is not None:
        held = frozenset(post.role for post in linked.posts)
        wanted = register.posts(linked.reference.person.id, mention.day)
        counted["role"] += held == wanted
        if tell is not None and held != wanted:
            tell(f"role: {mention.text!r} on {mention.day}: {sorted(held)}, not {sorted(wanted)}")
    elif tell is not None and (answerable or linked is not None):
        shown = [answer.reference.person.name for answer in answers]
        meant = [register.displays[one][0] for one in sorted(mention.meant)]
        tell(f"{'wrong' if linked else 'missed'}: {mention.text!r} on {mention.day}: {shown}, not {meant}")


def _count_forms(mentions: Sequence[Mention], path: Path, counted: Counter[str], tell: Any) -> None:
    """Each mention as a participant in a document of its own."""
    claims = [_claim(f"doc_{number}", mention) for number, mention in enumerate(mentions)]
    documents = [DocumentFacts(id=one.document, source=one.document, published=one.date) for one in claims]
    store = open_store(path)
    with store.reading() as connection:
        references = find_known(connection, claims)
    store.close()
    links = resolve(documents, claims, references=references).links
    for claim, mention in zip(claims, mentions, strict=True):
        found = {link.id for link in links.get(person_form_id(claim.document, mention.name or ""), ())}
        counted.update(forms=1, forms_linked=bool(found), forms_right=found == set(mention.meant))
        if tell is not None and found and found != set(mention.meant):
            tell(f"form, wrong: {mention.text!r} on {mention.day}")


def _claim(document: str, mention: Mention) -> MeetingClaim:
    role = None if mention.wording.startswith("display") else mention.post
    return MeetingClaim(
        document=document,
        status=Status.HELD,
        background=False,
        kind=MeetingKind.MEETING,
        participants=(Participant(name=mention.name, mention=mention.text, role=role, country="GB"),),
        evidence=(Passage(start=0, end=1, quote="x"),),
        date=mention.day.isoformat(),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=REGISTER, help="with the four tables")
    parser.add_argument("--mentions", type=int, default=MENTIONS, help="how many are made")
    parser.add_argument("--seed", type=int, default=SEED, help="of the generator")
    parser.add_argument("--misses", action="store_true", help="also what was missed and what was wrong")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        parser.error(f"no register at {given.folder}")
    figures, counts = measure(
        given.folder, mentions=given.mentions, seed=given.seed, tell=print if given.misses else None
    )
    print(counts)
    for name, figure in figures.items():
        print(f"  {name:<20}{'–' if figure is None else format(figure, '.1f'):>7}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
