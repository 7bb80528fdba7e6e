"""How resolution scales: a million mentions of 200,000 people, 100,000 reports of 30,000 meetings, on one core.

    python bench/resolution.py [--mentions 1000000] [--tabbed] [--one [--ledger FILE] [--statements N]] [--profile]

People, organisations and places are invented, made of syllables. Family names are as unevenly borne as real ones: the
most frequent by every hundredth person, most by a handful. A mention gives the full name, or it with a middle initial,
in the other order, with an initial for the given name, or the family name alone.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from communique.model import (
    Document,
    Extraction,
    MeetingClaim,
    MeetingKind,
    Modality,
    Participant,
    Passage,
    RoleClaim,
    StatementClaim,
    StatementKind,
    Status,
    document_id,
)
from communique.resolution import DocumentFacts
from communique.store.opening import Store

MENTIONS = 1_000_000
PEOPLE = 0.2  # a mention
REPORTS = 0.1  # a mention; as many documents
MEETINGS = 0.03  # a mention
GUESTS = (2, 2, 2, 3, 3, 4, 6)
FAMILIES = 0.1  # a person; with the skew of `zipf`
SYLLABLES = ("ba", "do", "ke", "lu", "mi", "no", "ra", "sa", "ti", "vo", "wen", "zor", "pel", "gry", "asc", "und")
COUNTRIES = ("KR", "JP", "FR", "DE", "BR", "KE", "NO", "IN", "CA", "EG", "CL", "PT", "FI", "VN", "ZA", "TR")
POSTS = ("CEO", "chief executive", "chairman", "director", "minister", "adviser", "spokesperson", "vice president")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented."""

    given: str
    middle: str
    family: str
    role: str
    organisation: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a ledger of that size gives resolution."""

    documents: list[DocumentFacts]
    claims: list[MeetingClaim]
    roles: list[RoleClaim]
    mentions: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=MENTIONS)
    parser.add_argument("--tabbed", action="store_true", help="print bare figures: mentions, seconds, megabytes")
    parser.add_argument("--one", action="store_true", help="keep them in a ledger, take in one document at a time")
    parser.add_argument("--ledger", type=Path, help="keep the ledger here, or go on with the one that is kept")
    parser.add_argument(
        "--statements", type=int, default=0, help="what each document of a ledger says that people said"
    )
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    given = parser.parse_args()
    # Imported here, so that `--help` does without.
    from communique.resolution import resolve

    told = invent(given.mentions)
    if given.one:
        with tempfile.TemporaryDirectory() as folder:
            take_in_one_by_one(
                told, given.ledger or Path(folder) / "ledger.db", given.statements, profiled=given.profile
            )
        return
    before = megabytes()
    profile = cProfile.Profile() if given.profile else None
    started = time.process_time()
    if profile is not None:
        profile.enable()
    found = resolve(told.documents, told.claims, roles=told.roles)
    if profile is not None:
        profile.disable()
    spent = time.process_time() - started
    if given.tabbed:
        print(f"{told.mentions}\t{spent}\t{megabytes()}")
        return
    print(f"{told.mentions:,} mentions, {len(told.claims):,} reports: {spent:.1f} s of one core")
    print(f"{len(found.people):,} people, {len(found.organisations):,} organisations, {len(found.meetings):,} meetings")
    print(f"{len(found.judgements):,} judgements; {megabytes():.0f} MB at most, {before:.0f} MB of it before")
    if profile is not None:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


DOCUMENTS = 20  # taken in one by one
SIZES = (2, 5, 10, 20, 40)  # names in each, in turn


def take_in_one_by_one(told: Told, path: Path, statements: int, *, profiled: bool) -> None:
    """Keep everything in a ledger, then take in documents one by one, and measure until the lists have followed."""
    from communique.store.listing import bring_lists_up_to_date, rebuild_lists
    from communique.store.opening import open_store
    from communique.store.writing import add_extraction

    is_there = path.exists()
    store = open_store(path, create=True)
    if not is_there:
        fill(store, told, statements)
        started, worked = time.perf_counter(), time.process_time()
        rebuild_lists(store)
        wall, processor = time.perf_counter() - started, time.process_time() - worked
        print(f"lists of {told.mentions:,} mentions made: {wall:.1f} s ({processor:.1f} s processor)", flush=True)
        print(f"{path.stat().st_size / 1e6:.0f} MB of file, {megabytes():.0f} MB of memory at most", flush=True)
    with store.reading() as connection:
        there = int(connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() or 0)
    taken: list[tuple[float, float, int]] = []
    profile = cProfile.Profile(time.process_time)
    for number, extraction in enumerate(invent_further(told, DOCUMENTS, there, statements)):
        add_extraction(store, extraction)
        if profiled:
            profile.enable()
        started, worked = time.perf_counter(), time.process_time()
        bring_lists_up_to_date(store)
        spent = time.perf_counter() - started, time.process_time() - worked
        taken.append((*spent, SIZES[number % len(SIZES)]))
        profile.disable()
    store.close()
    for seconds, busy, size in taken:
        print(f"one document of {size} names: {seconds * 1000:.0f} ms ({busy * 1000:.0f} ms processor)")
    for what, times in (("ms", [one[0] for one in taken]), ("ms processor", [one[1] for one in taken])):
        print(f"median {statistics.median(times) * 1000:.0f} {what}, at most {max(times) * 1000:.0f} {what}")
    if profiled:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)


def fill(store: Store, told: Told, statements: int) -> None:
    """Keep documents with their claims, all in one transaction."""
    from communique.store.bulk import insert_all
    from communique.store.forms import claim_row, document_row
    from communique.store.sketches import VERSION
    from communique.store.tables import captures, claims, document_sketches, documents
    from communique.store.writing import mark_changed

    bare = (Document(id=one.id, text=one.source, source=one.source, published=one.published) for one in told.documents)
    with store.writing() as connection:
        rows = (
            document_row(one, unread=None, captured="2031-01-01") | {"seq": at, "statements": 1}
            for at, one in enumerate(bare, 1)
        )
        insert_all(connection, documents, rows)
        insert_all(
            connection,
            captures,
            ({"document": one.id, "source": one.source, "captured": "2031-01-01"} for one in told.documents),
        )
        sketches = (
            {
                "document": at, "version": VERSION, "bins": None,
                "credit": '{"agencies":[],"own":null,"unnamed":false}', "standing": one.published or "", "compared": 1,
            }
            for at, one in enumerate(told.documents, 1)
        )  # fmt: skip
        insert_all(connection, document_sketches, sketches)
        insert_all(connection, claims, {claim.id: claim_row(claim) for claim in told.claims}.values())
        insert_all(connection, claims, {claim.id: claim_row(claim) for claim in told.roles}.values())
        chance = random.Random(len(told.claims))
        said = (one for claim in told.claims for one in invent_statements(chance, claim, statements))
        insert_all(connection, claims, {claim.id: claim_row(claim) for claim in said}.values())
        mark_changed(connection)


def invent_further(told: Told, count: int, there: int, statements: int) -> Iterator[Extraction]:
    """Documents about people of a ledger of so many documents, of several sizes."""
    chance = random.Random(there)
    for number in range(count):
        size = SIZES[number % len(SIZES)]
        text = f"Further report {there + number}. They met."
        source = f"further{there + number}.txt"
        document = Document(id=document_id(text), text=text, source=source, published="2030-05-06")
        evidence = (Passage(start=0, end=14, quote="Further report"),)
        like = chance.choice(told.claims)
        guests = tuple(
            replace(one, organisation=one.organisation if chance.random() < 0.85 else None) for one in like.participants
        )
        meeting = replace(like, document=document.id, participants=guests, evidence=evidence)
        roles = tuple(
            replace(one, document=document.id, evidence=evidence)
            for one in chance.sample(told.roles, max(0, size - len(guests)))
        )
        yield Extraction(
            document=document,
            meetings=(meeting,),
            roles=tuple({r.id: r for r in roles}.values()),
            statements=tuple(invent_statements(chance, meeting, statements)),
        )


MATTERS = [f"{verb} the {size} {thing} at the {place}" for verb in ("build", "close", "widen", "sell", "inspect")
           for size in ("small", "old", "new", "northern") for thing in ("harbour", "railway", "refinery", "archive")
           for place in ("border", "coast", "airport", "lake", "capital")]  # fmt: skip


def invent_statements(chance: random.Random, met: MeetingClaim, count: int) -> Iterator[StatementClaim]:
    """What those who met said to each other, in the document that tells of it."""
    for number in range(count):
        speaker, addressee = chance.sample([party.name for party in met.participants], 2)
        words = f"{speaker} promised to {chance.choice(MATTERS)}"
        said = Passage(start=100 * number, end=100 * number + len(words), quote=words)
        yield StatementClaim(
            document=met.document,
            kind=chance.choice((StatementKind.PROMISE, StatementKind.REQUEST, StatementKind.VIEW)),
            modality=Modality.REPORTED,
            about=words.partition(" to ")[2],
            evidence=(said,),
            contents=(said,),
            cues=(said,),
            speaker=speaker,
            addressee=addressee,
            meeting=met.id,
        )


def megabytes() -> float:
    """The most memory that this process has held, in millions of bytes (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def invent(mentions: int) -> Told:
    """People, and what documents say of them."""
    chance = random.Random(20310605)
    people = invent_people(chance, int(mentions * PEOPLE))
    fame = list(accumulate(1 / (rank + 20) ** 0.7 for rank in range(len(people))))
    meetings = list(invent_meetings(chance, people, fame, int(mentions * MEETINGS)))
    documents: list[DocumentFacts] = []
    claims: list[MeetingClaim] = []
    roles: list[RoleClaim] = []
    count = 0
    for number in range(int(mentions * REPORTS)):
        document = f"doc_{number:08x}"
        guests, kind, day, city, country = meetings[number % len(meetings)]
        late = chance.randrange(4)
        documents.append(
            DocumentFacts(id=document, source=f"{number}.txt", published=(day + timedelta(days=late)).isoformat())
        )
        evidence = (Passage(start=0, end=40, quote="they met"),)
        claims.append(
            MeetingClaim(
                document=document,
                status=Status.PLANNED if late == 3 else Status.HELD,
                background=False,
                kind=kind if chance.random() < 0.8 else MeetingKind.MEETING,
                participants=tuple(mention(chance, one) for one in guests),
                evidence=evidence,
                date=day.isoformat() if chance.random() < 0.85 else day.isoformat()[:7],
                city=city if chance.random() < 0.7 else None,
                country=country if chance.random() < 0.7 else None,
            )
        )
        count += len(guests)
        wanted = round((number + 1) / REPORTS) - count
        for one in chance.choices(people, cum_weights=fame, k=max(0, wanted)):
            roles.append(
                RoleClaim(
                    document=document,
                    person=spell(chance, one),
                    role=one.role,
                    organisation=one.organisation if chance.random() < 0.8 else None,
                    evidence=evidence,
                    because=NOTHING,
                )
            )
            count += 1
    return Told(documents=documents, claims=claims, roles=roles, mentions=count)


NOTHING: dict[str, str] = {}


def invent_people(chance: random.Random, count: int) -> list[Person]:
    families = distinct(chance, max(20, int(count * FAMILIES)))
    givens = distinct(chance, 2000 if count > 4000 else 200)
    bodies = distinct(chance, max(20, count // 6))
    by_family, by_given = zipf(len(families)), zipf(len(givens))
    found = []
    for family, given in zip(
        chance.choices(families, cum_weights=by_family, k=count),
        chance.choices(givens, cum_weights=by_given, k=count),
        strict=True,
    ):
        body = chance.randrange(len(bodies))
        found.append(
            Person(
                given,
                chance.choice("ABCDEFGHKLMNPRSTVW"),
                family,
                chance.choice(POSTS),
                bodies[body],
                COUNTRIES[body % len(COUNTRIES)],
            )
        )
    return found


def zipf(count: int) -> list[float]:
    """Cumulative weights: the commonest of 20,000 family names is borne by every hundredth person."""
    return list(accumulate(1 / (rank + 12) ** 0.9 for rank in range(count)))


def distinct(chance: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))).capitalize()] = None
    return list(found)


def invent_meetings(
    chance: random.Random, people: list[Person], fame: list[float], count: int
) -> Iterator[tuple[list[Person], MeetingKind, date, str, str]]:
    cities = distinct(chance, 400)
    for _ in range(count):
        guests = list(dict.fromkeys(chance.choices(people, cum_weights=fame, k=chance.choice(GUESTS))))
        day = date(2027, 1, 1) + timedelta(days=chance.randrange(1500))
        at = chance.randrange(len(cities))
        kind = chance.choice((MeetingKind.MEETING, MeetingKind.DINNER, MeetingKind.VISIT, MeetingKind.SUMMIT))
        yield guests, kind, day, cities[at], COUNTRIES[at % len(COUNTRIES)]


def mention(chance: random.Random, one: Person) -> Participant:
    name = spell(chance, one)
    return Participant(
        name=name,
        mention=name,
        role=one.role,
        organisation=one.organisation if chance.random() < 0.85 else None,
        country=one.country if chance.random() < 0.6 else None,
    )


def spell(chance: random.Random, one: Person) -> str:
    way = chance.random()
    if way < 0.80:
        return f"{one.given} {one.family}"
    if way < 0.88:
        return f"{one.given} {one.middle}. {one.family}"
    if way < 0.91:
        return f"{one.family.upper()} {one.given}"
    if way < 0.95:
        return f"{one.given[0]}. {one.family}"
    return one.family


if __name__ == "__main__":
    main()
