"""What the words beside a name, and its own shape, tell of its kind."""

from __future__ import annotations

import re

from communique.languages.en.capitals import is_capital
from communique.languages.en.lexicon import Lexicon
from communique.languages.en.tenure import load_tenure_words
from communique.languages.en.titles import Head
from communique.languages.places import find_place
from communique.reading.names.extent import run_of_name
from communique.reading.names.form import ADDRESSED
from communique.reading.names.shape import names_country, skip_address
from communique.reading.names.votes import Votes
from communique.text.words import Words, join_name

__all__ = ["vote_beside_posts"]

_BY_FORM_OF_ADDRESS = 6
_BY_SHAPE = 3
_BODY_OF_POST = 3
_PUT_INTO = 4
_LONGEST_NAME = 4  # words
_LONGEST_COUNTRY = 6  # words: "Democratic Republic of the Congo"
_MATTER = 5  # words that say what a post is for, at most
_HEADLINE = 20  # words of a headline, at most; a longer sentence full of capitals is a row of names
_TITLE_CASE = 0.6  # of its words with capitals, and more, a sentence is a headline: capitals there tell nothing
_DOUBLE_GIVEN = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,6}$")  # the "Sang-hyuk" of a Korean name


def vote_beside_posts(votes: Votes, start: int, end: int, lexicon: Lexicon) -> None:
    """Vote for the names of one sentence by address, post and shape.

    Args:
        votes: where the votes go.
        start: the sentence's first word.
        end: the word past its last.
        lexicon: the word lists.
    """
    headline = _is_headline(votes.words, start, end)
    for at in range(start, end):
        _vote_addressed(votes, at, end, lexicon)
        _vote_by_shape(votes, at, end)
        head = lexicon.titles.head_ending(votes.words, at)
        if head is None:
            continue
        if not headline and _vote_put_into(votes, head, start, end, lexicon):
            continue
        if head.state == "corporate":
            _vote_body_before(votes, head.first, start, lexicon)
            _vote_body_after(votes, at, end, lexicon)
            _vote_body_entered(votes, head.first, start, lexicon)
        if not headline or votes.words.texts[at].islower():  # in a headline the post has its capital as well
            _vote_after_post(votes, head, end, lexicon)


def _is_headline(words: Words, start: int, end: int) -> bool:
    if words.texts[end - 1] == ".":
        return False
    written = [words.texts[k] for k in range(start, end) if words.texts[k][0].isalpha()]
    return 4 < len(written) <= _HEADLINE and sum(map(is_capital, written)) / len(written) > _TITLE_CASE


def _vote_addressed(votes: Votes, at: int, end: int, lexicon: Lexicon) -> None:
    """As in "Mr Kaplan", "Dr. Voss"."""
    words = votes.words
    low = words.lower[at]
    if low not in lexicon.titles.honorifics or at + 1 >= end or not is_capital(words.texts[at]):
        return
    first = skip_address(words, at, end, lexicon)
    last = run_of_name(words, first, end, lexicon)
    if last is not None and low not in lexicon.names.doubtful_address:
        votes.add(first, last, "person", _BY_FORM_OF_ADDRESS)


def _vote_by_shape(votes: Votes, at: int, end: int) -> None:
    """`Han Sang-hyuk`: a surname before two given names joined by a hyphen."""
    words = votes.words
    if (
        at + 1 < end
        and is_capital(words.texts[at])
        and words.texts[at].isalpha()
        and words.starts[at + 1] - words.ends[at] == 1
        and _DOUBLE_GIVEN.match(words.texts[at + 1])
    ):
        votes.add(at, at + 1, "person", _BY_SHAPE)


def _vote_after_post(votes: Votes, head: Head, end: int, lexicon: Lexicon) -> None:
    """As in "Chancellor Voss": who stands behind a post is a person, unless gazetteer or class noun object."""
    words, titles = votes.words, lexicon.titles
    longer = titles.head_starting(words, head.first)
    if (
        head.plural
        or words.lower[head.last] in lexicon.names.posts_of_no_name
        or (longer is not None and longer.last > head.last)
    ):
        return
    field = _after_field(words, head.last + 1, end, lexicon)
    first = _after_country(words, field, end) if head.state != "corporate" else field
    if first + 2 < end and words.texts[first] == "(" and words.texts[first + 2] == ")":
        first += 3
    while (
        first < end and words.lower[first] in titles.honorifics and words.lower[first] not in lexicon.names.no_address
    ):
        first += 1
    if first >= end or not is_capital(words.texts[first]) or titles.head_starting(words, first) is not None:
        return
    last = run_of_name(words, first, end, lexicon)
    if last is None or words.lower[first] in lexicon.bodies.nouns:
        return
    if lexicon.bodies.is_body(words.lower[first : last + 1]):
        return
    if first > field and last == first:
        return  # "the President of Chad Chadian troops"
    place = find_place(join_name(words.texts[first : last + 1]))
    if place is None or place.ambiguous:
        votes.add(first, last, "person", ADDRESSED)


def _after_field(words: Words, at: int, end: int, lexicon: Lexicon) -> int:
    """The word behind the field of a post ("Minister of Trade Voss"); `at` itself where no field follows."""
    fields = lexicon.titles.fields_behind
    if at + 1 >= end or words.lower[at] not in {"of", "for"}:
        return at
    word = at + 2 if words.lower[at + 1] == "the" else at + 1
    if words.lower[word - 1 : word + 1] == ["the", "state"]:
        return at  # "director of the State Bank"; it is the secretary of state who has one for a field
    last = None
    while word < end and (words.lower[word] in fields or (last == word - 1 and words.lower[word] in {"and", ",", "&"})):
        if words.lower[word] in fields:
            last = word
        elif word + 1 >= end or words.lower[word + 1] not in fields:
            break
        else:
            word += 1
            last = word
        word += 1
    return at if last is None else last + 1


def _after_country(words: Words, at: int, end: int) -> int:
    """The word behind the country of a post ("President of Chad Ada Voss"); `at` itself where none follows."""
    if at + 2 >= end or words.lower[at] != "of":
        return at
    first = at + 2 if words.lower[at + 1] == "the" else at + 1
    for last in range(min(first + _LONGEST_COUNTRY, end - 1) - 1, first - 1, -1):
        if is_capital(words.texts[first]) and names_country(words.texts[first : last + 1]):
            return last + 1
    return at


def _vote_put_into(votes: Votes, head: Head, start: int, end: int, lexicon: Lexicon) -> bool:
    """As in "the board named Ada Voss chairwoman": who stands between the verb and the post is put into it.

    Not in "was named Voltmark chairwoman", nor in "named Voltmark chairman Ada Voss".
    """
    words, verbs = votes.words, load_tenure_words().participles
    begin = _capitals_before(words, head.first, start)
    verb = begin - 1
    if begin == head.first or verb <= start or words.lower[verb] not in verbs:
        return False
    if head.last + 1 < end and is_capital(words.texts[head.last + 1]):
        return False
    before = words.lower[verb - 1]
    if not before.isalpha() or before in lexicon.posts.passive or before.endswith("ly"):
        return False
    if lexicon.bodies.is_body(words.lower[begin : head.first]) or begin + _LONGEST_NAME < head.first:
        return False
    votes.add(begin, head.first - 1, "person", _PUT_INTO)
    return True


def _capitals_before(words: Words, past: int, start: int) -> int:
    """The first of the capitalised words before the word `past`, in its sentence; `past` where none stands there."""
    while past > start and is_capital(words.texts[past - 1]):
        past -= 1
    return past


def _vote_body_before(votes: Votes, first: int, start: int, lexicon: Lexicon) -> None:
    """What stands in a body's place before the post that begins at `first`: "Nvidia's CEO", "OpenAI chief"."""
    words, titles = votes.words, lexicon.titles
    last = first - 1
    while (
        last > start
        and (words.lower[last] in titles.modifiers or words.lower[last] in titles.portfolios)
        and not is_capital(words.texts[last])
    ):
        last -= 1
    if last > start and (
        words.lower[last] == "'s" or (words.texts[last] == "'" and words.lower[last - 1].endswith("s"))
    ):
        last -= 1
    begin = last + 1
    while (
        begin > start and is_capital(words.texts[begin - 1]) and words.lower[begin - 1] not in lexicon.bodies.not_names
    ):
        begin -= 1
    if not 0 < last + 1 - begin <= 4 or find_place(join_name(words.texts[begin : last + 1])) is not None:
        return
    if titles.head_ending(words, last) is None and words.lower[begin] not in titles.honorifics:
        votes.add(begin, last, "organisation", _BODY_OF_POST)


def _vote_body_entered(votes: Votes, first: int, start: int, lexicon: Lexicon) -> None:
    """As in "joined Voltmark as its head": what has the post that begins at `first` and is entered with it."""
    words = votes.words
    at = first - 1
    while at > start and words.lower[at] in lexicon.titles.modifiers:
        at -= 1
    if at - 1 <= start or words.lower[at] not in {"its", "their"} or words.lower[at - 1] != "as":
        return
    at -= 1
    begin = _capitals_before(words, at, start)
    if begin == at or begin - 1 < start or words.lower[begin - 1] not in load_tenure_words().enters:
        return
    votes.add(begin, at - 1, "organisation", _BODY_OF_POST)


def _vote_body_after(votes: Votes, last: int, end: int, lexicon: Lexicon) -> None:
    """As in "the head of Meta": what stands in a body's place after the post that ends at `last`."""
    words = votes.words
    of = _behind_matter(words, last + 1, end)
    if of + 1 >= end or words.lower[of] not in {"of", "at"}:
        return
    first = of + 2 if words.lower[of + 1] == "the" else of + 1
    stop = first
    while stop < end and is_capital(words.texts[stop]) and words.starts[stop] - words.ends[stop - 1] <= 1:
        stop += 1
    if stop == first or words.lower[first] in lexicon.bodies.not_names:
        return
    if find_place(join_name(words.texts[first:stop])) is None:
        votes.add(first, stop - 1, "organisation", _BODY_OF_POST)


def _behind_matter(words: Words, at: int, end: int) -> int:
    """The "of" or "at" behind what a post is for ("director for Asia at Meta"); `at` itself where none is."""
    if at >= end or words.lower[at] not in {"of", "for"}:
        return at
    for k in range(at + 1, min(at + 1 + _MATTER, end)):
        if words.lower[k] in {"of", "at"}:
            return k
        if not words.texts[k].islower() and find_place(words.texts[k]) is None:
            break
    return at
