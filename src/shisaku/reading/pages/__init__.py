"""Documents with pages: PDF."""
