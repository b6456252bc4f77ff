"""RDF as text and as values, below everything that makes or reads a graph."""
