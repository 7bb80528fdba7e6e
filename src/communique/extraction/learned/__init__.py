"""The trained reader: a small network that sees who is told of together, and who is said to say what."""

from communique.extraction.learned.reader import Learned, TrainedReader, load_reader

__all__ = ["Learned", "TrainedReader", "load_reader"]
