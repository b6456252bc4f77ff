"""Documents whose order is intact."""
