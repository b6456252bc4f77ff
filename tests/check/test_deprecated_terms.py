"""Deprecated terms in data, shapes and queries of anybody's project: what to write instead, at the place where they are written."""

import shutil
from pathlib import Path

import pytest

from shisaku.check import Located, Selection, check_paths, check_project
from shisaku.check.deprecated_terms import project_findings
from shisaku.check.project_files import gather
from shisaku.model.findings import Severity
from shisaku.project import Project, find_project

BRIDGES = Path(__file__).with_name("bridges")
RULES = ("data/deprecated-term", "shapes/deprecated-term", "query/deprecated-term")
DEPRECATED = """
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix schema: <https://schema.org/> .

:Guard a owl:Class ; owl:deprecated true ; dcterms:isReplacedBy :Keeper .
:guardedBy a owl:ObjectProperty ; owl:deprecated true ; dcterms:isReplacedBy :keptBy .
:servedBy a owl:ObjectProperty ; owl:deprecated true ; obo:IAO_0100001 :guardedBy .
:heldBy a owl:ObjectProperty ; owl:deprecated true ; schema:supersededBy :keptBy , rdfs:seeAlso .
:toll a owl:DatatypeProperty , owl:DeprecatedProperty .
:kept a owl:DatatypeProperty ; owl:deprecated false ; dcterms:isReplacedBy :keptBy .
"""
"""What the ontology of bridges no longer wants to be written: with one replacement, a chain of two, two, and none."""


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    """A project about bridges whose ontology has deprecated terms that nobody uses."""
    root = Path(shutil.copytree(BRIDGES, tmp_path / "bridges"))
    with (root / "ontology/bridges.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(DEPRECATED)
    return root


def checked(root: Path) -> list[Located]:
    """What is found of deprecated terms in a project."""
    return list(check_project(find_project(root), lambda name: None, Selection(RULES)))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def quoted(found: Located) -> str:
    """What the carets stand below."""
    assert found.place is not None
    return found.place.text[found.place.column - 1 :][: found.place.length]


def test_terms_that_are_deprecated_but_not_used_are_no_matter(bridges: Path) -> None:
    assert checked(bridges) == []


USES = [
    ("data/bridges.ttl", ":keptBy", ":guardedBy", "data/deprecated-term", ":guardedBy", ":keptBy"),
    ("data/bridges.ttl", "a :Keeper", "a :Guard", "data/deprecated-term", ":Guard", ":Keeper"),
    ("data/bridges.ttl", ":keptBy", ":servedBy", "data/deprecated-term", ":servedBy", ":keptBy"),
    ("ontology/shapes.ttl", "sh:path :keptBy", "sh:path :guardedBy", "shapes/deprecated-term", ":guardedBy", ":keptBy"),
    ("ontology/shapes.ttl", "sh:class :Keeper", "sh:class :Guard", "shapes/deprecated-term", ":Guard", ":Keeper"),
    ("ontology/keepers-have-a-name.rq", "a :Keeper", "a :Guard", "query/deprecated-term", ":Guard", ":Keeper"),
    ("queries/who-keeps-which-bridge.rq", ":keptBy", ":guardedBy", "query/deprecated-term", ":guardedBy", ":keptBy"),
]


@pytest.mark.parametrize(("file", "old", "new", "rule", "term", "instead"), USES, ids=[f"{use[3]} {use[2]}" for use in USES])
def test_a_use_is_reported_where_it_is_written_with_what_to_write_instead(
    file: str, old: str, new: str, rule: str, term: str, instead: str, bridges: Path
) -> None:
    edit(bridges / file, old, new)
    (found,) = checked(bridges)
    assert (found.finding.rule, found.finding.severity, found.path) == (rule, Severity.WARNING, bridges / file)
    assert quoted(found) == term
    assert f"{term} is a deprecated term (written once in this file). Write {instead} instead." in found.finding.message.verbatim(
        "en"
    )
    assert (
        f"{term} は非推奨の用語です（このファイルで 1 箇所）。代わりに {instead} を使ってください。"
        in found.finding.message.verbatim("ja")
    )


def test_uses_of_a_term_in_one_file_are_one_finding_at_the_first(bridges: Path) -> None:
    with (bridges / "data/bridges.ttl").open("a", encoding="utf-8") as data:
        data.write("\n<urn:wood> :guardedBy <urn:a> , <urn:b> .\n<urn:iron> :guardedBy <urn:c> ; a :Guard .\n")
    guarded, guard = sorted(checked(bridges), key=lambda one: one.finding.message.verbatim("en"), reverse=True)
    assert "written 3 times in this file" in guarded.finding.message.verbatim("en")
    assert guarded.place is not None
    assert guarded.place.text.startswith("<urn:wood>")
    assert quoted(guard) == ":Guard"


def test_all_that_replaces_a_term_is_named(bridges: Path) -> None:
    edit(bridges / "data/bridges.ttl", ":keptBy", ":heldBy")
    (found,) = checked(bridges)
    assert "Write rdfs:seeAlso or :keptBy instead." in found.finding.message.verbatim("en")
    assert "代わりに rdfs:seeAlso、:keptBy を使ってください。" in found.finding.message.verbatim("ja")


def test_a_term_that_nothing_replaces_is_reported_all_the_same(bridges: Path) -> None:
    edit(bridges / "data/bridges.ttl", ":keptBy", ":toll 5 ; :keptBy")
    (found,) = checked(bridges)
    assert "No term is given in its place." in found.finding.message.verbatim("en")
    assert "代わりになる用語は示されていません。" in found.finding.message.verbatim("ja")


BESIDE = [
    ("data/bridges.ttl", ":keptBy", ":guardedBy <urn:a> ; :keptBy"),
    ("data/bridges.ttl", "a :Keeper", "a :Guard , :Keeper"),
    ("ontology/shapes.ttl", "sh:class :Keeper ;", "sh:class :Keeper ; sh:property [ sh:path :guardedBy ] ;"),
    ("queries/who-keeps-which-bridge.rq", ":keptBy ?k", ":keptBy|:guardedBy ?k"),
]


@pytest.mark.parametrize(("file", "old", "new"), BESIDE, ids=[f"{beside[0]} {beside[2]}" for beside in BESIDE])
def test_who_writes_the_new_term_beside_the_old_has_moved(file: str, old: str, new: str, bridges: Path) -> None:
    edit(bridges / file, old, new)
    assert checked(bridges) == []


def test_the_new_term_on_another_resource_does_not_excuse_the_old(bridges: Path) -> None:
    with (bridges / "data/bridges.ttl").open("a", encoding="utf-8") as data:
        data.write("\n<urn:wood> :guardedBy <urn:a> .\n")
    assert [quoted(found) for found in checked(bridges)] == [":guardedBy"]


def test_terms_of_vocabularies_and_imports_may_be_deprecated_too(bridges: Path) -> None:
    edit(bridges / "shisaku.toml", "imports = []", 'imports = ["imports.ttl"]')
    edit(bridges / "shisaku.toml", "vocabularies = []", 'vocabularies = ["kinds.ttl"]')
    owl, dcterms = "http://www.w3.org/2002/07/owl#", "http://purl.org/dc/terms/"
    replaced = f"<{owl}deprecated> true ; <{dcterms}isReplacedBy> <urn:new"
    (bridges / "imports.ttl").write_text(f"<urn:old-term> {replaced}-term> .\n", encoding="utf-8")
    kind = f"<urn:old-kind> {replaced}-kind> .\n<urn:kind> <http://www.w3.org/2004/02/skos/core#broader> <urn:old-kind> .\n"
    (bridges / "kinds.ttl").write_text(kind, encoding="utf-8")
    edit(bridges / "data/bridges.ttl", ":keptBy", "<urn:old-term> <urn:old-kind> ; :keptBy")
    found = [(one.path.name, quoted(one)) for one in checked(bridges)]
    assert sorted(found) == [
        ("bridges.ttl", "<urn:old-kind>"),
        ("bridges.ttl", "<urn:old-term>"),
        ("kinds.ttl", "<urn:old-kind>"),
    ]


def test_a_project_may_set_how_severe_it_is(bridges: Path) -> None:
    edit(bridges / "data/bridges.ttl", ":keptBy", ":guardedBy")
    with (bridges / "shisaku.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[rules]\n"data/deprecated-term" = "error"\n')
    assert [found.finding.severity for found in checked(bridges)] == [Severity.ERROR]


FILES = [
    ("old.ttl", "<urn:a> <https://w3id.org/shisaku/ontology#describedIn> <urn:b> .\n"),
    ("old.rq", "SELECT ?place { ?plan <https://w3id.org/shisaku/ontology#describedIn> ?place }\n"),
]


@pytest.mark.parametrize(("name", "text"), FILES, ids=[name for name, _ in FILES])
def test_a_file_by_itself_is_held_to_our_own_ontology(name: str, text: str, project: Project, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (found,) = check_paths([path], project, lambda file: None, Selection(RULES))
    assert quoted(found) == "<https://w3id.org/shisaku/ontology#describedIn>"
    assert "Write <https://w3id.org/shisaku/ontology#hasDescription> instead." in found.finding.message.verbatim("en")


def test_this_project_writes_old_terms_only_beside_the_new(project: Project) -> None:
    found = project_findings(gather(project))
    assert [(one.path.name, one.finding.message.verbatim("en")) for one in found] == []
