"""Statements in a ledger: kept, listed, found by filters, checked, and missing from ledgers made before them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import invented
import pytest

from communique.errors import InputError, NotFoundError
from communique.extraction import extract_document
from communique.model import Document, Extraction, StatementClaim
from communique.store import migrating
from communique.store.careful import one_by_one
from communique.store.crews import Alone
from communique.store.explaining import explain
from communique.store.ingesting import ingest
from communique.store.listing import rebuild_lists
from communique.store.looking import find_meetings, find_statements, iter_people, show
from communique.store.opening import Store, open_store
from communique.store.reading import count_unasked, list_documents, load_claims
from communique.store.tables import claims, documents
from communique.store.verifying import verify
from communique.text.documents import frame

REPORT = (
    " date 2031-05-07 Talks on a plant\n\nOSLO, May 7 - Orla Venndo, the prime minister of Norway, met Dao Kelumi, the "
    "chief executive of Quillon Power, on Tuesday. Venndo asked Kelumi to build a second plant.\n\n"
    '"We will build it in two years," Kelumi said. Officials warned that steel was dear.\n'
)
LATER = " date 2032-01-02 Kelumi Watch\n\nThe firm Quillon Power denied that the second plant was late.\n"


def take(store: Store, texts: dict[str, str]) -> None:
    ingest(
        store,
        [invented.Given(Path(source)) for source in texts],
        crew=Alone(
            read=lambda given: frame(texts[given.source], source=given.source, encoding="utf-8", language="en"),
            extract=one_by_one(extract_document),
        ),
        refuse=invented.refuse,
    )


@pytest.fixture
def plant(store: Store) -> Store:
    take(store, {"report.txt": REPORT, "later.txt": LATER})
    return store


def found(store: Store, **given: str) -> list[tuple[str | None, str]]:
    with store.reading() as connection:
        return [(one.claim.speaker, one.claim.kind.value) for one in find_statements(connection, given)]


def test_statements_are_listed_by_publication(plant: Store) -> None:
    assert found(plant) == [
        ("Orla Venndo", "request"),
        ("Dao Kelumi", "promise"),
        ("Officials", "concern"),
        ("Quillon Power", "denial"),
    ]


@pytest.mark.parametrize(
    ("given", "speakers"),
    [
        ({"speaker": "kelumi"}, ["Dao Kelumi"]),
        ({"speaker": "officials"}, ["Officials"]),
        ({"addressee": "Kelumi"}, ["Orla Venndo"]),
        ({"kind": "denial"}, ["Quillon Power"]),
        ({"modality": "direct_quote"}, ["Dao Kelumi"]),
        ({"about": "second plant"}, ["Orla Venndo", "Quillon Power"]),
        ({"about": "?!"}, []),
        ({"country": "no"}, ["Orla Venndo"]),
        ({"organisation": "quillon"}, ["Orla Venndo", "Dao Kelumi", "Quillon Power"]),
        ({"since": "2032"}, ["Quillon Power"]),
        ({"until": "2031-05", "kind": "request"}, ["Orla Venndo"]),
    ],
)
def test_filters_narrow_the_list(plant: Store, given: dict[str, str], speakers: list[str]) -> None:
    assert [speaker for speaker, _ in found(plant, **given)] == speakers


UNDATED = "Stray Notes\n\nThe firm Quillon Power denied that steel was dear. Kelumi denied that the ports were shut.\n"


@pytest.mark.parametrize("given", [{}, {"kind": "denial"}, {"kind": "request,promise", "modality": "reported"}])
def test_a_limit_keeps_the_latest_and_leaves_out_the_undated_first(plant: Store, given: dict[str, str]) -> None:
    take(plant, {"stray.txt": UNDATED})
    rebuild_lists(plant)
    with plant.reading() as connection:
        everything = list(find_statements(connection, given))
        dated = [one for one in everything if one.published is not None]
        undated = [one for one in everything if one.published is None]
        assert given or undated
        for limit in range(len(everything) + 2):
            fewest = max(limit - len(dated), 0)
            kept = [*dated[max(len(dated) - limit, 0) :], *undated[max(len(undated) - fewest, 0) :]]
            assert list(find_statements(connection, given, limit=limit)) == kept


def test_a_filter_that_means_nothing_is_refused(plant: Store) -> None:
    with pytest.raises(InputError, match="expected one of request"):
        found(plant, kind="shout")
    with pytest.raises(InputError, match="there is no filter"):
        found(plant, mood="bad")


def test_statement_belongs_to_its_meeting_and_its_speaker(plant: Store) -> None:
    with plant.reading() as connection:
        asked = next(find_statements(connection, {"kind": "request"}))
        (meeting,) = find_meetings(connection, {})
        people = {person.name: person for person in iter_people(connection)}
    assert asked.speakers == (people["Orla Venndo"].id,)
    assert people["Orla Venndo"].statements == (asked.id,)
    assert asked.meeting in {meeting.id, None}


def test_show_and_why_lead_to_the_statement(plant: Store) -> None:
    with plant.reading() as connection:
        asked = next(find_statements(connection, {"kind": "request"}))
        assert show(connection, asked.id[:12]) == asked
        grounds = explain(connection, asked)
        with pytest.raises(NotFoundError):
            show(connection, "stm_nothing")
    (claim,) = grounds.claims
    assert {step.field for step in claim.readings[0].steps} >= {"speaker", "kind", "addressee"}


def test_ledger_with_statements_verifies(plant: Store) -> None:
    with plant.reading() as connection:
        assert list(verify(connection)) == []


def test_verify_tells_of_a_statement_whose_words_have_moved(plant: Store) -> None:
    with plant.reading() as connection:
        claim = next(c for c in load_claims(connection) if isinstance(c, StatementClaim))
    moved = claim.contents[0]
    text = f'"start":{moved.start},'
    with plant.writing() as connection:
        body = connection.scalars(claims.select().with_only_columns(claims.c.body).where(claims.c.id == claim.id)).one()
        assert text in body
        connection.execute(
            claims.update()
            .where(claims.c.id == claim.id)
            .values(body=body.replace(text, f'"start":{moved.start + 1},'))
        )
    with plant.reading() as connection:
        assert [fault.id for fault in verify(connection)] == [claim.id]


def test_taking_in_the_same_again_changes_nothing(plant: Store) -> None:
    before = found(plant)
    take(plant, {"report.txt": REPORT, "later.txt": LATER})
    rebuild_lists(plant)
    assert found(plant) == before


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger as the version before statements left it."""
    path = tmp_path / "old.db"
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "MIGRATIONS", ("first_tables",))
        store = open_store(path, create=True)
        document = frame(REPORT, source="report.txt", encoding="utf-8", language="en")
        _keep_as_before(store, replace(extract_document(document), statements=()))
        store.close()
    return path


def _keep_as_before(store: Store, extraction: Extraction) -> None:
    from communique.store.forms import claim_row, document_row, reading_row
    from communique.store.tables import captures, readings, state

    document: Document = extraction.document
    meetings = {claim.id for claim in extraction.meetings}
    with store.writing() as connection:
        row = document_row(document, unread=None, captured="2025-01-01T00:00:00")
        later = ("authors", "updated", "address")
        connection.execute(documents.insert(), {name: value for name, value in row.items() if name not in later})
        row = {"document": document.id, "source": document.source, "captured": "2025-01-01T00:00:00"}
        connection.execute(captures.insert(), row)
        connection.execute(claims.insert(), [claim_row(claim) for claim in extraction.meetings])
        connection.execute(readings.insert(), [reading_row(r) for r in extraction.readings if r.claim in meetings])
        connection.execute(state.update().where(state.c.name == "facts").values(value=1))


def test_ledger_made_before_statements_opens_and_says_what_it_lacks(old: Path) -> None:
    store = open_store(old)
    rebuild_lists(store)
    with store.reading() as connection:
        assert len(list(find_meetings(connection, {}))) == 1
        assert [record.statements for record in list_documents(connection)] == [False]
        assert count_unasked(connection) == 1
    assert found(store) == []
    store.close()


def test_taking_in_an_old_document_again_adds_its_statements_alone(old: Path) -> None:
    store = open_store(old)
    rebuild_lists(store)
    with store.reading() as connection:
        before = list(find_meetings(connection, {}))
    take(store, {"report.txt": REPORT})
    with store.reading() as connection:
        assert list(find_meetings(connection, {})) == before
        assert [record.statements for record in list_documents(connection)] == [True]
        assert count_unasked(connection) == 0
    assert [speaker for speaker, _ in found(store)] == ["Orla Venndo", "Dao Kelumi", "Officials"]
    store.close()
