"""Statements tied to each other: what answers, keeps, breaks, repeats or withdraws what, and what that comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.languages.en.replies import load_reply_words
from communique.model import Judgement, Relation, Standing, StatementKind, Tie, TieKind
from communique.resolution.ties.answers import ASKING, find_answers
from communique.resolution.ties.deeds import PENDING, find_deeds
from communique.resolution.ties.voice import Voice, matter_words, name_words, said_words
from communique.views.statement import Change, Statement, party_keys, speaker_keys, standing_of

__all__ = ["find_statement_ties", "judge_ties", "tie_statements", "voices_of"]


def find_statement_ties(statements: Sequence[Statement]) -> tuple[Tie, ...]:
    """Every tie between the statements of a ledger that the rules find."""
    voices = voices_of(statements)
    return (*find_answers(voices), *find_deeds(voices))


def voices_of(statements: Iterable[Statement]) -> list[Voice]:
    """The statements made ready to be compared."""
    return [_voice(statement) for statement in statements]


def judge_ties(
    statements: Sequence[Statement], ties: Iterable[Tie], judgements: Iterable[Judgement]
) -> tuple[Tie, ...]:
    """The ties that stand when people have spoken.

    What they hold to be `different` is not tied, by whatever rule. What they hold to be `same` is: as the rule had it,
    or else as an answer to the request or offer, which is the first of two.

    Args:
        statements: the statements, in their order.
        ties: what rules hold.
        judgements: what people hold; only those on answers count.
    """
    place = {one.id: at for at, one in enumerate(statements)}
    kinds = {one.id: one.claim.kind for one in statements}
    decided = {
        frozenset((one.left, one.right)): one
        for one in judgements
        if one.subject == "answer" and one.left in place and one.right in place
    }
    found: list[Tie] = []
    met: set[frozenset[str]] = set()
    for tie in ties:
        one = decided.get(frozenset((tie.later, tie.earlier)))
        if one is None:
            found.append(tie)
        elif one.relation is Relation.SAME:
            met.add(frozenset((tie.later, tie.earlier)))
            found.append(replace(tie, by=one.by, because=f"{one.because}; {tie.because}", score=1.0))
        elif one.relation is Relation.UNSURE:
            found.append(tie)
    for pair, one in decided.items():
        if one.relation is Relation.SAME and pair not in met:
            earlier, later = sorted(pair, key=lambda end: (kinds[end] not in ASKING, place[end]))
            if kinds[earlier] in ASKING:
                found.append(
                    Tie(later=later, earlier=earlier, kind=TieKind.ANSWERS, by=one.by, because=one.because, score=1.0)
                )
    return tuple(found)


def tie_statements(statements: Sequence[Statement], ties: Iterable[Tie]) -> tuple[Statement, ...]:
    """The same statements, in the same order, each with what became of it."""
    by_id = {statement.id: statement for statement in statements}
    changes: dict[str, list[Change]] = defaultdict(list)
    does: dict[str, list[Change]] = defaultdict(list)
    for tie in ties:
        later, earlier = by_id[tie.later], by_id[tie.earlier]
        changes[earlier.id].append(_change(tie, later))
        does[later.id].append(_change(tie, earlier))
    place = {statement.id: number for number, statement in enumerate(statements)}

    def ordered(found: Iterable[Change]) -> tuple[Change, ...]:
        return tuple(sorted(found, key=lambda change: (place[change.statement], change.kind)))

    return tuple(
        replace(
            statement,
            changes=ordered(changes[statement.id]),
            does=ordered(does[statement.id]),
            standing=_standing(statement, changes[statement.id]),
        )
        for statement in statements
    )


def _standing(statement: Statement, changes: Sequence[Change]) -> Standing | None:
    return standing_of(changes) if statement.claim.kind in PENDING else None


def _change(tie: Tie, other: Statement) -> Change:
    return Change(
        kind=tie.kind,
        statement=other.id,
        speaker=other.claim.speaker,
        day=other.published,
        by=tie.by,
        because=tie.because,
        score=tie.score,
        document=other.claim.document,
        evidence=other.claim.evidence,
    )


def _voice(statement: Statement) -> Voice:
    claim, words = statement.claim, load_reply_words()
    speakers = speaker_keys(statement)
    addressees = party_keys(statement.addressees, claim.addressee)
    cues = " ".join(passage.quote for passage in claim.cues)
    said = [*(passage.quote for passage in claim.contents), *([cues] if claim.kind is StatementKind.REQUEST else [])]
    evidence = " … ".join(passage.quote for passage in claim.evidence)
    named = (*claim.cues, *((claim.source,) if claim.source is not None else ()))
    contents = " ".join(passage.quote for passage in claim.contents)
    settles = bool(words.settles.search(cues))
    taken = bool(words.taken.search(contents) or words.verdict.match(contents) or words.takes_up.search(cues))
    begin = min((passage.start for passage in named), default=claim.evidence[0].start)
    lead = evidence[: max(begin - claim.evidence[0].start, 0)]
    return Voice(
        id=statement.id,
        document=claim.document,
        start=begin,
        end=max(passage.end for passage in claim.evidence),
        kind=claim.kind,
        speakers=speakers,
        speaking_for=speakers | frozenset(statement.speaking_for),
        addressees=addressees,
        addressed=addressees | frozenset(statement.addressed),
        meeting=statement.meeting,
        matter=matter_words(said, names=(*statement.speaker_names, *statement.addressee_names)),
        words=evidence,
        replies=bool(words.replies.search(cues) or words.leads.match(lead)),
        settles=settles,
        takes_up=settles or taken,
        says=said_words(said),
        names=name_words((claim.speaker or "", *statement.speaking_names)),
        asked=name_words((claim.addressee or "", *statement.addressed_names)),
        is_vague=claim.addressee is not None and not statement.addressees,
        day=statement.published,
    )
