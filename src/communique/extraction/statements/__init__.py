"""Who said what to whom: rules propose stretches of text, one resolution makes claims of them."""

from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.statements import read_statements, resolve_proposals

__all__ = ["StatementProposal", "read_statements", "resolve_proposals"]
