"""The same work over many documents: processes on one machine, each document within its limits."""

from communique.batch.crew import ProcessCrew
from communique.batch.limits import Limits
from communique.batch.pool import Pool

__all__ = ["Limits", "Pool", "ProcessCrew"]
