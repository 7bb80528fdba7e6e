"""English: its words as data, and the little code the language needs."""
