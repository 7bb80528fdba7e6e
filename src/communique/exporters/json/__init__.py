"""One JSON array, a record a line: for programs that read a whole list at once."""

from communique.exporters.json.write import MEDIA_TYPE, NOUNS, SUFFIX, write

__all__ = ["MEDIA_TYPE", "NOUNS", "SUFFIX", "write"]
