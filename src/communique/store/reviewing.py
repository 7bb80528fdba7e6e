"""The doubts of a ledger, most valuable first, and what is answered to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from communique.errors import InputError
from communique.model import Decision, Judgement, MeetingClaim, Member, Relation, RoleClaim, StatementClaim
from communique.resolution import DocumentFacts
from communique.resolution.clusters import Clusters
from communique.resolution.copies.wording import Wording, story_of
from communique.resolution.doubts.answers import doubt_answers
from communique.resolution.doubts.copies import NEAR_MISSES, doubt_copies
from communique.resolution.doubts.doubt import Doubt, settled
from communique.resolution.doubts.meetings import doubt_meetings
from communique.resolution.doubts.organisations import doubt_organisations
from communique.resolution.doubts.people import doubt_people
from communique.resolution.named import label_of, named_in, spans_of
from communique.store.alone import by_rules_alone
from communique.store.captures import chosen_source
from communique.store.copying import load_copies
from communique.store.decisions import load_located
from communique.store.forms import load_judgement
from communique.store.judging import check_name, check_reason, decide
from communique.store.looking import find_statements
from communique.store.meant import Meant
from communique.store.opening import Store
from communique.store.reading import load_claims, load_document
from communique.store.records import Claim
from communique.store.reference_lists import body_links_of, links_of
from communique.store.tables import compared_pairs, documents, listed_claims, listed_forms, listed_judgements
from communique.views.exchanges import find_statement_ties, voices_of
from communique.views.question import Question, QuestionSide, Words

__all__ = ["SUBJECTS", "find_questions", "is_open", "settle"]

SUBJECTS = ("person", "organisation", "meeting", "copy", "answer")
SHOWN = 2  # documents of each side of which the words are shown


@dataclass(slots=True, kw_only=True)
class _Ledger:
    """All that doubts are found in and told with.

    Attributes:
        claims: every claim by its id.
        entry_of: the entry of a list that a name or a report belongs to.
        facts: what is known of each document.
        rests: the claims that name somebody, by the name's id; a claim rests on itself.
        said: how many statements belong to an entry, or were made at a meeting.
    """

    claims: Mapping[str, Claim]
    entry_of: Mapping[str, str]
    facts: Mapping[str, DocumentFacts]
    rests: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    said: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def find_questions(connection: Connection, subject: str | None = None, *, limit: int | None = None) -> list[Question]:
    """What a person should look at, most valuable first; nothing that was decided, or could not be told, already.

    Args:
        connection: to a ledger whose lists are up to date.
        subject: one of `SUBJECTS`; None for all.
        limit: no more than so many.

    Raises:
        InputError: there is no such subject.
    """
    if subject is not None and subject not in SUBJECTS:
        raise InputError(f"subject is {subject!r}; expected one of {', '.join(SUBJECTS)}")
    ledger = _load(connection)
    standing = [one for one in load_located(connection) if one.stands and one.withdraws is None and one.unmet is None]
    open_ = [doubt for doubt in _doubts(connection, ledger, subject) if not settled(doubt, standing)]
    ranked = sorted(open_, key=lambda doubt: (-_value(doubt, ledger), doubt.subject, doubt.left, doubt.right))
    return [_question(doubt, ledger) for doubt in ranked[:limit]]


def is_open(connection: Connection, question: Question) -> bool:
    """True where nothing that was decided since settles a question."""
    standing = [one for one in load_located(connection) if one.stands and one.withdraws is None and one.unmet is None]
    doubt = Doubt(
        subject=question.subject,
        left=tuple(member.id for member in question.left.members),
        right=tuple(member.id for member in question.right.members),
        joined=question.joined,
        score=question.score,
        enough=question.enough,
        reasons=question.reasons,
    )
    return not settled(doubt, standing)


def settle(
    store: Store, question: Question, relation: Relation, *, by: str, because: str | None = None
) -> tuple[Decision, bool]:
    """Put down what somebody answers to a question, as `judging.judge` does.

    Raises:
        ContradictionError: it cannot stand beside what was decided since, which the message names.
    """
    who, why = check_name(by), check_reason(because)
    with store.writing() as connection:
        sides = (
            Meant(
                subject=question.subject,
                entry=side.entry,
                name=side.name,
                members=side.members,
                whole=not question.joined,
            )
            for side in (question.left, question.right)
        )
        left, right = (by_rules_alone(connection, one) for one in sides)
        return decide(connection, relation, left, right, by=who, because=why)


def _load(connection: Connection) -> _Ledger:
    claims = {claim.id: claim for claim in load_claims(connection)}
    entry_of: dict[str, str] = {}
    for form, entry in connection.execute(select(listed_forms.c.form, listed_forms.c.entry)):
        entry_of[form] = entry
    for claim, entry in connection.execute(select(listed_claims.c.claim, listed_claims.c.entry)):
        if entry.startswith("mtg_") and claim.startswith("mtg_"):
            entry_of[claim] = entry
    ledger = _Ledger(claims=claims, entry_of=entry_of, facts=_facts(connection))
    for one, claim in claims.items():
        ledger.rests[one].append(one)
        ledger.rests[claim.document].append(one)
        for form, _ in named_in(claim):
            ledger.rests[form].append(one)
    return ledger


def _facts(connection: Connection) -> dict[str, DocumentFacts]:
    rows = connection.execute(select(documents.c.id, chosen_source(), documents.c.published, documents.c.title))
    return {
        one: DocumentFacts(id=one, source=source or one, published=day, title=title) for one, source, day, title in rows
    }


def _doubts(connection: Connection, ledger: _Ledger, subject: str | None) -> Iterator[Doubt]:
    told = [claim for claim in ledger.claims.values() if isinstance(claim, MeetingClaim)]
    roles = [claim for claim in ledger.claims.values() if isinstance(claim, RoleClaim)]
    judgements = _rules(connection)
    people, organisations, meetings = (_clusters(ledger.entry_of, kind) for kind in ("frm_", "ofm_", "mtg_"))
    statements = list(find_statements(connection, {}))
    for statement in statements:
        for entry in {*statement.speakers, *([statement.meeting] if statement.meeting is not None else [])}:
            ledger.said[entry] += 1
    if subject in (None, "person"):
        links = links_of(connection, [*told, *roles], ledger.facts.values())
        yield from doubt_people(
            told, roles, people=people, organisations=organisations, judgements=judgements, links=links
        )
    if subject in (None, "organisation"):
        links = body_links_of(connection, [*told, *roles], ledger.facts.values())
        yield from doubt_organisations(told, roles, organisations=organisations, judgements=judgements, links=links)
    if subject in (None, "meeting"):
        yield from doubt_meetings(
            told,
            documents=ledger.facts,
            people=people,
            organisations=organisations,
            meetings=meetings,
            judgements=judgements,
        )
    if subject in (None, "copy"):
        yield from doubt_copies(load_copies(connection), _apart(connection, ledger))
    if subject in (None, "answer"):
        yield from doubt_answers(voices_of(statements), find_statement_ties(statements))


def _apart(connection: Connection, ledger: _Ledger) -> Iterator[tuple[str, str, Wording, Wording]]:
    """Pairs of documents that tell of one meeting, were compared, and found to be independent; with their words."""
    told: dict[str, set[str]] = defaultdict(set)
    for claim in ledger.claims.values():
        if isinstance(claim, MeetingClaim):
            told[claim.document].add(ledger.entry_of.get(claim.id, claim.id))
    left, right = documents.alias(), documents.alias()
    query = (
        select(left.c.id, right.c.id)
        .select_from(compared_pairs)
        .join(left, left.c.seq == compared_pairs.c.left_seq)
        .join(right, right.c.seq == compared_pairs.c.right_seq)
        .where(compared_pairs.c.grade.is_(None))
    )
    pairs = [(a, b) for a, b in connection.execute(query) if not told[a].isdisjoint(told[b])]
    for a, b in sorted(pairs, key=lambda pair: (-len(told[pair[0]] & told[pair[1]]), pair))[:NEAR_MISSES]:
        one, other = (Wording(story_of(load_document(connection, document))) for document in (a, b))
        yield a, b, one, other


def _rules(connection: Connection) -> list[Judgement]:
    rows = connection.execute(select(listed_judgements).order_by(listed_judgements.c.id))
    return [load_judgement(row._mapping) for row in rows]


def _clusters(entry_of: Mapping[str, str], kind: str) -> Clusters:
    """The groups as they are listed, by their smallest members as resolution names them."""
    groups: dict[str, list[str]] = defaultdict(list)
    for one, entry in entry_of.items():
        if one.startswith(kind):
            groups[entry].append(one)
    members = {min(group): tuple(sorted(group)) for group in groups.values()}
    return Clusters(members=members, of={one: name for name, group in members.items() for one in group})


def _value(doubt: Doubt, ledger: _Ledger) -> float:
    hanging = min(_hangs(side, ledger, joined=doubt.joined) for side in (doubt.left, doubt.right))
    return round(doubt.doubtful * hanging, 3)


def _hangs(side: Sequence[str], ledger: _Ledger, *, joined: bool) -> int:
    """How many claims rest on a side, and how many statements where it is an entry by itself; of a text, its claims."""
    resting = {claim for one in side for claim in ledger.rests.get(one, ())}
    entry = ledger.entry_of.get(side[0])
    return max(1, len(resting) + (ledger.said[entry] if entry is not None and not joined else 0))


def _question(doubt: Doubt, ledger: _Ledger) -> Question:
    left, right = (_side(side, ledger, joined=doubt.joined) for side in (doubt.left, doubt.right))
    return Question(
        subject=doubt.subject,
        left=left,
        right=right,
        joined=doubt.joined,
        score=doubt.score,
        enough=doubt.enough,
        doubtful=doubt.doubtful,
        value=_value(doubt, ledger),
        reasons=doubt.reasons,
    )


def _side(ids: Sequence[str], ledger: _Ledger, *, joined: bool) -> QuestionSide:
    members = tuple(_member(one, ledger) for one in ids)
    names = list(dict.fromkeys(member.name for member in members if member.name is not None))
    return QuestionSide(
        name=" / ".join(names[:3]) + (" …" if len(names) > 3 else ""),
        entry=ledger.entry_of.get(ids[0]),
        members=members,
        hangs=_hangs(ids, ledger, joined=joined),
        words=tuple(_words(ids, ledger)),
    )


def _member(one: str, ledger: _Ledger) -> Member:
    if one in ledger.facts:
        return Member(id=one, document=one, name=ledger.facts[one].title or ledger.facts[one].source)
    claim = ledger.claims[ledger.rests[one][0]]
    if one == claim.id:
        return Member(id=one, document=claim.document, name=label_of(claim), spans=spans_of(claim))
    return Member(id=one, document=claim.document, name=dict(named_in(claim))[one])


def _words(ids: Iterable[str], ledger: _Ledger) -> Iterator[Words]:
    """What the first documents say of a side, meetings before posts."""
    resting = [ledger.claims[claim] for one in ids for claim in ledger.rests.get(one, ())]
    ordered = sorted(resting, key=lambda claim: (not isinstance(claim, MeetingClaim | StatementClaim), claim.document))
    told: set[str] = set()
    for claim in ordered:
        if claim.document not in told and len(told) < SHOWN:
            told.add(claim.document)
            facts = ledger.facts[claim.document]
            yield Words(
                document=facts.id, source=facts.source, published=facts.published, evidence=tuple(claim.evidence)
            )
