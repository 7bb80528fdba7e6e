"""Files that hold many texts: a module each, found by its name."""
