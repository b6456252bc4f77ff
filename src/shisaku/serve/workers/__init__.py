"""Processes that answer queries and make pages."""
