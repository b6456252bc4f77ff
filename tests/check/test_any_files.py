"""Files of a folder without settings, and files that are named, are checked as what they hold, and the verdict says as what."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from shisaku.cli import main

PREFIXES = """
@prefix : <https://example.org/bridges#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ONTOLOGY = """
<https://example.org/bridges> a owl:Ontology .
:Bridge a owl:Class ; rdfs:label "bridge"@en ; owl:disjointWith :Keeper .
:Keeper a owl:Class ; rdfs:label "keeper"@en .
:keptBy a owl:ObjectProperty ; rdfs:label "kept by"@en ; rdfs:domain :Bridge ; rdfs:range :Keeper .
"""
SHAPES = """
:BridgeShape a sh:NodeShape ; sh:targetClass :Bridge ;
  sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:message "A bridge has a name."@en ] .
"""
SCHEME = """
:kinds a skos:ConceptScheme ; skos:prefLabel "kinds of bridges"@en .
:arch a skos:Concept ; skos:inScheme :kinds ; skos:topConceptOf :kinds ; skos:prefLabel "arch"@en .
"""
SETTINGS = 'ontology = ["onto.ttl"]\nvocabularies = []\nalignments = []\nimports = []\nshapes = []\nchecks = []\nqueries = []\n'
DATA = '<urn:stone> a :Bridge ; rdfs:label "stone"@en ; :keptBy <urn:tasuke> .\n'
NAMELESS = "<urn:stone> a :Bridge .\n"
CONTRADICTION = "<urn:stone> a :Bridge , :Keeper .\n"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs `check` in a folder with these files: name and Turtle without its prefixes."""

    def run(*arguments: str, **files: str) -> Outcome:
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(PREFIXES + text if path.suffix == ".ttl" else text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        code = main(["check", "--lang", "en", *arguments])
        return Outcome(code, *capsys.readouterr())

    return run


Check = Callable[..., Outcome]


def test_a_folder_with_nothing_to_check_is_an_error(check: Check) -> None:
    found = check()
    assert found.code == 2
    assert "nothing to check" in found.err
    assert "conforms" not in found.out


def test_a_folder_that_is_named_and_holds_nothing_to_check_is_an_error(check: Check, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.bin").write_bytes(b"\0")
    assert check("empty").code == 2


def test_without_settings_the_files_of_the_folder_are_checked(check: Check) -> None:
    found = check(onto_ttl=ONTOLOGY, sub__shapes_ttl=SHAPES, data__stone_ttl=NAMELESS)
    assert found.code == 1
    assert "A bridge has a name." in found.out
    assert "site-packages" not in found.out


def test_the_verdict_says_what_was_checked_as_what(check: Check) -> None:
    found = check(onto_ttl=ONTOLOGY, shapes_ttl=SHAPES, scheme_ttl=SCHEME, stone_ttl=DATA)
    assert found.code == 0
    assert "checked 4 files: 1 ontology, 1 vocabulary, 1 shapes graph, 1 data graph" in found.out
    assert "https://example.org/bridges#" in found.out


def test_named_shapes_are_applied_to_named_data(check: Check) -> None:
    assert check("shapes.ttl", "stone.ttl", shapes_ttl=SHAPES, stone_ttl=NAMELESS).code == 1
    assert check("shapes.ttl", "stone.ttl", shapes_ttl=SHAPES, stone_ttl=DATA).code == 0


def test_named_data_contradict_a_named_ontology(check: Check) -> None:
    found = check("onto.ttl", "stone.ttl", onto_ttl=ONTOLOGY, stone_ttl=CONTRADICTION)
    assert found.code == 1
    assert "owl/contradiction" in found.out


def test_data_within_the_file_of_an_ontology_are_data(check: Check) -> None:
    assert check("all.ttl", all_ttl=ONTOLOGY + CONTRADICTION).code == 1
    assert check("all.ttl", all_ttl=ONTOLOGY + SHAPES + NAMELESS).code == 1
    assert check("all.ttl", all_ttl=ONTOLOGY + SHAPES + DATA).code == 0


def test_a_misspelt_term_of_owl_is_an_error_in_a_file_that_is_named(check: Check) -> None:
    found = check("onto.ttl", onto_ttl=ONTOLOGY.replace(":Keeper a owl:Class", ":Keeper a owl:Clas"))
    assert found.code == 1
    assert "owl:Clas" in found.out


def test_data_without_ontology_and_shapes_are_said_to_be_checked_for_syntax_alone(check: Check) -> None:
    found = check("stone.ttl", stone_ttl="<urn:stone> :keptBy <urn:tasuke> .\n")
    assert "no ontology and no shapes" in found.out


def test_a_missing_file_is_an_error(check: Check) -> None:
    assert check("nowhere.ttl").code == 2


def test_a_rule_that_does_not_exist_is_an_error_with_the_one_that_was_meant(check: Check) -> None:
    found = check("--rules", "ontology/undeclared-tern", onto_ttl=ONTOLOGY)
    assert found.code == 2
    assert "ontology/undeclared-term" in found.err


@pytest.mark.parametrize("pattern", ["nowhere/*", "!nowhere/*"])
def test_a_pattern_of_rules_that_matches_none_is_an_error(check: Check, pattern: str) -> None:
    assert check("--rules", pattern, onto_ttl=ONTOLOGY).code == 2


@pytest.mark.parametrize("setting", ['[rules]\n"ontologie/*" = "off"\n', 'data = ["nowhere/*.ttl"]\n'])
def test_a_setting_that_matches_nothing_is_an_error(check: Check, setting: str, tmp_path: Path) -> None:
    (tmp_path / "shisaku.toml").write_text(SETTINGS + setting, encoding="utf-8")
    assert check(onto_ttl=ONTOLOGY).code == 2


def test_the_most_specific_pattern_of_the_settings_wins(check: Check, tmp_path: Path) -> None:
    (tmp_path / "shisaku.toml").write_text(
        SETTINGS + '[rules]\n"*" = "off"\n"ontology/*" = "info"\n"ontology/undefined-term" = "error"\n',
        encoding="utf-8",
    )
    found = check(onto_ttl=ONTOLOGY.replace(":Keeper a owl:Class", ":Keeper a owl:Clas"))
    assert (found.code, "error" in found.out) == (1, True)
    assert "warning" not in found.out.replace("0 warnings", "")


OBO = """
<http://purl.obolibrary.org/obo/brg.owl> a owl:Ontology .
<http://purl.obolibrary.org/obo/BRG_0000001> a owl:Class ; rdfs:label "bridge"@en ;
  rdfs:subClassOf <http://purl.obolibrary.org/obo/BRG_0000003> , <http://purl.obolibrary.org/obo/BFO_0000040> .
<http://purl.obolibrary.org/obo/BRG_0000002> a owl:Class ; rdfs:label "ford"@en .
"""
PLAIN = """
:Bridge a rdfs:Class ; rdfs:label "bridge"@en ; rdfs:subClassOf :Structur .
:Structure a rdfs:Class ; rdfs:label "structure"@en .
"""


@pytest.mark.parametrize(
    ("text", "namespace", "undeclared"),
    [
        (OBO, "http://purl.obolibrary.org/obo/BRG_", "BRG_0000003"),
        (PLAIN, "https://example.org/bridges#", "Structur"),
        (ONTOLOGY.replace(":keptBy a", ":keptby a"), "https://example.org/bridges#", None),
    ],
    ids=["identifiers of the OBO Foundry", "no header", "a header"],
)
def test_own_terms_are_those_that_the_files_declare(check: Check, text: str, namespace: str, undeclared: str | None) -> None:
    found = check(onto_ttl=text)
    assert f"own namespaces: {namespace}" in found.out
    assert found.out.count("[ontology/undeclared-term]") == (undeclared is not None)
    assert undeclared is None or undeclared in found.out


def test_own_namespaces_can_be_set(check: Check, tmp_path: Path) -> None:
    (tmp_path / "shisaku.toml").write_text('namespaces = ["https://example.org/other#"]\n' + SETTINGS, encoding="utf-8")
    found = check(onto_ttl=ONTOLOGY + '<https://example.org/other#Ford> a owl:Class ; rdfs:label "ford"@en .')
    assert "own namespaces: https://example.org/other#\n" in found.out


def test_style_runs_where_it_is_asked_for(check: Check) -> None:
    assert check(onto_ttl=ONTOLOGY).code == 0
    assert "ontology/missing-definition" in check("--select", "style", onto_ttl=ONTOLOGY).out
    assert "ontology/missing-definition" in check("--rules", "ontology/missing-definition", onto_ttl=ONTOLOGY).out
    assert "profile/" not in check("--select", "style", onto_ttl=ONTOLOGY).out
