"""Two versions of a graph or an ontology: what differs."""
