"""The plan of the real overview is what a careful person reads in it; `soumu-2021.json` was written from the text by hand."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from tests.addressed import addressed

from shisaku.model.plan import EXACT, Identification, Measure, MeasureGroup, Pillar, Placement, Plan
from shisaku.pipeline import Context
from shisaku.reading.opening import open_source
from shisaku.reading.overview.placement import SURE
from shisaku.reading.reader import read

DOCUMENT = Path(__file__).parents[2] / "data/sources/soumu-2021/source.txt"
GOLD: dict[str, Any] = json.loads(Path(__file__).with_name("soumu-2021.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def plan(context: Context) -> Plan:
    return addressed(read(open_source(DOCUMENT), context.ontology.vocabulary))


@pytest.fixture(scope="module")
def by_letters() -> Plan:
    """The plan as it is read where no word is known."""
    return addressed(read(open_source(DOCUMENT)))


def measure(found: Measure) -> dict[str, Any]:
    entries = [[initiative.marks, initiative.label] for initiative in found.initiatives]
    return {"printed": found.printed, "label": found.label, "entries": entries}


def pillar(found: Pillar) -> dict[str, Any]:
    (purpose,) = found.details.purposes
    groups = [part for part in found.parts if isinstance(part, MeasureGroup)]
    return {
        "printed": found.printed,
        "label": found.label,
        "purpose": purpose.text,
        "groups": [{"label": g.label, "measures": [measure(m) for m in g.parts if isinstance(m, Measure)]} for g in groups],
        "measures": [measure(part) for part in found.parts if isinstance(part, Measure)],
    }


def test_pillars_groups_measures_and_entries_are_those_of_the_gold(plan: Plan) -> None:
    assert [pillar(found) for found in plan.pillars] == GOLD["pillars"]
    assert plan.parts == plan.pillars


def test_there_are_5_pillars_3_groups_20_measures_and_61_entries(plan: Plan) -> None:
    assert [len(plan.pillars), len(plan.groups), len(plan.measures), len(plan.initiatives)] == [5, 3, 20, 61]


def test_pillars_and_measures_are_numbered_on_through_the_plan(plan: Plan) -> None:
    assert [found.ordinal for found in plan.pillars] == [1, 2, 3, 4, 5]
    assert [found.ordinal for found in plan.measures] == list(range(1, 21))


def test_title_edition_legend_and_purpose_are_as_printed(plan: Plan) -> None:
    assert (plan.title, plan.edition) == (GOLD["title"], GOLD["edition"])
    assert {entry.symbol: entry.meaning for entry in plan.legend} == GOLD["legend"]
    assert [purpose.text for purpose in plan.details.purposes] == [GOLD["purpose"]]


def test_the_four_restatements_are_traced_to_what_they_repeat(plan: Plan) -> None:
    found = [{"entry": i.component, "repeats": i.original, "kind": i.kind} for i in plan.identifications]
    assert found == GOLD["restatements"]
    assert [initiative.key for initiative in plan.initiatives if initiative.restated] == [
        i["entry"] for i in GOLD["restatements"]
    ]


def test_an_exact_restatement_has_the_words_of_its_original(plan: Plan) -> None:
    labels = {initiative.key: initiative.label for initiative in plan.initiatives}
    assert all((labels[i.component] == labels[i.original]) is (i.kind == EXACT) for i in plan.identifications)


def test_nothing_is_left_unread(plan: Plan) -> None:
    assert plan.unread == ()
    assert plan.furniture == ()


def test_with_the_topics_nothing_is_doubted(plan: Plan) -> None:
    assert min(placement.confidence for placement in plan.placements) >= SURE
    assert plan.findings == ()


def test_by_letters_only_which_of_two_groups_heads_1_to_2_and_which_6_to_8_is_doubted(by_letters: Plan) -> None:
    """Two groups share next to no words with what they head: a careful person, too, would not swear to it."""
    doubts = {p.component: [rival for rival, _ in p.rivals] for p in by_letters.placements if p.rivals}
    unsure = {placement.component for placement in by_letters.placements if placement.confidence < SURE}
    assert unsure == {"measure/1", "measure/2", "measure/6", "measure/7", "measure/8"}
    assert {rival for component in unsure for rival in doubts[component][:1]} == {"group/1", "group/3"}


def test_by_letters_all_that_is_not_doubted_is_right_and_the_doubts_are_the_only_findings(plan: Plan, by_letters: Plan) -> None:
    unsure = [placement.component for placement in by_letters.placements if placement.confidence < SURE]
    right = {(placement.component, placement.parent) for placement in plan.placements}
    sure = {(placement.component, placement.parent) for placement in by_letters.placements if placement.confidence >= SURE}
    assert sure < right
    found = [(finding.rule, finding.subject) for finding in by_letters.findings]
    assert sorted(found) == sorted(("reading/uncertain-placement", component) for component in unsure)


def test_claimed_spans_do_not_overlap(plan: Plan) -> None:
    spans = plan.claimed()
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


def test_every_character_that_is_not_white_space_is_claimed(plan: Plan) -> None:
    claimed = {at for span in plan.claimed() for at in range(span.start, span.end)}
    assert [c for at, c in enumerate(plan.source.text) if at not in claimed and not c.isspace()] == []


def quoted(plan: Plan, key: str) -> str:
    """The print of a component or purpose, line breaks removed."""
    found = plan.find(key)
    assert found is not None
    return plan.source.quote(found.span).replace("\n", "")


def test_every_quote_is_its_number_or_marks_its_words_and_saikei(plan: Plan) -> None:
    for group in plan.groups:
        assert quoted(plan, group.key) == "■" + group.label
    headings: list[Pillar | Measure] = [*plan.pillars, *plan.measures]
    for heading in headings:
        assert quoted(plan, heading.key) == f"{heading.printed} {heading.label}"
    for initiative in plan.initiatives:
        assert quoted(plan, initiative.key) == initiative.marks + initiative.label + ("（再掲）" if initiative.restated else "")


def test_every_purpose_is_quoted_verbatim(plan: Plan) -> None:
    for purpose, owner in plan.all_purposes():
        assert quoted(plan, purpose.key) == ("■ " if owner else "") + purpose.text


def test_the_legend_and_the_title_are_quoted_verbatim(plan: Plan) -> None:
    assert [plan.source.quote(e.span) for e in plan.legend if e.span is not None] == ["○：予算関連", "☆：制度関連", "※：その他"]
    assert plan.title_span is not None
    assert plan.source.quote(plan.title_span) == f"{plan.title} （{plan.edition}）"


def test_measures_groups_and_the_purposes_of_pillars_are_placed_and_nothing_else(plan: Plan) -> None:
    concluded = [
        *(m.key for m in plan.measures),
        *(g.key for g in plan.groups),
        *(p.details.purposes[0].key for p in plan.pillars),
    ]
    assert sorted(placement.component for placement in plan.placements) == sorted(concluded)


def test_every_placement_names_a_parent_in_the_plan(plan: Plan) -> None:
    parents = {component.key: parent for component, parent in plan.walk()}
    parents |= {purpose.key: owner for purpose, owner in plan.all_purposes()}
    assert all(placement.parent == parents[placement.component] for placement in plan.placements)


def test_every_conclusion_has_reasons_and_claims_no_certainty(plan: Plan) -> None:
    conclusions: list[Placement | Identification] = [*plan.placements, *plan.identifications]
    for conclusion in conclusions:
        assert conclusion.evidence
        assert 0.5 <= conclusion.confidence <= 0.99  # rounded down


def test_reading_it_again_gives_the_same(plan: Plan, context: Context) -> None:
    assert addressed(read(open_source(DOCUMENT), context.ontology.vocabulary)) == plan
