"""Items: the pieces that a document prints, each a candidate for a component."""
