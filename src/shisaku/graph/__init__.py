"""From the Plan to quads: mapping, inference, validation. The wing that knows the ontology."""
