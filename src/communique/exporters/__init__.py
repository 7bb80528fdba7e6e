"""Ways to write records out, one folder a format, found by name."""

from communique.exporters.registry import Exporter, exporter_names, load_exporter

__all__ = ["Exporter", "exporter_names", "load_exporter"]
