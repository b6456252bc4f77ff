"""The rules of the gate for ontologies: each is broken by a project of its own, an ontology of bridges, and by no other."""

import re
import shutil
from pathlib import Path

import pytest
from rdflib import Graph

from shisaku.check.ontology_rules import CATEGORIES, FOLDER, OntologyRule, ontology_findings, rules
from shisaku.check.project_files import ProjectFiles, gather
from shisaku.check.recorded_terms import digest_of
from shisaku.model.findings import Finding, Severity
from shisaku.project import Project, ProjectLayout
from shisaku.rdf.graph_files import load_turtle
from shisaku.sparql.triple_store import TripleStore

CASES = Path(__file__).parent / "rules"
BASE = CASES / "base"
RULES = rules()
BRIDGES = ProjectLayout(
    ontology=("ontology.ttl", "terms.ttl", "more*.ttl"),
    vocabularies=("vocabularies/*.ttl",),
    alignments=("alignments/*.ttl",),
    imports=("imports/*.ttl",),
    shapes=("shapes*.ttl",),
    checks=(),
    queries=("queries/*.rq",),
    data=("data*.ttl",),
    sources=(),
)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def findings_of(kind: str, rule: OntologyRule, place: Path) -> list[Finding]:
    """What the rules find in the case that breaks one of them, or in that in which it holds."""
    return list(ontology_findings(of_case(CASES / rule.path.stem / kind, place / "bridges")))


def of_case(folder: Path, place: Path) -> ProjectFiles:
    """The ontology of bridges with the files of a case added, or put in the place of those of the same name."""
    shutil.copytree(BASE, place)
    shutil.copytree(folder, place, dirs_exist_ok=True)
    project = Project(place, BRIDGES)
    record = place / "versions.csv"
    if record.is_file():
        whole = Graph()
        for path in project.terms:
            whole += load_turtle(path)
        record.write_text(record.read_text(encoding="utf-8").replace("DIGEST", digest_of(whole)), encoding="utf-8")
    material = gather(project)
    assert material.broken == ()
    return material


@pytest.fixture(scope="module")
def own(project: Project) -> list[Finding]:
    """What the rules find in this project."""
    return list(ontology_findings(gather(project)))


@every_rule
def test_the_case_that_breaks_a_rule_breaks_it_and_no_other_and_leaves_no_gap_in_its_sentences(
    rule: OntologyRule, tmp_path: Path
) -> None:
    findings = findings_of("breaks", rule, tmp_path)
    assert {finding.rule for finding in findings} == {rule.id}, [finding.message.verbatim("en") for finding in findings]
    for finding in findings:
        assert finding.severity == rule.severity
        assert finding.path is not None
        assert finding.subject is not None or rule.id == "metadata/no-ontology"
        assert not (finding.subject or "").startswith("_:")
        for sentence in (finding.message.verbatim("ja"), finding.message.verbatim("en")):
            assert "{" not in sentence
            assert not re.search("“”|「」|「「|““", sentence), sentence
            assert "  " in (finding.value or "") or "  " not in sentence, sentence


@every_rule
def test_the_case_in_which_a_rule_holds_breaks_none(rule: OntologyRule, tmp_path: Path) -> None:
    assert [(finding.rule, finding.message.verbatim("en")) for finding in findings_of("holds", rule, tmp_path)] == []


@every_rule
def test_a_rule_speaks_both_languages_and_says_what_to_do(rule: OntologyRule) -> None:
    for text in (rule.message, rule.remedy):
        assert re.search("[ぁ-んァ-ヶ一-龠]", text.verbatim("ja"))
        assert not re.search("[ぁ-んァ-ヶ一-龠]", text.verbatim("en"))
        assert text.verbatim("ja").removesuffix("{value}").endswith(("。", "：")), text.verbatim("ja")
        assert text.verbatim("en").endswith((".", "{value}")), text.verbatim("en")
    assert set(re.findall(r"\{(\w+)\}", rule.message.verbatim("ja"))) == set(
        re.findall(r"\{(\w+)\}", rule.message.verbatim("en"))
    )
    assert set(re.findall(r"\{(\w+)\}", rule.message.verbatim("ja") + rule.remedy.verbatim("ja"))) <= {"label", "value", "path"}


@every_rule
def test_a_rule_says_its_room_and_where_it_is_known_from(rule: OntologyRule) -> None:
    room, name = rule.id.split("/")
    assert room in CATEGORIES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert rule.origin
    assert all(re.fullmatch(r"shisaku|[a-z0-9]+/[\w.]+", origin) for origin in rule.origin), rule.origin


@every_rule
def test_a_rule_selects_what_is_concerned_which_property_and_which_value(rule: OntologyRule) -> None:
    variables = TripleStore().select(rule.text, name=str(rule.path)).variables
    assert variables == ("entity", "property", "value")


def test_there_are_rules_of_every_room_and_each_has_its_cases() -> None:
    assert len(RULES) >= 60
    assert {rule.id.split("/")[0] for rule in RULES} == set(CATEGORIES)
    assert {rule.path.stem for rule in RULES} == {path.name for path in CASES.iterdir() if path.is_dir()} - {"base"}
    assert len(RULES) == len({rule.path.stem for rule in RULES}) == len(list(FOLDER.glob("*.rq")))


def test_no_rule_knows_the_namespace_of_this_project() -> None:
    assert [rule.id for rule in RULES if "w3id.org/shisaku" in rule.text] == []


def test_the_ontology_of_bridges_breaks_no_rule(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    assert list(ontology_findings(of_case(tmp_path / "nothing", tmp_path / "bridges"))) == []


def test_this_project_breaks_no_rule(own: list[Finding]) -> None:
    assert [(f.rule, f.message.verbatim("en")) for f in own if f.severity >= Severity.WARNING] == []


# -- what the rules are told of a project ------------------------------------------------------------------------------


def found_in(place: Path, **files: str) -> set[tuple[str, str | None]]:
    """Rule and value of everything found in the ontology of bridges with those files added or changed."""
    case = place / "case"
    for name, text in files.items():
        path = case / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {(finding.rule, finding.value) for finding in ontology_findings(of_case(case, place / "bridges"))}


def header(**changes: str) -> str:
    """The header of the ontology of bridges with words of it changed."""
    text = (BASE / "ontology.ttl").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_without_a_preferred_namespace_terms_begin_with_the_iri_of_the_ontology(tmp_path: Path) -> None:
    text = re.sub(r"    vann:preferredNamespaceUri .*\n", "", header())
    more = "<https://example.org/bridges#Ferry> <http://www.w3.org/2000/01/rdf-schema#label> 'ferry'@en ."
    namespace = "http://purl.org/vocab/vann/preferredNamespaceUri"
    assert namespace not in text
    assert found_in(tmp_path, ontology_ttl=text, more_ttl=more) == {
        ("metadata/missing-namespace", None),
        ("ontology/undeclared-term", "https://example.org/bridges#Ferry"),
    }


def test_the_language_of_a_title_is_asked_for_without_its_region(tmp_path: Path) -> None:
    assert found_in(tmp_path, ontology_ttl=header(**{'"Bridges"@en': '"Bridges"@en-GB'})) == set()


def test_members_of_a_container_are_terms_of_rdf(tmp_path: Path) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    more = f"<https://example.org/works/list> <{rdf}_12> 'arch'@en ; <{rdf}elemnt> 'pier'@en ."
    assert found_in(tmp_path, more_ttl=more) == {("ontology/undefined-term", f"{rdf}elemnt")}


def test_a_file_of_the_imports_adds_to_what_is_known_of_a_vocabulary(tmp_path: Path) -> None:
    term = "<http://www.w3.org/2004/02/skos/core#emphasis>"
    more = f"<https://example.org/works/arch> {term} 'strong'@en ; <http://www.w3.org/2004/02/skos/core#note> 'old'@en ."
    property_ = f"{term} a <http://www.w3.org/2002/07/owl#AnnotationProperty> ."
    assert found_in(tmp_path / "without", more_ttl=more) == {("ontology/undefined-term", term.strip("<>"))}
    assert found_in(tmp_path / "with", more_ttl=more, imports__skos_ttl=property_) == set()


def test_a_second_line_for_a_version_does_not_hide_that_its_terms_have_changed(tmp_path: Path) -> None:
    zeros = "0" * 64
    found = found_in(tmp_path, versions_csv=f"version,sha256\n1.2.0,{zeros}\n1.2.0,DIGEST\n")
    assert {rule for rule, _ in found} == {"metadata/terms-changed"}


def test_the_digest_does_not_depend_on_the_order_of_statements_or_the_names_of_blank_nodes(tmp_path: Path) -> None:
    prefix = "@prefix : <https://example.org/bridges#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    one = "_:a a owl:AllDisjointClasses ; owl:members ( :Bridge :Pier ) . :Bridge a owl:Class ."
    other = ":Bridge a owl:Class . [] owl:members ( :Bridge :Pier ) ; a owl:AllDisjointClasses ."
    changed = other.replace(":Pier", ":Ferry")
    digests = [digest_of(Graph().parse(data=prefix + text, format="turtle")) for text in (one, other, changed)]
    assert digests[0] == digests[1] != digests[2]


# -- the catalogues ----------------------------------------------------------------------------------------------------

ROBOT = [
    "annotation_whitespace",
    "deprecated_boolean_datatype",
    "deprecated_class_reference",
    "deprecated_property_reference",
    "duplicate_definition",
    "duplicate_exact_synonym",
    "duplicate_label",
    "duplicate_label_synonym",
    "duplicate_scoped_synonym",
    "equivalent_class_axiom_no_genus",
    "equivalent_pair",
    "illegal_use_of_built_in_vocabulary",
    "invalid_entity_uri",
    "invalid_xref",
    "label_formatting",
    "label_whitespace",
    "lowercase_definition",
    "missing_definition",
    "missing_label",
    "missing_obsolete_label",
    "missing_ontology_description",
    "missing_ontology_license",
    "missing_ontology_title",
    "missing_subset_declaration",
    "missing_superclass",
    "missing_synonymtype_declaration",
    "misused_obsolete_label",
    "misused_replaced_by",
    "multiple_asserted_superclasses",
    "multiple_definitions",
    "multiple_equivalent_class_definitions",
    "multiple_equivalent_classes",
    "multiple_labels",
    "multiple_logical_definitions",
]
"""The queries of ROBOT report."""
OOPS = [f"P{number:02}" for number in range(1, 42)]
"""The pitfalls of the OOPS! catalogue."""


@pytest.mark.parametrize(("catalogue", "names"), [("robot", ROBOT), ("oops", OOPS)])
def test_every_rule_of_a_catalogue_is_taken_or_the_decision_says_why_not(catalogue: str, names: list[str], root: Path) -> None:
    taken = {origin for rule in RULES for origin in rule.origin}
    decision = (root / "docs" / "decisions" / "20261123-rules-for-ontologies.md").read_text(encoding="utf-8")
    left = {name for name in names if f"{catalogue}/{name}" not in taken}
    assert {name for name in left if not re.search(rf"\b{name}\b", decision)} == set()
    assert {origin.split("/")[1] for origin in taken if origin.startswith(f"{catalogue}/")} <= set(names)
