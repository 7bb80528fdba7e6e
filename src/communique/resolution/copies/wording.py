"""The wording of a story: what is compared where two texts may be copies of each other.

The frame (date lines, credits, headlines, disclaimers) is left out: another outlet's frame makes no other text. In
scripts that put no spaces between words, every sign counts as a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b

from communique.model import Document, Span
from communique.text.blanking import blank_out
from communique.text.cleaning import clean
from communique.text.data import load_words
from communique.text.sentences import split_sentences

__all__ = ["FEWEST", "Detail", "Wording", "story_of"]

FEWEST = 20  # words, and shingles that differ: shorter texts are alike by chance, one word a thousand times is no text
MOST_WORDS = 10_000  # of a longer text only the beginning is compared
MOST_LETTERS = 200_000  # the same, where even the words are endless
SHINGLE = 3  # words: short enough that a light edit leaves most shingles, long enough to be telling
SIGNS = 5  # signs to a shingle where signs are counted: about as telling as three words
LEAD = 0.4  # share of a text that counts as its beginning
STEM = 6  # letters by which forms of one word are known, whatever its ending
LONGEST_SENTENCE = 2_000  # letters; a longer one is cut

# Thai to Khmer, kana, Han and Hangul: no spaces there, or none between a word and its particles.
_SIGN = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+")
_IS_SIGN = re.compile(rf"[{_SIGN}]")
# A number, a word of letters, a run of kanji, of katakana or of Hangul.
_DETAIL = re.compile(
    rf"\d+(?:[.,]\d+)*|[\u30a0-\u30ff]{{2,}}|[\u3400-\u9fff\uf900-\ufaff]{{2,}}|[\uac00-\ud7af]{{2,}}|[^\W\d_{_SIGN}]+"
)
_QUOTED = re.compile(r"[\"“][^\"“”\n]{2,400}[\"”]")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Something a text mentions that not every text does: a name, a number, a word that carries meaning.

    Attributes:
        key: the name or word without its ending, folded; a number after `#`.
        telling: True for names and numbers, which a new story in an old form has of its own.
    """

    key: str
    telling: bool


def story_of(document: Document) -> str:
    """A document's text without its frame: without date lines, credits, headlines, disclaimers."""
    text = document.text if len(document.text) <= MOST_LETTERS else document.text[:MOST_LETTERS]
    spans = (part.span for part in document.furniture if part.span.start < len(text))
    return blank_out(clean(text), (Span(span.start, min(span.end, len(text))) for span in spans))


@dataclass(frozen=True)
class Wording:
    """The words of a story in their order.

    Attributes:
        story: a document's text without its frame.
    """

    story: str

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words, folded; the signs, where a script has no words."""
        found: list[str] = []
        for match in _TOKEN.finditer(self.story, 0, MOST_LETTERS):
            found.append(match.group().casefold())
            if len(found) == MOST_WORDS:
                break
        return tuple(found)

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Every run of a few words; empty for a text too short, or too monotonous, to be told from others."""
        if len(self.tokens) < FEWEST:
            return frozenset()
        found = self._runs(len(self.tokens))
        return found if len(found) >= FEWEST else frozenset()

    @cached_property
    def lead(self) -> frozenset[tuple[str, ...]]:
        """The runs of words of the beginning: what the story is about, before background and boilerplate."""
        return self._runs(int(LEAD * len(self.tokens)))

    def _runs(self, count: int) -> frozenset[tuple[str, ...]]:
        signs = sum(1 for token in self.tokens if _IS_SIGN.match(token))
        width = SIGNS if 2 * signs > len(self.tokens) else SHINGLE
        tokens = self.tokens[:count]
        return frozenset(zip(*(tokens[at:] for at in range(width)), strict=False))

    @cached_property
    def fingerprint(self) -> str | None:
        """The same for the same words, whatever stands between them; None where there are too few to tell."""
        if not self.shingles:
            return None
        return blake2b(" ".join(self.tokens).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @cached_property
    def details(self) -> Mapping[str, Detail]:
        """What the text mentions, by its key, in the order of first mention."""
        found: dict[str, Detail] = {}
        for sentence in self.sentences:
            for key, detail in sentence.items():
                if key not in found or (detail.telling and not found[key].telling):
                    found[key] = detail
        return found

    @cached_property
    def telling(self) -> frozenset[str]:
        """The names and numbers among the details."""
        return frozenset(key for key, detail in self.details.items() if detail.telling)

    @cached_property
    def sentences(self) -> Sequence[Mapping[str, Detail]]:
        """Sentence by sentence, what is mentioned there; sentences that mention nothing are left out."""
        return tuple(found for found in map(_details_in, self._pieces()) if found)

    @cached_property
    def mentions(self) -> Mapping[str, int]:
        """In how many sentences each detail stands."""
        return Counter(key for sentence in self.sentences for key in sentence)

    @cached_property
    def told(self) -> Wording:
        """The same without what stands in quotation marks: what the writer says, in the writer's order."""
        return Wording(_QUOTED.sub(" ", self.story))

    def _pieces(self) -> Iterator[str]:
        read = 0
        for line in _LINE.finditer(self.story, 0, MOST_LETTERS):
            if not line.group().strip():
                continue
            for sentence in split_sentences(self.story, Span(line.start(), line.end())):
                yield self.story[sentence.start : min(sentence.end, sentence.start + LONGEST_SENTENCE)]
                read += 1
                if read > MOST_WORDS // 10:
                    return


def _details_in(sentence: str) -> dict[str, Detail]:
    found: dict[str, Detail] = {}
    words = list(_DETAIL.finditer(sentence))
    numbers, small = _numbers(), _small_words()
    before = 0
    for at, match in enumerate(words):
        word = match.group()
        folded = word.casefold()
        if word[0].isdigit():
            key, telling = f"#{word.replace(',', '').rstrip('.')}", True
        elif folded in numbers:
            number = numbers[folded]
            if before:  # the "two" of "twenty-two" is read with what stands before it
                before = 0
                continue
            if number >= 20 and at + 1 < len(words):
                before = numbers.get(words[at + 1].group().casefold(), 0)
                before = before if before < 10 else 0
            key, telling = f"#{number + before}", True
        elif folded in small or (len(word) < 3 and word.isascii()):
            continue
        else:
            # A capital in mid-sentence makes a name; at its head it may be any word's.
            key, telling = folded[:STEM], word[0].isupper() and at > 0
        if key != "#1" and (key not in found or telling):
            found[key] = Detail(key=key, telling=telling)
    return found


@cache
def _small_words() -> frozenset[str]:
    return frozenset(load_words("words", package=__package__)["small"]["words"])


@cache
def _numbers() -> Mapping[str, int]:
    numbers: Mapping[str, int] = load_words("calendar", package="communique.languages.en")["number"]
    return numbers
