"""From a document to its Plan: text in, frozen dataclasses out. The wing that knows how documents are printed."""
