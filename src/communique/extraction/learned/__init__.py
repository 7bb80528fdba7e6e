"""The trained reader: a small network that sees who is told of together, and who is said to say what."""

from communique.extraction.learned.reader import Learned, read_learned

__all__ = ["Learned", "read_learned"]
