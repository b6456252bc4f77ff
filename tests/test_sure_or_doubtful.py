"""What is sure and what is doubtful part at 0.9, itself sure; a share is cut to two decimals and never rounded up."""

import math
from dataclasses import replace
from io import StringIO
from typing import cast

import pytest
from rdflib import Graph, URIRef
from tests.graph.plans import budget

from shisaku.editions import edition_comparison as comparing
from shisaku.editions import edition_report
from shisaku.explain.explanation_text import Rendering
from shisaku.explain.explanation_tree import Explanation
from shisaku.explain.naming import ResourceNames
from shisaku.export import terminal_outline
from shisaku.graph.mapping import to_graph
from shisaku.graph.succession_writer import to_graph as graph_of_editions
from shisaku.graph.vocabulary import Vocabulary
from shisaku.messages import Message
from shisaku.model.plan import PARTIAL, Evidence, Identification, Initiative, Measure, Plan, two_decimals
from shisaku.model.printed_tree import tree_of
from shisaku.model.source import Description, Source, Span
from shisaku.model.succession import RENAMED, Editions, Succession
from shisaku.rdf.namespaces import DEFAULT_BASE, SHISAKU, PlanIris
from shisaku.reading import restatement
from shisaku.reading.outline import outline_assembly
from shisaku.reading.overview import placement
from shisaku.reading.reader import read
from shisaku.reading.text import encoding

BOUNDARY = pytest.mark.parametrize(("confidence", "sure"), [(0.89, False), (0.9, True), (0.91, True)])


def placed(plan: Plan, confidence: float) -> Plan:
    """The plan, with one placement of that confidence."""
    first, *_ = plan.placements
    return replace(plan, placements=(replace(first, confidence=confidence),))


@BOUNDARY
def test_a_summary_counts_and_lists_placements_by_their_confidence(confidence: float, sure: bool) -> None:
    head, *doubtful = terminal_outline.conclusions(placed(budget(), confidence), "en").split("\n")
    assert head.startswith(f"1 placements inferred ({int(sure)} at >= 0.9)")
    assert len(doubtful) == int(not sure)


@BOUNDARY
def test_a_tree_marks_a_doubtful_placement_with_a_question_mark(confidence: float, sure: bool) -> None:
    out = StringIO()
    terminal_outline.outline(tree_of(placed(budget(), confidence)), "en", out, colour=False)
    assert (f"[{confidence:.2f}]" in out.getvalue()) == sure
    assert (f"[{confidence:.2f}?]" in out.getvalue()) == (not sure)


@BOUNDARY
def test_a_comparison_shows_the_confidence_of_what_is_doubtful(confidence: float, sure: bool) -> None:
    made = Succession(
        RENAMED,
        "measure",
        ("measure/1",),
        ("measure/1",),
        confidence,
        (Evidence("same-text", Message.of({"ja": "同じ", "en": "same"})),),
    )
    line = edition_report._line(Editions(budget(), budget(), (made,)), made, "en")
    assert (f"[confidence {confidence:.2f}]" in line) == (not sure)


@BOUNDARY
def test_a_restatement_whose_original_is_doubtful_is_a_warning(confidence: float, sure: bool) -> None:
    entry = Initiative("measure/2/initiative/1", 1, "○", "桟橋", Span(0, 1), restated=True)
    made = Identification(entry.key, "measure/1/initiative/1", PARTIAL, confidence, ())
    found = restatement._doubt(entry, made, {made.original: "桟橋の改修"})
    assert [finding.rule for finding in found] == ([] if sure else ["reading/uncertain-restatement"])


@BOUNDARY
def test_a_heading_whose_place_is_doubtful_is_a_warning_with_its_rival(
    confidence: float, sure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_NUMBERED", "_TYPED", "_SPACED", "_IRREGULAR"):
        monkeypatch.setattr(outline_assembly, name, confidence)
    text = (
        "港と山の計画\n\n第１章 港を生かす\n\n第１節 市場を直す\n\n１ 屋根の葺替え\n\n２ 床の張替え\n\n第２節 桟橋を延ばす\n\n１ 杭の取替え\n\n２ 板の張替え\n\n"
        "第２章 山を守る\n\n第１節 林道を通す\n\n１ 測量の実施\n\n２ 橋の補修\n"
    )
    plan = read(Source(text, "plan.txt", Description("plan"), "", "utf-8"))
    doubtful = [finding for finding in plan.findings if finding.rule == "reading/uncertain-placement"]
    assert plan.placements
    assert bool(doubtful) == (not sure)


# -- cut, not rounded --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("share", "shown"), [(0.8999, 0.89), (0.9, 0.9), (0.029, 0.02), (0.999999, 0.99)])
def test_a_placement_of_an_overview_is_as_sure_as_its_share_cut(share: float, shown: float) -> None:
    assert placement._rounded(share) == shown


@pytest.mark.parametrize("probability", [0.8999, 0.50999, 0.129])
def test_a_succession_is_as_sure_as_its_probability_cut(probability: float) -> None:
    slope, intercept = comparing.CALIBRATION[RENAMED]
    odds = (math.log(probability / (1 - probability)) - intercept) / slope
    assert comparing.confidence(RENAMED, odds) == math.floor(100 * probability) / 100


def test_of_three_entries_with_the_same_words_each_is_as_likely_as_a_third_cut() -> None:
    entries = tuple(Initiative(f"measure/1/initiative/{n}", n, "○", "桟橋の改修", Span(n, n + 1)) for n in (1, 2, 3))
    again = Initiative("measure/2/initiative/1", 1, "○", "桟橋の改修", Span(4, 5), restated=True)
    first = Measure("measure/1", 1, "１", "港", Span(0, 1), entries)
    (made,), _ = restatement.identify((first, Measure("measure/2", 2, "２", "町", Span(3, 4), (again,))))
    assert (made.confidence, [share for _, share in made.rivals]) == (0.33, [0.33, 0.33])


@pytest.mark.parametrize(("share", "shown"), [(0.0199, 0.01), (0.2999, 0.29), (0.01001, 0.01)])
def test_the_share_of_a_rival_encoding_is_cut(share: float, shown: float, monkeypatch: pytest.MonkeyPatch) -> None:
    prior = dict.fromkeys(encoding.ENCODINGS, -500.0) | {"cp932": 0.0, "euc-jp": math.log(share / (1 - share))}
    monkeypatch.setattr(encoding, "_PRIOR", prior)
    monkeypatch.setattr(encoding, "_worth", lambda text: 0.0)
    monkeypatch.setattr(encoding, "_UNDECODED", 0.0)
    (best, _), rivals = encoding._likeliest("港".encode("euc-jp"))
    assert (best, rivals) == ("cp932", (("euc-jp", shown),))


def test_a_rival_of_less_than_a_hundredth_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    prior = dict.fromkeys(encoding.ENCODINGS, -500.0) | {"cp932": 0.0, "euc-jp": math.log(0.00999 / (1 - 0.00999))}
    monkeypatch.setattr(encoding, "_PRIOR", prior)
    monkeypatch.setattr(encoding, "_worth", lambda text: 0.0)
    monkeypatch.setattr(encoding, "_UNDECODED", 0.0)
    assert encoding._likeliest("港".encode("euc-jp"))[1] == ()


@pytest.mark.parametrize(("letters", "certain"), [(127, False), (128, True)])
def test_utf8_is_certain_from_so_many_bytes_on_that_no_chance_makes_them_fit(letters: int, certain: bool) -> None:
    assert encoding._is_plainly_utf8(("港" * letters).encode()) == certain


# -- written as cut ----------------------------------------------------------------------------------------------------

NEARLY = 0.8999
"""A confidence that, rounded, would be written as one that is sure."""


@pytest.mark.parametrize(
    ("share", "written"),
    [(NEARLY, "0.89"), (0.9, "0.90"), (0.29, "0.29"), (0.57, "0.57"), (0.999999, "0.99"), (1.0, "1.00"), (0.004, "0.00")],
)
def test_two_decimals_are_cut_and_two_decimals_stay_as_they_are(share: float, written: str) -> None:
    assert two_decimals(share) == written


def test_whatever_has_two_decimals_is_written_with_them() -> None:
    assert [two_decimals(hundredths / 100) for hundredths in range(101)] == [f"{n // 100}.{n % 100:02}" for n in range(101)]


def test_a_graph_states_a_confidence_cut() -> None:
    plan, iris = replace(placed(budget(), NEARLY), identifications=()), PlanIris(DEFAULT_BASE, "budget")
    made = to_graph(plan, iris, Vocabulary.of(Graph()), URIRef("urn:version")).reconstructed
    assert {str(value) for value in made.objects(None, SHISAKU.confidence)} == {"0.89"}


def renamed(confidence: float) -> tuple[Editions, Succession]:
    made = Succession(
        RENAMED,
        "measure",
        ("measure/1",),
        ("measure/1",),
        confidence,
        (Evidence("same-text", Message.of({"ja": "同じ", "en": "same"})),),
    )
    return Editions(budget(), budget(), (made,)), made


def test_a_graph_of_a_comparison_states_a_confidence_cut() -> None:
    old, new = PlanIris(DEFAULT_BASE, "old"), PlanIris(DEFAULT_BASE, "new")
    graph = graph_of_editions(renamed(NEARLY)[0], old, new)
    assert {str(value) for value in graph.objects(None, SHISAKU.confidence)} == {"0.89"}


def test_a_summary_a_tree_and_a_comparison_show_a_confidence_cut() -> None:
    plan, out = placed(budget(), NEARLY), StringIO()
    first, *_ = plan.placements
    doubtful = terminal_outline.conclusions(replace(plan, placements=(replace(first, rivals=(("pillar/2", 0.0999),)),)), "en")
    assert doubtful.split("\n")[1].endswith("  0.89  (rivals pillar/2 0.09)")
    terminal_outline.outline(tree_of(plan), "en", out, colour=False)
    assert "[0.89?]" in out.getvalue()
    for lang, shown in (("ja", "〔確信度 0.89〕"), ("en", "[confidence 0.89]")):
        assert shown in edition_report._line(*renamed(NEARLY), lang)


def test_an_explanation_shows_a_confidence_cut() -> None:
    explanation = Explanation(None, "reconstructed", confidence=NEARLY, rivals=(("pillar/2", 0.0999),))
    why = Rendering(cast(ResourceNames, None), "en").value(explanation)["why"]
    assert ("0.89" in why, "pillar/2 0.09" in why, "0.90" in why) == (True, True, False)
