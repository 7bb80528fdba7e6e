"""The languages package."""
