"""Exit codes of the commands."""

FINE, FOUND, WRONG_USE, INTERNAL = 0, 1, 2, 3
"""Nothing at or above --fail-on; something; wrong use or unreadable input; a fault of ours."""
