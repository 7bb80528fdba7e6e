"""How fast the ledger is where nothing has to be read: keeping documents, listing meetings from a cold start.

    python bench/ledger.py [--documents 10000] [--ledger FILE]

People, bodies and places are invented, made of syllables.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from communique.model import (
    Document,
    Extraction,
    MeetingClaim,
    MeetingKind,
    Modality,
    Participant,
    Reading,
    RoleClaim,
    Span,
    StatementClaim,
    StatementKind,
    Status,
    Step,
    document_id,
)

MEETINGS = 2.5  # a document, on average
PEOPLE = 4000
FILLER = 2500  # letters of an article that say nothing of a meeting
SYLLABLES = ("ba", "do", "ke", "lu", "mi", "no", "ra", "sa", "ti", "vo", "wen", "zor", "pel", "gry", "asc", "und")
COUNTRIES = ("KR", "JP", "FR", "DE", "BR", "KE", "NO", "IN", "CA", "EG")
TOPICS = ("fisheries", "rail", "chips", "steel", "vaccines", "ports", "grain", "satellites")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--ledger", type=Path, help="keep the ledger here; without it, a folder made for the run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments.ledger or Path(folder) / "ledger.db", arguments.documents)


def measure(path: Path, count: int) -> None:
    # Imported here, so that `--help` does without.
    from communique.ledger import Ledger, Progress
    from communique.sources.pieces import Piece
    from communique.store.crews import Alone
    from communique.store.ingesting import ingest
    from communique.store.opening import open_store

    extractions = {extraction.document.source: extraction for extraction in invent(count)}
    found = sum(len(e.meetings) + len(e.statements) + len(e.roles) for e in extractions.values())
    sources = [Piece(source=source) for source in extractions]
    store = open_store(path, create=True)
    for what in ("documents kept", "known documents passed"):
        started, worked = time.perf_counter(), time.process_time()
        told = []

        def stop_watch(progress: Progress, told: list[tuple[float, float]] = told) -> None:
            if progress.done == progress.total:  # what comes after is the rebuilding of the lists, measured below
                told.append((time.perf_counter(), time.process_time()))

        ingest(
            store,
            sources,
            crew=Alone(
                read=lambda piece: extractions[piece.source].document,
                extract=lambda documents: (extractions[document.source] for document in documents),
            ),
            refuse=lambda document: None,
            on_progress=stop_watch,
        )
        report(f"{what} (reading not counted)", started, worked, count, "document", until=told[0])
    store.close()
    with Ledger(path) as ledger:
        started, worked = time.perf_counter(), time.process_time()
        ledger.rebuild()
        report(f"lists rebuilt from {found} claims", started, worked, found, "claim")
        started, worked = time.perf_counter(), time.process_time()
        if faults := ledger.verify():
            raise SystemExit(f"the ledger has faults: {faults[0]}")
        report("verified", started, worked, count, "document")
    size = path.stat().st_size
    print(f"{'file':<48}{size / 1e6:8.1f} MB  {size / count:8.0f} bytes a document")
    party = next(iter(extractions.values())).meetings[0].participants[0]
    person, body = party.name or "", party.organisation or ""
    run("python -c pass", [sys.executable, "-c", "pass"])
    run("python -c 'import sqlalchemy'", [sys.executable, "-c", "import sqlalchemy"])
    for arguments in (
        ["meetings"],
        ["meetings", "--person", person],
        ["meetings", "--country", "KR", "--since", "2031-06"],
        ["meetings", "--format", "jsonl"],
        ["statements"],
        ["asks"],
        ["asks", "--to", body, "--status", "open"],
        ["promises"],
        ["promises", "--due", "2032", "--overdue", "--as-of", "2033-01-01"],
        ["person", person],
        ["organisation", body],
        ["timeline"],
        ["timeline", "--person", person],
        ["documents"],
        ["people"],
        ["organisations"],
    ):
        command = [sys.executable, "-m", "communique", *arguments, "--ledger", str(path)]
        run(" ".join(["communique", *arguments]), command)


def report(
    what: str, started: float, worked: float, count: int, unit: str, until: tuple[float, float] | None = None
) -> None:
    ended, rested = until or (time.perf_counter(), time.process_time())
    wall, processor = ended - started, rested - worked
    each, busy = wall / count * 1000, processor / count * 1000
    print(f"{what:<48}{wall:8.2f} s   {each:8.3f} ms a {unit} ({busy:.3f} ms processor)")


def run(what: str, command: list[str], times: int = 5) -> None:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False)
        taken.append(time.perf_counter() - started)
        if done.returncode:
            raise SystemExit(f"{what}: {done.stderr.decode()}")
    lines = done.stdout.count(b"\n")
    print(f"{what:<48}{statistics.median(taken):8.3f} s   (best {min(taken):.3f}, {lines} lines printed)")


def invent(count: int) -> Iterator[Extraction]:
    """Articles about meetings, each with its claims."""
    source = random.Random(20310605)
    people = sorted({f"{word(source, 2)} {word(source, 3)}" for _ in range(PEOPLE)})
    bodies = sorted({word(source, 3) for _ in range(PEOPLE // 8)})
    cities = sorted({word(source, 2) for _ in range(120)})
    for number in range(count):
        day = date(2030, 1, 1) + timedelta(days=source.randrange(730))
        lines, claims, readings = [f"Report {number} from {source.choice(cities)}"], [], []
        meetings = int(MEETINGS) + (source.random() < MEETINGS % 1)
        held = [day - timedelta(days=source.randrange(6)) for _ in range(meetings)]
        parties = [source.sample(people, 2) for _ in range(meetings)]
        places = [(source.choice(cities), source.choice(bodies), source.choice(TOPICS)) for _ in range(meetings)]
        for (left, right), on, (city, body, topic) in zip(parties, held, places, strict=True):
            lines.append(f"{left}, minister of {body}, met {right} in {city} on {on.isoformat()} to discuss {topic}.")
            lines.append(f"{left} asked {right} to open the market for {topic} by {on.year + 1}.")
            lines.append(f"In response, {right} promised to look at the market for {topic} within {on.year + 1}.")
        lines.append(" ".join(rare_word(source) for _ in range(FILLER // 9)))
        text = "\n\n".join(lines) + "\n"
        document = Document(
            id=document_id(text),
            text=text,
            source=f"articles/{number:06}.txt",
            title=lines[0],
            published=day.isoformat(),
            language="en",
            encoding="utf-8",
        )
        said: list[StatementClaim] = []
        posts: list[RoleClaim] = []
        for line, (left, right), on, (city, body, topic) in zip(lines[1:-1:3], parties, held, places, strict=True):
            start = text.index(line)
            evidence = Span(start, start + len(line)).passage(text)
            code = source.choice(COUNTRIES)
            claim = MeetingClaim(
                document=document.id,
                status=source.choice((Status.HELD, Status.HELD, Status.HELD, Status.PLANNED, Status.POSSIBLE)),
                background=False,
                kind=source.choice((MeetingKind.MEETING, MeetingKind.DINNER, MeetingKind.SUMMIT)),
                participants=(
                    Participant(name=left, mention=left, role="minister", organisation=body, names=(left,)),
                    Participant(name=right, mention=right, names=(right,)),
                ),
                evidence=(evidence,),
                date=on.isoformat(),
                city=city,
                country=code,
                topics=(topic,),
                because={"country": f"{city} lies in {code}"},
            )
            step = Step(field="date", rule="bench.date.v1", value=claim.date, read=(evidence,))
            claims.append(claim)
            readings.append(Reading(claim=claim.id, rule="bench.sentence.v1", score=0.9, steps=(step,)))
            posts.append(
                RoleClaim(
                    document=document.id,
                    person=left,
                    role="minister",
                    organisation=body,
                    evidence=(evidence,),
                    interval=on.isoformat(),
                )
            )
            said += exchange(document, claim, left, right)
        yield Extraction(
            document=document,
            meetings=tuple(claims),
            statements=tuple(said),
            roles=tuple(posts),
            readings=tuple(readings),
        )


def exchange(document: Document, meeting: MeetingClaim, asking: str, asked: str) -> Iterator[StatementClaim]:
    """The request and its answer in the two lines behind the one that tells of the meeting."""
    begin = meeting.evidence[0].end + 2
    year = f"{int((meeting.date or '')[:4]) + 1}"
    parts = ((asking, "asked", StatementKind.REQUEST, asked), (asked, "promised", StatementKind.PROMISE, None))
    for speaker, cue, kind, addressee in parts:
        end = document.text.index("\n", begin)
        at = document.text.index(cue, begin)
        yield StatementClaim(
            document=document.id,
            kind=kind,
            modality=Modality.REPORTED,
            evidence=(Span(begin, end).passage(document.text),),
            contents=(Span(at + len(cue) + 1, end).passage(document.text),),
            about=meeting.topics[0],
            speaker=speaker,
            addressee=addressee,
            due=year,
            source=Span(document.text.index(speaker, begin), at - 1).passage(document.text),
            cues=(Span(at, at + len(cue)).passage(document.text),),
            meeting=meeting.id,
        )
        begin = end + 2


def word(source: random.Random, syllables: int) -> str:
    return "".join(source.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def rare_word(source: random.Random) -> str:
    """A word that hardly another article has: those that share a small vocabulary would look like copies."""
    return "".join(source.choice("bcdfghklmnprstvz") + source.choice("aeiou") for _ in range(4))


if __name__ == "__main__":
    main()
