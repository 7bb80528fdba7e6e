"""What new facts change of a resolution that is kept, and nothing else of it."""
