"""Forms in which one text comes: a module each, found by its name."""
