"""Documents that nobody would write, and what has to hold when they are read all the same."""
