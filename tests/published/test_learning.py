"""What is learned is the same of the same documents, of nothing that was left out, and what the reader's tables hold."""

from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from shisaku.model.source import Span
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.confidence import LINES, MOST, MOST_ELSEWHERE, ROWS
from shisaku.reading.likelihood.learned import BIAS, Weights, using, weights

from .floors import SETTING, real_folder
from .gold import Gold, GoldNode, dump
from .kinds import DEV, invent, recipes
from .learning.aligning import aligned, parents
from .learning.fitting import Numbers, Table, fit, table
from .learning.folds import folds
from .learning.learner import CERTAIN, COMPONENT, NAMES, PARENT, PUBLISHERS, Learner, Placed, sample_counts
from .learning.left_out import GROUPS, Claim, in_group, left_out
from .learning.report import calibration, claimed, plotted, spread
from .learning.samples import PUBLISHERS as LIST
from .learning.samples import Sample, Words, samples, words
from .learning.steps import steps
from .learning.tables import as_text, differences, write
from .measuring import REAL
from .plot import reliability

PARTS = 3


def item(at: int, text: str) -> Item:
    return Item(at, "line", Span(100 * at, 100 * at + len(text)), text)


def gold(*nodes: tuple[str, str | None]) -> Gold:
    return Gold("x.txt", "", "en", tuple(GoldNode("measure", label, parent) for label, parent in nodes))


@pytest.fixture(scope="module")
def known() -> Words:
    return words()


@pytest.fixture(scope="module")
def invented(known: Words, tmp_path_factory: pytest.TempPathFactory) -> tuple[Sample, ...]:
    """Two documents of each of six publishers."""
    folder = tmp_path_factory.mktemp("documents")
    rows = ["document\tpublisher"]
    kinds = ("goals", "chapters", "marks", "commitments", "recommendations", "projects")
    for recipe in recipes(DEV[:1], kinds, ("markdown", "text", "html")):
        if recipe.language in ("ja", "en"):
            made = invent(recipe)
            (folder / recipe.name).write_bytes(made.data)
            (folder / f"{recipe.name}.gold.json").write_text(dump(made.gold, recipe.kind), encoding="utf-8")
            rows.append(f"{recipe.name}\t{recipe.kind}")
    (folder / LIST).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return samples(folder, known)


def test_components_are_items_in_order_each_once() -> None:
    items = [
        item(0, "Safe streets"),
        item(1, "Contents"),
        item(2, "1. Safe streets"),
        item(3, "Light every crossing of the town"),
        item(4, "Safe streets"),
    ]
    same = gold(("Safe streets", None), ("Light every crossing", "Safe streets"), ("Safe streets", None), ("Not printed", None))
    assert aligned(same, items, []) == {0: 0, 1: 3, 2: 4}
    assert aligned(same, items, ["safe streets"]) == {1: 3, 2: 4}, "what was found in a table is no item"


def test_parents_are_the_last_before_with_their_label() -> None:
    same = gold(("Streets", None), ("Lamps", "Streets"), ("Streets", None), ("Signs", "Streets"), ("Trees", "Parks"))
    assert parents(same, {0: 0, 1: 1, 2: 4, 3: 5, 4: 7}) == {0: None, 1: 0, 4: None, 5: 4, 7: -1}


def test_a_component_of_what_was_not_chosen_belongs_above() -> None:
    items = tuple(item(at, words) for at, words in enumerate(("1 Streets", "Lamps", "Solar lamps")))
    sample = Sample("A", gold(), None, items, (), {0: None, 1: 0, 2: 1})  # type: ignore[arg-type]
    whole = [right for _, right in steps(sample)]
    assert whole == [True, False, True, False, False, True]
    assert [right for _, right in steps(sample, [0, 2])] == [True, False, True]
    assert steps(sample, []) == []


def case(seed: int, rows: int) -> tuple[Table, Numbers, Numbers]:
    random = np.random.default_rng(seed)
    values = random.integers(0, 2, (rows, 3)).astype(float)
    right = (values[:, 0] + 0.3 * random.standard_normal(rows) > 0.5).astype(float)
    return Table(("tells", "tells nothing", "tells nothing either"), values), right, np.full(rows, 1.0)


def test_what_discriminates_weighs_and_less_under_a_greater_penalty() -> None:
    cases, right, counts = case(1, 400)
    free, held = fit(cases, right, counts, 1.0), fit(cases, right, counts, 0.001)
    assert free.of["tells"] > 10 * max(abs(free.of.get(name, 0.0)) for name in cases.names[1:])
    assert 0 < held.of["tells"] < free.of["tells"] / 2


def test_weights_are_where_the_derivative_is_zero() -> None:
    cases, right, counts = case(2, 300)
    strength = 0.5
    found = fit(cases, right, counts, strength)
    odds = cases.values @ np.array([found.of.get(name, 0.0) for name in cases.names]) + found.of[BIAS]
    wrong = strength * counts * (1 / (1 + np.exp(-odds)) - right)
    penalty = np.array([found.of.get(name, 0.0) for name in cases.names]) * cases.values.var(axis=0)
    assert np.abs(cases.values.T @ wrong + penalty).max() < 0.3, "three decimals of a weight away from the least"
    assert abs(wrong.sum()) < 0.3


def test_weights_do_not_depend_on_the_order_of_cases() -> None:
    cases, right, counts = case(3, 500)
    order = np.random.default_rng(4).permutation(500)
    assert fit(cases, right, counts, 1.0) == fit(Table(cases.names, cases.values[order]), right[order], counts, 1.0)


def test_what_never_varies_has_no_weight() -> None:
    cases = table([{"always": 1.0, "sometimes": float(n % 2)} for n in range(20)])
    assert set(fit(cases, np.array([float(n % 2) for n in range(20)]), np.ones(20), 1.0).of) == {BIAS, "sometimes"}


def test_a_publisher_is_in_one_part(invented: tuple[Sample, ...]) -> None:
    part_of = folds(invented, PARTS)
    assert set(part_of) == set(range(PARTS))
    for publisher in {one.publisher for one in invented}:
        assert len({part for part, one in zip(part_of, invented, strict=True) if one.publisher == publisher}) == 1


def test_the_same_is_learned_in_whatever_order(known: Words, invented: tuple[Sample, ...]) -> None:
    shuffled = list(invented)
    Random(5).shuffle(shuffled)
    assert [one.name for one in shuffled] != [one.name for one in invented]
    first, again = Learner(invented, known, PARTS).learned(), Learner(shuffled, known, PARTS).learned()
    assert {name: as_text(one, {}) for name, one in first.items()} == {name: as_text(one, {}) for name, one in again.items()}
    assert all(len(first[name].of) > 5 for name in (COMPONENT, PARENT, LINES))


def test_nothing_is_learned_of_what_is_left_out(known: Words, invented: tuple[Sample, ...]) -> None:
    learner = Learner(invented, known, PARTS)
    without = frozenset({0})
    # The documents of part 0 now say the opposite: what was a component is none.
    contrary = tuple(
        one if part else replace(one, parents={at: None for at in range(len(one.items)) if at not in one.components})
        for one, part in zip(learner.samples, learner.part_of, strict=True)
    )
    other = Learner(contrary, known, PARTS)
    for name in (COMPONENT, PARENT):
        assert other.weights(name, without) == learner.weights(name, without)
        assert other.weights(name) != learner.weights(name)


def claiming(known: Words, publishers: int, right: int, cases: int = 2000) -> Weights:
    """How sure places may be at most where of each publisher so many of `cases` rows that look it are right, and no others."""
    there = [Sample(f"P{n}", replace(gold(), document=f"{n}.txt"), None) for n in range(publishers)]  # type: ignore[arg-type]
    learner = Learner(there, known, PARTS)
    shown = [Placed(ROWS, {"exists": 3.0}, at < right) for at in range(cases)]
    doubted = [Placed(ROWS, {"exists": -3.0}, False) for _ in range(cases)]
    learner._placements = [[*shown, *doubted] for _ in there]
    return learner.weights(MOST)


def test_a_kind_of_place_may_be_sure_where_it_was_right_at_eight_publishers(known: Words) -> None:
    assert claiming(known, PUBLISHERS, 2000).of == {ROWS: CERTAIN, LINES: MOST_ELSEWHERE}
    assert claiming(known, PUBLISHERS - 1, 2000).of[ROWS] == MOST_ELSEWHERE, "too few publishers"
    assert claiming(known, 3 * PUBLISHERS, 1900).of[ROWS] == CERTAIN
    assert claiming(known, 3 * PUBLISHERS, 1880).of[ROWS] == MOST_ELSEWHERE, "claimed, and less than 95 of 100 are right"


def test_figures_of_publishers_left_out_are_of_all_documents(known: Words, invented: tuple[Sample, ...]) -> None:
    found = left_out(invented, known, PARTS)
    assert [one.name for one in found.scored] == [one.name for one in invented]
    assert len(found.claims) == found.figures()["all"].whole.counts["built"]
    errors = spread(found, {one.name: one.publisher for one in invented})
    assert 0 < errors["found"] < 0.5


def test_tables_state_what_they_were_learned_from_and_where_they_differ(tmp_path: Path) -> None:
    learned = {COMPONENT: Weights({BIAS: -1.5, "short": 0.25, "long": -2.0})}
    text = as_text(learned[COMPONENT], {"documents": 3, "publishers": 2})
    assert text.splitlines()[0].startswith("# Learned of 3 documents, 2 publishers. Learn again")
    assert text.splitlines()[2:] == ["(bias)\t-1.500", "long\t-2.000", "short\t0.250"]
    write(learned, {"documents": 3, "publishers": 2}, tmp_path)
    assert list(differences(COMPONENT, text, tmp_path)) == []
    other = as_text(Weights({BIAS: -1.5, "short": 0.251}), {"documents": 3, "publishers": 2})
    assert list(differences(COMPONENT, other, tmp_path)) == [
        "component: long: -2.000 in the table, none learned",
        "component: short: 0.250 in the table, 0.251 learned",
    ]
    assert list(differences(PARENT, text, tmp_path)) == ["parent: there is no table"]


def test_replaced_weights_are_used_and_no_longer() -> None:
    stored = weights(COMPONENT)
    replacement = Weights({BIAS: 7.0})
    with using({COMPONENT: replacement}):
        assert weights(COMPONENT) == replacement
        assert weights(PARENT) != replacement
    assert weights(COMPONENT) == stored


def test_places_are_listed_by_kind_with_their_publishers() -> None:
    claims = [Claim("printed under stated", 0.6, n % 2 == 0, f"P{n % 3}") for n in range(30)] + [Claim("outline", 1.0, True, "Q")]
    assert calibration(claims)[1:] == [
        ["all", "0.5 to below 0.7", "0.60", "0.50", "30", "3"],
        ["all", "0.9 to 1.0", "1.00", "1.00", "1", "1"],
        ["printed under stated", "0.5 to below 0.7", "0.60", "0.50", "30", "3"],
    ]


def test_groups_hold_features_and_the_pairs_of_which_they_hold_one() -> None:
    assert in_group("type and place")("bold")
    assert in_group("type and place")("no head + bold + over sentence")
    assert not in_group("type and place")("bolder")
    for group in GROUPS:
        assert any(map(in_group(group), weights(COMPONENT).of)), group


def test_the_tables_are_what_is_learned_of_the_real_documents(known: Words) -> None:
    folder = real_folder()
    if folder is None:
        pytest.skip(f"no folder of real documents: neither {REAL} nor what {SETTING} names is there")
    there = samples(folder, known)
    learned, amounts = Learner(there, known).learned(), sample_counts(there)
    assert [line for name in NAMES for line in differences(name, as_text(learned[name], amounts))] == []


CLAIMS = [
    *(Claim("table under the plan", 0.95, n > 0, f"P{n % 9}") for n in range(25)),
    *(Claim("cells under cells", 0.5, n % 2 == 0, "P0") for n in range(30)),
    *(Claim("printed under stated", 0.4, False, "P1") for _ in range(20)),
    Claim("outline", 0.8, True, "Q"),
]


def test_claims_are_reported_by_evidence_and_by_place() -> None:
    assert claimed(CLAIMS)[1:] == [
        ["all", "76", "0.53", "0.33", "0.96", "9"],
        ["headings, items, lines", "20", "0.00", "0.00", "–", "0"],
        ["outline", "1", "1.00", "0.00", "–", "0"],
        ["rows of tables", "55", "0.71", "0.45", "0.96", "9"],
        ["cells under cells", "30", "0.50", "0.00", "–", "0"],
        ["printed under stated", "20", "0.00", "0.00", "–", "0"],
        ["table under the plan", "25", "0.96", "1.00", "0.96", "9"],
    ]


def test_the_plot_is_the_same_of_the_same_claims(tmp_path: Path) -> None:
    bins = plotted(CLAIMS)
    assert bins["rows of tables"] == [(0.5, 0.5, 30), pytest.approx((0.95, 0.96, 25))]
    assert bins["outline"] == [], "too few to tell"
    first, again = tmp_path / "first.svg", tmp_path / "again.svg"
    reliability(bins, first, "components")
    reliability(plotted(list(reversed(CLAIMS))), again, "components")
    assert first.read_bytes() == again.read_bytes()
    assert "rows of tables (55 components)" in first.read_text(encoding="utf-8")
