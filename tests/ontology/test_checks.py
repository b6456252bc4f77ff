"""The checks: queries over a whole plan that must return nothing. Each has a file beside that breaks it, and no other.

A check asks the data, the ontology with its vocabularies, and what the ontology infers from the data; so do these tests.
"""

from pathlib import Path

import pytest
from rdflib import Graph

from shisaku.model.findings import Finding, Severity
from shisaku.owl.rl.inference import infer
from shisaku.pipeline import Context
from shisaku.rdf.graph_files import load_turtle
from shisaku.shacl.validation import check
from shisaku.sparql.saved_query import load_query
from shisaku.sparql.triple_store import TripleStore

ROOT = Path(__file__).resolve().parent.parent.parent
CHECKS = sorted((ROOT / "ontology" / "checks").glob("*.rq"))
CASES = Path(__file__).parent / "checks"
CLEAN = CASES.parent / "clean.ttl"
BREAKING = sorted(CASES.glob("*.ttl"))
NAMES = [path.stem for path in CHECKS]


def checked(data: Graph, context: Context) -> tuple[Finding, ...]:
    """What all checks find in `data` and all that follows from them; the data do not contradict the ontology."""
    made = infer(data, context.terms)
    assert made.contradictions == ()
    return check(data + made.inferred, context.schemes, context.checks)


def rules_broken(data: Graph, context: Context) -> set[str]:
    return {finding.rule.removeprefix("check/") for finding in checked(data, context)}


def test_there_are_checks_and_each_has_a_file_that_breaks_it() -> None:
    assert len(CHECKS) >= 40
    assert {path.stem for path in BREAKING} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_breaks_its_check_alone_which_reports_it_with_its_severity(name: str, context: Context) -> None:
    rule = load_query(ROOT / "ontology" / "checks" / f"{name}.rq")
    findings = checked(load_turtle(CASES / f"{name}.ttl"), context)
    assert {finding.rule for finding in findings} == {f"check/{name}"}
    assert {finding.severity.word for finding in findings} == {rule.severity}
    for finding in findings:
        assert finding.subject is not None
        assert finding.subject.startswith(("https://", "http://"))
        assert rule.summary.verbatim("en") in finding.message.verbatim("en")
        assert rule.summary.verbatim("ja") in finding.message.verbatim("ja")


def test_the_clean_plan_breaks_no_check(context: Context) -> None:
    assert rules_broken(load_turtle(CLEAN), context) == set()


def test_the_ontology_alone_breaks_no_check(context: Context) -> None:
    assert rules_broken(Graph(), context) == set()


@pytest.mark.parametrize("path", CHECKS, ids=NAMES)
def test_a_check_returns_what_is_concerned_which_property_and_which_value(path: Path) -> None:
    rule = load_query(path)
    assert TripleStore().select(rule.text, name=str(path)).variables == ("entity", "property", "value")


@pytest.mark.parametrize("path", CHECKS, ids=NAMES)
def test_a_check_has_a_known_severity_and_no_parameter(path: Path) -> None:
    rule = load_query(path)
    assert rule.missing_keys == ()
    assert rule.severity in {severity.word for severity in Severity}
    assert rule.parameters == ()


@pytest.mark.parametrize("path", [*BREAKING, CLEAN], ids=lambda path: path.stem)
def test_a_case_says_in_its_first_line_what_it_is(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("# ")
    assert len(first.split()) >= 5
