"""One fault in the ontology, its vocabularies, the shapes or a graph: both engines make the same of it; a sample, from a seed.

`python -m tests.graph.mutants` asks about hundreds, those of the real plan among them.
"""

import pytest
from tests.graph.agreement import ROOT
from tests.graph.mutants import Unspoilt, disagreement
from tests.mutation.mutants import Mutant, mutants

from shisaku.project import Project

SAMPLE = {
    "ontology/shisaku.ttl": 2,
    "ontology/conclusions.ttl": 1,
    "ontology/marks.ttl": 1,
    "ontology/topics.ttl": 1,
    "ontology/shapes.ttl": 6,
    "tests/ontology/clean.ttl": 1,
}
SEED = 23


@pytest.fixture(scope="module")
def unspoilt() -> Unspoilt:
    return Unspoilt(Project(ROOT))


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")  # of rdflib, on a literal that is none
@pytest.mark.parametrize("file", SAMPLE)
def test_both_engines_make_the_same_of_a_fault(file: str, unspoilt: Unspoilt) -> None:
    judged = [disagreement(mutant, unspoilt) for mutant in mutants(ROOT, file, SAMPLE[file], SEED)]
    assert [reported for _, reported in judged if reported] == []
    assert "inference and validation" in {went for went, _ in judged}


def test_a_difference_between_the_engines_would_be_reported(unspoilt: Unspoilt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shisaku.shacl.triple_index.TripleIndex.is_instance", lambda index, node, class_: True)
    shapes = next(iter(mutants(ROOT, "ontology/shapes.ttl", 1, SEED)))
    same = Mutant(shapes.file, "none", "", "", unspoilt.graphs[ROOT / shapes.file].serialize(format="nt"), "")
    assert disagreement(same, unspoilt)[1] != []
