"""Overviews, whose boxes may come in any order."""
