"""Rules that propose statements, by the shape of the words that attribute."""

from communique.extraction.statements.proposers.propose import propose

__all__ = ["propose"]
