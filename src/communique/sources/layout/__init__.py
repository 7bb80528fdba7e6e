"""Printed pages: from words and where they stand to paragraphs in the order in which people read them."""
