"""Copies of one text among all texts: found without reading them again, graded, explained, and counted once.

Imported one by one when first asked for: looking at a ledger needs none of them.
"""
