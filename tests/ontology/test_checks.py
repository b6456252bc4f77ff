"""The checks: queries over a whole plan that must return nothing. Each has a file beside that breaks it, and no other."""

from pathlib import Path

import pytest
from rdflib import Graph

from shisaku.findings import Finding, Severity
from shisaku.graph.ontology import load_turtle
from shisaku.graph.validation import check
from shisaku.pipeline import Context
from shisaku.saved_query import load_query
from shisaku.sparql import TripleStore

ROOT = Path(__file__).resolve().parent.parent.parent
CHECKS = sorted((ROOT / "ontology" / "checks").glob("*.rq"))
CASES = Path(__file__).parent / "checks"
BREAKING = sorted(path for path in CASES.glob("*.ttl") if path.stem != "clean")
NAMES = [path.stem for path in CHECKS]


def rules_broken(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule.removeprefix("check/") for finding in findings}


def test_there_are_checks_and_each_has_a_file_that_breaks_it() -> None:
    assert len(CHECKS) >= 20
    assert {path.stem for path in BREAKING} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_breach_is_told_under_the_name_of_its_check_with_its_severity(name: str, context: Context) -> None:
    data = load_turtle(CASES / f"{name}.ttl")
    rule = load_query(ROOT / "ontology" / "checks" / f"{name}.rq")
    findings = check(data, Graph(), (rule,))
    assert {finding.rule for finding in findings} == {f"check/{name}"}
    assert {finding.severity.word for finding in findings} == {rule.severity}
    for finding in findings:
        assert finding.subject is not None
        assert finding.subject.startswith(("https://", "http://"))
        assert rule.summary.en in finding.message.en
        assert rule.summary.ja in finding.message.ja


def test_the_clean_plan_breaks_no_check(context: Context) -> None:
    clean = load_turtle(CASES.parent / "clean.ttl")
    assert rules_broken(check(clean, context.ontology.schemes, context.checks)) == set()


def test_the_ontology_alone_breaks_no_check(context: Context) -> None:
    assert rules_broken(check(Graph(), context.ontology.schemes, context.checks)) == set()


@pytest.mark.parametrize("path", CHECKS, ids=NAMES)
def test_a_check_returns_what_is_concerned_which_property_and_which_value(path: Path) -> None:
    rule = load_query(path)
    assert TripleStore().select(rule.text, name=str(path)).variables == ("entity", "property", "value")


@pytest.mark.parametrize("path", CHECKS, ids=NAMES)
def test_a_check_has_a_known_severity_and_no_parameter(path: Path) -> None:
    rule = load_query(path)
    assert rule.severity in {severity.word for severity in Severity}
    assert rule.parameters == ()


@pytest.mark.parametrize("path", [*BREAKING, CASES.parent / "clean.ttl"], ids=lambda path: path.stem)
def test_a_case_says_in_its_first_line_what_it_is(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("# ")
    assert len(first.split()) >= 5
