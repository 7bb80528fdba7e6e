"""Claims out of a text: proposers propose, one decision, one gate.

`extract_document(document)` gives an `Extraction`.
"""
