"""Annotations: what a person says is in a text, in the corpus's own form, with the checks that keep it sound."""

from communique.annotation.checking import find_faults
from communique.annotation.quotes import find_quote, find_words, pick_nearest

__all__ = ["find_faults", "find_quote", "find_words", "pick_nearest"]
