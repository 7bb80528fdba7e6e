"""Rules that propose statements, by the shape of the words that attribute."""

from communique.extraction.statements.proposers.propose import propose
from communique.extraction.statements.proposers.transcripts import (
    propose_by_colon,
    propose_by_label,
    propose_by_parenthesis,
)

__all__ = ["propose", "propose_by_colon", "propose_by_label", "propose_by_parenthesis"]
