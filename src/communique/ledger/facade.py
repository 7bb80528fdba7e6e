"""`Ledger`: a ledger's file as one object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import Connection

from communique.errors import InputError, NotFoundError
from communique.model import (
    Decision,
    Document,
    Extraction,
    MeetingKind,
    Modality,
    Relation,
    Standing,
    StatementKind,
    Status,
)
from communique.settings import ReaderChoice, load_settings
from communique.store.listing import bring_lists_up_to_date, rebuild_lists
from communique.store.looking import Entry, find_meetings, find_statements, iter_organisations, iter_people, show
from communique.store.opening import Store, open_store
from communique.store.reading import count_unasked, list_documents, list_failures, pick_document
from communique.store.records import DocumentRecord, Failure, Fault, Grounds, IngestReport, Progress

if TYPE_CHECKING:
    import threading

    from communique.ledger.importing import ImportReport
    from communique.ledger.rereading import RereadReport
    from communique.ledger.watching import WatchNote, WatchReport
    from communique.resolution.holders import Holder
    from communique.sources.mapped_rows import BrokenRow
    from communique.store.feeds import Feed
    from communique.store.forgetting import Remains
    from communique.store.forgotten import Tombstone
    from communique.store.loading import LoadReport, Refusal
    from communique.store.raws import Raw
    from communique.store.received import Result
    from communique.store.reference_lists import ReferenceList
    from communique.store.rereading import ClaimChange
    from communique.store.taking import TakeReport
    from communique.views.chain import Chain
    from communique.views.dossier import Dossier
    from communique.views.meeting import Meeting
    from communique.views.person import Organisation, Person
    from communique.views.question import Question
    from communique.views.reconciliation import Finding, Reconciliation
    from communique.views.statement import Statement
    from communique.views.timeline import Event

# Methods that read texts or weigh evidence import what they need themselves: it takes longer to import than listing
# the meetings of ten thousand documents may take.

__all__ = ["Ledger"]

ASKS: Final = "request"
PROMISES: Final = "promise,offer"


class Ledger:
    """A ledger: documents, what they say of meetings, and the lists that this comes to.

    The file is opened when it is first needed, and only `ingest` and `import_list` make one where there is none. A
    ledger may be read while another program writes to it; of two that write, one waits for the other.

    Example:
        >>> with Ledger("talks.db") as ledger:  # doctest: +SKIP
        ...     ledger.ingest(["articles/"])
        ...     for meeting in ledger.meetings(person="Kaplan", since="2024-02"):
        ...         print(meeting.date, meeting.status, meeting.country)

    Args:
        path: the ledger's file; None takes the one that `COMMUNIQUE_LEDGER` names, or the one in your data folder.
        extract: what finds the claims of a document; None takes the readers of the languages that are supported.

    Raises:
        InputError: (every method) there is no ledger to read, or an argument is not what it must be.
        NotALedgerError: the file is something else; it is left as it is.
        NewerLedgerError: a later version of Communique wrote the ledger.
        StoreError: the file cannot be used for another reason.
    """

    def __init__(
        self, path: str | Path | None = None, *, extract: Callable[[Document], Extraction] | None = None
    ) -> None:
        self.path = load_settings().ledger if path is None else Path(path).expanduser()
        self._extract = extract
        self._store: Store | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. A closed ledger opens again when it is used again."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def ingest(
        self,
        paths: Iterable[str | Path],
        *,
        on_progress: Callable[[Progress], None] | None = None,
        reader: ReaderChoice | str | None = None,
        jobs: int | None = None,
        mapping: str | Path | None = None,
        allow_private: bool = False,
        keep_raw: bool = False,
    ) -> IngestReport:
        """Read documents into the ledger, which is made where there is none.

        A text that is known already is not read again. Each document is kept as soon as it is read, so a run that is
        cut short loses nothing, and the same call finishes it. A document that cannot be read is recorded with the
        reason and tried again next time; the others are not affected.

        Args:
            paths: files, folders, patterns, and addresses of pages; `-` is standard input.
            on_progress: is told after each text.
            reader: `trained` or `rules`; None takes what the settings say.
            jobs: how many processes read side by side; None takes what the settings say, which is a process a core.
                What is kept is the same whatever their number. A ledger with an `extract` of its own reads in this
                process.
            mapping: a file in TOML that says where the fields of JSON and CSV stand, where they are in no known format.
            allow_private: pages on hosts that are not public may be asked for too.
            keep_raw: keep the bytes of each document beside its text, compressed; `raw` gives them back.

        Raises:
            InputError: a path names nothing, or the mapping cannot be used; said before anything is read or made.
            LedgerFullError: the disk is full; everything before is kept.
            WorkersError: the processes that read cannot be started; everything before is kept.
        """
        from communique.ledger.fetching import gather
        from communique.ledger.ingesting import ingest
        from communique.sources.articles import load_article_mapping

        pieces = gather(paths, load_settings(), mapping=load_article_mapping(mapping), allow_private=allow_private)
        return ingest(
            self._open(create=True),
            pieces,
            extract=self._extract,
            reader=reader,
            jobs=jobs,
            on_progress=on_progress,
            keep_raw=keep_raw,
        )

    def add_feed(self, address: str, *, every: float | None = None, allow_private: bool = False) -> Feed:
        """Watch a feed (RSS or Atom) from now on; the ledger is made where there is none.

        The feed is asked for once, to see that it is one; what it announces is read by `watch`.

        Args:
            address: where it lies.
            every: the seconds between two looks, at least; None for the usual.
            allow_private: it may lie on a host that is not public, and what it announces there may be read.

        Raises:
            InputError: it is watched already, its address is not asked for, or there is no feed.
        """
        from communique.ledger.watches import add_feed

        return add_feed(
            partial(self._open, create=True),
            address,
            there=self.path.exists(),
            every=every,
            private=allow_private,
            settings=load_settings(),
            alone=self._extract is not None,
        )

    def remove_feed(self, address: str) -> None:
        """Watch a feed no longer. What was read of it stays, and is not read again should it be added again.

        Raises:
            NotFoundError: it is not watched.
        """
        from communique.store.feeds import remove_feed

        remove_feed(self._open(), address)

    def feeds(self) -> tuple[Feed, ...]:
        """The feeds that are watched, in the order in which they were added."""
        from communique.store.feeds import list_feeds

        with self._open().reading() as connection:
            return list_feeds(connection)

    def watch(
        self,
        folders: Iterable[str | Path] = (),
        *,
        once: bool = False,
        seconds: float | None = None,
        stop: threading.Event | None = None,
        reader: ReaderChoice | str | None = None,
        jobs: int | None = None,
        on_note: Callable[[WatchNote], None] | None = None,
    ) -> WatchReport:
        """Read what feeds announce and what comes into folders, as it appears, until stopped.

        Every page and every state of a file is read once, also by later calls. Sites are asked as seldom as they want,
        and only for what their robots.txt allows. What cannot be read stops nothing else. After each round the lists
        are brought up to date. The ledger is made where there is none.

        Args:
            folders: what is looked through again and again, to the bottom.
            once: do what is due now, and end.
            seconds: end after so many; None goes on until stopped.
            stop: set it, from a signal or another thread, and what is under way is finished and no more begun.
            reader: `trained` or `rules`; None takes what the settings say.
            jobs: how many processes read side by side; None takes what the settings say, which is a process a core.
            on_note: is told what happens.

        Raises:
            InputError: a folder is none, or somebody else is watching for this ledger.
        """
        from communique.ledger.watches import watch

        return watch(
            partial(self._open, create=True),
            tuple(folders),
            settings=load_settings(),
            extract=self._extract,
            reader=reader,
            jobs=jobs,
            once=once,
            seconds=seconds,
            stop=stop,
            on_note=on_note,
        )

    def load(
        self,
        paths: Iterable[str | Path],
        *,
        texts: str | Path | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_refusal: Callable[[Refusal], None] | None = None,
    ) -> LoadReport:
        """Take in documents and claims that were found elsewhere, as `extract` prints them, a document a line.

        Every claim passes the gate by itself: what its text does not bear out is refused, the rest is taken in. The
        text stands in the line, is in the ledger, or is found in a folder; its hash must be the document's id. What is
        known already changes nothing. The ledger is made where there is none.

        Args:
            paths: files of JSON lines; `-` is standard input.
            texts: a folder with the texts of documents that come without, under the name of their source or id.
            on_progress: is told after each line.
            on_refusal: is told of each claim or line that is refused, as soon as it is.

        Raises:
            InputError: a path names nothing; said before anything is read or made.
            LedgerFullError: the disk is full; everything before is kept.
        """
        from communique.ledger.loading import load

        return load(
            partial(self._open, create=True),
            [str(path) for path in paths],
            texts=None if texts is None else Path(texts),
            largest=load_settings().max_bytes,
            on_progress=on_progress,
            on_refusal=on_refusal,
        )

    def import_list(
        self,
        path: str | Path,
        *,
        form: str | None = None,
        mapping: str | Path | None = None,
        name: str | None = None,
        licence: str | None = None,
        as_of: str | None = None,
        on_bytes: Callable[[int, int], None] | None = None,
    ) -> ImportReport:
        """Take in a reference list of people in office; the ledger is made where there is none.

        A list is evidence on who somebody is and never a source of what happened. Of several imports under one name
        the last is in force; importing the same again changes nothing. Rows that cannot be used are counted, the first
        of them named, and cost no other.

        Args:
            path: the file, or the folder of a list in several CSV files.
            form: `ftm`, `popolo`, `wikidata` or `csv`; None tells it by the content.
            mapping: of CSV, what its columns mean: a file, or the name of a layout that comes with the program
                (`uk_ministers`, `reign_leaders`).
            name: what the list is called; None takes the mapping's name, or the file's.
            licence: under which it may be used, to be shown with it.
            as_of: EDTF, the last day of which the list knows; who held a post later is not concluded from it.
            on_bytes: is told how many bytes were read, and of how many.

        Raises:
            InputError: it cannot be read as a list; the ledger is as it was.
        """
        from communique.ledger.importing import import_list

        return import_list(
            lambda: self._open(create=True),
            Path(path),
            form=form,
            mapping=None if mapping is None else str(mapping),
            name=name,
            licence=licence,
            as_of=as_of,
            on_bytes=on_bytes,
        )

    def forget_list(self, name: str) -> None:
        """Withdraw a reference list: nothing follows from it any more.

        Raises:
            NotFoundError: no list of this name is in force.
        """
        from communique.store.reference_lists import forget_list

        forget_list(self._open(), name)

    def lists(self, *, every: bool = False) -> tuple[ReferenceList, ...]:
        """The reference lists in force, by name.

        Args:
            every: also earlier captures and withdrawals, in the order in which they came about.
        """
        from communique.store.reference_lists import find_in_force, list_captures

        with self._open().reading() as connection:
            return list_captures(connection) if every else find_in_force(connection)

    def who(self, mention: str, *, on: str | None = None, country: str | None = None) -> tuple[Holder, ...]:
        """Whom a name or a title means, by the reference lists; several where several fit as well.

        Args:
            mention: a name, a title, or both (`the Prime Minister`, `Lady Hale`, `President Lee`).
            on: an EDTF date; None leaves the day open.
            country: ISO 3166-1 alpha-2; None leaves it open.

        Raises:
            InputError: the day is none.
        """
        from communique.ledger.asking import who
        from communique.store.reference_lists import bring_keys_up_to_date

        bring_keys_up_to_date(self._open())
        with self._open().reading() as connection:
            return who(connection, mention, on=on, country=country)

    def meetings(
        self,
        *,
        person: str | None = None,
        organisation: str | None = None,
        country: str | None = None,
        topic: str | None = None,
        kind: MeetingKind | str | None = None,
        status: Status | str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> tuple[Meeting, ...]:
        """The meetings that pass every filter given, each once, by date, undated ones last.

        Args:
            person: words that all stand in one of a participant's names, accents and case aside (`zuckerberg`).
            organisation: the same, in the name of a participant's organisation or of one that took part.
            country: ISO 3166-1 alpha-2, of the place or of a participant.
            topic: words that all stand in one topic or topic label.
            kind: the kind in force (`dinner`).
            status: the stage in force (`held`).
            since: an EDTF date (`2024`, `2024-02`); passes where the meeting may have been on its first day or later.
            until: an EDTF date; passes where the meeting may have been on its last day or earlier.
            limit: no more than so many, the latest ones; undated ones are left out first.
        """
        given = {
            "person": person,
            "organisation": organisation,
            "country": country,
            "topic": topic,
            "kind": kind,
            "status": status,
            "since": since,
            "until": until,
        }
        with self._listed() as connection:
            return tuple(find_meetings(connection, given, limit=limit))

    def statements(
        self,
        *,
        speaker: str | None = None,
        addressee: str | None = None,
        organisation: str | None = None,
        country: str | None = None,
        kind: StatementKind | str | None = None,
        modality: Modality | str | None = None,
        about: str | None = None,
        topic: str | None = None,
        meeting: str | None = None,
        by: str | None = None,
        to: str | None = None,
        status: Standing | str | None = None,
        due: str | None = None,
        as_of: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> tuple[Statement, ...]:
        """The statements that pass every filter given, by the day of publication, those of undated texts last.

        Documents that were kept by a version which did not look for statements have none until `ingest` is given them
        again: `documents()` tells which (`statements` is False).

        Args:
            speaker: words that all stand in one of the speaker's names, accents and case aside (`kaplan`), or in the
                words for an unnamed one (`officials`).
            addressee: the same, for whom it was said to.
            organisation: the same, in the name of an organisation that spoke or was spoken to, itself or by somebody
                who stands for it.
            country: ISO 3166-1 alpha-2, of a speaker or of somebody spoken to.
            kind: what the speaker did by saying it (`request`); several parted by commas (`promise,offer`).
            modality: how near the text comes to the speaker's own words (`direct_quote`).
            about: words that all stand in what was said.
            topic: a label of the topic list (`semiconductors`).
            meeting: the id of the meeting at which it was said.
            by: words that all stand in one name of a speaker, or of a body that he stands for (`meta`).
            to: the same, for whom it was said to.
            status: what has become of it (`open`, `answered`, `overdue`); only of requests, offers, promises and
                forecasts.
            due: an EDTF date; passes where it is due on some day of it (`2025`).
            as_of: the day, in EDTF, from which `status` is seen: what was told later does not count. None takes today,
                and all that was read.
            since: an EDTF date (`2024`, `2024-02`); passes where the text may have been published on its first day or
                later.
            until: an EDTF date; passes where the text may have been published on its last day or earlier.
            limit: no more than so many, those published last; those of undated texts are left out first.
        """
        given = {
            "speaker": speaker,
            "addressee": addressee,
            "organisation": organisation,
            "country": country,
            "kind": kind,
            "modality": modality,
            "about": about,
            "topic": topic,
            "meeting": meeting,
            "by_names": by,
            "to_names": to,
            "status": status,
            "due": due,
            "as_of": as_of,
            "since": since,
            "until": until,
        }
        with self._listed() as connection:
            return tuple(find_statements(connection, given, limit=limit))

    def asks(self, **filters: str | int | None) -> tuple[Statement, ...]:
        """What was asked of whom: the statements that are requests. Takes every filter of `statements` but `kind`."""
        return self._of_kinds(ASKS, filters)

    def promises(self, **filters: str | int | None) -> tuple[Statement, ...]:
        """What was promised or offered to whom. Takes every filter of `statements` but `kind`."""
        return self._of_kinds(PROMISES, filters)

    def person(self, name: str) -> Dossier:
        """All that the ledger knows of a person: posts over time, meetings, what he asked and was asked.

        Args:
            name: a name, or the words of one that nobody else has; an id or the beginning of one.

        Raises:
            NotFoundError: nobody has such a name.
            InputError: several people have.
        """
        from communique.store.dossiers import find_person, gather

        with self._listed() as connection:
            return gather(connection, find_person(connection, name))

    def organisation(self, name: str) -> Dossier:
        """All that the ledger knows of an organisation and its people.

        Args:
            name: a name, or the words of one that no other has; an id or the beginning of one.

        Raises:
            NotFoundError: none has such a name.
            InputError: several have.
        """
        from communique.store.dossiers import find_organisation, gather

        with self._listed() as connection:
            return gather(connection, find_organisation(connection, name))

    def timeline(
        self,
        *,
        person: str | None = None,
        organisation: str | None = None,
        pair: tuple[str, str] | None = None,
        as_of: str | None = None,
        limit: int | None = None,
    ) -> tuple[Event, ...]:
        """Meetings, statements, due dates and changes of posts in the order of time, undated ones last.

        Args:
            person: only of this person, by name or id.
            organisation: only of this organisation and its people.
            pair: only what two people or organisations did together, and said to each other.
            as_of: the day, in EDTF, from which it is seen what has become of the statements; None takes today, and all
                that was read.
            limit: no more than so many, the latest ones.

        Raises:
            NotFoundError: a name is not known.
            InputError: a name can mean several, or more than one of the filters is given.
        """
        from communique.store.timelines import build
        from communique.views.filters import read_bound

        with self._listed() as connection:
            day = None if as_of is None else read_bound(as_of, "as_of")[0]
            return build(connection, person=person, organisation=organisation, pair=pair, as_of=day, limit=limit)

    def people(self) -> tuple[Person, ...]:
        """Every person, once, with every name seen, by name."""
        with self._listed() as connection:
            return tuple(iter_people(connection))

    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, once, with every name seen, by name."""
        with self._listed() as connection:
            return tuple(iter_organisations(connection))

    def show(self, id: str) -> Entry | DocumentRecord:  # noqa: A002 - the contract's word
        """The meeting, statement, person, organisation or document with this id, or with one that begins so.

        The id of one of its claims leads to it too; a document is also known by the path it was read from.

        Raises:
            NotFoundError: there is none.
            InputError: there are several.
        """
        with self._listed() as connection:
            try:
                return show(connection, id)
            except NotFoundError as error:
                from communique.store.copying import show_document

                try:
                    return show_document(connection, id)
                except NotFoundError:
                    raise error from None

    def why(self, id: str) -> Grounds:  # noqa: A002 - the contract's word
        """What `show` of this id rests on: claims, how each was read, and what holds them together.

        Raises:
            NotFoundError: there is nothing of this id.
            InputError: there are several.
        """
        from communique.store.explaining import explain

        with self._listed() as connection:
            return explain(connection, show(connection, id))

    def judge(
        self, verdict: Relation | str, one: str, other: str, *, by: str, because: str | None = None
    ) -> tuple[Decision, bool]:
        """Put down that somebody holds two things to be the same, to be different, or is unsure.

        It wins over every rule and holds for all names or reports that the two have now. Two statements are the same
        where one answers the other, two documents where one is a copy of the other.

        Args:
            verdict: `same`, `different` or `unsure`.
            one: an id, the beginning of one, or a name that one person or organisation alone has.
            other: the same, of the same kind; to part what is wrongly one, two of its names or reports.
            by: who decides.
            because: the reason.

        Returns:
            The decision, and False where the same person had decided it already.

        Raises:
            NotFoundError: nothing has such an id or name.
            InputError: one of the two can mean several things, they are of different kinds, or one and the same.
            ContradictionError: it contradicts what was decided before, which the message names.
        """
        from communique.store.judging import judge
        from communique.views.filters import read_choice

        relation = read_choice(verdict, Relation, "verdict")
        return judge(self._open(), relation, one, other, by=by, because=because)

    def doubts(self, subject: str | None = None, *, limit: int | None = None) -> tuple[Question, ...]:
        """Pairs that may be one and are not, or are and may not be: the most valuable to look at first.

        Args:
            subject: only `person`, `organisation`, `meeting`, `copy` or `answer`.
            limit: no more than so many.

        Raises:
            InputError: there is no such subject.
        """
        from communique.store.reviewing import find_questions

        with self._listed() as connection:
            return tuple(find_questions(connection, subject, limit=limit))

    def is_open(self, question: Question) -> bool:
        """True where nothing that was decided since settles a question that `doubts` gave."""
        from communique.store.reviewing import is_open

        with self._open().reading() as connection:
            return is_open(connection, question)

    def settle(
        self, question: Question, verdict: Relation | str, *, by: str, because: str | None = None
    ) -> tuple[Decision, bool]:
        """Put down what somebody answers to a question that `doubts` gave, as `judge` does.

        Args:
            question: the question.
            verdict: `same`, `different` or `unsure`.
            by: who answers.
            because: the reason.

        Returns:
            The decision, and False where the same person had decided it already.

        Raises:
            ContradictionError: it contradicts what was decided since, which the message names.
        """
        from communique.store.reviewing import settle
        from communique.views.filters import read_choice

        return settle(self._open(), question, read_choice(verdict, Relation, "verdict"), by=by, because=because)

    def undo(self, decision: str, *, by: str, because: str | None = None) -> Decision:
        """Withdraw what was decided, or a withdrawal; the lists become what they were without it.

        Args:
            decision: its id, or the beginning of it.
            by: who withdraws it.
            because: the reason.

        Raises:
            NotFoundError: nothing that was decided has such an id.
            InputError: it is withdrawn already.
            ContradictionError: what would be in force again contradicts what was decided since.
        """
        from communique.store.judging import undo

        return undo(self._open(), decision, by=by, because=because)[0]

    def judgements(self, thing: str | None = None, *, standing: bool = False) -> tuple[Decision, ...]:
        """What people decided, in the order in which they did, withdrawals among it.

        Args:
            thing: only what was decided of this: an id, the beginning of one, or a name.
            standing: only judgements that nothing withdraws.

        Raises:
            NotFoundError: nothing has such an id or name.
            InputError: it can mean several things.
        """
        from communique.store.judging import list_decisions

        with self._listed() as connection:
            return list_decisions(connection, thing, standing=standing)

    def take_judgements(self, path: str | Path) -> TakeReport:
        """Take over what was decided in another ledger, as `judgements --format jsonl` writes it.

        Decisions on texts that this ledger does not have are kept, and come into force when it has them.

        Args:
            path: the file.

        Raises:
            InputError: the file cannot be read.
        """
        from communique.store.taking import take

        store = self._open()
        bring_lists_up_to_date(store)
        return take(store, Path(path))

    def chain(self, one: str, other: str | None = None) -> Chain:
        """The judgements that make one of two names or reports, or keep them apart.

        Args:
            one: an id, the beginning of one, or a name.
            other: the same, of the same kind; None for all names or reports of the one.

        Raises:
            NotFoundError: nothing has such an id or name.
            InputError: one of the two can mean several things, or they are of different kinds.
        """
        from communique.store.chains import find_chain

        with self._listed() as connection:
            return find_chain(connection, one, other)

    def text(self, document: str) -> str:
        """The text of a document, to the letter: what every `start` and `end` counts in.

        Args:
            document: its id, the beginning of its id, or the path it was read from; of several texts that were read
                from one path, the last.

        Raises:
            NotFoundError: there is none.
            InputError: there are several.
        """
        with self._open().reading() as connection:
            return pick_document(connection, document).text

    def raw(self, document: str) -> Raw:
        """The bytes from which the text of a document was extracted, where `ingest` was told to keep them.

        Args:
            document: its id, the beginning of its id, or the path it was read from.

        Raises:
            NotFoundError: there is no such document, or its bytes were not kept.
            InputError: there are several.
        """
        from communique.store.raws import find_raw

        with self._open().reading() as connection:
            return find_raw(connection, document)

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Every document, each text once, in the order of arrival, with what it is a copy of."""
        from communique.store.copying import with_copies

        store = self._open()
        if store.writable:  # what cannot be brought up to date is told as it was last listed
            bring_lists_up_to_date(store)
        with store.reading() as connection:
            return tuple(with_copies(connection, list_documents(connection)))

    def received(
        self,
        *,
        result: Result | str | None = None,
        source: str | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        words: str | None = None,
    ) -> tuple[DocumentRecord | Failure | Tombstone, ...]:
        """Everything that the ledger was given: documents, what could not be read, and what was forgotten.

        Args:
            result: what has become of it (`read`, `unread`, `failed`, `forgotten`); several parted by commas.
            source: letters that stand in a source.
            language: the language found, as a BCP 47 code; `none` where none was recognised.
            since: an EDTF date; only what was read, last tried or forgotten on its first day (UTC) or later.
            until: an EDTF date; the same, on its last day or earlier.
            words: words that all stand in a title, publisher or source, or in the reason of a failure.

        Raises:
            InputError: a result or a date is none.
        """
        from communique.store.received import DocumentFilter, find_received

        wanted = DocumentFilter.read(
            result=result, source=source, language=language, since=since, until=until, words=words
        )
        store = self._open()
        if store.writable:  # what cannot be brought up to date is told as it was last listed
            bring_lists_up_to_date(store)
        with store.reading() as connection:
            return tuple(find_received(connection, wanted))

    def count_unasked(self) -> int:
        """How many documents were read by a version that did not look for statements; `ingest` of them adds theirs."""
        with self._open().reading() as connection:
            return count_unasked(connection)

    def failures(self) -> tuple[Failure, ...]:
        """Every source that could not be read when it was last tried."""
        with self._open().reading() as connection:
            return list_failures(connection)

    def reconcile(
        self,
        register: str | Path,
        *,
        mapping: str | Path | None = None,
        finding: Finding | str | None = None,
        person: str | None = None,
        organisation: str | None = None,
        since: str | None = None,
        until: str | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_broken: Callable[[BrokenRow], None] | None = None,
    ) -> Reconciliation:
        """Compare the ledger with an official register of meetings: what is in both, in one alone, and doubtful.

        Names are compared by the rules that make one person or organisation of several names. A row and a meeting are
        one where an official, somebody he met and the date agree, surest first, each once; what agrees less is
        doubtful, with the reasons. `Reconciliation.scope` says which meetings of the press the register ought to have.

        Args:
            register: a CSV file.
            mapping: what its columns mean: a file in TOML, or a layout that comes with Communique; None finds the
                layout by the columns.
            finding: only what is so (`press_only`).
            person: only where these words all stand in the name of somebody in the row or at the meeting.
            organisation: the same, of an organisation.
            since: an EDTF date; only what may have been on its first day or later, by the row or by the meeting.
            until: an EDTF date; only what may have been on its last day or earlier.
            on_progress: is told how far reading the register has come.
            on_broken: is told of each row that cannot be used, with the reason.

        Raises:
            InputError: the register or its mapping cannot be used, or a filter's value is none of its kind.
        """
        from communique.ledger.reconciling import reconcile

        return reconcile(
            self._listed,
            Path(register),
            mapping=mapping,
            finding=finding,
            person=person,
            organisation=organisation,
            since=since,
            until=until,
            on_progress=on_progress,
            on_broken=on_broken,
        )

    def verify(self) -> tuple[Fault, ...]:
        """Everything in the ledger that does not hold: each text against its id, each passage against its text."""
        from communique.store.verifying import verify

        with self._open().reading() as connection:
            return tuple(verify(connection))

    def check(self, *, quick: bool = False, on_stage: Callable[[str], None] | None = None) -> tuple[Fault, ...]:
        """Everything in the ledger's file that does not hold: what `verify` finds, and all that stands around it.

        Checks the file itself, its tables, every hash, passage and judgement, that nothing forgotten has come back, and
        that the lists are what the facts come to. Nothing is written to the ledger; its lists are made anew in a copy.

        Args:
            quick: do not compare the lists.
            on_stage: is told what is checked next.
        """
        from communique.store.checking import check

        return tuple(check(self._open(), quick=quick, on_stage=on_stage))

    def backup(
        self, path: str | Path, *, overwrite: bool = False, on_bytes: Callable[[int, int], None] | None = None
    ) -> int:
        """Copy the ledger to a file, as it is at one moment, while others read and write it; gives the bytes written.

        Args:
            path: the file, which is there whole afterwards or not at all.
            overwrite: take the place of an earlier backup there.
            on_bytes: is told how many bytes are copied, and of how many.

        Raises:
            InputError: something is there already, or no folder for it.
        """
        from communique.store.backups import back_up

        return back_up(self._open(), Path(path).expanduser(), overwrite=overwrite, on_bytes=on_bytes)

    def retry(
        self,
        sources: Iterable[str] | None = None,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        reader: ReaderChoice | str | None = None,
        jobs: int | None = None,
        mapping: str | Path | None = None,
        keep_raw: bool = False,
        allow_private: bool = False,
    ) -> IngestReport:
        """Read again what could not be read when it was last tried; what succeeds leaves the list of failures.

        Args:
            sources: names as `failures` gives them, folders and archives with what lies in them; None for all.
            on_progress: is told after each source.
            reader: `trained` or `rules`; None takes what the settings say.
            jobs: how many processes read side by side, as for `ingest`.
            mapping: where the fields of JSON and CSV stand, as for `ingest`.
            keep_raw: keep the bytes of each document, as for `ingest`.
            allow_private: pages on hosts that are not public may be asked for too; where a watched feed announced them,
                which may be read by itself, they are anyway.

        Raises:
            NotFoundError: nothing of such a name has failed.
        """
        from communique.ledger.fetching import find_again
        from communique.ledger.ingesting import ingest
        from communique.ledger.retrying import choose_failures, retry
        from communique.sources.articles import load_article_mapping
        from communique.store.feeds import is_private

        store = self._open()
        fields = load_article_mapping(mapping)

        def may_be_private(address: str) -> bool:
            return allow_private or is_private(store, address)

        find = find_again(load_settings(), is_private=may_be_private, mapping=fields)
        take = partial(
            ingest, store, extract=self._extract, reader=reader, jobs=jobs, on_progress=on_progress, keep_raw=keep_raw
        )
        chosen = choose_failures(store, None if sources is None else [str(one) for one in sources])
        return retry(store, chosen, find=find, ingest=take)

    def reread(
        self,
        documents: Iterable[str] | None = None,
        *,
        reader: ReaderChoice | str | None = None,
        jobs: int | None = None,
        again: bool = False,
        dry_run: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> RereadReport:
        """Read texts anew that the ledger keeps, by the rules of today; nothing is fetched.

        What a newer reading no longer finds is retired, what it finds with other values is revised, each by a fact of
        its own; the lists follow. A judgement on a claim that is found again holds, as does one whose claim has a
        successor in the same words. Each document is settled in one transaction, so that a run that is cut short is
        finished by the same call.

        Args:
            documents: ids, beginnings of ids or sources; None for all that another version read last.
            reader: `trained` or `rules`; None takes what the settings say.
            jobs: how many processes read side by side, as for `ingest`.
            again: also documents that this version has read already.
            dry_run: try it on a copy and tell what would change.
            on_progress: is told after each document.

        Raises:
            NotFoundError: there is no such document.
        """
        from communique.ledger.rereading import reread

        return reread(
            self._open(),
            None if documents is None else list(documents),
            extract=self._extract,
            reader=reader,
            jobs=jobs,
            again=again,
            dry_run=dry_run,
            on_progress=on_progress,
        )

    def rereadings(self, document: str | None = None) -> tuple[ClaimChange, ...]:
        """What earlier rereadings changed, in order: when, and by which version of the readers.

        Args:
            document: only of this document, by its id, the beginning of one, or a source.

        Raises:
            NotFoundError: there is no such document.
        """
        from communique.store.rereading import iter_past

        with self._open().reading() as connection:
            chosen = None if document is None else pick_document(connection, document).id
            return tuple(iter_past(connection, chosen))

    def remains(self, document: str) -> Remains:
        """What would go and what would stay if a document were forgotten; nothing is changed.

        Args:
            document: its id, the beginning of its id, or the path it was read from.

        Raises:
            NotFoundError: there is none.
            InputError: there are several.
        """
        from communique.store.forgetting import find_remains

        return find_remains(self._open(), document)

    def forget(self, document: str, *, because: str | None = None) -> Tombstone:
        """Remove a text and all that rests on it alone, for good; a tombstone stays, so that it does not come back.

        Its claims, readings, captures and raw bytes go, the judgements that speak of it alone, and the words of it in
        others. The file is written anew, so that its bytes are gone too, and its log is emptied. Copies of the text
        under other ids stay: `remains` names them.

        Args:
            document: its id, the beginning of its id, or the path it was read from.
            because: why, in a sentence that repeats nothing of the text; it is kept.

        Raises:
            NotFoundError: there is none.
            InputError: there are several, or the reason is longer than a reason.
            StoreError: the file cannot be written anew now; the text is out of the ledger, and `sweep` does the rest.
        """
        tombstone = self.bury(self.remains(document).document.id, because=because)
        self.sweep()
        return tombstone

    def bury(self, document: str, *, because: str | None = None) -> Tombstone:
        """The first half of `forget`, where several go: out of the ledger; `sweep` then takes the bytes of all of them.

        Args:
            document: its id, in full.
            because: why.
        """
        from communique.store.forgetting import forget

        return forget(self._open(), document, because=because)

    def forgotten(self) -> tuple[Tombstone, ...]:
        """The tombstones of all texts that were forgotten, the first one first."""
        from communique.store.forgotten import list_tombstones

        with self._open().reading() as connection:
            return list_tombstones(connection)

    def forget_as_in(self, other: str | Path) -> tuple[Tombstone, ...]:
        """Forget what was forgotten in another ledger, after restoring a backup of before; gives what is new here."""
        from communique.store.forgetting import forget_as_in

        theirs = open_store(Path(other).expanduser())
        try:
            found = forget_as_in(self._open(), theirs)
        finally:
            theirs.close()
        if found:
            self.sweep()
        return found

    def sweep(self) -> bool:
        """Write the file anew where that is still to be done after something was forgotten.

        Returns:
            False where another program keeps an earlier state of the ledger in use, so that the bytes are in its log
            still; the next sweep, or the next `forget`, does it.
        """
        from communique.store.forgetting import sweep
        from communique.store.forgotten import sweep_is_due

        with self._open().reading() as connection:
            due = sweep_is_due(connection)
        return sweep(self._open()) if due else True

    def rebuild(self) -> None:
        """Drop every list (meetings, statements, people, organisations, copies) and make it again from the facts."""
        from communique.store.copying import forget_copies

        forget_copies(self._open())
        rebuild_lists(self._open())

    def _of_kinds(self, kinds: str, filters: Mapping[str, Any]) -> tuple[Statement, ...]:
        if "kind" in filters:
            raise InputError("kind is settled by the name of the method; `statements` takes any")
        return self.statements(kind=kinds, **filters)

    def _open(self, *, create: bool = False) -> Store:
        if self._store is None:
            self._store = open_store(self.path, create=create)
        return self._store

    @contextmanager
    def _listed(self) -> Iterator[Connection]:
        """One state of the ledger whose lists follow its facts."""
        store = self._open()
        bring_lists_up_to_date(store)
        with store.reading() as connection:
            yield connection
