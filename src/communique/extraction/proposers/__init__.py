"""What proposes meetings. A proposer is a function from a `Scene` to proposals; `propose` asks each of them.

A further proposer (a trained reader, say) is a further function here: whatever it offers goes through the same decision
and the same gate.
"""

from communique.extraction.proposers.proposing import propose
from communique.extraction.proposers.scene import Scene

__all__ = ["Scene", "propose"]
