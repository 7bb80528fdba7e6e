"""The set of near copies: how its texts are made."""
