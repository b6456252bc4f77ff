"""From a file to its Document, one module a format; the only rooms that know the libraries of their formats."""
