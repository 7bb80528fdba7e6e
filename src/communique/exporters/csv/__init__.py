"""A table for spreadsheets: a record a row, lists folded into one cell, formulas made harmless."""

from communique.exporters.csv.columns import COLUMNS, SEPARATOR, Column
from communique.exporters.csv.write import MEDIA_TYPE, NOUNS, SUFFIX, write

__all__ = ["COLUMNS", "MEDIA_TYPE", "NOUNS", "SEPARATOR", "SUFFIX", "Column", "write"]
