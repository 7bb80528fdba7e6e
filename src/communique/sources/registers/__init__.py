"""Official registers of meetings: CSV files, read by a mapping."""

from communique.sources.registers.layouts import RegisterMapping, find_layout, layout_names, load_register_mapping
from communique.sources.registers.reading import iter_register

__all__ = ["RegisterMapping", "find_layout", "iter_register", "layout_names", "load_register_mapping"]
