"""PDFs that the tests make: a slide, a brochure, a long plan, and pages with something odd on them."""
