"""The resolution package."""
