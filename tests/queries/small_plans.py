"""Any number of small plans with everything that plans print, as N-Triples: towns two by two, each with five editions.

A plan is mapped once for each edition of the two towns; more towns are the same triples under other names. What plans have in
common is fixed, however many there are: an entry goes on through the editions of its town, another is planned by both towns of a
pair, and one by all towns, in the same words.
"""

from collections.abc import Iterator
from decimal import Decimal

from rdflib import URIRef

from shisaku.graph.mapping import to_graph
from shisaku.graph.vocabulary import Vocabulary
from shisaku.messages import Message
from shisaku.model.details import (
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Kind,
    Passage,
    PrintedPeriod,
    Purpose,
    Reference,
    Responsibility,
    StatusReport,
    TargetGroup,
)
from shisaku.model.digests import digest
from shisaku.model.plan import (
    EXACT,
    Evidence,
    Identification,
    Initiative,
    LegendEntry,
    Measure,
    MeasureGroup,
    Pillar,
    Placement,
    Plan,
)
from shisaku.model.source import Description, Publisher, Source, Span
from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris
from shisaku.rdf.quads import ntriples

TOGETHER = 10
"""Plans that are made at a time: five editions of two towns."""
_YEARS = range(2031, 2036)
_TOWNS = ("AAAA", "BBBB")
_PAIR = "CCCC"
_SHISAKU = "https://w3id.org/shisaku/ontology#"
_VERSION = URIRef("https://w3id.org/shisaku/ontology/0.2.0")


def small_plans(number: int, vocabulary: Vocabulary) -> Iterator[str]:
    """The graphs of so many plans, ten at a time. Raises ValueError where `number` is no multiple of ten."""
    if number % TOGETHER:
        raise ValueError(number)
    made = _ten(vocabulary)
    for pair in range(number // TOGETHER):
        named = made
        for letters, count in ((_TOWNS[0], 2 * pair), (_TOWNS[1], 2 * pair + 1), (_PAIR, pair)):
            named = named.replace(letters, f"{count:04d}")
        yield named


def _ten(vocabulary: Vocabulary) -> str:
    """The plans of both towns, with the successions between their editions."""
    pieces = []
    for town in _TOWNS:
        for year in _YEARS:
            plan = town_plan(town, year)
            iris = PlanIris.of_plan(DEFAULT_BASE, plan)
            made = to_graph(plan, iris, vocabulary, _VERSION)
            pieces.append(ntriples(made.asserted + made.reconstructed))
            if year != _YEARS.start:
                pieces.append(_successions(town, year))
    return "".join(pieces)


def _successions(town: str, year: int) -> str:
    """What became of both measures of the edition before: one goes on, one is renamed and stands under another pillar."""
    old, new = f"{DEFAULT_BASE}town-{town}-{year - 1}", f"{DEFAULT_BASE}town-{town}-{year}"
    lines = []
    for number, kind in ((1, "continued"), (2, "renamed")):
        at = f"<{new}/succession/from/town-{town}-{year - 1}/{number}>"
        pairs = [
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"<{_SHISAKU}ComponentSuccession>"),
            (f"{_SHISAKU}successionKind", f"<https://w3id.org/shisaku/succession-kind/{kind}>"),
            (f"{_SHISAKU}predecessor", f"<{old}/measure/{number}>"),
            (f"{_SHISAKU}successor", f"<{new}/measure/{number}>"),
            (f"{_SHISAKU}confidence", '"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
            ("http://www.w3.org/ns/prov#wasDerivedFrom", f"<{old}>"),
            ("http://www.w3.org/ns/prov#wasDerivedFrom", f"<{new}>"),
        ]
        if number == 2:
            pairs += [
                (f"{_SHISAKU}movedFrom", f"<{old}/pillar/{1 + (year - 1) % 2}>"),
                (f"{_SHISAKU}movedTo", f"<{new}/pillar/{1 + year % 2}>"),
            ]
        lines += [f"{at} <{predicate}> {value} .\n" for predicate, value in pairs]
    return "".join(lines)


class _Print:
    """The text of a plan, put together line by line."""

    def __init__(self) -> None:
        self.text = ""

    def line(self, words: str) -> Span:
        """The place of a new line."""
        start = len(self.text)
        self.text += words + "\n"
        return Span(start, start + len(words))

    def part(self, words: str) -> Span:
        """The place of words within what was printed last."""
        start = self.text.rindex(words)
        return Span(start, start + len(words))


def town_plan(town: str, year: int) -> Plan:
    """One edition: 2 pillars, a group, 2 measures, 6 entries, and a detail of every kind."""
    p = _Print()
    title = p.line(f"第{town}町の計画")
    period = p.line(f"期間：{year}年度から{year + 4}年度まで")
    purpose = p.line("人が集まり、安心して住み続けられる町をつくる。")
    legend = (LegendEntry("○", "予算", p.line("○：予算")), LegendEntry("☆", "制度", p.line("☆：制度")))
    first = Pillar("pillar/1", 1, "１", "防災のまち", p.line("１ 防災のまち"), details=Details(kind=Kind("goal", "目標")))
    group = p.line("■学びの場")
    one = _measure(p, 1, f"第{town}町の避難路の整備", town, year)
    second = Pillar("pillar/2", 2, "２", "子育てのまち", p.line("２ 子育てのまち"))
    two = _measure(p, 2, f"第{town}町の保育の充実", town, year)
    aside = (MeasureGroup(f"group/{digest('学びの場')}", 1, "学びの場", group, (one,)),)
    pillars = [first, second]
    pillars[0] = _with(first, aside if year % 2 else (*aside, two))
    pillars[1] = _with(second, (two,) if year % 2 else ())
    restated = two.initiatives[-1].key
    return Plan(
        source=Source(p.text, "plan.txt", _description(town, year), "ab" * 32, "utf-8"),
        title=f"第{town}町の計画",
        title_span=title,
        edition=f"{year}年度版",
        legend=legend,
        parts=tuple(pillars),
        placements=(
            Placement(
                "measure/2",
                f"pillar/{2 if year % 2 else 1}",
                0.8,
                (
                    Evidence("page-layout", Message.of({"ja": "位置による", "en": "told by its place"}), two.span),
                    Evidence("number-continuity", Message.of({"ja": "番号", "en": "number"})),
                ),
                ((f"pillar/{1 if year % 2 else 2}", 0.1),),
            ),
        ),
        identifications=(
            Identification(
                restated,
                one.initiatives[0].key,
                EXACT,
                0.99,
                (Evidence("same-text", Message.of({"ja": "同じ文言", "en": "same words"})),),
            ),
        ),
        furniture=(p.line(f"- {year} -"),),
        details=Details(
            purposes=(Purpose(f"purpose/{digest('plan')}", p.text[purpose.start : purpose.end], purpose),),
            periods=(PrintedPeriod("期間", period, f"{year}-04-01", f"{year + 5}-03-31", "fiscal-year"),),
            lines=(period,),
        ),
    )


def _with(pillar: Pillar, parts: tuple[MeasureGroup | Measure, ...]) -> Pillar:
    return Pillar(pillar.key, pillar.ordinal, pillar.printed, pillar.label, pillar.span, parts, pillar.details)


def _measure(p: _Print, number: int, label: str, town: str, year: int) -> Measure:
    """A measure with three entries: one that goes on, one of both towns, one of all towns, or a restated one."""
    heading = p.line(f"({number}) {label} 1,000千円")
    entries = [_entry(p, 1, f"第{town}町の{number}番目の点検", "○☆"), _entry(p, 2, f"第{_PAIR}郡の{number}番目の講座", "○")]
    common = f"第{town}町の1番目の点検" if number == 2 else "テレワークの広報"
    entries.append(_entry(p, 3, common, "○☆" if number == 2 else "", restated=number == 2))
    return Measure(f"measure/{number}", number, f"({number})", label, heading, tuple(entries), _measure_details(p, number, year))


def _entry(p: _Print, ordinal: int, label: str, marks: str, *, restated: bool = False) -> Initiative:
    span = p.line(f"{marks}{label}（再掲）" if restated else f"{marks}{label}")
    key = f"initiative/{digest(label, str(span.start))}"
    return Initiative(key, ordinal, marks, label, span, restated=restated, details=Details(tags=("継続",)))


def _measure_details(p: _Print, number: int, year: int) -> Details:
    lead = p.line(f"主管：学校課 支援：港湾課 対象：子ども 期限：{year + 1}年度末 進捗：やや遅れ SDGs 4 学校法第{number}条")
    issue = p.line("空き家が増え、通学路が暗い。")
    sums = p.line("前年度 900千円 うち国 300千円 町債 600千円")
    measured = p.line("指標：通学路の街灯（基） 48（基準） 60以上（目標） 51（実績）")
    years = FiscalYear("jp", year)
    return Details(
        description=(Passage(p.text[issue.start : issue.end], issue, "issue", f"description/{digest(str(issue.start))}"),),
        kind=Kind("action", "施策"),
        responsibilities=(
            Responsibility("学校課", p.part("学校課"), "lead", "https://example.org/school"),
            Responsibility("港湾課", p.part("港湾課"), "support"),
        ),
        target_groups=(TargetGroup("子ども", p.part("子ども")),),
        deadlines=(PrintedPeriod(f"{year + 1}年度末", p.part(f"{year + 1}年度末"), "", f"{year + 2}-03-31", "fiscal-year"),),
        indicators=(
            Indicator(
                "通学路の街灯", p.part("通学路の街灯"), "基", "output", "increase", False,
                (
                    IndicatorValue("48", p.part("48"), "baseline", Decimal(48), when=FiscalYear("jp", year - 1)),
                    IndicatorValue("60以上", p.part("60以上"), "target", Decimal(60), "at-least", when=FiscalYear("jp", year + 1)),
                    IndicatorValue("55以上", measured, "target", Decimal(55), "at-least", when=years),
                    IndicatorValue("51", p.part("51"), "result", Decimal(51), when=years),
                ),
            ),
        ),
        budget=(
            BudgetFigure("1,000千円", sums, Decimal(1_000_000), kind="initial", when=years),
            BudgetFigure(
                "900千円", p.part("900千円"), Decimal(900_000), kind="initial", when=FiscalYear("jp", year - 1),
                parts=(
                    BudgetFigure("300千円", p.part("300千円"), Decimal(300_000), funding_source="national-grant"),
                    BudgetFigure("600千円", p.part("600千円"), Decimal(600_000), funding_source="bond"),
                ),
            ),
        ),
        statuses=(StatusReport("やや遅れ", p.part("やや遅れ"), "delayed", years),),
        references=(
            Reference("SDGs 4", p.part("SDGs 4"), "contributes-to", "http://metadata.un.org/sdg/4"),
            Reference(f"学校法第{number}条", p.part(f"学校法第{number}条"), "legal-basis"),
        ),
        lines=(lead, sums, measured),
    )  # fmt: skip


def _description(town: str, year: int) -> Description:
    return Description(
        id=f"town-{town}-{year}",
        publishers=(Publisher(f"第{town}町", corporate_number=f"000000000{town}"),),
        year=year,
        series=f"town-{town}",
        plan_kind="strategy",
        adoption="adopted",
        retired=((f"measure/{year}", ("measure/1",)),),
        url=f"https://example.org/town-{town}-{year}.txt",
        licence="https://example.org/terms",
    )
