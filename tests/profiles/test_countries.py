"""Two invented countries, one that writes French and one that writes Korean: read, written as a graph, held to the core and their own profile."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, RDFS

from shisaku.model.details import FiscalYear
from shisaku.model.plan import Component, Plan
from shisaku.pipeline import Build, Context, build, read
from shisaku.project import Project, find_project
from shisaku.rdf.namespaces import SHISAKU

COUNTRIES = {"xa": ("fr", "vallon"), "xb": ("ko", "supgol")}


@pytest.fixture(scope="module", params=sorted(COUNTRIES))
def country(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def project(country: str) -> Project:
    return find_project(Path(__file__).parent / country)


@pytest.fixture(scope="module")
def context(project: Project) -> Context:
    return Context.of(project)


@pytest.fixture(scope="module")
def plan(project: Project, country: str, context: Context) -> Plan:
    return read(project.source(COUNTRIES[country][1]), context)


@pytest.fixture(scope="module")
def made(plan: Plan, context: Context) -> Build:
    return build(plan, context)


def component(plan: Plan, number: str) -> Component:
    (found,) = [found for found, _ in plan.walk() if found.printed.strip(".") == number]
    return found


def errors(made: Build) -> list[str]:
    """Rules of the reader and the shapes that the plan breaks."""
    return sorted({f.rule for f in made.findings if f.rule.startswith(("shacl/", "reading/")) and f.severity.word != "info"})


def test_the_plan_is_valid_by_the_core_and_the_profile_of_its_country(made: Build) -> None:
    assert errors(made) == []


def test_its_words_are_tagged_with_its_language(made: Build, country: str) -> None:
    language = COUNTRIES[country][0]
    graph = made.asserted
    named = {
        subject
        for kind in ("PolicyPlan", "Pillar", "Measure", "Initiative")
        for subject in graph.subjects(RDF.type, SHISAKU[kind])
    }
    words = [word for subject in named for word in graph.objects(subject, RDFS.label)]
    words += [*graph.objects(None, SHISAKU.text), *graph.objects(None, SHISAKU.printedForm)]
    assert len(words) > 20
    assert {word.language for word in words if isinstance(word, Literal)} == {language}


def test_every_line_of_details_is_accounted_for(plan: Plan) -> None:
    text, at = plan.source.text, 0
    for span in plan.claimed():
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()
    assert plan.unread == ()


def test_its_sums_are_in_its_currency(plan: Plan, country: str) -> None:
    figures = [figure for found, _ in plan.walk() for figure in found.details.budget]
    assert figures
    assert {figure.currency for figure in figures} == {{"xa": "XTS", "xb": "XXX"}[country]}


def test_its_years_have_the_days_of_its_country(made: Build, country: str) -> None:
    year = URIRef(f"https://w3id.org/shisaku/fiscal-year/{country}/2031")
    days = {"xa": ("2030-07-01", "2031-06-30"), "xb": ("2031-01-01", "2031-12-31")}[country]
    assert (made.iris.plan, DCTERMS.temporal, year) in made.asserted
    assert (str(made.asserted.value(year, DCAT.startDate)), str(made.asserted.value(year, DCAT.endDate))) == days


def test_a_measure_has_all_its_details(plan: Plan, country: str) -> None:
    own = component(plan, "1.1").details
    assert [made.role for made in own.responsibilities] == ["lead", {"xa": "support", "xb": "joint"}[country]]
    (indicator,) = own.indicators
    assert [(value.kind, value.number) for value in indicator.values] == {
        "xa": [("baseline", Decimal(12000)), ("target", Decimal(48000))],
        "xb": [("baseline", Decimal(3)), ("target", Decimal(9))],
    }[country]
    (value, _) = indicator.values
    assert value.when == FiscalYear(country, 2030)
    assert [deadline.end for deadline in own.deadlines] == [{"xa": "2033-06-30", "xb": "2032-12-31"}[country]]
    assert [report.status for report in own.statuses] == [{"xa": "delayed", "xb": "on-track"}[country]]
    assert [passage.kind for passage in own.description] == [{"xa": "situation", "xb": "issue"}[country]]
    assert len(own.target_groups) == 1


def test_a_name_in_another_language_breaks_the_profile(plan: Plan, context: Context) -> None:
    source = replace(plan.source, description=replace(plan.source.description, language="de"))
    broken = errors(build(replace(plan, source=source), context))
    assert {"shacl/Plan-label", "shacl/Component-label"} <= set(broken)


def test_a_sum_in_another_currency_breaks_the_profile(plan: Plan, context: Context) -> None:
    foreign = replace(plan, parts=tuple(_with_currency(part, "EUR") for part in plan.parts))
    assert "shacl/Budget-currency" in errors(build(foreign, context))


def test_a_kind_of_no_known_scheme_breaks_the_profile(plan: Plan, context: Context) -> None:
    first = plan.pillars[0]
    assert first.details.kind is not None
    kind = replace(first.details.kind, concept="https://example.org/kind/unknown")
    parts = (replace(first, details=replace(first.details, kind=kind)), *plan.parts[1:])
    assert "shacl/Component-kind" in errors(build(replace(plan, parts=parts), context))


def _with_currency(part: Any, currency: str) -> Any:
    budget = tuple(replace(figure, currency=currency) for figure in part.details.budget)
    under = {
        name: tuple(_with_currency(inner, currency) for inner in getattr(part, name))
        for name in ("parts", "initiatives")
        if hasattr(part, name)
    }
    return replace(part, details=replace(part.details, budget=budget), **under)
