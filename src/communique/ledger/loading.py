"""Taking extracts into a ledger: from lines to documents with their texts and claims that pass the gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from communique.errors import DocumentError, ForgottenError, InputError
from communique.extraction.gate import plain
from communique.extraction.reasons import words_of
from communique.languages.detection import detect_language
from communique.ledger.extracting import refuse
from communique.model import Document, Extraction, MeetingClaim, Reading, RoleClaim, StatementClaim, document_id
from communique.sources.extract_claims import read_claims
from communique.sources.extract_forms import Extract, parse_extract
from communique.sources.extract_lines import ExtractLine, count_lines, iter_lines
from communique.sources.extract_texts import find_text
from communique.store.listing import bring_lists_up_to_date, count_meetings
from communique.store.loading import LoadReport, Refusal, find_document, keep_loaded, let_pass
from communique.store.opening import Store
from communique.store.records import Claim, Outcome, Progress, claims_of
from communique.text.documents import frame
from communique.views.contract import EXTRACTOR

__all__ = ["load"]

_KEPT = 1_000  # refusals that a report holds; the others are counted


@dataclass(slots=True)
class _Tally:
    """What has come of the lines so far."""

    on_refusal: Callable[[Refusal], None] | None
    documents: int = 0
    claims: int = 0
    known: int = 0
    forgotten: int = 0
    last: str | None = None
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        self.refused += 1
        self.last = refusal.problem
        if len(self.refusals) < _KEPT:
            self.refusals.append(refusal)
        if self.on_refusal is not None:
            self.on_refusal(refusal)


def load(
    open_store: Callable[[], Store],
    paths: Sequence[str],
    *,
    texts: Path | None,
    largest: int,
    on_progress: Callable[[Progress], None] | None = None,
    on_refusal: Callable[[Refusal], None] | None = None,
) -> LoadReport:
    """Take each line in as far as its text bears it out; then bring the lists up to date.

    Each document is kept before the next line is read, so a run that is cut short loses nothing.

    Args:
        open_store: opens the ledger, when it is clear that there is something to read.
        paths: extracts, `-` for standard input.
        texts: a folder with the texts of documents that come without.
        largest: bytes that a text may have.
        on_progress: is told after each line.
        on_refusal: is told what is not taken in, as soon as that is clear.

    Raises:
        InputError: a path names nothing; said before anything is read or made.
        StoreError: the ledger cannot be written; everything before is kept.
    """
    if texts is not None and not texts.is_dir():
        raise InputError(f"no such folder: {texts}")
    total = count_lines(paths)
    store = open_store()
    tally = _Tally(on_refusal)
    for done, line in enumerate(iter_lines(paths), start=1):
        before, forgotten = tally.refused, tally.forgotten
        brought = _take_in(store, line, texts, largest, tally)
        if on_progress is not None:
            outcome = Outcome.FAILED if tally.refused > before else Outcome.READ if brought else Outcome.KNOWN
            outcome = Outcome.FORGOTTEN if tally.forgotten > forgotten else outcome
            ahead = None if total is None else max(total, done)  # the file may have grown
            error = tally.last if outcome is Outcome.FAILED else None
            source = f"{line.source}:{line.number}"
            on_progress(Progress(done=done, total=ahead, source=source, outcome=outcome, error=error))
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        meetings = count_meetings(connection)
    return LoadReport(
        documents=tally.documents,
        claims=tally.claims,
        known=tally.known,
        refused=tally.refused,
        refusals=tuple(tally.refusals),
        meetings=meetings,
        forgotten=tally.forgotten,
    )


def _take_in(store: Store, line: ExtractLine, texts: Path | None, largest: int, tally: _Tally) -> bool:
    """Keep what a line brings, if anything; True where something of it is new."""

    def refusal(problem: str, *, claim: str | None = None, document: str | None = None) -> Refusal:
        return Refusal(source=line.source, line=line.number, document=document, claim=claim, problem=problem)

    if line.problem is not None:
        tally.refuse(refusal(line.problem))
        return False
    extract = None
    try:
        extract = parse_extract(line.data)
        document = _find_document(store, extract, texts, largest)
    except DocumentError as error:
        tally.refuse(refusal(str(error), document=extract.source if extract is not None else None))
        return False
    text = document.text
    past_gate = partial(let_pass, text=text, heard=plain(text), words=words_of(text))
    passed = []
    for told in read_claims(extract, document.id, past_gate):
        if told.problem is not None:
            tally.refuse(refusal(told.problem, claim=told.label, document=extract.source))
        if told.claim is not None and told.reading is not None:
            passed.append((told.claim, told.reading))
    found = _extraction(document, passed)
    ours = extract.maker == EXTRACTOR
    try:
        added = keep_loaded(store, found, unread=_unread(found, extract.maker, ours=ours), ours=ours)
    except ForgottenError:
        tally.forgotten += 1
        return False
    tally.documents += added.document
    tally.claims += added.claims
    tally.known += not added.anything
    return added.anything


def _extraction(document: Document, passed: Sequence[tuple[Claim, Reading]]) -> Extraction:
    claims = [claim for claim, _ in passed]
    return Extraction(
        document=document,
        meetings=tuple(claim for claim in claims if isinstance(claim, MeetingClaim)),
        statements=tuple(claim for claim in claims if isinstance(claim, StatementClaim)),
        roles=tuple(claim for claim in claims if isinstance(claim, RoleClaim)),
        readings=tuple(how for _, how in passed),
    )


def _unread(found: Extraction, maker: str, *, ours: bool) -> str | None:
    """Why our own readers have still to look at the document; None where they have."""
    if not ours:
        return f"its claims came from an extract of {maker}; `communique ingest` of its text reads it too"
    return refuse(found.document) if not claims_of(found) else None


def _find_document(store: Store, extract: Extract, texts: Path | None, largest: int) -> Document:
    """The document of a line with its text, which has the hash that the line says.

    Raises:
        DocumentError: there is no such text.
    """
    if extract.text is not None:
        return _framed(extract.text, extract, largest)
    if extract.id is None:
        raise DocumentError("document: neither a text nor the id of one")
    if (known := find_document(store, extract.id)) is not None:
        return replace(known, source=extract.source)
    if texts is None:
        raise DocumentError(
            f"document.text: not given, and the ledger does not have {extract.id}; `extract --with-text` gives the "
            "text, `load --texts FOLDER` finds it"
        )
    return _told(find_text(texts, extract.source, extract.id, largest=largest), extract)


def _framed(text: str, extract: Extract, largest: int) -> Document:
    if (size := len(text.encode())) > largest:
        raise DocumentError(f"document.text: too large: {size:,} bytes, and {largest:,} are allowed")
    if not text.strip():
        raise DocumentError("document.text: nothing but white space")
    if extract.id is not None and (found := document_id(text)) != extract.id:
        raise DocumentError(f"document.id is {extract.id}, and the text has the hash {found}")
    language = extract.language or detect_language(text)
    return _told(frame(text, source=extract.source, language=language, published=extract.published), extract)


def _told(document: Document, extract: Extract) -> Document:
    """The document with what the line tells of it; what it does not tell is as the text has it."""
    return replace(
        document,
        source=extract.source,
        title=extract.title or document.title,
        publisher=extract.publisher or document.publisher,
        published=extract.published or document.published,
        language=extract.language or document.language,
        authors=tuple(extract.authors) or document.authors,
        updated=extract.updated or document.updated,
        address=extract.address or document.address,
    )
