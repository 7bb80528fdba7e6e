"""The ties of statements that new documents touch, found anew.

They are found where a statement is new or another than before: among the statements of its document, which may answer
each other, and among those of its speakers, which may keep, break, repeat or withdraw each other. All other ties stand
as they are listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from communique.model import Tie, TieKind
from communique.resolution.ties.answers import find_answers
from communique.resolution.ties.deeds import find_deeds
from communique.resolution.ties.voice import Voice
from communique.store.kept import rows_where
from communique.store.positions import statement_position
from communique.store.statement_index import UNLISTED
from communique.store.tables import claims
from communique.store.touched_statements import TouchedStatements, statements_with, without_ties
from communique.views.exchanges import judge_ties, tie_statements, voices_of
from communique.views.statement import Statement, speaker_keys

__all__ = ["tie_touched"]


def tie_touched(touched: TouchedStatements) -> tuple[Statement, ...]:
    """All statements whose ties may be others now, those built anew among them, with their ties, in their order."""
    return _Tying(touched).tie()


class _Tying:
    """The statements that may be tied to those touched.

    Attributes:
        documents: the documents in which answers are found anew.
        sides: the speakers, by their keys, of whom is found anew what they kept, broke, repeated or took back.
        near: the statements that are looked at.
        inside: the ids of those of which every tie is known; the others are what these are tied to.
    """

    def __init__(self, touched: TouchedStatements) -> None:
        self.touched = touched
        self.connection = touched.connection
        self.before = touched.before
        self.near = dict(touched.built)
        pairs = [one for it in touched.other for one in (touched.built[it], self.before.get(it)) if one is not None]
        self.documents = {one.claim.document for one in pairs}
        self._add(self._in_documents(self.documents))
        self.sides = {key for one in pairs for key in speaker_keys(one)}
        # Whoever spoke together with one of them may have kept or broken what was said without.
        for _ in range(2):
            self._add(self._spoken_by({key for one in pairs for key in speaker_keys(one)}))
            pairs = [one for one in self.near.values() if not self.sides.isdisjoint(speaker_keys(one))]
        self.inside = set(self.near)
        self._add({change.statement for one in self.before.values() for change in (*one.changes, *one.does)})

    def _add(self, ids: Iterable[str]) -> None:
        wanted = set(ids) - self.near.keys()
        self.touched.know(wanted)
        self.near |= {one: self.before[one] for one in wanted if one in self.before}

    def _in_documents(self, wanted: Collection[str]) -> set[str]:
        return {row["id"] for row in rows_where(self.connection, claims.c.document, wanted, only=("id",))}

    def _spoken_by(self, keys: Collection[str]) -> set[str]:
        return {*statements_with(self.connection, ("by", UNLISTED), keys)}

    def tie(self) -> tuple[Statement, ...]:
        """All that were looked at, with what became of them."""
        ordered = sorted(self.near.values(), key=statement_position)
        voices = {voice.id: voice for voice in voices_of(one for one in ordered if one.id in self.inside)}
        found = judge_ties(ordered, [*self._found(voices), *self._standing(voices)], self.touched.anew.decided)
        tied = tie_statements([without_ties(one) for one in ordered], found)
        return tuple(one for one in tied if one.id in self.inside)

    def _is_answer_found(self, voice: Voice) -> bool:
        return voice.document in self.documents

    def _is_deed_found(self, voice: Voice) -> bool:
        return not self.sides.isdisjoint(voice.speakers)

    def _found(self, voices: Mapping[str, Voice]) -> Iterator[Tie]:
        yield from find_answers(one for one in voices.values() if self._is_answer_found(one))
        yield from (one for one in find_deeds(voices.values()) if self._is_deed_found(voices[one.later]))

    def _standing(self, voices: Mapping[str, Voice]) -> Iterator[Tie]:
        """The ties of all others, as they are listed."""
        for one in self.near.values():
            known = self.before.get(one.id)
            for change in known.does if known is not None else ():
                voice = voices.get(one.id)
                again = voice is not None and (
                    self._is_answer_found(voice) if change.kind is TieKind.ANSWERS else self._is_deed_found(voice)
                )
                if not again and change.statement in self.near:
                    yield Tie(
                        later=one.id,
                        earlier=change.statement,
                        kind=change.kind,
                        by=change.by,
                        because=change.because,
                        score=change.score,
                    )
