"""Communique: a ledger of high-level meetings with receipts."""

__version__ = "0.1.0"
