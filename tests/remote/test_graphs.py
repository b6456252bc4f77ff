"""What there is to push: graphs by name, with hashes that do not depend on who wrote the file."""

from pathlib import Path

import pytest

from shisaku.errors import InputError
from shisaku.remote.local_graphs import files_of, local_graphs, named_graphs

HEAD = "@prefix : <https://example.org/> . @prefix s: <https://w3id.org/shisaku/ontology#> .\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        'GRAPH :g { :a :p "海" , [ :q "b" ] . }',
        '@prefix e: <https://example.org/> . e:g { _:x e:q "b" . :a e:p _:x . :a e:p """海""" , "\\u6D77" . }',
    ],
)
def test_the_hash_of_a_graph_does_not_depend_on_how_it_is_written(text: str, folder: Path) -> None:
    (graph,) = local_graphs([write(folder, "a.trig", HEAD + text)]).values()
    lines = '_:z <https://example.org/q> "b" {g} .\n<https://example.org/a> <https://example.org/p> "海" {g} .\n'
    lines += "<https://example.org/a> <https://example.org/p> _:z {g} .\n"
    (other,) = local_graphs([write(folder, "b.nq", lines.replace("{g}", "<https://example.org/g>"))]).values()
    assert (graph.iri, graph.sha256, graph.triples) == (other.iri, other.sha256, 3)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (":umi a s:PolicyPlan .", "https://example.org/umi/graph/published"),
        (":umi a s:PolicyPlan . :s a <http://www.w3.org/2004/02/skos/core#ConceptScheme> .", "https://example.org/umi/graph/published"),
        (":o a <http://www.w3.org/2002/07/owl#Ontology> .", "https://example.org/o"),
        (":z a <http://www.w3.org/2004/02/skos/core#ConceptScheme> . :b a <http://www.w3.org/2004/02/skos/core#ConceptScheme> .", "https://example.org/b"),
    ],
)  # fmt: skip
def test_triples_are_the_graph_of_what_they_describe(text: str, name: str, folder: Path) -> None:
    assert list(named_graphs(write(folder, "a.ttl", HEAD + text))) == [name]


@pytest.mark.parametrize(
    ("name", "text", "reported"),
    [
        ("a.ttl", HEAD + ":a :p :b .", "neither a plan nor an ontology"),
        ("a.nq", "<http://a> <http://b> <http://c> .", "in no named graph"),
        ("a.nq", "<http://a> <http://b>", "a.nq:1:"),
        ("a.trig", "", None),
    ],
)
def test_what_names_no_graph_is_reported(name: str, text: str, reported: str | None, folder: Path) -> None:
    path = write(folder, name, text)
    if reported is None:
        assert named_graphs(path) == {}
        return
    with pytest.raises(InputError, match=reported):
        named_graphs(path)


def test_a_graph_in_two_files_is_reported_with_both(folder: Path) -> None:
    quad = "<http://a> <http://b> <http://c> <http://g> ."
    paths = [write(folder, name, quad) for name in ("one.nq", "two.nq")]
    with pytest.raises(InputError, match=r"two.nq: the graph <http://g> is in .*one.nq as well"):
        local_graphs(paths)


def test_of_a_folder_its_files_of_rdf_are_meant(folder: Path) -> None:
    for name in ("a.ttl", "b.nq", ".hidden.nq", "note.txt", "c.nq.tmp"):
        write(folder, name, "")
    assert [path.name for path in files_of(folder)] == ["a.ttl", "b.nq"]


def test_what_holds_no_graph_is_reported(folder: Path) -> None:
    for source, reported in ((folder, "there is no graph in it"), (folder / "a.txt", "cannot be pushed")):
        with pytest.raises(InputError, match=reported):
            files_of(source)
    with pytest.raises(InputError, match="cannot be read"):
        local_graphs(files_of(folder / "missing.nq"))
