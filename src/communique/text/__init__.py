"""Text before it is understood: decoding, cleaning, the frame around the story, paragraphs and sentences."""

from communique.text.cleaning import clean
from communique.text.decoding import Decoded, decode
from communique.text.documents import body, frame
from communique.text.furniture import find_furniture
from communique.text.sentences import split_paragraphs, split_sentences

__all__ = ["Decoded", "body", "clean", "decode", "find_furniture", "frame", "split_paragraphs", "split_sentences"]
