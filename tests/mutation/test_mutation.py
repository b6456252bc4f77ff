"""Mutants are what they claim to be, and the gate tells a sample of them."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from shisaku.check import stages
from shisaku.model.findings import Finding
from shisaku.shacl.validation import validate_shapes

from .judging import PLAN, copied, judged
from .mutants import KINDS, Mutant, Triple, mutants
from .report import report

ROOT = Path(__file__).resolve().parents[2]
SMALL = "ontology/marks.ttl"


@pytest.fixture(scope="module")
def project_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(ROOT, tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module", autouse=True)
def shapes_validated_once() -> Iterator[None]:
    """The shapes, as long as they are the same, are held only once to SHACL's own shapes, which takes longer than all the rest."""
    known: dict[frozenset[Triple], tuple[Finding, ...]] = {}

    def validated(shapes: Graph) -> tuple[Finding, ...]:
        triples = frozenset(shapes)
        if triples not in known:
            known[triples] = validate_shapes(shapes)
        return known[triples]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stages, "validate_shapes", validated)
        yield


@pytest.mark.parametrize("file", [SMALL, "ontology/shapes.ttl"])
def test_each_mutant_differs_from_the_file_by_what_it_says_and_no_two_are_alike(file: str) -> None:
    made = list(mutants(ROOT, file, 12, seed=3))
    size = len(Graph().parse(ROOT / file))
    assert [m.kind for m in made[: len(KINDS)]] == list(KINDS)
    assert len({(m.before, m.after) for m in made}) == 12
    assert all(len(Graph().parse(data=m.text, format="nt")) == size - (m.kind == "delete") for m in made)
    assert list(map(steady, made)) == list(map(steady, mutants(ROOT, file, 12, seed=3)))


def steady(mutant: Mutant) -> Mutant:
    """The mutant, but for the names of blank nodes, which every parse gives anew."""
    return replace(mutant, text="\n".join(sorted(re.sub(r"_:\w+", "_:b", mutant.text).splitlines())))


@pytest.mark.parametrize("file", [SMALL, "ontology/shisaku.ttl"])
def test_every_fault_of_a_sample_is_told(file: str, project_copy: Path) -> None:
    sample = list(mutants(ROOT, file, 2, seed=7))
    assert [(m.before, m.after) for m in sample if judged(m, project_copy) == ("", "")] == []


def test_no_fault_no_finding(project_copy: Path) -> None:
    triples = sorted(Graph().parse(ROOT / SMALL).serialize(format="nt").splitlines())
    same = Mutant(SMALL, "none", "", "", "\n".join(triples) + "\n", "")
    assert judged(same, project_copy) == ("", "")


def test_the_page_is_made_from_the_list_that_lies_beside_it() -> None:
    rows = json.loads((ROOT / "docs" / "mutation.json").read_text(encoding="utf-8"))
    assert (ROOT / "docs" / "mutation.md").read_text(encoding="utf-8") == report(rows)
    assert len(rows) >= 500
    assert {row["file"] for row in rows} == set(PLAN)
    told = sum(bool(row["rule"] or row["record"]) for row in rows)
    assert told >= 0.95 * len(rows)
