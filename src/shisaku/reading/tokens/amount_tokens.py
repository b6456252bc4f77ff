"""Sums of money as administrations print them.

amount  = [about] [minus] sum [about-after]  |  requested
sum     = figure unit { figure unit } "円"  |  figure            (the bare figure only where a unit is declared)
figure  = digits with "," as thousands and "." as decimal separator, of any width
unit    = "兆" | "億" | "百万" | "千万" | "十万" | "万" | "千" | "百" | ""
minus   = "△" | "▲" | "-" | "－" | "−"
about   = "約" | "概ね" ;  about-after = "程度" | "余" | "弱" | "強"
requested = "事項要求" | "事項要望"
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from shisaku.model.details import BudgetFigure
from shisaku.model.source import Span

_UNITS = {"兆": 10**12, "千億": 10**11, "百億": 10**10, "億": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4}
_UNITS |= {"千": 1000, "百": 100, "": 1}
_UNIT = "|".join(sorted(filter(None, _UNITS), key=len, reverse=True))
_FIGURE = r"(?>[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}){1,6}+|[0-9０-９]{1,18}+)(?:[.．][0-9０-９]{1,9}+)?+"
_SUM = rf"(?=[0-9０-９])(?:{_FIGURE}\s?(?:{_UNIT})\s?){{0,4}}+(?:{_FIGURE}\s?)?+円"
_SIGN = r"(?:[△▲]\s?|[-－−])?"
_ABOUT = "約|概ね|およそ"
_PART = re.compile(rf"({_FIGURE})\s?({_UNIT}|)")
PRINTED = re.compile(
    rf"(?:(?P<about>{_ABOUT})\s?)?(?P<sign>{_SIGN})(?P<sum>{_SUM})(?P<after>程度|余|弱|強)?(?P<within>の内数)?|事項要[求望]"
)
"""A sum with its unit, wherever it is in a line."""
BARE = re.compile(rf"(?P<sign>{_SIGN})(?P<sum>{_FIGURE})(?![0-9０-９A-Za-z])")
"""A sum without a unit, in a document that declares one for all."""
UNIT = re.compile(rf"[（(【\[〔]?\s*単\s*位\s*[：:]?\s*(?P<unit>(?:{_UNIT})?)円\s*[）)】\]〕]?")
EMPTY = re.compile(r"[-－―—–ー‐−]|なし|皆減|皆増|－|…")
"""What is printed in a cell where there is no sum."""


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """A sum found in a text."""

    figure: BudgetFigure
    """The sum, its span counted from the start of the text plus the offset given."""
    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends in the text."""


def declared_unit(text: str) -> int | None:
    """Yen that a bare figure counts where `text` declares it, such as （単位：千円）; None where it declares nothing."""
    match = UNIT.search(text)
    return _UNITS[match["unit"]] if match else None


def amount_at(text: str, start: int, offset: int, unit: int | None = None) -> FoundAmount | None:
    """The sum that is printed at `start`; figures without 円 count `unit` yen each, where one is declared."""
    match = PRINTED.match(text, start)
    if match is not None:
        return _found(match, offset, _yen(match["sum"]) if match["sum"] else None, bool(match["about"] or match["after"]))
    bare = BARE.match(text, start) if unit is not None else None
    if bare is None or unit is None:
        return None
    return _found(bare, offset, int(_figure(bare["sum"]) * unit), approximate=False)


def _found(match: re.Match[str], offset: int, yen: int | None, approximate: bool) -> FoundAmount:
    printed = match.group().rstrip()
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    end = start + len(printed.lstrip())
    sign = match.groupdict().get("sign")
    value = -yen if yen is not None and sign and sign.strip() else yen
    figure = BudgetFigure(
        printed.lstrip(), Span(offset + start, offset + end), None if value is None else Decimal(value), approximate=approximate
    )
    return FoundAmount(figure, start, end)


def _yen(printed: str) -> int | None:
    """What a printed sum comes to; 1兆2,370億円 adds up its parts."""
    total = Decimal(0)
    for figure, unit in _PART.findall(printed):
        total += _figure(figure) * _UNITS[unit]
    return int(total)


def _figure(printed: str) -> Decimal:
    return Decimal(unicodedata.normalize("NFKC", printed).replace(",", ""))
