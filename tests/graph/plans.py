"""Two plans of other kinds than slides, put together by hand: a city's budget, and a charter in English. Every word is invented."""

from dataclasses import replace
from decimal import Decimal

from tests.beside import beside

from shisaku.messages import Message
from shisaku.model.details import BudgetFigure, Details, Passage
from shisaku.model.plan import EXACT, Evidence, Identification, Initiative, Measure, MeasureGroup, Pillar, Placement, Plan
from shisaku.model.source import Description, PrintedLine, Publisher, Source, Span

BUDGET = """\
みさき市予算のあらまし （令和23年度当初予算案）

新しい年度は、港と暮らしを支える
事業に力を注ぐ。

第１章 港を生かす　9,000千円

（１） 港のにぎわい

① 人の集まる港

ア 市場と広場

1 朝市の再生　3,500千円（2,900千円）　港湾課　《公約1-①》
店の減った朝市に、若い漁師の
出店を呼び込む。
出店料は、三年のあいだ半額とする。
事業１ 朝市広場の屋根掛け　3,000千円（2,400千円）　港湾課　【新規】
事業２ 出店の手引き　約50 万円　港湾課・商工課　【継続】
事業３ 空き店舗の貸し出し　事項要求　商工課

2 夜の港の灯り
事業４ 灯りの取り替え　△1,200千円（約800千円）

- 1 -

事業５ 港の案内板　700千円（700千円）　【拡充】　【継続】

（２） 港の安全　事項要求

1 岸壁の点検　防災課
事業６ 岸壁の打音調査　2,000千円（500千円）　防災課
朝市広場の屋根掛け（再掲）　3,000千円

第２章 暮らしを支える

1 見守りの充実　《総合計画3-2》
配達員が、一人で暮らす人の家の明かりに気を配る。
事業７ 移動図書館の巡回　1,500千円　図書館

事業８ 予備費　1,000千円
"""
"""A budget: groups three deep, entries at every level, sums of every kind, numbers that start anew and numbers that do not."""

CHARTER = """\
Charter for the Rivers of Alder County

This charter guides whoever builds, farms or fishes
on the rivers of the county.

Open Banks
1. Keep Paths Free: Walkers may reach every bank. Gates
are taken down.
2. Share the Landings: Boats of all sizes use one landing.

Clear Water
3. Measure Weekly: Readings are taken each Monday and
posted at the bridges.

Quiet Nights
4. Dim the Quays: Lamps are shaded after ten.
"""
"""A charter: unnumbered headings, numbered measures with prose, no entries."""


class _Text:
    """Finds the words of a plan in its text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, behind: str = "") -> Span:
        """The first place of `words` behind the first place of `behind`."""
        start = self.text.index(words, self.text.index(behind) + len(behind))
        return Span(start, start + len(words))

    def line(self, beginning: str) -> Span:
        """The line that begins so."""
        start = self.text.index(f"\n{beginning}") + 1
        return Span(start, self.text.index("\n", start))

    def passage(self, printed: str, joined_by: str = "") -> Passage:
        return Passage(printed.replace("\n", joined_by), self.span(printed))

    def amount(self, printed: str, line: str, yen: int | None, approximate: bool = False) -> BudgetFigure:
        amount = None if yen is None else Decimal(yen)
        return BudgetFigure(printed, self.span(printed, line), amount, approximate=approximate)


def budget() -> Plan:
    """The budget: 2 pillars, 4 groups, 4 measures, 9 entries, 1 of them restated."""
    t = _Text(BUDGET)
    parts = (_harbour(t), _living(t), _entry(t, "", 1, "事業８", "予備費", amount=("1,000千円", 1_000_000)))
    placements = [
        ("pillar/1", "", "numbering-style"), ("group/1", "pillar/1", "numbering-style"), ("group/2", "group/1", "numbering-style"),
        ("group/3", "group/2", "numbering-style"), ("measure/1", "group/3", "number-continuity"),
        ("measure/2", "group/3", "number-continuity"), ("group/4", "pillar/1", "numbering-style"),
        ("measure/3", "group/4", "typography"), ("pillar/2", "", "heading-form"), ("measure/4", "pillar/2", "page-layout"),
    ]  # fmt: skip
    return Plan(
        source=Source(BUDGET, "misaki.txt", _description("misaki-2041", "Misaki City"), "cd" * 32, "utf-8"),
        title="みさき市予算のあらまし",
        title_span=t.span("みさき市予算のあらまし （令和23年度当初予算案）"),
        edition="令和23年度当初予算案",
        legend=(),
        parts=parts,
        placements=tuple(_placement(*placement) for placement in placements),
        identifications=(
            Identification(
                "measure/3/initiative/2",
                "measure/1/initiative/1",
                EXACT,
                0.99,
                (Evidence("same-text", Message.of({"ja": "同じ文言", "en": "same words"})),),
            ),
        ),
        furniture=(t.span("- 1 -"),),
        details=Details(description=(t.passage("新しい年度は、港と暮らしを支える\n事業に力を注ぐ。"),)),
        lexicon="試し語彙 3",
    )


def _harbour(t: _Text) -> Pillar:
    line = "1 朝市の再生"
    revival = Measure(
        "measure/1", 1, "1", "朝市の再生", t.line(line),
        (
            _entry(t, "measure/1", 1, "事業１", "朝市広場の屋根掛け", ("3,000千円", 3_000_000), ("2,400千円", 2_400_000), ("港湾課",), ("新規",)),
            _entry(t, "measure/1", 2, "事業２", "出店の手引き", ("約50 万円", 500_000), None, ("港湾課", "商工課"), ("継続",)),
            _entry(t, "measure/1", 3, "事業３", "空き店舗の貸し出し", ("事項要求", None), None, ("商工課",)),
        ),
        beside(
            t.amount("3,500千円", line, 3_500_000), t.amount("2,900千円", line, 2_900_000), ("港湾課",), (), ("公約1-①",),
            (t.passage("店の減った朝市に、若い漁師の\n出店を呼び込む。"), t.passage("出店料は、三年のあいだ半額とする。")),
        ),
    )  # fmt: skip
    lights = Measure(
        "measure/2", 2, "2", "夜の港の灯り", t.line("2 夜の港の灯り"),
        (_entry(t, "measure/2", 1, "事業４", "灯りの取り替え", ("△1,200千円", -1_200_000), ("約800千円", 800_000)),),
    )  # fmt: skip
    square = MeasureGroup("group/3", 1, "市場と広場", t.line("ア 市場と広場"), (revival, lights), "ア")
    boards = _entry(t, "group/2", 1, "事業５", "港の案内板", ("700千円", 700_000), ("700千円", 700_000), (), ("拡充", "継続"))
    people = MeasureGroup("group/2", 1, "人の集まる港", t.line("① 人の集まる港"), (square, boards), "①")
    bustle = MeasureGroup("group/1", 1, "港のにぎわい", t.line("（１） 港のにぎわい"), (people,), "（１）")
    again = Initiative(
        "measure/3/initiative/2", 2, "", "朝市広場の屋根掛け", t.line("朝市広場の屋根掛け（再掲）"), restated=True,
        details=beside(t.amount("3,000千円", "（再掲）", 3_000_000)),
    )  # fmt: skip
    quays = Measure(
        "measure/3", 3, "1", "岸壁の点検", t.line("1 岸壁の点検"),
        (
            _entry(t, "measure/3", 1, "事業６", "岸壁の打音調査", ("2,000千円", 2_000_000), ("500千円", 500_000), ("防災課",)),
            again,
        ),
        beside(departments=("防災課",)),
    )  # fmt: skip
    unsettled = beside(t.amount("事項要求", "（２） 港の安全", None))
    safety = MeasureGroup("group/4", 2, "港の安全", t.line("（２） 港の安全"), (quays,), "（２）", unsettled)
    whole = beside(t.amount("9,000千円", "第１章", 9_000_000))
    return Pillar("pillar/1", 1, "第１章", "港を生かす", t.line("第１章"), (bustle, safety), whole)


def _living(t: _Text) -> Pillar:
    prose = (t.passage("配達員が、一人で暮らす人の家の明かりに気を配る。"),)
    details = beside(references=("総合計画3-2",), description=prose)
    watch = Measure("measure/4", 4, "1", "見守りの充実", t.line("1 見守りの充実"), (), details)
    library = _entry(t, "pillar/2", 1, "事業７", "移動図書館の巡回", ("1,500千円", 1_500_000), None, ("図書館",))
    return Pillar("pillar/2", 2, "第２章", "暮らしを支える", t.line("第２章"), (watch, library))


def _entry(
    t: _Text,
    parent: str,
    ordinal: int,
    printed: str,
    label: str,
    amount: tuple[str, int | None],
    previous: tuple[str, int] | None = None,
    departments: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
) -> Initiative:
    """The entry that is printed on the line that begins with `printed`; a sum that begins with 約 is approximate."""
    details = beside(
        t.amount(amount[0], label, amount[1], amount[0].startswith("約")),
        t.amount(previous[0], label, previous[1], previous[0].startswith("約")) if previous else None,
        departments,
        tags,
    )
    key = f"{parent}/initiative/{ordinal}" if parent else f"initiative/{ordinal}"
    return Initiative(key, ordinal, "", label, t.line(f"{printed} {label}"), printed=printed, details=details)


def charter() -> Plan:
    """The charter: 3 pillars without numbers, 4 measures with prose, no entry."""
    t = _Text(CHARTER)
    measures = [
        ("1. Keep Paths Free:", "Walkers may reach every bank. Gates\nare taken down."),
        ("2. Share the Landings:", "Boats of all sizes use one landing."),
        ("3. Measure Weekly:", "Readings are taken each Monday and\nposted at the bridges."),
        ("4. Dim the Quays:", "Lamps are shaded after ten."),
    ]
    made = [
        Measure(
            f"measure/{n}", n, f"{n}.", heading.removeprefix(f"{n}. ").removesuffix(":"), t.span(heading),
            details=Details(description=(t.passage(prose, " "),)),
        )
        for n, (heading, prose) in enumerate(measures, start=1)
    ]  # fmt: skip
    under = {"Open Banks": made[:2], "Clear Water": made[2:3], "Quiet Nights": made[3:]}
    pillars = tuple(
        Pillar(f"pillar/{n}", n, "", heading, t.span(heading), tuple(parts))
        for n, (heading, parts) in enumerate(under.items(), start=1)
    )
    placements = [_placement(pillar.key, "", "heading-form") for pillar in pillars]
    placements += [_placement(part.key, pillar.key, "printed-adjacency") for pillar in pillars for part in pillar.parts]
    return Plan(
        source=Source(CHARTER, "alder.txt", _description("alder-rivers", "Alder County"), "ef" * 32, "utf-8"),
        title="Charter for the Rivers of Alder County",
        title_span=t.span("Charter for the Rivers of Alder County"),
        edition=None,
        legend=(),
        parts=pillars,
        placements=tuple(placements),
        identifications=(),
        details=Details(
            description=(t.passage("This charter guides whoever builds, farms or fishes\non the rivers of the county.", " "),)
        ),
        lexicon="試し語彙 3",
    )


def paged(plan: Plan, lines_on_a_page: int = 20) -> Plan:
    """`plan` as if read from a document with pages: so many lines on each, 14 points apart, letters 10 points wide."""
    layout, at = [], 0
    for number, line in enumerate(plan.source.text.split("\n")):
        page, place = divmod(number, lines_on_a_page)
        if line:
            box = (72.0, 60.0 + 14 * place, 72.0 + 10 * len(line), 72.5 + 14 * place)
            layout.append(PrintedLine(Span(at, at + len(line)), page + 1, box, number, 10.5, bold=False))
        at += len(line) + 1
    return replace(plan, source=replace(plan.source, layout=tuple(layout)))


def _description(identifier: str, publisher: str) -> Description:
    return Description(
        id=identifier,
        publishers=(Publisher(publisher),),
        year=2041,
        url=f"https://example.org/{identifier}.txt",
        licence="https://example.org/terms",
    )


def _placement(component: str, parent: str, basis: str) -> Placement:
    return Placement(
        component,
        parent,
        0.97,
        (Evidence(basis, Message.of({"ja": "見出しの形による", "en": "told by the form of the heading"})),),
    )
