"""Reading keeps what it has reached on invented documents that nobody looked at, and loses no character of any."""

from dataclasses import asdict
from pathlib import Path

import pytest

from shisaku.model.plan import Plan

from .generator import DEV, FIGURES, KINDS, TESTS, generate
from .gold import INITIATIVE, MEASURE, Node, Sample, number, walk
from .measuring import COMPONENTS, measured, reading
from .report import FIGURES_FILE, PAGE, PLOT_FILE, load, rows, with_tables
from .scorer import SURE, score, teds
from .thresholds import HELD, PROMISED, THRESHOLDS, Threshold

ROOT = Path(__file__).resolve().parents[2]
A_FEW = 6


@pytest.mark.parametrize("kind", HELD)
def test_reading_keeps_what_it_has_reached(kind: str) -> None:
    expected = THRESHOLDS[kind]
    found, likeness = measured(kind, TESTS[: expected.documents])
    measures = [claim for claim in found.claims if claim.kind == MEASURE]
    sure, right = [c for c in measures if c.confidence >= SURE], [c for c in measures if c.right]
    reached = Threshold(
        documents=len(likeness),
        exact=share(found.hits["exact"], len(likeness)),
        measures=share(found.hits["measures"], found.totals["measures"]),
        right_of_sure=share(sum(claim.right for claim in sure), len(sure)) if sure else 1.0,
        sure_of_right=share(sum(claim.confidence >= SURE for claim in right), len(right)),
        likeness=sum(likeness) / len(likeness),
    )
    fallen = {name: (value, asdict(expected)[name]) for name, value in asdict(reached).items() if value < asdict(expected)[name]}
    assert fallen == {}


def share(hits: int, total: int) -> float:
    return hits / total if total else 0.0


@pytest.mark.parametrize("kind", KINDS)
def test_no_character_is_lost(kind: str) -> None:
    samples = [generate(kind, seed) for seed in TESTS[:A_FEW]]
    assert [score(sample, reading(sample)).lost for sample in samples] == [0] * A_FEW


def test_nothing_is_claimed_with_confidence_of_texts_that_are_no_plan() -> None:
    found, _ = measured("prose", TESTS[:30])
    assert [claim for claim in found.claims if claim.confidence >= SURE and claim.kind in COMPONENTS] == []


def test_the_page_holds_what_is_promised() -> None:
    page = " ".join((ROOT / PAGE).read_text(encoding="utf-8").split())
    assert f"{PROMISED.measures} of measures in the right place, {PROMISED.exact} of plans exact" in page
    assert f"{PROMISED.right_of_sure} of the measures" in page
    assert f"{PROMISED.sure_of_right} of the right ones" in page


# -- the yardstick itself --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_one_seed_gives_one_document(kind: str) -> None:
    assert [generate(kind, seed).text for seed in DEV[:A_FEW]] == [generate(kind, seed).text for seed in DEV[:A_FEW]]
    assert len({generate(kind, seed).text for seed in DEV[:A_FEW]}) == A_FEW


def test_documents_of_tests_and_figures_are_not_tuned_on() -> None:
    assert not set(DEV) & set(TESTS)
    assert not set(DEV) & set(FIGURES)
    assert not set(TESTS) & set(FIGURES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_the_gold_is_printed_at_its_place(kind: str) -> None:
    for seed in DEV[: 3 * A_FEW]:
        sample = generate(kind, seed)
        assert set(sample.spans) == {node.id for node, _ in walk(sample.parts)}
        for node, _ in walk(sample.parts):
            start, end = sample.spans[node.id]
            printed = bare(sample.text[start:end])
            assert bare(node.label) in printed
            assert bare(node.printed) in printed
            assert bare(node.marks) in printed


def bare(text: str) -> str:
    return "".join(text.split()).replace("\u00ad", "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_scorer_finds_no_fault_without_one_and_distinguishes_faults(kind: str) -> None:
    for seed in DEV[:A_FEW]:
        sample = generate(kind, seed)
        plan = reading(sample)
        found = score(sample, plan)
        assert bool(found.hits["exact"]) == (found.faults == [] or all(fault.startswith("title") for fault in found.faults))
        assert not found.hits["exact"] or teds(sample, plan) == 1


def moved(sample: Sample) -> Sample:
    """The same document, another gold: the first measure's first entry is under the last measure."""
    measures = [node for node, _ in walk(sample.parts) if node.kind == MEASURE]
    measures[-1].children.append(measures[0].children.pop(0))
    return sample


def exact_overview() -> tuple[Sample, Plan]:
    for seed in DEV:
        sample = generate("slide-in-order", seed)
        plan = reading(sample)
        if score(sample, plan).hits["exact"]:
            return sample, plan
    raise AssertionError


def test_an_entry_under_the_wrong_measure_is_a_wrong_parent_and_a_confident_mistake() -> None:
    sample, plan = exact_overview()
    found = score(moved(sample), plan)
    assert found.totals["parent Initiative"] - found.hits["parent Initiative"] == 1
    assert [claim.kind for claim in found.claims if not claim.right] == [INITIATIVE]
    assert not found.hits["exact"]
    assert teds(sample, plan) < 1


def test_a_component_without_a_reading_is_a_fault() -> None:
    sample, plan = exact_overview()
    measure = next(node for node, _ in walk(sample.parts) if node.kind == MEASURE)
    measure.children.pop()
    found = score(sample, plan)
    assert [fault.partition(":")[0] for fault in found.faults][-1] == "spurious"
    assert not found.hits["exact"]


def test_nodes_are_numbered_as_a_walk_meets_them() -> None:
    parts = [Node("Pillar", "a", children=[Node(MEASURE, "b"), Node(MEASURE, "c")]), Node("Pillar", "d")]
    number(parts)
    assert [(node.id, node.label) for node, _ in walk(parts)] == [(0, "a"), (1, "b"), (2, "c"), (3, "d")]


# -- the page ---------------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_figures_of_the_file() -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert with_tables(page, load(ROOT)) == page
    for name in (FIGURES_FILE, PLOT_FILE):
        assert f"({name.relative_to('docs').as_posix()})" in page


def test_every_kind_of_document_has_its_column() -> None:
    figures = load(ROOT)
    assert set(figures) == set(KINDS)
    assert all(len(row) == len(KINDS) + 1 for row in rows(figures))
