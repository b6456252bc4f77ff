"""In every format of RDF, and in OWL's own syntaxes, a finding points to the line that has its cause."""

from pathlib import Path

import pytest
from rdflib import Graph

from shisaku.rdf.file_locations import located_graph
from shisaku.rdf.rdf_files import readable

EX = "https://example.org/bridges#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TURTLE = """@prefix : <https://example.org/bridges#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/bridges> a owl:Ontology .
:Bridge a owl:Class ; rdfs:label "bridge" ; rdfs:subClassOf :Structure .
:Keeper a owl:Class ; rdfs:label "keeper" .
"""
FUNCTIONAL = """Prefix(:=<https://example.org/bridges#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<https://example.org/bridges>
Declaration(Class(:Bridge))
Declaration(Class(:Keeper))
SubClassOf(:Bridge :Structure)
AnnotationAssertion(rdfs:label :Bridge "bridge")
AnnotationAssertion(rdfs:label :Keeper "keeper")
)
"""
MANCHESTER = """Prefix: : <https://example.org/bridges#>
Prefix: rdfs: <http://www.w3.org/2000/01/rdf-schema#>
Ontology: <https://example.org/bridges>

Class: :Bridge
  Annotations: rdfs:label "bridge"
  SubClassOf: :Structure

Class: :Keeper
  Annotations: rdfs:label "keeper"
"""
ATTRIBUTES = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xml:base="https://example.org/bridges"
    xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:owl="http://www.w3.org/2002/07/owl#">
  <owl:Class rdf:ID="Bridge"
      rdfs:label="bridge">
    <rdfs:subClassOf rdf:resource="#Structure"/>
  </owl:Class>
  <owl:Class rdf:about="#Keeper">
    <rdfs:label>keeper</rdfs:label>
  </owl:Class>
</rdf:RDF>
"""


def written(folder: Path, ending: str) -> Path:
    """The ontology of bridges in the format of that ending."""
    path = folder / f"bridges{ending}"
    texts = {".ttl": TURTLE, ".trig": TURTLE, ".owl": ATTRIBUTES, ".ofn": FUNCTIONAL, ".omn": MANCHESTER}
    formats = {".nt": "nt", ".nq": "nt", ".jsonld": "json-ld", ".rdf": "pretty-xml", ".xml": "xml"}
    text = texts.get(ending) or Graph().parse(data=TURTLE, format="turtle").serialize(format=formats[ending])
    path.write_text(text.replace(" .\n", " <urn:g> .\n") if ending == ".nq" else text, encoding="utf-8")
    return path


ENDINGS = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf", ".xml", ".owl", ".ofn", ".omn")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(("subject", "predicate", "value"), [("Bridge", LABEL, "bridge"), ("Keeper", LABEL, "keeper")])
def test_a_triple_has_its_line(ending: str, subject: str, predicate: str, value: str, tmp_path: Path) -> None:
    path = written(tmp_path, ending)
    place = located_graph(path).place(EX + subject, predicate, value)
    assert place is not None
    lines = path.read_text(encoding="utf-8").split("\n")
    near = "\n".join(lines[max(0, place.line - 2) : place.line + 6])
    assert place.text == lines[place.line - 1]
    assert value in near
    assert subject in "\n".join(lines[max(0, place.line - 6) : place.line + 6])


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_only_a_value_has_the_line_where_it_is_used(ending: str, tmp_path: Path) -> None:
    located = located_graph(written(tmp_path, ending))
    assert located.place(EX + "Structure") is None
    place = located.mention(EX + "Structure")
    assert place is not None
    assert "Structure" in place.text


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_not_there_has_no_place(ending: str, tmp_path: Path) -> None:
    assert located_graph(written(tmp_path, ending)).mention(EX + "Struct") is None


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_gives_the_same_triples(ending: str, tmp_path: Path) -> None:
    graph = located_graph(written(tmp_path, ending)).graph
    expected = set(Graph().parse(data=TURTLE, format="turtle"))
    header = {triple for triple in expected if str(triple[0]) == "https://example.org/bridges"}
    assert expected - header == {triple for triple in graph if str(triple[0]).startswith(EX)}


@pytest.mark.parametrize(("text", "ending"), [(TURTLE, ".ttl"), (ATTRIBUTES, ".rdf"), ('{"@id": "urn:x"}', ".jsonld")])
def test_a_file_named_owl_is_read_as_what_it_is(text: str, ending: str, tmp_path: Path) -> None:
    (tmp_path / "a.owl").write_text(text, encoding="utf-8")
    (tmp_path / f"a{ending}").write_text(text, encoding="utf-8")
    assert readable(tmp_path / "a.owl")[2] == readable(tmp_path / f"a{ending}")[2]
