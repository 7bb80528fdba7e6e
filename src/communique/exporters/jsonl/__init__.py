"""One JSON object a line: for streams, and for tools that read line by line."""

from communique.exporters.jsonl.write import MEDIA_TYPE, NOUNS, SUFFIX, write

__all__ = ["MEDIA_TYPE", "NOUNS", "SUFFIX", "write"]
