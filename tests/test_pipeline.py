"""From the real document to its published graph, byte for byte; and the three functions that a programmer calls."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import BNode
from tests.exporting import export

import shisaku
from shisaku import pipeline
from shisaku.errors import InputError, QueryError, SettingsError
from shisaku.model.findings import Severity
from shisaku.pipeline import Build, Context
from shisaku.project import Project, find_project
from shisaku.rdf.namespaces import LAYERS, OA, PREFIXES, SHISAKU
from shisaku.rdf.turtle_writer import TurtleWriter

IN_ANOTHER_PROCESS = """
import hashlib, sys
from pathlib import Path
from shisaku.pipeline import build, turtle
from tests.exporting import export
from shisaku.rdf.namespaces import PREFIXES
made = build(Path("data/sources/soumu-2021/source.txt"))
sys.stdout.buffer.write(turtle(made.graph, made.iris).encode())
sys.stderr.write(hashlib.sha256(export(made.layers, made.graph, made.iris.plan, {}, "nquads").encode()).hexdigest())
"""


# -- the real plan -----------------------------------------------------------------------------------------------------


def test_the_real_plan_conforms(soumu: Build) -> None:
    assert soumu.conforms
    assert [finding for finding in soumu.findings if finding.severity is Severity.ERROR] == []


def test_the_published_graph_is_byte_for_byte_what_the_build_makes(soumu: Build, project: Project) -> None:
    text = TurtleWriter(PREFIXES, f"{soumu.iris.plan}/").turtle(soumu.graph)
    assert project.graph("soumu-2021").read_bytes() == text.encode("utf-8")


def test_another_process_with_other_hashes_makes_the_same_bytes(soumu: Build, project: Project, root: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    made = subprocess.run([sys.executable, "-c", IN_ANOTHER_PROCESS], capture_output=True, check=True, cwd=root, env=environment)
    assert made.stdout == project.graph("soumu-2021").read_bytes()
    quads = export(soumu.layers, soumu.graph, soumu.iris.plan, {}, "nquads")
    assert made.stderr.decode() == hashlib.sha256(quads.encode()).hexdigest()


def test_the_source_is_the_one_that_its_settings_name(soumu: Build) -> None:
    assert soumu.plan.source.sha256 == soumu.plan.source.description.sha256
    assert "reading/changed-source" not in {finding.rule for finding in soumu.findings}


def test_the_real_plan_has_what_a_person_counts_on_the_page(soumu: Build) -> None:
    plan = soumu.plan
    assert (len(plan.pillars), len(plan.groups), len(plan.measures), len(plan.initiatives)) == (5, 3, 20, 61)
    assert sum(1 for entry in plan.initiatives if entry.restated) == 4
    assert [measure.ordinal for measure in plan.measures] == list(range(1, 21))
    whole = soumu.graph
    for kind, number in (("Pillar", 5), ("MeasureGroup", 3), ("Measure", 20), ("Initiative", 61), ("RestatedInitiative", 4)):
        assert len(set(whole.subjects(RDF.type, SHISAKU[kind]))) == number, kind


def test_the_measures_stand_under_the_pillars_they_are_printed_in(soumu: Build) -> None:
    whole = soumu.graph + soumu.inferred
    found = {
        pillar: sorted(
            m.ordinal
            for m in soumu.plan.measures
            if (iri(soumu, m.key), SHISAKU.inPillar, iri(soumu, f"pillar/{pillar}")) in whole
        )
        for pillar in range(1, 6)
    }
    assert found == {1: [1, 2, 3, 4, 5, 6, 7, 8], 2: [9, 10], 3: [11, 12, 13], 4: [14, 15], 5: [16, 17, 18, 19, 20]}


def iri(made: Build, key: str) -> URIRef:
    return made.iris.of(key)


def test_every_placement_has_evidence_a_confidence_and_a_reason_in_both_languages(soumu: Build) -> None:
    graph = soumu.reconstructed
    placements = set(graph.subjects(RDF.type, SHISAKU.Placement))
    assert len(placements) == len(soumu.plan.placements) >= 23
    for placement in placements:
        assert list(graph.objects(placement, SHISAKU.basis)), placement
        assert list(graph.objects(placement, SHISAKU.evidenceSpan)), placement
        (confidence,) = graph.objects(placement, SHISAKU.confidence)
        assert 0 < float(str(confidence)) <= 1
        comments = {getattr(comment, "language", ""): str(comment) for comment in graph.objects(placement, RDFS.comment)}
        assert set(comments) == {"ja", "en"}
        assert all(comments.values())


def test_what_was_placed_is_placed_where_the_graph_says(soumu: Build) -> None:
    graph = soumu.reconstructed
    for placement in graph.subjects(RDF.type, SHISAKU.Placement):
        (placed,), (under,) = graph.objects(placement, SHISAKU.places), graph.objects(placement, SHISAKU.under)
        assert (placed, SHISAKU.directPartOf, under) in graph or (under, SHISAKU.hasPurpose, placed) in graph


def test_every_character_that_is_printed_is_claimed_once(soumu: Build) -> None:
    text, behind = soumu.plan.source.text, 0
    for span in soumu.plan.claimed():
        assert span.start >= behind, span
        assert text[behind : span.start].strip() == "", span
        behind = span.end
    assert text[behind:].strip() == ""


def test_every_quote_in_the_graph_is_the_slice_at_its_offsets(soumu: Build) -> None:
    graph, text = soumu.asserted, soumu.plan.source.text
    checked = 0
    for selector in graph.subjects(RDF.type, OA.TextPositionSelector):
        start, end = (int(str(graph.value(selector, p))) for p in (OA.start, OA.end))
        quote = URIRef(str(selector).replace("/position", "/quote"))
        assert str(graph.value(quote, OA.exact)) == text[start:end]
        checked += 1
    assert checked > 100


def test_nothing_inferred_is_published(soumu: Build, project: Project) -> None:
    kept = Graph().parse(project.graph("soumu-2021"))
    assert len(soumu.inferred) > 1000
    assert not set(kept) & set(soumu.inferred)
    derived = {SHISAKU.partOf, SHISAKU.hasPart, SHISAKU.hasDirectPart, SHISAKU.restatedBy, SHISAKU.purposeOf, SHISAKU.coversTopic}
    assert not set(kept.predicates()) & derived
    assert OWL.sameAs not in set(kept.predicates()) | set(soumu.inferred.predicates())


def test_the_layers_are_four_named_graphs_that_share_no_triple(soumu: Build) -> None:
    assert [str(name) for name in soumu.layers] == [f"{soumu.iris.plan}/graph/{layer}" for layer in LAYERS]
    graphs = [set(graph) for graph in soumu.layers.values()]
    for i, one in enumerate(graphs):
        assert one
        for other in graphs[i + 1 :]:
            assert not one & other


def test_no_layer_has_a_blank_node_or_an_iri_that_is_not_ascii(soumu: Build) -> None:
    for graph in soumu.layers.values():
        for triple in graph:
            for node in triple:
                assert not isinstance(node, BNode)
                assert not isinstance(node, URIRef) or str(node).isascii()


# -- what a programmer calls -------------------------------------------------------------------------------------------


def test_the_public_names_are_all_there() -> None:
    assert {"read", "build", "query"} <= set(shisaku.__all__)
    for name in shisaku.__all__:
        assert getattr(shisaku, name) is not None
    assert set(shisaku.__all__) <= set(dir(shisaku))


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        shisaku.no_such_name  # noqa: B018


def test_a_plan_is_read_built_and_asked_in_three_calls(farming: Path) -> None:
    plan = shisaku.read(str(farming))
    assert [pillar.label for pillar in plan.pillars] == ["担い手を育てる", "森を守る"]
    graph = shisaku.build(plan).graph
    rows = shisaku.query("pillars-in-order", graph)
    assert [(row["pillar"], row["label"]) for row in rows] == [(1, "担い手を育てる"), (2, "森を守る")]


def test_an_answer_has_python_values() -> None:
    (first, *_) = shisaku.query("which-measures-are-on-a-topic", topic="5G")
    assert first["pillar"] == 1
    assert isinstance(first["measure"], int)
    assert isinstance(first["byTitle"], bool)
    assert isinstance(first["label"], str)


def test_a_parameter_may_be_a_number() -> None:
    assert shisaku.query("what-is-the-path-of-a-measure", measure=6) == shisaku.query(
        "what-is-the-path-of-a-measure", measure="6"
    )


def test_a_graph_of_one_s_own_is_asked_alone(farming_build: Build) -> None:
    plans = {row["plan"] for row in shisaku.query("pillars-in-order", farming_build.graph)}
    assert plans == {str(farming_build.iris.plan)}


def test_mistakes_of_the_caller_raise_what_they_can_catch(tmp_path: Path, farming: Path) -> None:
    with pytest.raises(InputError):
        shisaku.read(tmp_path / "missing.txt")
    with pytest.raises(QueryError):
        shisaku.query("no-such-question")
    with pytest.raises(QueryError):
        shisaku.query("pillars-in-order", nothing=1)
    farming.with_name("source.toml").write_text("id = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        shisaku.build(farming)
    assert issubclass(SettingsError, shisaku.ShisakuError)


def test_a_build_from_a_plan_a_path_and_a_name_is_the_same(farming: Path, context: Context, no_reasoning: None) -> None:
    builds = [pipeline.build(document, context) for document in (shisaku.read(farming), farming, str(farming))]
    assert len({TurtleWriter(PREFIXES).turtle(made.graph) for made in builds}) == 1
    assert len({made.findings for made in builds}) == 1


def test_what_a_faultless_plan_is_built_from_is_found_without_a_finding(farming_build: Build) -> None:
    assert farming_build.findings == ()
    assert farming_build.conforms


def test_a_fault_that_the_reader_told_is_not_told_again_by_a_check(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "gap.txt"
    path.write_text("海の計画\n\n○：予算\n\nⅠ 漁港\n\n１ 港\n\n○桟橋\n\n３ 市場\n\n○直売所\n", encoding="utf-8")
    rules = [finding.rule for finding in pipeline.build(path, context).findings]
    assert "reading/measure-gap" in rules
    assert "check/ordinals-have-no-gaps" not in rules


def test_a_plan_too_large_for_the_reference_engines_is_an_error_that_says_so(
    farming: Path, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "MOST_TRIPLES", 100)
    made = pipeline.build(farming, context, engine="reference")
    assert [finding.rule for finding in made.findings] == ["pipeline/not-validated"]
    assert not made.conforms
    assert len(made.inferred) == 0
    assert len(made.graph) > 100


def test_a_plan_of_too_many_components_is_refused(farming: Path, context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MOST_COMPONENTS", 5)
    with pytest.raises(InputError, match="more than the 5"):
        pipeline.build(farming, context)


# -- the project -------------------------------------------------------------------------------------------------------


def test_the_project_is_found_from_any_folder_inside_it(root: Path) -> None:
    for folder in (root, root / "src" / "shisaku", root / "data" / "sources" / "soumu-2021"):
        assert find_project(folder).root == root


def test_a_folder_that_is_no_project_has_its_own_graphs_and_the_ontology_of_the_package(tmp_path: Path, root: Path) -> None:
    (tmp_path / "plan.ttl").write_text("<urn:p> a <https://w3id.org/shisaku/ontology#PolicyPlan> .", encoding="utf-8")
    (tmp_path / "other.ttl").write_text("<urn:p> a <urn:other> .", encoding="utf-8")
    project = find_project(tmp_path)
    assert project.graphs == (tmp_path / "plan.ttl",)
    assert project.sources == ()
    assert project.terms == (root / "ontology" / "shisaku.ttl",)
    assert project.queries == find_project(root).queries


def test_settings_without_an_ontology_keep_that_of_the_package(tmp_path: Path, root: Path) -> None:
    (tmp_path / "shisaku.toml").write_text('base = "https://example.org/plans"\nlang = "ja"\n', encoding="utf-8")
    project = find_project(tmp_path)
    assert project.terms == (root / "ontology" / "shisaku.ttl",)
    assert (project.layout.base, project.layout.lang) == ("https://example.org/plans/", "ja")


@pytest.mark.parametrize("line", ['lang = "fr"', 'base = "計画"', "licence = 4", 'embed_text = "yes"'])
def test_a_setting_that_cannot_be_is_reported_at_its_place(line: str, tmp_path: Path) -> None:
    (tmp_path / "shisaku.toml").write_text(f"# settings\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="takes") as raised:
        find_project(tmp_path)
    assert raised.value.place is not None
    assert (raised.value.place.line, raised.value.place.column) == (2, 1)
