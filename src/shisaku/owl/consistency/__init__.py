"""Whether an ontology can be true, and whether each of its classes can have a member, by HermiT; and why not."""
