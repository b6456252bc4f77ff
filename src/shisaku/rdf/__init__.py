"""RDF as text and as values, below every module that makes or reads a graph.

namespaces         every IRI: of the ontology, of vocabularies, of a plan's resources
triples            graphs put together of triples
quads              N-Triples and N-Quads, sorted
turtle_writer      Turtle and TriG in the order of a plan
plan_order         that order, computed from the graph
rdf_files          files to triples and canonical N-Triples, by Oxigraph
graph_files        files to rdflib graphs
turtle_locations   the line of each statement of a Turtle file
quad_locations     the line of each statement of an N-Quads file
xml_locations      the line of each element of an RDF/XML file
file_locations     the triples of any RDF file with their places
input_limits       what no RDF text may have
owl_syntaxes       OWL in syntaxes that are no RDF, as RDF/XML
"""
