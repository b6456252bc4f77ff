"""Bytes of a document in a format, from what it prints: one module a format."""
