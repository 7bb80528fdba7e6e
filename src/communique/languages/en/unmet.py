"""What two people have to do with each other without meeting, as `unmet.toml` lists it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.text.data import alternatives, load_words, whole_words

__all__ = ["UnmetWords", "load_unmet"]

# "met before the semi-final" is no match.
_BESIDE = "".join(
    rf"(?<!\b{word} )" for word in ("before the", "after the", "during the", "ahead of the", "at the", "watch the")
)
_SCORE = r"\b\d{1,2}[-–]\d{1,2}\b"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetWords:
    """What tells that no meeting is told of.

    Attributes:
        contest: a match, a fight, a round of chess.
        contest_verbs: what rivals do to each other.
        contest_verbs_with: the same with a preposition.
        lower_level: the level of those who meet for others, before a word of encounter: "working-level".
        lower_posts: words in the posts of those who may be among them.
        story: a film, a novel, a part in a play.
        stage: that a sentence speaks of one, and those beside it may tell its plot.
        apart: that two were near and did not meet, or never could.
        letter: words on paper, from one to another.
        letters: a letter of whomever, which the sentences beside it may report.
        asking: verbs that such sentences have.
        biography: what people have in common since long ago.
        inquiry: answering to a committee or a judge.
        succession: nouns and verbs of one coming after another in a post.
        succession_particles: verbs that mean it with one of some particles.
        succession_objects: verbs that mean it with one of some objects.
    """

    contest: re.Pattern[str]
    contest_verbs: frozenset[str]
    contest_verbs_with: Mapping[str, frozenset[str]]
    lower_level: re.Pattern[str]
    lower_posts: frozenset[str]
    story: re.Pattern[str]
    stage: re.Pattern[str]
    apart: re.Pattern[str]
    letter: re.Pattern[str]
    letters: re.Pattern[str]
    asking: frozenset[str]
    biography: re.Pattern[str]
    inquiry: re.Pattern[str]
    succession: frozenset[str]
    succession_particles: Mapping[str, frozenset[str]]
    succession_objects: Mapping[str, frozenset[str]]


@cache
def load_unmet() -> UnmetWords:
    """Read `unmet.toml` once."""
    data = load_words("unmet", package="communique.languages.en")
    contest, fiction, letters, apart = data["contest"], data["fiction"], data["letters"], data["apart"]
    results, nouns = alternatives(contest["results"]), alternatives(letters["nouns"])
    return UnmetWords(
        contest=_compile(
            _BESIDE + rf"\b(?:{alternatives(contest['phrases'])})\b(?!\s+(?:{alternatives(contest['not_before'])})\b)",
            rf"\b(?:{results})\b[^.;]{{0,40}}{_SCORE}",
            rf"\bmet\b[^.;]{{0,60}}\b(?:times|and)\s+(?:and\s+)?(?:{results})\b",
        ),
        contest_verbs=frozenset(contest["verbs"]),
        contest_verbs_with=_sets(contest["verbs_with"]),
        lower_level=_compile(rf"\b(?:{alternatives(data['lower']['levels'])})\s+(?:\w+\s+)?$"),
        lower_posts=frozenset(data["lower"]["posts"]),
        story=_compile(
            whole_words(fiction["phrases"]),
            rf"\b(?:{alternatives(fiction['plays'])})\s+(?!(?:\w+\s+)?(?:{alternatives(fiction['parts'])})\b)",
        ),
        stage=_compile(whole_words(fiction["stage"]), r"\bplays\s+(?-i:[A-Z])"),
        apart=_compile(
            rf"\b(?:{alternatives(apart['measures'])})\s+(?:{alternatives(apart['behind'])})\b",
            whole_words([*apart["phrases"], *data["never"]["phrases"]]),
        ),
        letter=_compile(
            rf"\b(?:{alternatives(letters['exchanging'])})\s+(?:\w+\s+){{0,2}}(?:{nouns})\b",
            rf"\b(?:{nouns})\s+(?:\w+\s+){{0,3}}(?:to|from)\b",
            rf"\b(?:{alternatives(letters['sending'])})\s+(?:\w+\s+){{0,3}}(?:{nouns})\b(?!\s+of\s+intent)",
            whole_words(letters["writing"]),
        ),
        letters=_compile(r"\bletters?\b(?!\s+of\b)"),
        asking=frozenset(letters["asking"]),
        biography=_compile(whole_words(data["biography"]["phrases"])),
        inquiry=_compile(whole_words(data["inquiry"]["phrases"])),
        succession=frozenset([*data["succession"]["nouns"], *data["succession"]["verbs"]]),
        succession_particles=_sets(data["succession"]["particles"]),
        succession_objects=_sets(data["succession"]["objects"]),
    )


def _sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {verb: frozenset(words) for verb, words in table.items()}


def _compile(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)
