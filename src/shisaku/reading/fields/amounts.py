"""Sums of money as administrations print them, in lines and in cells.

sum      = [about] [minus] (sign figure [scale] | figure [scale] currency | east-asian) [about-after] [within]
range    = figure [scale] ("-" | "～" | "to") sum
east-asian = figure unit { figure unit } ("円" | "원")
printed  = [lead words] sum [year in brackets]        lead words: 令和８年度当初予算額, FY2025, last year, うち国庫

A percentage, a count (3,500人) and a year are no sums; a bare figure is one only in a cell, where a unit is declared.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from shisaku.model.details import LAST_YEAR, BudgetFigure, FiscalYear, When
from shisaku.reading.fields import money
from shisaku.reading.fields.stretch import Beside, FieldContext, Stretch, Unit, left_by, plain
from shisaku.reading.fields.years import fiscal_year_in, fiscal_year_of

_FIGURE = (
    r"(?<![0-9.,])(?>[0-9]{1,3}(?:[,.' ][0-9]{3}){1,6}+(?![0-9])(?:[.,][0-9]{1,2}+(?![0-9]))?+|[0-9]{1,18}+(?:[.,][0-9]{1,9}+)?+)"
)
"""Offsets of plain text; thousands separated by a comma, a full stop, an apostrophe or a blank."""
_BARE = r"(?>[0-9]{1,3}(?:[,.'][0-9]{3}){1,6}+(?![0-9])(?:[.,][0-9]{1,2}+)?+|[0-9]{1,18}+(?:[.,][0-9]{1,9}+)?+)"


def _any(words: dict[str, object] | dict[str, int] | dict[str, str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


_CODE = rf"(?:{'|'.join(sorted(money.CODES))})(?![A-Za-z])"
_SIGN = rf"(?:(?<![A-Za-z])(?:{_CODE}|{_any(money.SYMBOLS)}))"
_SCALE = rf"(?:(?i:{_any(money.SCALES)})(?![A-Za-z]))"
_STUCK = r"(?:[kKmMbB]|[mM]d)(?=[€£$])"
_JA_SCALE = rf"(?:{_any(money.EAST_ASIAN)})"
_WORD = r"(?i:(?:us|u\.s\.|canadian|australian)?\s?dollars|euros?|rupees|yen|pounds\ssterling|f\s?cfa|francs\scfa|kron(?:er|or))(?![A-Za-z])"
_SCALED_WORD = r"(?i:pounds|won|francs|franken|rand|yuan)(?![A-Za-z])"
_TO = r"\s?(?:[-~]|to|bis|à|から)\s?"
_ABOUT = r"(?:約|概ね|おおむね|およそ|약|(?<![A-Za-z])(?i:about|approximately|approx\.?|around|circa|ca\.|c\.|some|roughly|rund|etwa|environ))"
_PREFIXED = (
    rf"(?P<currency>{_SIGN})\s?(?P<figure>{_FIGURE})(?:\s?(?P<scale>{_SCALE}|{_JA_SCALE}))?"
    rf"(?P<high>{_TO}(?:{_SIGN}\s?)?{_FIGURE}(?:\s?(?:{_SCALE}|{_JA_SCALE}))?)?"
)
_SUFFIXED = (
    rf"(?P<low>{_FIGURE}(?:\s?{_SCALE})?{_TO})?(?P<figure2>{_FIGURE})\s?"
    rf"(?:(?P<scale2>{_SCALE}|{_STUCK}|{_JA_SCALE})\s?(?P<currency2>{_CODE}|[€£$]|{_WORD}|{_SCALED_WORD}|米?ドル|ユーロ|ポンド|ウォン)"
    rf"|(?P<currency3>{_CODE}|[€£]|{_WORD}|米?ドル|ユーロ|ポンド|ウォン))"
)
_YEN = (
    rf"(?P<low4>{_FIGURE}\s?{_JA_SCALE}?円?{_TO})?"
    rf"(?P<yen>(?=[0-9])(?:{_FIGURE}\s?{_JA_SCALE}\s?){{0,4}}+(?:{_FIGURE}\s?)?+円(?!/))"
)
_WON = rf"(?P<won>(?=[0-9])(?:{_FIGURE}\s?(?:{_any(money.KOREAN)})\s?){{0,4}}+(?:{_FIGURE}\s?)?+원)"
PRINTED = re.compile(
    rf"(?:(?P<about>{_ABOUT})\s?)?(?P<sign>[△▲]\s?|(?<![\w)\]])-(?=[0-9£€$¥]))?(?:{_PREFIXED}|{_YEN}|{_WON}|{_SUFFIXED})"
    r"(?P<after>程度|余|弱|強|前後)?(?P<within>の内数)?|(?P<open>事項要[求望])"
)
"""A sum with its currency, anywhere in plain text."""
_MAY_PRINT = re.compile("[0-9]|事項要")
"""What every sum has."""
_CELL = re.compile(
    rf"(?P<sign>[△▲-]\s?|\()?(?P<figure>{_BARE})(?P<behind>\)?)(?:\s?(?P<scale>{_SCALE}|{_JA_SCALE}))?\s?(?:\(\s?(?P<inside>[^()]{{1,80}}?)\s?\))?\.?"
)
"""A figure that is all of a cell, or of a line of one."""
_BARE_ALONE = re.compile(_BARE)
_SOURCE = re.compile(rf"[、,/\s]*(?P<source>[^\s0-9:、,/()]{{1,16}})\s?:?\s?(?P<figure>{_BARE})")
_LINE = re.compile(r"[^\n\t]+")
_JA_PART = re.compile(rf"({_BARE})\s?({_JA_SCALE}|)")
_KO_PART = re.compile(rf"({_BARE})\s?({_any(money.KOREAN)}|)")
_DECLARED = re.compile(
    rf"単\s*位\s*[:]?\s*(?P<ja>{_JA_SCALE}?)円|단위\s*[:]?\s*(?P<ko>(?:{_any(money.KOREAN)})?)원|\(\s*(?P<alone>{_JA_SCALE}?)円\s*\)"
    rf"|(?P<sign>(?:{_SIGN}))\s?(?:(?P<zeros>'?000(?:'?s)?)(?![0-9])|(?:in\s)?(?P<scale>{_SCALE})|(?=\s?\)))"
    rf"|(?:in\s)?(?P<first>{_SCALE})\s?(?:of\s|de\s|d')?(?P<behind>{_CODE}|[€£$]|{_WORD}|米?ドル)"
    rf"|(?P<ja2>{_JA_SCALE})(?P<behind2>米?ドル|ユーロ)"
    rf"|(?<![A-Za-z])(?i:in)\s(?:(?P<behind3>{_CODE}|[€£])|(?P<own>(?i:thousands|millions))(?![A-Za-z]|\sof))"
)
_UNIT_ALONE = re.compile(rf"(?P<ja>{_JA_SCALE}?)円|(?P<ko>(?:{_any(money.KOREAN)})?)원|(?P<behind>{_CODE}|[€£])")
"""A unit that is all of a head."""
_CLAUSE = re.compile(r"[。;,、()\[\]【】《》|\t\n]|(?<=[^0-9])[/／]")
"""What separates the words before a sum from those that qualify it."""
_MARKS = " 　:=・○●■□-~→⇒"
_OF_WHICH = re.compile(r"(?:うち|内訳|内)\s?|(?i:of\swhich)\s?")
_YEAR_ALONE = re.compile(r"(?:19|20)[0-9]{2}")
_LAST = re.compile(r"前年度?|昨年度?|(?i:(?:last|previous|prior)\s(?:fiscal\s|financial\s)?year)")
_LONGEST_LEAD = 40
_LONGEST_DECLARING = 60
"""Letters of a line that declares a unit at most."""
_BEHIND = re.compile(r"\s?\(?(?:in|for|im|en)?\s?(?=[0-9FRH令平])")


@dataclass(frozen=True, slots=True)
class FoundSum:
    """A sum in a stretch."""

    figure: BudgetFigure
    """The sum with its place."""
    start: int
    """Where it begins in the stretch."""
    end: int
    """Where it ends there."""
    qualifier: Stretch
    """The words before it that name its year or kind; empty where none do."""
    of_which: bool = False
    """Whether it is a part of the sum before it."""


def declared_unit(text: str, context: FieldContext) -> Unit | None:
    """The unit that `text` declares for bare figures, such as （単位：千円）, £'000 or US$ million; None where it declares none."""
    found = _DECLARED.search(plain(text))
    if found is None:
        alone = _UNIT_ALONE.fullmatch(plain(text).strip("() "))
        return _unit_alone(alone, context) if alone is not None else None
    if found["ko"] is not None:
        return Unit(Decimal(money.KOREAN.get(found["ko"], 1)), "KRW")
    for group in ("ja", "alone"):
        if found[group] is not None:
            return Unit(Decimal(money.EAST_ASIAN.get(found[group], 1)), "JPY")
    if found["own"] is not None:
        return Unit(Decimal(money.SCALES[found["own"].lower()]), context.profile.currency)
    currency = money.currency_of(found["sign"] or found["behind"] or found["behind2"] or found["behind3"], context)
    scale = (found["scale"] or found["first"] or "").lower()
    factor = 1000 if found["zeros"] else money.SCALES.get(scale, 0) or money.EAST_ASIAN.get(found["ja2"] or "", 1)
    return Unit(Decimal(factor), currency)


def unit_in_short(text: str, context: FieldContext) -> Unit | None:
    """The unit that a short line or remark declares for bare figures; None where it is long, or declares none."""
    return declared_unit(text, context) if len(text) <= _LONGEST_DECLARING else None


def _unit_alone(alone: re.Match[str], context: FieldContext) -> Unit:
    if alone["ja"] is not None:
        return Unit(Decimal(money.EAST_ASIAN.get(alone["ja"], 1)), "JPY")
    if alone["ko"] is not None:
        return Unit(Decimal(money.KOREAN.get(alone["ko"], 1)), "KRW")
    return Unit(Decimal(1), money.currency_of(alone["behind"], context))


def find_sums(stretch: Stretch, context: FieldContext) -> tuple[FoundSum, ...]:
    """The sums that are printed with their currency in `stretch`, in order, with the year and kind that the words beside them name."""
    return tuple(_found(stretch, context))


def sums(stretch: Stretch, context: FieldContext) -> Beside[BudgetFigure]:
    """The sums in `stretch`, those that are a part of the one before within it, and the words that they leave."""
    found = find_sums(stretch, context)
    taken = [one.figure.span for one in found if one.figure.span] + [one.qualifier.span for one in found if one.qualifier.text]
    return Beside(grouped(found), left_by(stretch, taken))


def grouped(found: Sequence[FoundSum]) -> tuple[BudgetFigure, ...]:
    """The sums of `found`, those that are a part of the one before within it."""
    figures: list[BudgetFigure] = []
    for one in found:
        if one.of_which and figures:
            figures[-1] = replace(figures[-1], parts=(*figures[-1].parts, one.figure))
        else:
            figures.append(one.figure)
    return tuple(figures)


def cell_sums(stretch: Stretch, context: FieldContext) -> Beside[BudgetFigure]:
    """The sums of a cell, or a field, that is for money: also bare figures where a unit is declared, and words for a sum that is still open."""
    cell = stretch.trimmed()
    if PRINTED.search(plain(cell.text)):
        return sums(cell, context)
    bare = tuple(_bare(cell, context))
    if bare:
        return Beside(bare, left_by(cell, [figure.span for figure in bare if figure.span]))
    if context.named("unpriced", cell.text) not in ("", "none"):
        return Beside((BudgetFigure(cell.text, cell.span, currency=context.profile.currency),), ())
    return Beside((), (cell,) if cell.text else ())


def bare_sum(stretch: Stretch, context: FieldContext) -> tuple[BudgetFigure, ...]:
    """The sum that a bare figure is, and last year's in brackets behind it; none where a unit is not declared, or words are beside it.

    Brackets may also hold the parts of the sum: 9,975（国庫1,540、一般財源8,435）.
    """
    match = _CELL.fullmatch(plain(stretch.text))
    unit = _unit_of(match, context) if match is not None else None
    bracketed = match is not None and (match["sign"] or "").startswith("(")
    if match is None or unit is None or bool(match["behind"]) != bracketed:
        return ()
    words = stretch.part(
        0, match.end("behind") if match["behind"] else match.end("scale") if match["scale"] else match.end("figure")
    )
    value = _value(match["figure"], unit, context)
    figure = BudgetFigure(words.text, words.span, -value if match["sign"] and not bracketed else value, unit.currency)
    inside = stretch.part(match.start("inside"), match.end("inside")) if match["inside"] else None
    if inside is None:
        return (figure,)
    if _BARE_ALONE.fullmatch(plain(inside.text)):
        last = BudgetFigure(inside.text, inside.span, _value(inside.text, unit, context), unit.currency, when=LAST_YEAR)
        return figure, last
    parts = tuple(_parts(inside, unit, context))
    return (replace(figure, parts=parts),) if any(part.funding_source for part in parts) else ()


def _unit_of(match: re.Match[str], context: FieldContext) -> Unit | None:
    """What a bare figure counts: by the scale behind it, else as the document declares."""
    if not match["scale"]:
        return context.unit
    scale = " ".join(match["scale"].split()).lower()
    factor = money.SCALES.get(scale) or money.EAST_ASIAN.get(scale, 1)
    return Unit(Decimal(factor), context.unit.currency if context.unit is not None else context.profile.currency)


def _value(figure: str, unit: Unit, context: FieldContext) -> Decimal:
    return _whole(money.number_of(plain(figure), context.decimal_comma) * unit.factor)


def _parts(inside: Stretch, unit: Unit, context: FieldContext) -> Iterator[BudgetFigure]:
    """What a sum is made up of, each with the source that is before it; nothing where other words do."""
    at, text = 0, plain(inside.text)
    while (match := _SOURCE.match(text, at)) is not None:
        source = context.named("funding-source", match["source"])
        words = inside.part(match.start("figure"), match.end("figure"))
        yield BudgetFigure(words.text, words.span, _value(words.text, unit, context), unit.currency, funding_source=source)
        at = match.end()


def _bare(cell: Stretch, context: FieldContext) -> Iterator[BudgetFigure]:
    """Figures without a currency, each a line of the cell; one in brackets below another is last year's. None where a line is none."""
    lines = [cell.part(found.start(), found.end()).stripped("| ") for found in _LINE.finditer(cell.text)]
    read = [(line, bare_sum(line, context)) for line in lines if line.text]
    if not all(figures for _, figures in read):
        return
    for index, (line, figures) in enumerate(read):
        below = index > 0 and line.text[:1] in ("(", "（")
        yield from (replace(figure, when=LAST_YEAR) for figure in figures) if below else figures


def _found(stretch: Stretch, context: FieldContext) -> Iterator[FoundSum]:
    text, at = plain(stretch.text), 0
    if not _MAY_PRINT.search(text):
        return
    before: BudgetFigure | None = None
    for match in PRINTED.finditer(text):
        if match["currency3"] and not match["low"] and _YEAR_ALONE.fullmatch(match["figure2"]):
            continue
        start, end = match.start(), match.end()
        words = stretch.part(start, end)
        figure = BudgetFigure(words.text, words.span, *_worth(match, context), approximate=_is_about(match))
        figure, qualifier, of_which = _with_lead(figure, stretch.part(max(at, start - _LONGEST_LEAD), start), context)
        if figure.when is None:
            figure = replace(figure, when=_year_behind(text, end, context))
        if (
            before is not None
            and _is_bracketed(text, at, start, end)
            and before.when is None
            and before.currency == figure.currency
        ):
            figure = replace(figure, when=figure.when or LAST_YEAR)
        before = figure
        yield FoundSum(figure, start, start + len(words.text), qualifier, of_which)
        at = end


def _is_bracketed(text: str, at: int, start: int, end: int) -> bool:
    """Whether a sum is alone in brackets right behind one that ends at `at`: 1,200千円（900千円）, this year's and last year's."""
    return text[at:start].strip() == "(" and text[end:].lstrip()[:1] == ")"


def _is_about(match: re.Match[str]) -> bool:
    return bool(match["about"] or match["after"] or match["high"] or match["low"] or match["low4"])


def _worth(match: re.Match[str], context: FieldContext) -> tuple[Decimal | None, str]:
    """The value and the currency of a sum; no value for a range, or where none is stated yet."""
    if match["open"]:
        return None, context.profile.currency
    if match["yen"] or match["won"]:
        part, units, currency = (_JA_PART, money.EAST_ASIAN, "JPY") if match["yen"] else (_KO_PART, money.KOREAN, "KRW")
        parts = part.findall(match["yen"] or match["won"])
        value = sum((money.number_of(figure, False) * units.get(unit, 1) for figure, unit in parts), Decimal(0))
    else:
        currency = money.currency_of(match["currency"] or match["currency2"] or match["currency3"], context)
        scale = " ".join((match["scale"] or match["scale2"] or "").split()).lower()
        factor = money.SCALES.get(scale) or money.EAST_ASIAN.get(scale, 1)
        value = money.number_of(match["figure"] or match["figure2"], context.decimal_comma, bool(scale)) * factor
    if match["high"] or match["low"] or match["low4"]:
        return None, currency
    return _whole(-value if match["sign"] else value), currency


def _whole(value: Decimal) -> Decimal:
    """`value` without decimals where it has none: 3.5億 is 350000000."""
    return Decimal(int(value)) if value == int(value) else value


def _with_lead(figure: BudgetFigure, lead: Stretch, context: FieldContext) -> tuple[BudgetFigure, Stretch, bool]:
    """`figure` with the year and kind that the words before it name, and those words; none where they mean something else."""
    cut = max((found.end() for found in _CLAUSE.finditer(plain(lead.text))), default=0)
    words = lead.part(cut).stripped(_MARKS)
    if not words.text:
        return figure, words, False
    part = _OF_WHICH.match(words.text)
    rest = words.part(part.end()) if part else words
    when, rest = _year_before(rest, context)
    qualifier = rest.stripped(_MARKS + "の")
    kind = context.named("budget-kind", qualifier.text)
    source = context.named("funding-source", qualifier.text)
    header = context.named("header", qualifier.text)
    if header == "last-year-budget":
        when = LAST_YEAR
    if not qualifier.text or kind or source or header in ("budget", "last-year-budget") or part:
        return replace(figure, when=when, kind=kind, funding_source="" if kind else source), words, part is not None
    tail = qualifier.text.split()[-1]
    kind = context.named("budget-kind", tail)
    return replace(figure, kind=kind, when=when), Stretch("", words.end), False


def _year_before(words: Stretch, context: FieldContext) -> tuple[When | None, Stretch]:
    """The year that words before a sum name, and the words without it."""
    text = plain(words.text)
    last = _LAST.match(text)
    if last is not None:
        return LAST_YEAR, words.part(last.end())
    found = fiscal_year_in(text, context)
    if found is None:
        return None, words
    year, start, end = found
    return _relative(year, context), words.part(end) if start == 0 else words.part(0, start) if end == len(text) else words


def _relative(year: FiscalYear, context: FieldContext) -> When | None:
    """A fiscal year as `BudgetFigure.when` has it: None for that of the plan."""
    if context.year is None:
        return year
    behind = year.year - context.year
    return None if behind == 0 else LAST_YEAR if behind == -1 else year


def _year_behind(text: str, at: int, context: FieldContext) -> When | None:
    """The fiscal year right behind a sum: £3m (FY2025), £3m in 2025-26."""
    gap = _BEHIND.match(text, at)
    found = fiscal_year_of(text, gap.end(), context) if gap else None
    return _relative(found[0], context) if found else None
