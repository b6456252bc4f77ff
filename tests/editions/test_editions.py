"""What became of a plan in its next edition: a pair with gold, invented pairs by the hundred, and what holds of any pair."""

import csv
import json
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS
from tests.counting import GROWTH, calls
from tests.editions.editions_generator import TESTS, Pair, pair

from shisaku import pipeline
from shisaku.cli import main
from shisaku.editions.assignment import LARGEST, assign
from shisaku.editions.comparable_components import sides
from shisaku.editions.edition_comparison import succession
from shisaku.editions.edition_report import counts, json_text, markdown, text
from shisaku.graph.mapping import to_graph as plan_graph
from shisaku.graph.succession_writer import to_graph
from shisaku.model.details import NO_DETAILS
from shisaku.model.findings import Finding, Severity
from shisaku.model.plan import PLAN_KEY, Initiative, Measure, Pillar, Plan
from shisaku.model.source import Description, Source, Span
from shisaku.model.succession import CONTINUED, DROPPED, KINDS, MERGED, NEW, RENAMED, SPLIT, Editions, Succession
from shisaku.owl.rl.inference import infer
from shisaku.pipeline import Context, compare, read
from shisaku.project import Project
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import DEFAULT_BASE, SHISAKU, SUCCESSION, PlanIris
from shisaku.rdf.quads import ntriples
from shisaku.reading.lexicon import NO_LEXICON
from shisaku.shacl.validation import check, validate
from shisaku.sparql.questions import ask, store_of
from shisaku.sparql.saved_query import load_query
from shisaku.sparql.triple_store import TripleStore

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TSUKIGASE = HERE / "editions" / "tsukigase-2034-2035"
OLD, NEWER = TSUKIGASE / "old.txt", TSUKIGASE / "new.txt"
ANSWERS = sorted((ROOT / "tests" / "queries" / "editions").glob("*.csv"))
MIRRORED = {SPLIT: MERGED, MERGED: SPLIT, NEW: DROPPED, DROPPED: NEW, CONTINUED: CONTINUED, RENAMED: RENAMED}

Reported = tuple[str, tuple[str, ...], tuple[str, ...]]


def reported(made: Succession) -> Reported:
    return made.kind, made.old, made.new


def placed(editions: Editions, made: Succession) -> Reported:
    """The same by the addresses of the components, as gold has it."""
    old, new = editions.old.addresses(), editions.new.addresses()
    return made.kind, tuple(old[key] for key in made.old), tuple(new[key] for key in made.new)


def named(plan: Plan, identifier: str) -> Plan:
    return replace(plan, source=replace(plan.source, description=replace(plan.source.description, id=identifier)))


# -- the invented town, edition 2034 and edition 2035 ------------------------------------------------------------------


@pytest.fixture(scope="module")
def documents(context: Context) -> dict[Path, Plan]:
    """Both documents, read once: reading takes a hundred times what comparing takes."""
    return {path: read(path, context) for path in (OLD, NEWER)}


@pytest.fixture(scope="module")
def tsukigase(documents: dict[Path, Plan], context: Context) -> Editions:
    old, new = named(documents[OLD], "tsukigase-2034"), named(documents[NEWER], "tsukigase-2035")
    return succession(old, new, context.ontology.vocabulary)


@pytest.fixture(scope="module")
def gold() -> list[dict[str, list[str]]]:
    found: list[dict[str, list[str]]] = json.loads((TSUKIGASE / "gold.json").read_text(encoding="utf-8"))
    return found


def test_the_pair_is_as_large_and_as_varied_as_real_ones(gold: list[dict[str, list[str]]], tsukigase: Editions) -> None:
    for plan in (tsukigase.old, tsukigase.new):
        assert len(plan.pillars) >= 6
        assert len(plan.measures) >= 25
        assert len(plan.initiatives) >= 60
    assert {str(one["kind"]) for one in gold} == set(KINDS)


def test_gold_says_of_every_component_of_both_editions_what_became_of_it_once(
    gold: list[dict[str, list[str]]], tsukigase: Editions
) -> None:
    for side, plan in (("old", tsukigase.old), ("new", tsukigase.new)):
        assert sorted(place for one in gold for place in one[side]) == sorted(filter(None, plan.addresses().values()))


def test_the_pair_gets_the_answer_that_a_careful_person_gives(gold: list[dict[str, list[str]]], tsukigase: Editions) -> None:
    gold_keys = {(str(one["kind"]), tuple(one["old"]), tuple(one["new"]), tuple(one.get("moved", ()))) for one in gold}
    old, new = tsukigase.old.addresses(), tsukigase.new.addresses()
    found = {
        (*placed(tsukigase, made), (old[made.move.origin], new[made.move.target]) if made.move else ())
        for made in tsukigase.successions
    }
    assert found == gold_keys


def test_without_a_lexicon_the_answer_is_the_same(tsukigase: Editions) -> None:
    by_letters = succession(tsukigase.old, tsukigase.new)
    assert {reported(made) for made in by_letters.successions} == {reported(made) for made in tsukigase.successions}


def test_two_measures_that_swap_their_names_are_both_renamed_as_what_is_below_them_stays(tsukigase: Editions) -> None:
    by_old = {made.old: made for made in tsukigase.successions if made.level == "measure"}
    for old, new in (("measure/7", "measure/8"), ("measure/8", "measure/9")):
        made = by_old[old,]
        assert reported(made) == (RENAMED, (old,), (new,))
        assert not made.moved
        assert "shared-parts" in {reason.basis for reason in made.evidence}


def test_every_succession_has_a_reason_and_says_how_sure_it_is(tsukigase: Editions) -> None:
    for made in tsukigase.successions:
        assert made.evidence
        assert 0 <= made.confidence <= 0.99
        assert all(reason.message.verbatim("ja") and reason.message.verbatim("en") and reason.basis for reason in made.evidence)


# -- what holds of any pair --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return [pair(seed) for seed in TESTS]


@pytest.fixture(scope="module")
def compared(pairs: list[Pair]) -> list[Editions]:
    return [succession(one.old, one.new) for one in pairs]


def test_a_plan_is_its_own_successor_word_for_word(pairs: list[Pair], plan: Plan) -> None:
    for one in (plan, *(each.old for each in pairs)):
        for made in succession(one, one).successions:
            assert (made.kind, made.old, made.moved) == (CONTINUED, made.new, False)


def test_read_backwards_a_split_is_a_merger_and_what_is_new_was_dropped(pairs: list[Pair], compared: list[Editions]) -> None:
    for one, forward in zip(pairs, compared, strict=True):
        backward = {(MIRRORED[made.kind], made.new, made.old, made.moved) for made in succession(one.new, one.old).successions}
        assert {(*reported(made), made.moved) for made in forward.successions} == backward


def test_every_component_takes_part_in_one_succession(pairs: list[Pair], compared: list[Editions]) -> None:
    for one, made in zip(pairs, compared, strict=True):
        for plan, side in ((one.old, "old"), (one.new, "new")):
            keys = [component.key for component, _ in plan.walk()] + [purpose.key for purpose, _ in plan.all_purposes()]
            assert sorted(key for each in made.successions for key in getattr(each, side)) == sorted(keys)


def test_the_same_pair_gives_the_same_answer_again(pairs: list[Pair], compared: list[Editions]) -> None:
    assert succession(pairs[0].old, pairs[0].new) == compared[0]


def test_an_empty_plan_makes_everything_new_or_dropped(pairs: list[Pair]) -> None:
    full = pairs[0].old
    empty = replace(full, parts=(), details=NO_DETAILS)
    assert {made.kind for made in succession(empty, full).successions} == {NEW}
    assert {made.kind for made in succession(full, empty).successions} == {DROPPED}
    assert succession(empty, empty).successions == ()


def test_only_what_goes_on_as_one_can_have_moved(compared: list[Editions]) -> None:
    moved = [made for editions in compared for made in editions.successions if made.moved]
    assert len(moved) > 20
    assert {made.kind for made in moved} <= {CONTINUED, RENAMED}
    assert all(made.level != "pillar" for made in moved)


def test_of_invented_pairs_at_least_97_in_100_conclusions_are_right(pairs: list[Pair], compared: list[Editions]) -> None:
    answers = [
        (made, reported(made) in one.gold) for one, editions in zip(pairs, compared, strict=True) for made in editions.successions
    ]
    assert len(answers) > 1500
    assert sum(right for _, right in answers) / len(answers) >= 0.97


def test_a_confidence_means_what_it_says(pairs: list[Pair], compared: list[Editions]) -> None:
    """Of those given so much, so many are right: expected calibration error in tenths, and better than one fixed confidence."""
    answers = [
        (made.confidence, reported(made) in one.gold)
        for one, editions in zip(pairs, compared, strict=True)
        for made in editions.successions
    ]
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in answers:
        tenths.setdefault(int(confidence * 10), []).append((confidence, right))
    error = sum(abs(sum(right - confidence for confidence, right in group)) for group in tenths.values()) / len(answers)
    assert error < 0.02
    share = sum(right for _, right in answers) / len(answers)
    assert sum((confidence - right) ** 2 for confidence, right in answers) / len(answers) < 0.8 * share * (1 - share)
    assert sum(right for confidence, right in answers if confidence >= 0.9) > 0.98 * sum(c >= 0.9 for c, _ in answers)
    assert sum(right for confidence, right in answers if confidence < 0.9) < 0.9 * sum(c < 0.9 for c, _ in answers)


def test_what_is_new_where_something_like_it_was_dropped_is_less_sure_than_what_is_like_nothing(tsukigase: Editions) -> None:
    sure = {made.new: made.confidence for made in tsukigase.of(NEW)}
    assert sure["pillar/7",] < 0.9 < sure["measure/25",]


# -- where it stands ---------------------------------------------------------------------------------------------------


def _plan(identifier: str, pillars: dict[str, dict[str, list[str]]]) -> Plan:
    """A plan of pillars, measures and entries by their words."""
    parts, count, lines = [], 0, ["計画"]

    def span(words: str) -> Span:
        start = sum(len(line) + 1 for line in lines)
        lines.append(words)
        return Span(start, start + len(words))

    for at, (heading, measures) in enumerate(pillars.items(), start=1):
        head, inside = span(heading), []
        for label, entries in measures.items():
            count += 1
            where = span(label)
            held = tuple(
                Initiative(f"measure/{count}/initiative/{n}", n, "○", words, span(words))
                for n, words in enumerate(entries, start=1)
            )
            inside.append(Measure(f"measure/{count}", count, str(count), label, where, held))
        parts.append(Pillar(f"pillar/{at}", at, str(at), heading, head, tuple(inside)))
    source = Source("\n".join(lines), f"{identifier}.txt", Description(id=identifier), "ab" * 32, "utf-8")
    return Plan(source, "計画", None, None, (), tuple(parts), (), ())


SHORE = {"海辺を守る": {"砂浜の清掃": ["流木の回収", "海水浴場の水質の調査"], "防潮林の手入れ": ["黒松の植え付け"]}}
HILLS = {"山里を生かす": {"棚田の保全": ["石積みの修繕", "水路の泥上げ"], "木工の振興": ["工房の開設", "見本市への出展"]}}


def of(editions: Editions, key: str) -> Succession:
    return next(made for made in editions.successions if key in made.old)


def test_a_measure_under_another_pillar_has_moved_and_its_entries_have_not() -> None:
    new = {**SHORE, "山里を生かす": {"木工の振興": HILLS["山里を生かす"]["木工の振興"]}}
    new["海辺を守る"] = {**SHORE["海辺を守る"], "棚田の保全": HILLS["山里を生かす"]["棚田の保全"]}
    editions = succession(_plan("a", {**SHORE, **HILLS}), _plan("b", new))
    moved = of(editions, "measure/3")
    assert moved.kind == CONTINUED
    assert moved.move is not None
    assert (moved.move.origin, moved.move.target) == ("pillar/2", "pillar/1")
    assert [made for made in editions.successions if made.moved] == [moved]


def test_entries_of_a_measure_that_was_split_have_not_moved() -> None:
    old = {
        "暮らし": {"道と橋の手入れ": ["橋の塗り替え", "橋の耐震補強", "歩道の拡幅", "舗装の打ち替え"], "街灯": ["街灯のＬＥＤ化"]}
    }
    new = {
        "暮らし": {
            "橋の手入れ": ["橋の塗り替え", "橋の耐震補強"],
            "道の手入れ": ["歩道の拡幅", "舗装の打ち替え"],
            "街灯": ["街灯のＬＥＤ化"],
        }
    }
    editions = succession(_plan("a", old), _plan("b", new))
    assert reported(of(editions, "measure/1")) == (SPLIT, ("measure/1",), ("measure/1", "measure/2"))
    assert not [made for made in editions.successions if made.moved]


def test_an_entry_under_another_measure_has_moved() -> None:
    new = {"山里を生かす": {"棚田の保全": ["石積みの修繕"], "木工の振興": ["工房の開設", "見本市への出展", "水路の泥上げ"]}}
    made = of(succession(_plan("a", HILLS), _plan("b", new)), "measure/1/initiative/2")
    assert reported(made) == (CONTINUED, ("measure/1/initiative/2",), ("measure/2/initiative/3",))
    assert made.moved


def test_entries_worded_alike_go_on_each_under_its_own_measure() -> None:
    old = {
        "窓口": {f"第{n}出張所の{what}": ["広報の充実", f"{what}の{n}回目の点検"] for n, what in enumerate("窓扉床壁", start=1)}
    }
    new = {"窓口": dict(reversed(old["窓口"].items()))}
    editions = succession(_plan("a", old), _plan("b", new))
    for number in range(1, 5):
        assert of(editions, f"measure/{number}/initiative/1").new == (f"measure/{5 - number}/initiative/1",)


def test_a_measure_that_repeats_another_one_is_not_taken_for_it() -> None:
    """Any component may be restated: of two with the same words each goes on as itself, wherever it stands."""

    def plan(identifier: str, *restated: bool) -> Plan:
        made = _plan(identifier, {"海": {"魚市場の改修": [], "港の清掃": []}, "山": {"魚市場の改修 ": []}})
        return replace(
            made,
            parts=tuple(
                replace(
                    pillar, parts=tuple(replace(m, restated=m.key in ("measure/1", "measure/3") and again) for m in pillar.parts)
                )
                for pillar, again in zip(made.pillars, restated, strict=True)
            ),
        )

    editions = succession(plan("a", False, True), plan("b", True, False))
    assert reported(of(editions, "measure/1")) == (CONTINUED, ("measure/1",), ("measure/3",))
    assert reported(of(editions, "measure/3")) == (CONTINUED, ("measure/3",), ("measure/1",))


def test_marks_and_that_it_is_restated_are_shown_of_any_component() -> None:
    old = _plan("a", SHORE)
    (pillar,) = old.pillars
    marked = replace(pillar, parts=tuple(replace(part, marks="☆", restated=True) for part in pillar.parts))
    gone = succession(replace(old, parts=(marked,)), replace(old, parts=()))
    assert "廃止  ☆1 砂浜の清掃（再掲）\n" in text(gone, "ja")


def test_width_blanks_and_commas_do_not_make_other_words() -> None:
    editions = succession(_plan("a", {"ＡＩ の活用": {"窓口、電話": []}}), _plan("b", {"AIの活用": {"窓口・電話": []}}))
    assert {made.kind for made in editions.successions} == {CONTINUED}


def test_twice_the_measures_are_compared_in_twice_the_calls() -> None:
    editions = [_editions(count) for count in (10, 20)]
    costs = [calls(partial(succession, old, new)) for old, new in editions]
    sizes = [len(old.measures) for old, _ in editions]
    assert costs[1] / costs[0] <= GROWTH * sizes[1] / sizes[0]


def test_a_thousand_measures_are_compared_with_a_thousand() -> None:
    old, new = _editions(70)
    assert min(len(old.measures), len(new.measures)) >= 1000
    assert len(succession(old, new).of(CONTINUED)) > len(old.measures)


def _editions(count: int) -> tuple[Plan, Plan]:
    """So many invented pairs as one."""
    pairs = [pair(seed) for seed in range(900_000, 900_000 + count)]
    return _together([one.old for one in pairs]), _together([one.new for one in pairs])


def _together(plans: list[Plan]) -> Plan:
    """All measures of several plans as one plan, a pillar each."""
    words = {
        f"{at} {plan.title}": {
            f"{measure.label}（{at}）": [entry.label for entry in measure.initiatives] for measure in plan.measures
        }
        for at, plan in enumerate(plans)
    }
    return _plan("large", words)


# -- the matching ------------------------------------------------------------------------------------------------------


def test_the_matching_is_the_heaviest_together_and_not_one_by_one() -> None:
    assert assign({(0, 0): 5.0, (0, 1): 4.0, (1, 0): 4.0}) == {(0, 1), (1, 0)}


def test_pairs_that_weigh_nothing_are_left() -> None:
    assert assign({(0, 0): 0.0, (1, 1): -1.0, (2, 2): 0.1}) == {(2, 2)}


@pytest.mark.parametrize("seed", range(25))
def test_the_matching_is_as_heavy_as_any(seed: int) -> None:
    from itertools import permutations
    from random import Random

    random = Random(seed)
    weights = {(i, j): round(random.uniform(-2, 5), 3) for i in range(5) for j in range(6) if random.random() < 0.7}
    best = max(sum(max(0.0, weights.get((i, j), 0.0)) for i, j in enumerate(columns)) for columns in permutations(range(6), 5))
    chosen = assign(weights)
    assert len({i for i, _ in chosen}) == len({j for _, j in chosen}) == len(chosen)
    assert sum(weights[one] for one in chosen) == pytest.approx(best)


def test_a_part_too_large_to_be_solved_exactly_is_still_a_matching() -> None:
    size = 40
    weights = {(i, j): 1.0 + (i == j) for i in range(size) for j in range(size)}
    assert len(weights) > LARGEST
    assert assign(weights) == {(i, i) for i in range(size)}


# -- the graph ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def iris(tsukigase: Editions) -> tuple[PlanIris, PlanIris]:
    old, new = (PlanIris.of_plan(DEFAULT_BASE, plan) for plan in (tsukigase.old, tsukigase.new))
    return old, new


@pytest.fixture(scope="module")
def whole(tsukigase: Editions, iris: tuple[PlanIris, PlanIris], context: Context) -> Graph:
    """Both plans and their successions."""
    graph = to_graph(tsukigase, *iris)
    for plan, each in zip((tsukigase.old, tsukigase.new), iris, strict=True):
        made = plan_graph(plan, each, context.ontology.vocabulary, context.ontology.version)
        graph = graph + made.asserted + made.reconstructed
    return graph


def test_the_graph_conforms_with_those_of_the_two_plans(whole: Graph, context: Context) -> None:
    inference = infer(whole, context.ontology.terms)
    assert inference.contradictions == ()
    closed = whole + inference.inferred
    findings: list[Finding] = [*validate(closed, context.ontology.schemes, context.ontology.shapes)]
    findings += check(closed, context.ontology.schemes, context.checks)
    assert [finding for finding in findings if finding.severity == Severity.ERROR] == []
    about = {finding.rule for finding in findings if finding.subject and "/succession/" in finding.subject}
    assert about == {"check/conclusions-are-confident"}


def test_a_succession_is_below_the_newer_plan_and_comes_from_both(tsukigase: Editions, iris: tuple[PlanIris, PlanIris]) -> None:
    graph = to_graph(tsukigase, *iris)
    found = set(graph.subjects(RDF.type, SHISAKU.ComponentSuccession))
    assert len(found) == len(tsukigase.successions)
    below = f"{DEFAULT_BASE}tsukigase-2035/succession/from/tsukigase-2034/"
    assert all(str(one).startswith(below) for one in found)
    for one in found:
        assert set(graph.objects(one, PROV.wasDerivedFrom)) == {iris[0].plan, iris[1].plan}


def test_the_graph_says_what_the_successions_say(tsukigase: Editions, iris: tuple[PlanIris, PlanIris]) -> None:
    graph, (old, new) = to_graph(tsukigase, *iris), iris
    for made in tsukigase.successions:
        one = succession_of(made, old, new, graph)
        assert graph.value(one, SHISAKU.successionKind) == SUCCESSION[made.kind]
        assert set(graph.objects(one, SHISAKU.predecessor)) == {old.of(key) for key in made.old}
        assert set(graph.objects(one, SHISAKU.successor)) == {new.of(key) for key in made.new}
        assert ((one, SHISAKU.movedTo, None) in graph) == made.moved


def succession_of(made: Succession, old: PlanIris, new: PlanIris, graph: Graph) -> URIRef:
    """The resource of a succession: that which has its first successor, or what was dropped."""
    role, component = (SHISAKU.successor, new.of(made.new[0])) if made.new else (SHISAKU.predecessor, old.of(made.old[0]))
    (found,) = graph.subjects(role, component)
    return URIRef(str(found))


def test_a_succession_keeps_its_name_when_another_one_is_found_before_it(
    tsukigase: Editions, iris: tuple[PlanIris, PlanIris]
) -> None:
    """Of the comparison without its first pillar, everything else is called as in the whole one."""
    rest = replace(tsukigase, successions=tsukigase.successions[1:])
    names = [
        {(one, component) for one, component in to_graph(editions, *iris).subject_objects(SHISAKU.successor)}
        for editions in (tsukigase, rest)
    ]
    assert len(names[1]) > 60
    assert names[1] < names[0]


def test_a_succession_is_a_conclusion_like_any_other(tsukigase: Editions, iris: tuple[PlanIris, PlanIris]) -> None:
    """One pattern answers why the graph says anything: of what, which property, which value, on what evidence."""
    graph, (old, new) = to_graph(tsukigase, *iris), iris
    for made in tsukigase.successions:
        one = succession_of(made, old, new, graph)
        assert set(graph.objects(one, SHISAKU.concludedOf)) == {new.of(key) for key in made.new}
        assert set(graph.objects(one, SHISAKU.concludedValue)) == {old.of(key) for key in made.old}
        property_ = [] if made.kind in (NEW, DROPPED) else [SHISAKU.continues]
        assert list(graph.objects(one, SHISAKU.concludedProperty)) == property_
        evidence = list(graph.objects(one, SHISAKU.hasEvidence))
        assert len(evidence) == len(made.evidence)
        kinds = {kind for each in evidence for kind in graph.objects(each, SHISAKU.evidenceKind)}
        assert kinds == set(graph.objects(one, SHISAKU.basis))
        for each in evidence:
            assert {words.language for words in graph.objects(each, RDFS.comment) if isinstance(words, Literal)} == {"ja", "en"}
        both = ((tsukigase.old, old, made.old), (tsukigase.new, new, made.new))
        found = ((each, plan.find(key)) for plan, each, keys in both for key in keys)
        spans = {each.span(component.span) for each, component in found if component is not None}
        assert len(spans) == len(made.old) + len(made.new)
        assert set(graph.objects(one, SHISAKU.evidenceSpan)) >= spans
        for each in evidence:
            assert set(graph.objects(each, SHISAKU.evidencePlace)) >= spans
            assert set(graph.objects(each, SHISAKU.evidencePlace)) <= set(graph.objects(one, SHISAKU.evidenceSpan))


def test_what_was_considered_and_turned_down_is_a_rejected_conclusion_of_the_successor(compared: list[Editions]) -> None:
    doubtful = [(editions, made) for editions in compared for made in editions.successions if made.old_rivals]
    assert len(doubtful) > 5
    for editions, made in doubtful:
        old, new = (PlanIris.of_plan(DEFAULT_BASE, plan) for plan in (editions.old, editions.new))
        graph = to_graph(editions, old, new)
        one = succession_of(made, old, new, graph)
        found = set()
        for rejected in graph.objects(one, SHISAKU.rejectedAlternative):
            assert (rejected, RDF.type, SHISAKU.RejectedConclusion) in graph
            of, value = set(graph.objects(rejected, SHISAKU.concludedOf)), graph.value(rejected, SHISAKU.concludedValue)
            property_, share = graph.value(rejected, SHISAKU.concludedProperty), graph.value(rejected, SHISAKU.confidence)
            assert of == ({new.of(key) for key in made.new} if property_ == SHISAKU.continues else {one})
            found.add((property_, value, str(share)))
        expected = {(SHISAKU.continues, old.of(key), f"{share:.2f}") for key, share in made.old_rivals}
        assert found == expected | {(SHISAKU.successor, new.of(key), f"{share:.2f}") for key, share in made.new_rivals}
        rivals = {*(old.of(key) for key, _ in made.old_rivals), *(new.of(key) for key, _ in made.new_rivals)}
        assert set(graph.objects(one, SHISAKU.rival)) == rivals


def test_what_was_not_taken_for_a_successor_has_a_succession_that_says_so(compared: list[Editions]) -> None:
    pairs = [(editions, made, key) for editions in compared for made in editions.successions for key, _ in made.new_rivals]
    assert len(pairs) > 5
    for editions, made, key in pairs:
        own = next(other for other in editions.successions if key in other.new)
        assert {rival for rival, _ in own.old_rivals} & set(made.old)


def test_what_goes_on_continues_what_it_was_pair_by_pair(tsukigase: Editions, iris: tuple[PlanIris, PlanIris]) -> None:
    graph, (old, new) = to_graph(tsukigase, *iris), iris
    pairs = {(new.of(b), old.of(a)) for made in tsukigase.successions for a in made.old for b in made.new}
    assert set(graph.subject_objects(SHISAKU.continues)) == pairs
    divided = list(tsukigase.of(SPLIT, MERGED))
    assert sum(len(made.old) * len(made.new) for made in divided) > len(divided)


def test_continues_follows_from_the_successions_by_the_ontology_alone(
    whole: Graph, tsukigase: Editions, iris: tuple[PlanIris, PlanIris], context: Context
) -> None:
    """Without a triple that says so, owlrl draws each of them along successorIn and predecessor, and no other one."""
    asserted = set(whole.subject_objects(SHISAKU.continues))
    silent = to_graph(tsukigase, *iris)
    silent.remove((None, SHISAKU.continues, None))
    for component, _ in asserted:
        silent.add((component, RDFS.label, Literal("")))  # spoken of, so that what follows of it is told
    inferred = infer(silent, context.ontology.terms, "reference").inferred
    assert asserted
    assert set(inferred.subject_objects(SHISAKU.continues)) == asserted


def test_a_rival_by_the_ontology_is_never_the_predecessor_itself(compared: list[Editions], context: Context) -> None:
    editions = next(one for one in compared if any(made.old_rivals for made in one.of(RENAMED)))
    graph = to_graph(editions, *(PlanIris.of_plan(DEFAULT_BASE, plan) for plan in (editions.old, editions.new)))
    closed = graph + infer(graph, context.ontology.terms, "reference").inferred
    assert (None, SHISAKU.rival, None) in graph
    for one, rival in closed.subject_objects(SHISAKU.rival):
        assert (one, SHISAKU.predecessor, rival) not in closed
        assert (one, SHISAKU.rival, rival) in graph


def test_over_three_editions_what_descends_from_what_follows_from_two_comparisons(context: Context) -> None:
    """A measure that is renamed and then split descends from what it was two editions ago, and so do both its parts."""
    first = {
        "暮らし": {"道路と橋の修繕": ["橋の塗り替え", "橋の耐震補強", "歩道の拡幅", "舗装の打ち替え"], "街灯": ["街灯の交換"]}
    }
    second = {"暮らし": {"道と橋の手入れ": first["暮らし"]["道路と橋の修繕"], "街灯": ["街灯の交換"]}}
    third = {
        "暮らし": {
            "橋の手入れ": ["橋の塗り替え", "橋の耐震補強"],
            "道の手入れ": ["歩道の拡幅", "舗装の打ち替え"],
            "街灯": ["街灯の交換"],
        }
    }
    plans = [_plan(name, words) for name, words in (("a", first), ("b", second), ("c", third))]
    a, b, c = (PlanIris.of_plan(DEFAULT_BASE, plan) for plan in plans)
    graph = to_graph(succession(plans[0], plans[1]), a, b) + to_graph(succession(plans[1], plans[2]), b, c)
    closed = graph + infer(graph, context.ontology.terms, "reference").inferred
    ancestor = a.of("measure/1")
    descended = {c.of("measure/1"), c.of("measure/2"), b.of("measure/1")}
    assert set(closed.subjects(SHISAKU.descendsFrom, ancestor)) == descended
    assert set(closed.subjects(SHISAKU.continues, ancestor)) == {b.of("measure/1")}
    assert set(closed.subjects(SHISAKU.descendsFrom, a.of("measure/2"))) == {b.of("measure/2"), c.of("measure/3")}


def test_the_graph_has_no_blank_node_and_refers_to_nothing_that_the_plans_lack(
    whole: Graph, iris: tuple[PlanIris, PlanIris]
) -> None:
    assert all(isinstance(node, URIRef) for node in whole.subjects())
    base = {str(each.plan) for each in iris}
    ours = {node for node in whole.objects() if isinstance(node, URIRef) and str(node).startswith(tuple(base))}
    assert {node for node in ours if (node, None, None) not in whole} == set()


def test_every_basis_and_kind_is_a_concept_of_its_scheme(tsukigase: Editions, iris: tuple[PlanIris, PlanIris]) -> None:
    concepts = set(load_turtle(ROOT / "ontology" / "conclusions.ttl").subjects())
    graph = to_graph(tsukigase, *iris)
    used = {*graph.objects(None, SHISAKU.basis), *graph.objects(None, SHISAKU.successionKind)}
    assert len(used) > 8
    assert used <= concepts


# -- the questions -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def store(whole: Graph, project: Project) -> TripleStore:
    made = store_of(project, ())
    made.load_ntriples(ntriples(whole))
    return made


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_a_question_on_editions_gives_the_answer_that_follows_from_the_gold(path: Path, store: TripleStore) -> None:
    answer = ask(store, load_query(ROOT / "queries" / f"{path.stem}.rq"))
    with path.open(encoding="utf-8", newline="") as file:
        assert [answer.variables, *answer.texts()] == [tuple(row) for row in csv.reader(file)]


def test_every_question_on_editions_runs_on_a_pair_of_editions_or_on_many() -> None:
    tagged = {path.stem for path in (ROOT / "queries").glob("*.rq") if "editions" in load_query(path).tags}
    of_many = {path.stem for path in (ROOT / "tests" / "dataset" / "expected").glob("*.csv")}
    assert tagged - of_many == {path.stem for path in ANSWERS}


def test_what_is_not_sure_can_be_left_out_of_an_answer(store: TripleStore) -> None:
    question = load_query(ROOT / "queries" / "which-components-are-new.rq")
    everything, sure = (ask(store, question, {"confidence": least}).texts() for least in ("0", "0.9"))
    assert {row[2] for row in everything} - {row[2] for row in sure} == {"人と人がつながる"}


# -- what a person reads -----------------------------------------------------------------------------------------------


def test_counts_are_reported_level_by_level(tsukigase: Editions) -> None:
    assert "施策：新規 2、廃止 0、継続 16（うち移動 1）、改称 4（うち移動 1）、分割 1、統合 2" in counts(tsukigase, "ja")
    assert "measures: 2 new, 0 dropped, 16 continued (1 of them moved), 4 renamed (1 of them moved), 1 split, 2 merged" in counts(
        tsukigase, "en"
    )


@pytest.mark.parametrize(
    "line",
    [
        "新規  ○血圧計の貸し出し",
        "廃止  ※海辺の音楽祭の開催",
        "改称  ６ 保育の充実 → ７ 保育の質と量の確保",
        "分割  ２ 逃げ遅れを出さない避難 → ２ 避難路と訓練の充実、３ 災害情報の確実な伝達  〔確信度 0.79〕",
        "統合  ２３ 公共施設の集約、２４ 財政の健全化 → ２３ 施設と財政の見直し",
        "移動  ２４ 町民との対話  （Ⅵ 役場の仕事を変える → Ⅶ 人と人がつながる）",
        "改称  １６ 買い物と通院の足の確保 → １３ 暮らしの足の確保  （移動：Ⅳ 健やかに老いる → ■ 商いとにぎわい）",
    ],
)
def test_every_kind_of_change_is_reported_on_a_line(line: str, tsukigase: Editions) -> None:
    assert f"\n  {line}\n" in text(tsukigase, "ja")


def test_what_goes_on_as_it_was_is_counted_and_not_listed(tsukigase: Editions) -> None:
    report = text(tsukigase, "ja")
    assert "棚" not in report
    assert "Ⅰ 川と海の災害に備える  （変わらないもの 12）" in report
    assert "水門の補強" not in report


def test_english_reports_say_the_same(tsukigase: Editions) -> None:
    japanese, english = (text(tsukigase, lang).split("\n") for lang in ("ja", "en"))
    assert len(japanese) == len(english)
    assert not [line for line in english if re.search("新規|廃止|改称|分割|統合|移動|確信", line)]


def test_markdown_has_the_reasons_and_escapes_what_would_be_markup() -> None:
    old, new = _plan("a", {"窓口": {"*書かない*窓口|電話": ["説明<会>"]}}), _plan("b", {"窓口": {"*書かない*窓口|電話": []}})
    page = markdown(succession(old, new), "ja")
    assert "廃止 ○説明\\<会\\>  \n  新版に" in page
    assert "| 廃止 | 0 | 0 | 0 | 1 | 0 |" in page


def test_json_holds_every_succession_with_evidence_and_rivals(tsukigase: Editions) -> None:
    found = json.loads(json_text(tsukigase))
    assert len(found["successions"]) == len(tsukigase.successions)
    assert "\\u" not in json_text(tsukigase)
    moved = [one for one in found["successions"] if "moved" in one]
    assert {"from": "pillar/6", "to": "pillar/7"} in [one["moved"] for one in moved]
    assert all(one["evidence"] for one in found["successions"])


def test_what_is_below_no_pillar_has_a_place_in_the_report() -> None:
    old = replace(_plan("a", SHORE), parts=_plan("a", SHORE).measures)
    new = replace(_plan("b", SHORE), parts=_plan("b", SHORE).measures[:1])
    assert "どの柱にも属さないもの  （変わらないもの 3）\n  廃止  2 防潮林の手入れ" in text(succession(old, new), "ja")


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def loaded(documents: dict[Path, Plan], context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ontology and documents as they are loaded already, which takes longest; one test runs the command whole."""

    def of_project(project: Project) -> Context:
        return context

    def read_already(path: Path, context: Context) -> Plan:
        return documents[path]

    monkeypatch.setattr(Context, "of", of_project)
    monkeypatch.setattr(pipeline, "read", read_already)


def test_diff_of_two_documents_reports_what_became_of_the_older_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(OLD), str(NEWER), "--lang", "ja"]) == 1
    assert "取組：新規 10、廃止 4、継続 49（うち移動 1）、改称 4、分割 1、統合 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "begins"), [("markdown", "# Comparison of editions\n"), ("json", "{\n"), ("turtle", "@prefix basis:")]
)
@pytest.mark.usefixtures("loaded")
def test_diff_of_two_documents_comes_in_every_format(form: str, begins: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", str(OLD), str(NEWER), "-f", form])
    assert capsys.readouterr().out.startswith(begins)


@pytest.mark.parametrize(
    ("names", "threshold", "code"),
    [((OLD, OLD), "any", 0), ((OLD, NEWER), "any", 1), ((OLD, NEWER), "breaking", 1), ((OLD, NEWER), "none", 0)],
)
@pytest.mark.usefixtures("loaded")
def test_diff_of_two_documents_ends_with_the_requested_exit_code(names: tuple[Path, Path], threshold: str, code: int) -> None:
    assert main(["diff", *map(str, names), "--fail-on", threshold]) == code


def test_a_document_is_not_compared_with_a_graph(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(OLD), str(ROOT / "data" / "graph" / "soumu-2021.ttl")]) == 2
    assert "A document is compared with a document" in capsys.readouterr().err


@pytest.mark.usefixtures("loaded")
def test_editions_with_one_identifier_make_no_graph(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(OLD), str(OLD), "-f", "turtle"]) == 2
    assert "Both editions have the identifier old" in capsys.readouterr().err


@pytest.mark.usefixtures("loaded")
def test_compare_reads_both_documents(documents: dict[Path, Plan], context: Context, tsukigase: Editions) -> None:
    made = compare(OLD, NEWER, context)
    assert (made.old, made.new) == (documents[OLD], documents[NEWER])
    assert [reported(one) for one in made.successions] == [reported(one) for one in tsukigase.successions]


def test_a_component_is_reported_with_its_title_where_it_is_right_under_the_plan(pairs: list[Pair]) -> None:
    side = sides(pairs[0].old, pairs[0].new, NO_LEXICON)[0]
    assert {item.key for item in side.items if not side.above[item.at]} == {pillar.key for pillar in pairs[0].old.pillars}
    assert PLAN_KEY not in {item.key for item in side.items}
