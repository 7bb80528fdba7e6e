"""What can be set from outside: one table of name, environment variable, default and meaning."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from communique.errors import InputError

__all__ = [
    "SETTINGS",
    "ReaderChoice",
    "Setting",
    "Settings",
    "count_cores",
    "default_ledger",
    "load_settings",
    "parse_jobs",
    "parse_reader",
]

MEGABYTE = 1_000_000  # bytes
DEFAULT_MEGABYTES = 20.0
MOST_JOBS = 1_000
DEFAULT_SECONDS = 120.0
DEFAULT_MEMORY = 2000.0  # megabytes
DEFAULT_FETCH_SECONDS = 30.0
DEFAULT_HOST_SECONDS = 5.0
DEFAULT_FEED_SECONDS = 1800.0
DEFAULT_RETRY_SECONDS = 300.0
DEFAULT_SCAN_SECONDS = 15.0
DEFAULT_SETTLE_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that can be set.

    Attributes:
        name: the field of `Settings`.
        variable: the environment variable that sets it.
        default: what holds where the variable is not set, in words.
        meaning: what it does.
    """

    name: str
    variable: str
    default: str
    meaning: str


SETTINGS = (
    Setting(
        name="ledger",
        variable="COMMUNIQUE_LEDGER",
        default="ledger.db in the folder `communique` of the user's data folder",
        meaning="The ledger's file, where `--ledger` does not name one.",
    ),
    Setting(
        name="max_megabytes",
        variable="COMMUNIQUE_MAX_MEGABYTES",
        default=f"{DEFAULT_MEGABYTES:g}",
        meaning="A larger file is not read but recorded as a failure. An article has some 5,000 bytes.",
    ),
    Setting(
        name="jobs",
        variable="COMMUNIQUE_JOBS",
        default="the cores of the machine",
        meaning="How many processes read side by side, where `--jobs` does not say.",
    ),
    Setting(
        name="max_seconds",
        variable="COMMUNIQUE_MAX_SECONDS",
        default=f"{DEFAULT_SECONDS:g}",
        meaning="A document that takes longer to read is recorded as a failure. An article takes a tenth of a second.",
    ),
    Setting(
        name="max_memory_megabytes",
        variable="COMMUNIQUE_MAX_MEMORY_MEGABYTES",
        default=f"{DEFAULT_MEMORY:g}",
        meaning="A document that needs more memory to be read, beyond what the readers themselves take, is recorded as "
        "a failure. Kept to on Linux alone.",
    ),
    Setting(
        name="reader",
        variable="COMMUNIQUE_READER",
        default="trained",
        meaning="What reads English: `trained`, the rules and the trained reader together, or `rules` alone.",
    ),
    Setting(
        name="model",
        variable="COMMUNIQUE_MODEL",
        default="the one that comes with Communique",
        meaning="The folder of a trained reader of your own, as `make train` writes it.",
    ),
    Setting(
        name="contact",
        variable="COMMUNIQUE_CONTACT",
        default="nothing",
        meaning="Told to every site that is asked, with the program's name: an address at which you can be reached.",
    ),
    Setting(
        name="fetch_seconds",
        variable="COMMUNIQUE_FETCH_SECONDS",
        default=f"{DEFAULT_FETCH_SECONDS:g}",
        meaning="A page that takes longer to come is recorded as a failure, redirects included.",
    ),
    Setting(
        name="host_seconds",
        variable="COMMUNIQUE_HOST_SECONDS",
        default=f"{DEFAULT_HOST_SECONDS:g}",
        meaning="Between two requests of `watch` to one host, at least; its robots.txt may ask for more.",
    ),
    Setting(
        name="feed_seconds",
        variable="COMMUNIQUE_FEED_SECONDS",
        default=f"{DEFAULT_FEED_SECONDS:g}",
        meaning="Between two looks at a feed, at least, where `feed add --every` does not say.",
    ),
    Setting(
        name="retry_seconds",
        variable="COMMUNIQUE_RETRY_SECONDS",
        default=f"{DEFAULT_RETRY_SECONDS:g}",
        meaning="After which `watch` asks again for a page that was not given; twice as many after each further try.",
    ),
    Setting(
        name="scan_seconds",
        variable="COMMUNIQUE_SCAN_SECONDS",
        default=f"{DEFAULT_SCAN_SECONDS:g}",
        meaning="Between two looks at the folders that are watched.",
    ),
    Setting(
        name="settle_seconds",
        variable="COMMUNIQUE_SETTLE_SECONDS",
        default=f"{DEFAULT_SETTLE_SECONDS:g}",
        meaning="For which a file in a watched folder has to stay as it is before it is read.",
    ),
)


class ReaderChoice(StrEnum):
    """What reads a text."""

    TRAINED = "trained"
    RULES = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force."""

    ledger: Path
    max_megabytes: float = DEFAULT_MEGABYTES
    jobs: int | None = None
    max_seconds: float = DEFAULT_SECONDS
    max_memory_megabytes: float = DEFAULT_MEMORY
    reader: ReaderChoice = ReaderChoice.TRAINED
    model: Path | None = None
    contact: str | None = None
    fetch_seconds: float = DEFAULT_FETCH_SECONDS
    host_seconds: float = DEFAULT_HOST_SECONDS
    feed_seconds: float = DEFAULT_FEED_SECONDS
    retry_seconds: float = DEFAULT_RETRY_SECONDS
    scan_seconds: float = DEFAULT_SCAN_SECONDS
    settle_seconds: float = DEFAULT_SETTLE_SECONDS

    @property
    def max_bytes(self) -> int:
        """The largest file that is read."""
        return int(self.max_megabytes * MEGABYTE)

    def choose_reader(self, choice: ReaderChoice | str | None) -> ReaderChoice:
        """What is to read: what was chosen, or what the settings say.

        Raises:
            InputError: there is no such reader.
        """
        return self.reader if choice is None else parse_reader(choice)


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings by the environment, or by their defaults. A variable that is empty counts as not set.

    Args:
        environment: the variables; None takes those of this process.

    Raises:
        InputError: a variable holds what its setting cannot be.
    """
    given = os.environ if environment is None else environment
    ledger = given.get("COMMUNIQUE_LEDGER")
    jobs = given.get("COMMUNIQUE_JOBS")
    reader = given.get("COMMUNIQUE_READER")
    model = given.get("COMMUNIQUE_MODEL")
    return Settings(
        ledger=Path(ledger).expanduser() if ledger else default_ledger(given),
        max_megabytes=_parse_amount(given, "COMMUNIQUE_MAX_MEGABYTES", "megabytes", DEFAULT_MEGABYTES),
        jobs=parse_jobs(jobs, "COMMUNIQUE_JOBS") if jobs else None,
        max_seconds=_parse_amount(given, "COMMUNIQUE_MAX_SECONDS", "seconds", DEFAULT_SECONDS),
        max_memory_megabytes=_parse_amount(given, "COMMUNIQUE_MAX_MEMORY_MEGABYTES", "megabytes", DEFAULT_MEMORY),
        reader=parse_reader(reader) if reader else ReaderChoice.TRAINED,
        model=Path(model).expanduser() if model else None,
        contact=_parse_contact(given.get("COMMUNIQUE_CONTACT")),
        fetch_seconds=_parse_amount(given, "COMMUNIQUE_FETCH_SECONDS", "seconds", DEFAULT_FETCH_SECONDS),
        host_seconds=_parse_amount(given, "COMMUNIQUE_HOST_SECONDS", "seconds", DEFAULT_HOST_SECONDS),
        feed_seconds=_parse_amount(given, "COMMUNIQUE_FEED_SECONDS", "seconds", DEFAULT_FEED_SECONDS),
        retry_seconds=_parse_amount(given, "COMMUNIQUE_RETRY_SECONDS", "seconds", DEFAULT_RETRY_SECONDS),
        scan_seconds=_parse_amount(given, "COMMUNIQUE_SCAN_SECONDS", "seconds", DEFAULT_SCAN_SECONDS),
        settle_seconds=_parse_amount(given, "COMMUNIQUE_SETTLE_SECONDS", "seconds", DEFAULT_SETTLE_SECONDS),
    )


def default_ledger(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where the ledger lies when nobody says so: in the folder that the system keeps for programs' data."""
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        folder = Path(local) if local else Path.home() / "AppData" / "Local"
    elif platform == "darwin":
        folder = Path.home() / "Library" / "Application Support"
    else:
        data = environment.get("XDG_DATA_HOME", "")
        # The XDG specification: a relative path there is invalid and to be ignored.
        folder = Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share"
    return folder / "communique" / "ledger.db"


def parse_reader(text: str) -> ReaderChoice:
    """The choice that a word names.

    Raises:
        InputError: it names none.
    """
    try:
        return ReaderChoice(text)
    except ValueError as error:
        raise InputError(f"the reader is {text!r}; it must be one of {', '.join(ReaderChoice)}") from error


def parse_jobs(value: int | str, name: str) -> int:
    """The number of processes that a value means.

    Raises:
        InputError: it means none.
    """
    try:
        jobs = int(value)
    except ValueError:
        jobs = 0
    if not 1 <= jobs <= MOST_JOBS:
        raise InputError(f"{name} is {value!r}; it must be a number of processes from 1 to {MOST_JOBS}")
    return jobs


def count_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _parse_contact(text: str | None) -> str | None:
    """How whoever runs this can be reached; it goes into a header, where a line end would begin another."""
    if not text:
        return None
    if len(text) > 200 or not text.isascii() or not text.isprintable() or set(text) & set("()"):
        raise InputError(f"COMMUNIQUE_CONTACT is {text!r}; it must be an address of up to 200 plain letters")
    return text


def _parse_amount(given: Mapping[str, str], variable: str, unit: str, default: float) -> float:
    text = given.get(variable)
    if not text:
        return default
    try:
        amount = float(text)
    except ValueError:
        amount = 0.0
    if not 0 < amount < float("inf"):
        raise InputError(f"{variable} is {text!r}; it must be a number above 0, in {unit}")
    return amount
