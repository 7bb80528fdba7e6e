"""Fetching from addresses, behind a guard: public hosts only, within limits, politely."""
