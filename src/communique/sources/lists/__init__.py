"""Reference lists in the forms in which they are published: who holds which post, by which names."""
