"""What single checks find and what they let pass, where one file that breaks them cannot show it all."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import Graph

from shisaku.owl.rl.inference import infer
from shisaku.pipeline import Context
from shisaku.shacl.validation import check
from shisaku.sparql.saved_query import load_query

CHECKS = Path(__file__).resolve().parents[2] / "ontology" / "checks"
HEAD = """
@base <https://example.org/id/p/> .
@prefix budget: <https://w3id.org/shisaku/budget-kind/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix direction: <https://w3id.org/shisaku/direction/> .
@prefix funding: <https://w3id.org/shisaku/funding-source/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix shisaku: <https://w3id.org/shisaku/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix status: <https://w3id.org/shisaku/status/> .
@prefix succession: <https://w3id.org/shisaku/succession-kind/> .
@prefix value: <https://w3id.org/shisaku/value-kind/> .
"""
Found = tuple[str, str]
"""The end of the IRI of what is concerned, and the value."""


def found(name: str, turtle: str, context: Context) -> list[Found]:
    """What one check finds in data and all that follows from them."""
    data = Graph().parse(data=HEAD + turtle, format="turtle")
    whole = data + infer(data, context.terms).inferred
    findings = check(whole, context.schemes, (load_query(CHECKS / f"{name}.rq"),))
    return [(str(f.subject).removeprefix("https://example.org/id/p/"), _short(f.value)) for f in findings]


def _short(value: str | None) -> str:
    return (value or "").removeprefix("https://example.org/id/p/")


def span(start: int, end: int, quote: str = "", before: str = "", behind: str = "") -> str:
    """A place in the text, named `<start>-<end>`."""
    context = "".join(f" ; oa:{name} {_literal(text)}" for name, text in (("prefix", before), ("suffix", behind)) if text)
    return (
        f"<{start}-{end}> a shisaku:TextSpan ; oa:hasSource <text> ; oa:hasSelector <{start}-{end}/position> , <{start}-{end}/quote> ."
        f"<{start}-{end}/position> oa:start {start} ; oa:end {end} . <{start}-{end}/quote> oa:exact {_literal(quote)}{context} ."
    )


def _literal(text: str) -> str:
    return '"' + text.replace("\n", "\\n") + '"'


# -- the text and places in it -----------------------------------------------------------------------------------------

LETTERS = "".join(chr(0x4E00 + number) for number in range(6000))
"""A text in which every character is another one, so that no quote stands in two places."""


STARTS = [0, 1, 1000, 1023, 1024, 1025, 2047, 2048, 2900]
"""Around the edges of the pieces that the text is cut into."""


@pytest.mark.parametrize("length", [1, 40, 1000, 2100, 3000])
def test_a_quote_is_compared_wherever_it_stands_and_however_long_it_is(length: int, context: Context) -> None:
    text = f'<text> a shisaku:SourceText ; shisaku:sourceText "{LETTERS}" .'
    right, wrong = [], []
    for start in STARTS:
        end = start + length
        before, quote, behind = LETTERS[max(0, start - 24) : start], LETTERS[start:end], LETTERS[end : end + 24]
        right.append(span(start, end, quote, before, behind))
        wrong.append(
            (
                span(start, end, quote[:-1] + "×", before, behind),
                span(start, end, quote, before, behind[:-1] + "×"),
                span(start, end, quote, "×" + before, behind),
                span(start, end, quote + LETTERS[end], before, LETTERS[end + 1 : end + 24]),
            )
        )
    assert found("quote-equals-source", text + "".join(right), context) == []
    for spans in zip(*wrong, strict=True):
        entities = {entity for entity, _ in found("quote-equals-source", text + "".join(spans), context)}
        assert entities == {f"{start}-{start + length}" for start in STARTS}


def test_a_prefix_may_be_longer_than_a_piece(context: Context) -> None:
    text = f'<text> a shisaku:SourceText ; shisaku:sourceText "{LETTERS}" .'
    right = span(2050, 2060, LETTERS[2050:2060], LETTERS[500:2050])
    wrong = span(2050, 2060, LETTERS[2050:2060], "×" + LETTERS[501:2050])
    assert found("quote-equals-source", text + right, context) == []
    assert [entity for entity, _ in found("quote-equals-source", text + wrong, context)] == ["2050-2060"]


def test_without_the_text_a_quote_must_be_as_long_as_its_place(context: Context) -> None:
    text = "<text> a shisaku:SourceText ."
    assert found("quote-equals-source", text + span(3, 5, "施策", "「", "」"), context) == []
    assert found("quote-equals-source", text + span(3, 6, "施策", "「", "」"), context) == [("3-6", "施策")]


OVERLAPS = [
    ([(0, 10), (10, 20)], []),
    ([(0, 10), (9, 20)], [("0-10", "9-20")]),
    ([(9, 20), (10, 30)], [("9-20", "10-30")]),
    ([(100, 5000), (4990, 5200)], [("100-5000", "4990-5200")]),
    ([(100, 5000), (200, 203)], [("100-5000", "200-203")]),
    ([(200, 203), (202, 90000)], [("200-203", "202-90000")]),
    ([(15, 17), (0, 16)], [("0-16", "15-17")]),
    ([(0, 70000), (70000, 140000), (69999, 70001)], [("0-70000", "69999-70001"), ("69999-70001", "70000-140000")]),
    ([(32, 40), (32, 300)], [("32-300", "32-40")]),
]


@pytest.mark.parametrize(("places", "expected"), OVERLAPS)
def test_places_overlap_whatever_their_lengths(places: list[tuple[int, int]], expected: list[Found], context: Context) -> None:
    claims = "".join(f"<c/{start}> a shisaku:Measure ; shisaku:quotedFrom <{start}-{end}> ." for start, end in places[:1])
    claims += "".join(f"<{start}-{end}> a shisaku:Furniture ." for start, end in places[1:])
    data = claims + "".join(span(start, end) for start, end in places)
    assert found("claimed-spans-do-not-overlap", data, context) == expected


def test_a_place_that_several_elements_claim_is_reported_for_each_but_one(context: Context) -> None:
    claims = "".join(f"<measure/{number}> a shisaku:Measure ; shisaku:quotedFrom <0-4> ." for number in range(3))
    detail = "<measure/0> shisaku:hasDeadline <d> . <d> a shisaku:PrintedPeriod ; shisaku:quotedFrom <0-4> ."
    expected = [("0-4", "measure/1"), ("0-4", "measure/2")]
    assert found("claimed-spans-do-not-overlap", claims + detail + span(0, 4), context) == expected


WORDINGS = [
    ("label over two lines", 'rdfs:label "苗木の植え付け"@ja', "○苗木の植え\n付け", []),
    ("a curated translation beside it", 'rdfs:label "苗木"@ja , "young trees"@en', "○苗木", []),
    ("a plan in another language", 'rdfs:label "Open Banks"@en', "1. Open Banks", []),
    ("words of another line", 'rdfs:label "苗木"@ja , "young trees"@en', "○稚魚", [("e", "苗木")]),
    ("furigana", 'rdfs:label "湊の灯り"@ja', "湊\nみなと\nの灯り", []),
    ("a page number between", 'rdfs:label "店の減った朝市に呼び込む"@ja', "店の減った朝市\n\n- 3 -\n\nに呼び込む", []),
    ("every printed form", 'shisaku:printedNumber "３" ; shisaku:tag "新規"@ja', "３ 苗木【新規】", []),
    ("a number normalised", 'shisaku:printedNumber "3" ; shisaku:tag "新規"@ja', "３ 苗木【新規】", [("e", "3")]),
    ("two forms normalised", 'shisaku:printedNumber "3" ; shisaku:tag "new"@ja', "３ 苗木【新規】", [("e", "3"), ("e", "new")]),
]


@pytest.mark.parametrize(("words", "quote", "expected"), [case[1:] for case in WORDINGS], ids=[case[0] for case in WORDINGS])
def test_words_are_looked_for_as_they_are_printed(words: str, quote: str, expected: list[Found], context: Context) -> None:
    data = f"<e> a shisaku:Measure ; {words} ; shisaku:quotedFrom <0-9> ."
    assert found("wording-is-printed", data + span(0, 9, quote), context) == expected


def test_words_may_be_printed_in_several_places_in_order_of_the_text(context: Context) -> None:
    words = ("配達員が、", "一人で暮らす", "人の家の", "明かりに", "気を配る。")
    starts = (9, 30, 100, 220, 1000)
    claims = " , ".join(f"<{start}-{start + 8}>" for start in starts)
    data = f'<e> a shisaku:Description ; shisaku:text "{"".join(words)}"@ja ; shisaku:quotedFrom {claims} .'
    right = "".join(span(start, start + 8, word) for start, word in zip(starts, words, strict=True))
    assert found("wording-is-printed", data + right, context) == []
    turned = "".join(span(start, start + 8, word) for start, word in zip(starts, reversed(words), strict=True))
    assert found("wording-is-printed", data + turned, context) == [("e", "".join(words))]


# -- restatement -------------------------------------------------------------------------------------------------------

NOTED = [
    ("見守り事業", "○見守り事業（再掲）", True),
    ("見守り事業", "○見守り事業（再掲） 500千円", True),
    ("見守り事業", "○見守り事業【再掲：施策３】　港湾課", True),
    ("見守り事業", "○見守り事業（新規）（再掲）　500千円　港湾課", True),
    ("見守り事業", "○見守り\n事業（ 再\n掲 ）500千円", True),
    ("見守り事業", "○見守り事業 500千円（再掲）", True),
    ("見守り事業", "○見守り事業 500千円", False),
    ("見守り事業（再掲分を除く。）の拡充", "○見守り事業（再掲分を除く。）の拡充 500千円", False),
    ("見守り事業", "○見守り事業 500千円（うち再掲分 20千円） 港湾課", False),
]


@pytest.mark.parametrize(("label", "quote", "noted"), NOTED)
def test_a_note_of_restatement_may_stand_before_a_sum(label: str, quote: str, noted: bool, context: Context) -> None:
    data = f'<e> a shisaku:Initiative ; rdfs:label "{label}"@ja ; shisaku:quotedFrom <0-9> .' + span(0, 9, quote)
    assert bool(found("restated-if-and-only-if-printed", data, context)) is noted


def test_a_note_may_be_printed_in_any_place_of_a_restated_component(context: Context) -> None:
    data = '<e> a shisaku:Measure , shisaku:RestatedComponent ; rdfs:label "見守り"@ja ; shisaku:quotedFrom <0-9> , <9-19> .'
    name = "restated-if-and-only-if-printed"
    assert found(name, data + span(0, 9, "３ 見守り") + span(9, 19, "500千円（再掲）"), context) == []
    assert found(name, data + span(0, 9, "３ 見守り") + span(9, 19, "500千円"), context) == [("e", "500千円")]


# -- numbering ---------------------------------------------------------------------------------------------------------


def test_entries_of_two_parents_may_have_one_ordinal(context: Context) -> None:
    data = """<> a shisaku:PolicyPlan .
        <a> a shisaku:Initiative ; shisaku:ordinal 1 ; shisaku:directPartOf <> ; shisaku:inPlan <> .
        <m> a shisaku:Measure ; shisaku:ordinal 1 ; shisaku:directPartOf <> ; shisaku:inPlan <> .
        <b> a shisaku:Initiative ; shisaku:ordinal 1 ; shisaku:directPartOf <m> ; shisaku:inMeasure <m> .
    """
    assert found("ordinals-are-unique", data, context) == []
    third = "<c> a shisaku:Initiative ; shisaku:ordinal 1 ; shisaku:directPartOf <m> ; shisaku:inMeasure <m> ."
    assert found("ordinals-are-unique", data + third, context) == [("b", "1"), ("c", "1")]


# -- marks -------------------------------------------------------------------------------------------------------------


def test_a_mark_whose_label_is_its_sign_is_not_explained_where_there_is_a_legend(context: Context) -> None:
    data = """<mark> skos:notation "◇" ; skos:prefLabel "%s"@ja ; shisaku:markOf <> .
        <m> a shisaku:Measure ; shisaku:inPlan <> ; shisaku:hasMark <mark> ; shisaku:printedMarks "◇" .
    """
    legend = '<other> skos:notation "○" ; skos:prefLabel "予算"@ja ; shisaku:markOf <> ; shisaku:quotedFrom <0-4> . '
    assert found("marks-are-in-the-legend", legend + data % "制度", context) == []
    assert found("marks-are-in-the-legend", legend + data % "◇", context) == [("m", "mark")]
    assert found("marks-are-in-the-legend", data % "◇", context) == []


# -- conclusions -------------------------------------------------------------------------------------------------------

PLACED = """<> a shisaku:PolicyPlan .
<pillar/1> a shisaku:Pillar ; shisaku:directPartOf <> ; shisaku:inPlan <> .
<measure/1> a shisaku:Measure ; shisaku:directPartOf <pillar/1> ; shisaku:inPillar <pillar/1> .
<measure/2> a shisaku:Measure ; shisaku:directPartOf <pillar/1> ; shisaku:inPillar <pillar/1> .
"""
PLACEMENT = """<placement/measure/1> a shisaku:Placement ; shisaku:places <measure/1> ; shisaku:under <pillar/1> ;
    shisaku:concludedProperty shisaku:directPartOf .
"""
RESTATED = "<measure/2> shisaku:restates <measure/1> . "


def test_a_conclusion_is_asked_for_only_where_one_of_its_kind_was_drawn(context: Context) -> None:
    name = "conclusions-are-recorded"
    assert found(name, PLACED, context) == []
    assert found(name, PLACED + PLACEMENT, context) == [("measure/2", "pillar/1")]
    assert found(name, PLACED + RESTATED, context) == []
    assert found(name, PLACED + RESTATED + PLACEMENT, context) == [("measure/2", "pillar/1")]


def test_what_was_rejected_need_not_be_likely(context: Context) -> None:
    data = "<c> a shisaku:Placement ; shisaku:confidence 0.49 . <r> a shisaku:RejectedConclusion ; shisaku:confidence 0.34 ."
    assert found("conclusions-are-confident", data, context) == [("c", "0.49")]


def test_a_succession_may_name_what_is_rejected_elsewhere(context: Context) -> None:
    data = "<s> a {kind} ; shisaku:rival <a> ; shisaku:evidenceSpan <0-9> ."
    assert found("evidence-is-recorded", data.format(kind="shisaku:ComponentSuccession"), context) == []
    assert found("evidence-is-recorded", data.format(kind="shisaku:Placement"), context) == [("s", "0-9"), ("s", "a")]


def test_a_passage_stands_in_the_plan_of_what_it_belongs_to(context: Context) -> None:
    data = """<2030> a shisaku:PolicyPlan ; shisaku:hasPurpose <2030/a> .
        <> a shisaku:PolicyPlan . <pillar/1> a shisaku:Pillar ; shisaku:inPlan <> ; shisaku:hasPurpose <b> .
        <s> a shisaku:ComponentSuccession ; shisaku:predecessor <2030/a> ; shisaku:successor <b> ; prov:wasDerivedFrom <2030> .
    """
    assert found("successions-relate-two-plans", data, context) == [("s", "b")]
    assert found("successions-relate-two-plans", data + "<s> prov:wasDerivedFrom <> .", context) == []


# -- sums, indicators, kinds -------------------------------------------------------------------------------------------


def figure(name: str, amount: int, *more: str, currency: str = "JPY") -> str:
    """A sum."""
    said = "".join(f" ; {one}" for one in more)
    return f'<{name}> a shisaku:BudgetFigure ; shisaku:amount {amount}.0 ; shisaku:currency "{currency}"{said} . '


PARTS = "shisaku:hasBreakdown <a> , <b>"
BREAKDOWNS = [
    ("too much", figure("s", 100, PARTS) + figure("a", 60) + figure("b", 50), [("s", "110")]),
    ("no more than the sum", figure("s", 100, PARTS) + figure("a", 60) + figure("b", 40), []),
    ("two kinds", figure("s", 100, PARTS) + figure("a", 60, "shisaku:fundingSource funding:bond") + figure("b", 50), []),
    ("two currencies", figure("s", 100, PARTS) + figure("a", 60) + figure("b", 50, currency="USD"), []),
    ("about so much", figure("s", 100, PARTS, "shisaku:approximate true") + figure("a", 60) + figure("b", 50), []),
    ("about so much each", figure("s", 100, PARTS) + figure("a", 60, "shisaku:approximate true") + figure("b", 50), []),
    ("a reduction", figure("s", -100, PARTS) + figure("a", 60) + figure("b", 50), []),
    ("parts of a part", figure("s", 100, PARTS) + figure("a", 60, "shisaku:hasBreakdown <c>") + figure("c", 60), []),
]


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in BREAKDOWNS], ids=[case[0] for case in BREAKDOWNS])
def test_parts_of_one_kind_are_added_up(data: str, expected: list[Found], context: Context) -> None:
    assert found("breakdowns-do-not-exceed-their-sum", data, context) == expected


def of_two_editions(kind: str, *sums: str) -> str:
    """A component and what it continues, with what is printed of each for one year."""
    return f"""<m> a shisaku:Measure ; shisaku:hasBudgetFigure <m/s> . <old> a shisaku:Measure ; shisaku:hasBudgetFigure <old/s> .
        <s> a shisaku:ComponentSuccession ; shisaku:predecessor <old> ; shisaku:successor <m> ; shisaku:successionKind {kind} .
        {"".join(sums)} <m/s> shisaku:forPeriod <year> . <old/s> shisaku:forPeriod <year> .
    """


INITIAL, REQUEST = "shisaku:budgetKind budget:initial", "shisaku:budgetKind budget:request"
SUMS = [
    ("another sum", "continued", figure("m/s", 80, INITIAL), figure("old/s", 90, INITIAL), [("m/s", "90")]),
    ("the same sum", "continued", figure("m/s", 90, INITIAL), figure("old/s", 90, INITIAL), []),
    ("another kind", "continued", figure("m/s", 80, INITIAL), figure("old/s", 90, REQUEST), []),
    ("about so much", "continued", figure("m/s", 80, INITIAL, "shisaku:approximate true"), figure("old/s", 90, INITIAL), []),
    ("a part of it", "split", figure("m/s", 80, INITIAL), figure("old/s", 90, INITIAL), []),
]


@pytest.mark.parametrize(("kind", "newer", "older", "expected"), [case[1:] for case in SUMS], ids=[case[0] for case in SUMS])
def test_the_sum_of_a_year_is_compared_with_the_earlier_edition(
    kind: str, newer: str, older: str, expected: list[Found], context: Context
) -> None:
    assert found("sums-agree-with-the-earlier-edition", of_two_editions(f"succession:{kind}", newer, older), context) == expected


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "wrong"),
    [
        ("increase", 5, 4, True),
        ("increase", 5, 5, False),
        ("decrease", 5, 6, True),
        ("decrease", 5, 4, False),
        ("maintain", 5, 6, False),
    ],
)
def test_a_target_lies_on_the_desired_side(direction: str, baseline: int, target: int, wrong: bool, context: Context) -> None:
    data = f"""<i> a shisaku:Indicator ; shisaku:desiredDirection direction:{direction} ; shisaku:hasValue <a> , <b> , <c> .
        <a> shisaku:valueKind value:baseline ; shisaku:numericValue {baseline}.0 .
        <b> shisaku:valueKind value:target ; shisaku:numericValue {target}.0 .
        <c> shisaku:valueKind value:result ; shisaku:numericValue 0.0 .
    """
    assert found("targets-lie-in-the-desired-direction", data, context) == ([("b", str(baseline))] if wrong else [])


@pytest.mark.parametrize(
    ("word", "status", "wrong"), [("完了", "complete", False), ("完了", "delayed", True), ("八割方", "delayed", False)]
)
def test_a_printed_word_means_its_status(word: str, status: str, wrong: bool, context: Context) -> None:
    data = f'<r> a shisaku:StatusReport ; shisaku:printedForm "{word}"@ja ; shisaku:status status:{status} .'
    assert bool(found("kinds-agree-with-print", data, context)) is wrong


# -- retired IRIs ------------------------------------------------------------------------------------------------------


def retired(*pairs: tuple[str, str]) -> Iterable[str]:
    for old, new in pairs:
        yield f"<{old}> owl:deprecated true ; dcterms:isReplacedBy <{new}> . "


def test_a_retired_iri_may_lead_over_others_to_a_living_one(context: Context) -> None:
    name, living = "retired-iris-lead-to-living-ones", "<c> a shisaku:Measure . "
    assert found(name, living + "".join(retired(("x", "a"), ("a", "b"), ("b", "c"))), context) == []
    assert found(name, "<dropped> owl:deprecated true .", context) == []
    assert found(name, living + "".join(retired(("a", "c"), ("a", "d"))), context) == [("a", "d")]
    assert found(name, "".join(retired(("a", "b"), ("b", "a"))), context) == [("a", "b"), ("b", "a")]
