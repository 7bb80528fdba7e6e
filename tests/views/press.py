"""Press reports as lines of an extract, and an invented register of the same meetings, of which the truth is known."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Form = dict[str, Any]


def report(
    number: int,
    official: str,
    other: str | None,
    *,
    on: str | None,
    published: str | None,
    body: str | None = None,
    other_kind: str = "organisation",
    other_body: str | None = None,
    topic: str | None = None,
    city: str | None = None,
    status: str = "held",
    whole: str | None = None,
) -> Form:
    """A report of one meeting: its text says all that its claim does.

    Args:
        number: makes the text another one.
        official: his name, as the press writes it in the sentence.
        other: whom he met; None for unnamed people.
        on: the day or month, in EDTF.
        published: when the report came out.
        whole: the full name of the official, where the text has it elsewhere and the sentence a shorter one.
    """
    parties = [("person", official, body, whole), (other_kind, other, other_body, None)]
    words = [f"{whole} took questions. "] if whole else []
    start = sum(map(len, words))
    said = f"{official}{f' of {body}' if body else ''} met {other or 'some managers'}"
    said += f"{f' of {other_body}' if other_body else ''}{f' in {city}' if city else ''}{f' on {on}' if on else ''}"
    said += f"{f' about {topic}' if topic else ''}."
    text = "".join(words) + said + f" Report {number} ended here.\n"
    evidence = {"start": start, "end": start + len(said), "quote": said}
    step = {"field": "participants.0.name", "rule": "press.whole.v1", "value": whole, "read": [evidence]}
    return {
        "extractor": "communique",
        "document": {"source": f"press/{number}.txt", "text": text, "published": published, "language": "en"},
        "meetings": [
            {
                "id": f"report {number}",
                "status": status,
                "kind": "meeting",
                "participants": [
                    {
                        "name": full or name,
                        "mention": name or "some managers",
                        "names": [one for one in (full, name) if one],
                        "kind": kind if name else "group",
                        "organisation": name if kind == "organisation" else party_body,
                    }
                    for kind, name, party_body, full in parties
                ],
                "date": on,
                "city": city,
                "topics": [topic] if topic else [],
                "evidence": [evidence],
                "reading": {"rule": "press.v1", "score": 1.0, "steps": [step] if whole else []},
            }
        ],
    }


# Invented names: as the register writes them, as the press does, and somebody else with a like name.
OFFICIALS = (
    ("Ilse VAN DER HOEK", "Ilse van der Hoek", "Inge van der Hoek"),
    ("Jean-Marc DUFRESNE LACOMBE", "Jean-Marc Dufresne-Lacombe", "Jean-Paul Dufresne-Lacombe"),
    ("Tomáš HORÁČEK", "Tomas Horacek", "Jan Horacek"),
    ("ORMELLI Chiara Beatrice", "Chiara Ormelli", "Chiara Ormellini"),
    ("María del Carmen IBARROLA", "Maria Ibarrola", "Marta Ibarrola"),
    ("LINDGÅRD, Sven-Olof", "Sven-Olof Lindgard", "Sven Lindholm"),
    ("Kim Ra-hee", "Ra-hee Kim", "Kim Ra-on"),
    ("Dr. Anneliese Trautwein-Böhm", "Anneliese Trautwein-Boehm", "Annegret Trautwein-Boehm"),
    ("W. J. Abernathy-Cole", "William Abernathy-Cole", "Richard Abernathy-Cole"),
    ("Oluwaseun ADEBOLA-KING", "Oluwaseun Adebola-King", "Oluwaseyi Adebola-King"),
    ("Petra ZVONIMIROVIĆ", "Petra Zvonimirovic", "Petra Zvonarevic"),
    ("Nikos PAPASTATHIS", "Nikos Papastathis", "Nikos Papastathopoulos"),
)

STEMS = (
    "Nordalm", "Vekstra", "Ruhlsdorf", "Tessaly", "Quorndal", "Belmarin", "Osterlind", "Kavroma",
    "Zelphine", "Mardonk", "Frisova", "Halcyra", "Umbrel", "Drostan", "Pelluva", "Grenholt",
    "Ystrad", "Corvani", "Lommeq", "Sundrel", "Abendry", "Wexholm", "Tarquil", "Ondrusk",
    "Velhart", "Jaspora", "Kimroth", "Elsmark", "Boravik", "Thurnau", "Calvess", "Mirrent",
    "Skaldor", "Pravonne", "Undervik", "Roscath", "Delmount", "Fennarch", "Igravo", "Lusholm",
)  # fmt: skip
TRADES = ("Steel", "Grain", "Rail", "Ports", "Energy", "Dairy", "Optics", "Paper", "Seed", "Cable")
CITIES = ("Strelsau", "Hentzau", "Zenda", "Lindmoor")


def bodies(source: random.Random) -> list[tuple[str, str, str, str]]:
    """Bodies: as the press writes them, as the register does, with whom in the press, and their kind."""
    made = []
    for stem in STEMS:
        trade = source.choice(TRADES)
        name = f"{stem} {trade}"
        person = f"{source.choice(('Ada', 'Bela', 'Carl', 'Dora', 'Emil', 'Frida'))} {stem.lower().capitalize()}sen"
        made.append(
            source.choice(
                (
                    (name, f"{name} GmbH", person, "organisation"),
                    (name, f"{name.upper()} S.A.", person, "organisation"),
                    (
                        name,
                        f"{name} ({stem[:2].upper()}X) 36611791{source.randrange(1000, 9999)}-10",
                        person,
                        "organisation",
                    ),
                    (name, f"{person} - head of {name}", person, "person"),
                    (name, f"{person}, {name}", person, "person"),
                    (f"The {name} Group", f"{name}: {person}, another one", person, "organisation"),
                    (name, f"Dinner club; {name}", person, "organisation"),
                )
            )
        )
    return made


@dataclass(frozen=True)
class Truth:
    """A register, the reports of the press, and which row and which report are of one occasion."""

    rows: list[dict[str, str]]
    reports: list[Form]
    both: dict[int, int]  # row → report, by their places
    open: frozenset[int]  # rows of which nobody could say which report is theirs


def invent(seed: int = 11, count: int = 140) -> Truth:
    """Meetings of officials with bodies over two years; some declared, some reported, some both."""
    source = random.Random(seed)
    known = bodies(source)
    rows: list[dict[str, str]] = []
    reports: list[Form] = []
    both: dict[int, int] = {}
    unclear: set[int] = set()

    def declare(official: int, body: int, day: date | None, topic: str, city: str) -> int:
        rows.append(
            {
                "day": day.strftime("%d/%m/%Y") if day is not None else "",
                "who": OFFICIALS[official][0],
                "whom": known[body][1],
                "about": topic,
                "where": city,
            }
        )
        return len(rows) - 1

    def tell(
        official: int, body: int, on: str | None, published: date, topic: str | None, city: str | None, **more: Any
    ) -> int:
        press, _, person, kind = known[body]
        name = OFFICIALS[official][1]
        style = source.randrange(4)
        if style == 0:  # the surname in the sentence, the whole name elsewhere
            more |= {"whole": name}
            name = name.split()[-1]
        by_person = kind == "person"
        reports.append(
            report(
                len(reports),
                name,
                person if by_person else press,
                on=on,
                published=published.isoformat(),
                other_kind="person" if by_person else "organisation",
                other_body=press if by_person else None,
                topic=topic,
                city=city,
                **more,
            )
        )
        return len(reports) - 1

    def whoever() -> tuple[int, int]:
        return source.randrange(len(OFFICIALS)), source.randrange(len(known))

    for number in range(count):
        official, body = whoever()
        day = date(2031, 1, 10) + timedelta(days=5 * number + source.randrange(3))
        topic = f"{source.choice(('duties', 'subsidies', 'licences', 'standards'))} for {source.choice(TRADES).lower()}"
        city = source.choice(CITIES)
        later = day + timedelta(days=source.randrange(3))
        match number % 14:
            case 0 | 1 | 2:  # declared and reported on the same day
                row = declare(official, body, day, topic, city)
                both[row] = tell(official, body, day.isoformat(), later, topic, city)
            case 3:  # the press is a day off
                row = declare(official, body, day, topic, city)
                both[row] = tell(official, body, (day + timedelta(days=1)).isoformat(), later, None, None)
            case 4:  # … three days
                row = declare(official, body, day, topic, city)
                both[row] = tell(official, body, (day - timedelta(days=3)).isoformat(), later, topic, city)
            case 5:  # the press gives the month alone
                row = declare(official, body, day, topic, city)
                both[row] = tell(official, body, day.isoformat()[:7], later, None, city)
            case 6:  # the press gives no date, the subject agrees
                row = declare(official, body, day, topic, city)
                both[row] = tell(official, body, None, later, topic, city)
            case 7:  # the same pair twice in a month, both told with their days
                for begin in (day, day + timedelta(days=9)):
                    row = declare(official, body, begin, topic, city)
                    both[row] = tell(official, body, begin.isoformat(), begin, topic, city)
            case 8:  # the same pair on two days near each other, the press tells of the day between
                first = declare(official, body, day, topic, city)
                second = declare(official, body, day + timedelta(days=2), topic, city)
                tell(official, body, (day + timedelta(days=1)).isoformat(), later, topic, city)
                unclear |= {first, second}
            case 9:  # declared alone; on that day the press tells of the official and others
                declare(official, body, day, topic, city)
                tell(official, (body + 7) % len(known), day.isoformat(), later, None, city)
            case 10:  # declared alone; the press tells of somebody of a like name and the same body
                row = declare(official, body, day, topic, city)
                press = known[body][0]
                reports.append(
                    report(len(reports), OFFICIALS[official][2], press, on=day.isoformat(), published=later.isoformat())
                )
            case 11:  # the register gives no day
                row = declare(official, body, None, f"{topic} {number}", city)
                both[row] = tell(official, body, day.isoformat(), later, f"{topic} {number}", city)
            case 12:  # declared alone; the pair met again two months later, by the press alone
                declare(official, body, day, topic, city)
                tell(official, body, (day + timedelta(days=61)).isoformat(), day + timedelta(days=61), topic, city)
            case _:  # reported alone
                tell(official, body, day.isoformat(), later, topic, city)
    return Truth(rows=rows, reports=reports, both=both, open=frozenset(unclear))


def csv_lines(rows: Sequence[dict[str, str]]) -> Iterator[str]:
    """The register as a file has it."""
    quote: Callable[[str], str] = lambda cell: '"' + cell.replace('"', '""') + '"'  # noqa: E731
    yield ",".join(rows[0])
    for row in rows:
        yield ",".join(quote(cell) for cell in row.values())


MAPPING = """
[fields]
date = { column = "day", format = "%d/%m/%Y" }
officials = { column = "who" }
counterparties = { column = "whom", separator = [",", ";"] }
subject = { column = "about" }
place = { column = "where" }
"""
