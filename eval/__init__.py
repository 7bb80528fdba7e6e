"""How well the reading works: gold, scores, floors, and the report of what went wrong."""
