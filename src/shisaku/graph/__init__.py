"""From the Plan to quads: mapping and inference. These modules know the ontology.

    Plan -> mapping -> asserted and reconstructed graph -> inference -> inferred graph

Writing:

    mapping               the graph of a plan; layers: its two graphs
    detail_writer         what is printed of a component beside its words
    source_mapping        the document, its file and its publisher
    anchors               places in the text; page_regions: rectangles on pages
    conclusions           what was inferred, with its evidence
    succession_writer     the graph of two editions compared

Ontology:

    ontology              the ontology and its shapes, loaded once
    vocabulary            topics by their printed forms, mark categories by the words of a legend
    schemes               concepts by the words that a document prints
    printed_forms         how printed words are compared with labels
    text_language         the language tag of a text

Inference:

    inference             the OWL 2 RL closure, by either engine
    rules                 package: the compiled rules

Reading:

    tree_reader           the tree of a plan in a graph
    component_addresses   where components are: `measure/6/initiative/2`
    source_locations      places of graph resources in their document
"""
