"""Rows of components to N-Triples, by one tool: `python tests/bench/rows.py TOOL rows.csv rows.nt`; run in the tool's own environment.

A row has id, class, label, ordinal and parent, which make four triples: rdf:type, rdfs:label, an xsd:integer and an IRI.
"""

import csv
import sys
from pathlib import Path
from typing import Any

COLUMNS = ("id", "class", "label", "ordinal", "parent")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ORDINAL = "https://w3id.org/shisaku/ontology#ordinal"
PARENT = "https://w3id.org/shisaku/ontology#directPartOf"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_RML = f"""
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
<#Rows> rml:logicalSource [ rml:source "SOURCE" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rml:reference "id" ; rr:termType rr:IRI ] ;
  rr:predicateObjectMap [ rr:predicate <{TYPE}> ; rr:objectMap [ rml:reference "class" ; rr:termType rr:IRI ] ] ,
    [ rr:predicate <{LABEL}> ; rr:objectMap [ rml:reference "label" ; rr:termType rr:Literal ] ] ,
    [ rr:predicate <{ORDINAL}> ; rr:objectMap [ rml:reference "ordinal" ; rr:datatype <{INTEGER}> ] ] ,
    [ rr:predicate <{PARENT}> ; rr:objectMap [ rml:reference "parent" ; rr:termType rr:IRI ] ] .
"""
_OTTR = f"""
@prefix ottr: <http://ns.ottr.xyz/0.4/> .
@prefix ex: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Row [ ottr:IRI ?id , ottr:IRI ?class , xsd:string ?label , xsd:integer ?ordinal , ottr:IRI ?parent ] :: {{
  ottr:Triple(?id, <{TYPE}>, ?class) , ottr:Triple(?id, <{LABEL}>, ?label) ,
  ottr:Triple(?id, <{ORDINAL}>, ?ordinal) , ottr:Triple(?id, <{PARENT}>, ?parent)
}} .
"""


def rdflib(rows: Path, target: Path) -> None:
    """By rdflib's usual graph and its own writer."""
    from rdflib import Graph, Literal, URIRef

    graph = Graph()
    for row in _read(rows):
        subject = URIRef(row["id"])
        graph.add((subject, URIRef(TYPE), URIRef(row["class"])))
        graph.add((subject, URIRef(LABEL), Literal(row["label"])))
        graph.add((subject, URIRef(ORDINAL), Literal(row["ordinal"], datatype=URIRef(INTEGER))))
        graph.add((subject, URIRef(PARENT), URIRef(row["parent"])))
    graph.serialize(target, format="nt", encoding="utf-8")


def shisaku(rows: Path, target: Path) -> None:
    """As `shisaku.graph.mapping` makes graphs and `shisaku.rdf.quads` writes them."""
    from rdflib import Literal, URIRef

    from shisaku.rdf.quads import ntriples
    from shisaku.rdf.triples import graph_of

    graph = graph_of()
    for row in _read(rows):
        subject = URIRef(row["id"])
        graph.add((subject, URIRef(TYPE), URIRef(row["class"])))
        graph.add((subject, URIRef(LABEL), Literal(row["label"])))
        graph.add((subject, URIRef(ORDINAL), Literal(row["ordinal"], datatype=URIRef(INTEGER), normalize=False)))
        graph.add((subject, URIRef(PARENT), URIRef(row["parent"])))
    target.write_text(ntriples(graph), encoding="utf-8")


def pyoxigraph(rows: Path, target: Path) -> None:
    """The floor: terms of Oxigraph, held in its store, dumped."""
    import pyoxigraph as ox

    kind, label, ordinal, parent = map(ox.NamedNode, (TYPE, LABEL, ORDINAL, PARENT))
    integer, quads = ox.NamedNode(INTEGER), []
    for row in _read(rows):
        subject = ox.NamedNode(row["id"])
        quads.append(ox.Quad(subject, kind, ox.NamedNode(row["class"])))
        quads.append(ox.Quad(subject, label, ox.Literal(row["label"])))
        quads.append(ox.Quad(subject, ordinal, ox.Literal(row["ordinal"], datatype=integer)))
        quads.append(ox.Quad(subject, parent, ox.NamedNode(row["parent"])))
    store = ox.Store()
    store.bulk_extend(quads)
    store.dump(str(target), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())


def morph_kgc(rows: Path, target: Path) -> None:
    """By an RML mapping."""
    import morph_kgc as morph  # type: ignore[import-not-found]  # in an environment of its own

    mapping = target.with_suffix(".rml.ttl")
    mapping.write_text(_RML.replace("SOURCE", str(rows)), encoding="utf-8")
    triples = morph.materialize_set(f"[DataSource1]\nmappings: {mapping}\n")
    target.write_text("".join(f"{triple} .\n" for triple in triples), encoding="utf-8")


def maplib(rows: Path, target: Path) -> None:
    """By an OTTR template."""
    import maplib as library  # type: ignore[import-not-found]  # in an environment of its own
    import polars  # type: ignore[import-not-found]

    frame: Any = polars.read_csv(rows)
    model = library.Model()
    model.add_template(_OTTR)
    model.map("https://example.org/Row", frame)
    model.write(str(target), format="ntriples")


def _read(rows: Path) -> "csv.DictReader[str]":
    return csv.DictReader(rows.open(encoding="utf-8", newline=""))


TOOLS = {"shisaku": shisaku, "rdflib": rdflib, "pyoxigraph": pyoxigraph, "morph-kgc": morph_kgc, "maplib": maplib}

if __name__ == "__main__":
    TOOLS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
