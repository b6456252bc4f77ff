"""A town's plan in which every detail that a plan can have is there, put together by hand. Every word is invented."""

from dataclasses import replace
from decimal import Decimal

from shisaku.messages import Message
from shisaku.model.details import (
    LAST_YEAR,
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
from shisaku.model.plan import EXACT, Evidence, Identification, Initiative, LegendEntry, Measure, Pillar, Placement, Plan
from shisaku.model.source import Description, Publisher, Source, Span
from shisaku.reading.identity import with_lasting_keys

TEXT = """\
はる町まちづくり計画（第２期）
期間：令和７年度から令和11年度まで
○：予算 ☆：制度

基本目標１ 子どもが育つ町
町のどこでも子どもが遊べるようにする。
指標 公園のある地区の数（地区） 現状 12（R5） 目標 20以上（R11） 実績 15（R7）
施策１ 公園を増やす 担当：都市整備課 関係課：教育課
対象：小学生と保護者 期間：令和７年度 期限：令和８年度末まで
現状：公園のない地区が八つある。
課題：土地の持ち主との話し合いが進まない。
事業費 令和７年度当初 84,000千円（うち国庫 42,000千円、町債 30,000千円） 前年度 80,000千円 令和８年度 約90,000千円
進捗：やや遅れ（令和７年度末） SDGs 11 都市公園法第２条
○☆空き地の借り上げ
○遊具の点検（新規） 事項要求
施策２ 読書を広める 担当：図書館
○遊具の点検（再掲）
"""
"""Its words."""
YEAR = FiscalYear("jp", 2025)
"""Its fiscal year."""


def town() -> Plan:
    """The plan: 1 pillar, 2 measures, 3 entries, 1 of them restated."""
    return with_lasting_keys(
        Plan(
            source=Source(TEXT, "haru.txt", _description(), "ab" * 32, "utf-8"),
            title="はる町まちづくり計画",
            title_span=_span("はる町まちづくり計画（第２期）"),
            edition="第２期",
            legend=(LegendEntry("○", "予算", _span("○：予算")), LegendEntry("☆", "制度", _span("☆：制度"))),
            parts=(_pillar(),),
            placements=(
                Placement(
                    "measure/2",
                    "pillar/1",
                    0.85,
                    (
                        Evidence(
                            "number-continuity", Message.of({"ja": "番号が続いている", "en": "numbers run on"}), _span("施策１")
                        ),
                        Evidence("shared-words", Message.of({"ja": "語が同じ", "en": "words in common"})),
                    ),
                    (("", 0.15),),
                ),
            ),
            identifications=(
                Identification(
                    "measure/2/initiative/1",
                    "measure/1/initiative/2",
                    EXACT,
                    0.99,
                    (Evidence("same-text", Message.of({"ja": "同じ文言", "en": "same words"})),),
                ),
            ),
            details=Details(
                periods=(_period("令和７年度から令和11年度まで", "2025-04-01", "2030-03-31"),),
                lines=(_line("期間：令和７年度から"),),
            ),
            lexicon="試し語彙 3",
        )
    )


def retired(plan: Plan) -> Plan:
    """`plan` with three IRIs that named something of it once: one that was replaced by one, one by two, and one by nothing that it has."""
    entries = tuple(entry.key for entry in plan.initiatives)
    old = (("measure/9", (plan.measures[0].key,)), ("group/1/initiative/7", entries[:2]), ("group/8", ()))
    described = replace(plan.source.description, retired=old)
    return replace(plan, source=replace(plan.source, description=described))


def _description() -> Description:
    return Description(
        id="haru-2025",
        publishers=(Publisher("はる町", (("ja", "はる町"), ("en", "Haru Town"))),),
        year=2025,
        issued="2025-03",
        plan_kind="comprehensive-strategy",
        adoption="adopted",
        series="haru-machizukuri",
        url="https://example.org/haru/plan.txt",
        licence="https://example.org/terms",
        retrieved="2025-06-01",
    )


def _span(words: str, behind: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(behind) + len(behind))
    return Span(start, start + len(words))


def _line(beginning: str) -> Span:
    start = TEXT.index(f"\n{beginning}") + 1
    return Span(start, TEXT.index("\n", start))


def _period(printed: str, start: str = "", end: str = "", behind: str = "") -> PrintedPeriod:
    return PrintedPeriod(printed, _span(printed, behind), start, end, "fiscal-year")


def _pillar() -> Pillar:
    values = (
        IndicatorValue("12（R5）", _span("12（R5）"), "baseline", Decimal(12), when=FiscalYear("jp", 2023)),
        IndicatorValue("20以上（R11）", _span("20以上（R11）"), "target", Decimal(20), "at-least", when=FiscalYear("jp", 2029)),
        IndicatorValue("15（R7）", _span("15（R7）"), "result", Decimal(15), when=FiscalYear("jp", 2025)),
    )
    name = "公園のある地区の数"
    purpose = "町のどこでも子どもが遊べるようにする。"
    return Pillar(
        "pillar/1",
        1,
        "１",
        "子どもが育つ町",
        _line("基本目標１"),
        (_parks(), _reading()),
        Details(
            purposes=(Purpose("purpose/1", purpose, _span(purpose), "vision"),),
            kind=Kind("goal", "基本目標"),
            indicators=(Indicator(name, _span(name), "地区", "outcome", "increase", cumulative=False, values=values),),
            lines=(_line("指標"),),
        ),
    )


def _parks() -> Measure:
    now, issue = "公園のない地区が八つある。", "土地の持ち主との話し合いが進まない。"
    return Measure(
        "measure/1",
        1,
        "１",
        "公園を増やす",
        _line("施策１"),
        (
            Initiative("measure/1/initiative/1", 1, "○☆", "空き地の借り上げ", _line("○☆空き地")),
            Initiative(
                "measure/1/initiative/2",
                2,
                "○",
                "遊具の点検",
                _line("○遊具の点検（新規）"),
                details=Details(tags=("新規",), budget=(BudgetFigure("事項要求", _span("事項要求"), kind="request"),)),
            ),
        ),
        Details(
            kind=Kind("action", "施策"),
            description=(Passage(now, _span(now), "situation"), Passage(issue, _span(issue), "issue")),
            responsibilities=(
                Responsibility("都市整備課", _span("都市整備課"), "lead", "https://example.org/org/toshi"),
                Responsibility("教育課", _span("教育課"), "support"),
            ),
            target_groups=(TargetGroup("小学生と保護者", _span("小学生と保護者")),),
            periods=(_period("令和７年度", "2025-04-01", "2026-03-31", "対象："),),
            deadlines=(_period("令和８年度末まで", "", "2027-03-31"),),
            budget=_money(),
            statuses=(
                StatusReport(
                    "やや遅れ",
                    _span("やや遅れ"),
                    "delayed",
                    PrintedPeriod("令和７年度末", _span("令和７年度末"), "", "2026-03-31", "fiscal-year"),
                    "haru-2020/measure/4",
                ),
            ),
            references=(
                Reference("SDGs 11", _span("SDGs 11"), "contributes-to", "http://metadata.un.org/sdg/11"),
                Reference("都市公園法第２条", _span("都市公園法第２条"), "legal-basis"),
            ),
            lines=tuple(map(_line, ("対象", "事業費", "進捗"))),
        ),
    )


def _money() -> tuple[BudgetFigure, ...]:
    grant = BudgetFigure(
        "うち国庫 42,000千円", _span("うち国庫 42,000千円"), Decimal(42_000_000), funding_source="national-grant"
    )
    bond = BudgetFigure("町債 30,000千円", _span("町債 30,000千円"), Decimal(30_000_000), funding_source="bond")
    return (
        BudgetFigure(
            "84,000千円", _span("84,000千円"), Decimal(84_000_000), kind="initial", account="一般会計", parts=(grant, bond)
        ),
        BudgetFigure("80,000千円", _span("80,000千円"), Decimal(80_000_000), kind="initial", when=LAST_YEAR),
        BudgetFigure("約90,000千円", _span("約90,000千円"), Decimal(90_000_000), approximate=True, when=FiscalYear("jp", 2026)),
    )


def _reading() -> Measure:
    again = Initiative("measure/2/initiative/1", 1, "○", "遊具の点検", _line("○遊具の点検（再掲）"), restated=True)
    lead = Responsibility("図書館", _span("図書館"), "lead")
    return Measure(
        "measure/2",
        2,
        "２",
        "読書を広める",
        _line("施策２"),
        (again,),
        Details(responsibilities=(lead,), kind=Kind("action", "施策")),
    )
