"""Broken input for every reader of what comes from outside, made by a fuzzer that is led by coverage.

`make fuzz` runs it; CONTRIBUTING.md says how to read what it finds.
"""
