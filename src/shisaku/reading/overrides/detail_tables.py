"""The tables of source.toml that give details: which keys each has, and the value of `shisaku.model.details` that it gives.

detail         = place what
place          = of [under] printed [line] [whole_line] [printed_elsewhere] [source]
responsibility = place [role] [agent]                       target_group = place
kind           = place concept                              reference    = place [kind] [refers_to]
purpose        = place [until] [kind]                       description  = place [until] [kind]
period         = place [start] [end] [precision] | place fiscal_year         deadline: the same
indicator      = place [unit] [kind] [direction] [cumulative] [values: { printed [kind] [number] [comparator] [approximate] [when] }]
budget         = place [amount [currency]] [approximate] [kind] [funding_source] [account] [when] [parts: { as budget }]
status         = place [status] [reports_on] [when]
when           = fiscal_year | relative_year | period: { [printed] [start] [end] [precision] }

Only types and forms are looked at here. Whether the words are printed, `shisaku.reading.overrides.detail_overrides` sees; whether a scheme has
the concept, the shapes do.
"""

import json
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from shisaku.messages import Message
from shisaku.model.country_profiles import country_code, is_currency
from shisaku.model.details import (
    BudgetFigure,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Kind,
    Passage,
    PrintedPeriod,
    Purpose,
    Reference,
    RelativeYear,
    Responsibility,
    StatusReport,
    TargetGroup,
    When,
)
from shisaku.model.source import DetailOverride, Span, is_ascii_iri
from shisaku.reading.designation import PLAN_NAME
from shisaku.reading.overrides.toml_file import TomlFile, Types
from shisaku.reading.overrides.toml_keys import Path as KeyPath

Table = Mapping[str, Any]
_ELEMENT = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9-]+)+")
"""An element of a plan, below the base of the IRIs of plans."""
_NOWHERE = Span(0, 0)
"""Place of a passage until its words are found."""
_BARE: dict[str, Types] = {"printed": (str,), "line": (int,)}
_PLACE: dict[str, Types] = _BARE | {"whole_line": (bool,), "printed_elsewhere": (bool,), "source": (str,)}
_OF: dict[str, Types] = {"of": (int, str), "under": (int, str)}
_WHEN: dict[str, Types] = {"fiscal_year": (int, dict), "relative_year": (int,), "period": (dict,)}
_DAYS: dict[str, Types] = {"start": (date, str), "end": (date, str), "precision": (str,)}
_PASSAGE: dict[str, Types] = {"until": (str,), "kind": (str,)}
_PERIOD: dict[str, Types] = _DAYS | {"fiscal_year": (int, dict, list)}
_NUMBER: Types = (int, Decimal)
_SUM: dict[str, Types] = {
    "amount": _NUMBER,
    "currency": (str,),
    "approximate": (bool,),
    "kind": (str,),
    "funding_source": (str,),
    "account": (str,),
    **_WHEN,
    "parts": (list,),
}
_VALUE: dict[str, Types] = {"kind": (str,), "number": _NUMBER, "comparator": (str,), "approximate": (bool,), **_WHEN}
_INDICATOR: dict[str, Types] = {
    "unit": (str,),
    "kind": (str,),
    "direction": (str,),
    "cumulative": (bool,),
    "values": (list,),
}
KEYS: dict[str, dict[str, Types]] = {
    "responsibility": _OF | _PLACE | {"role": (str,), "agent": (str,)},
    "target_group": _OF | _PLACE,
    "kind": _OF | _PLACE | {"concept": (str,)},
    "purpose": _OF | _BARE | {"whole_line": (bool,)} | _PASSAGE,
    "description": _OF | _BARE | {"whole_line": (bool,)} | _PASSAGE,
    "period": _OF | _PLACE | _PERIOD,
    "deadline": _OF | _PLACE | _PERIOD,
    "indicator": _OF | _PLACE | _INDICATOR,
    "budget": _OF | _PLACE | _SUM,
    "status": _OF | _PLACE | {"status": (str,), "reports_on": (str,), **_WHEN},
    "reference": _OF | _PLACE | {"kind": (str,), "refers_to": (str,)},
    "value": _PLACE | _VALUE,
    "part": _PLACE | _SUM,
}
"""Keys of each table, and of what is within another (`value` of an indicator, `part` of a sum)."""
DETAIL_TABLES = tuple(table for table in KEYS if table not in ("value", "part"))
"""Headings of the tables of details."""
_NESTED = {"indicator": ("values", "value"), "budget": ("parts", "part"), "part": ("parts", "part")}
"""Of what has others within it: the key that they are given by, and the table that each of them is."""


def details(file: TomlFile) -> tuple[DetailOverride, ...]:
    """Every detail that `file` gives, those of a kind together. Raises SettingsError at the first mistake."""
    reader = _Tables(file)
    return tuple(reader.detail(name, table, path) for name in DETAIL_TABLES for path, table in file.tables(name))


class _Tables:
    """Reads the tables of one file."""

    def __init__(self, file: TomlFile) -> None:
        self.file = file
        self.values: dict[str, Callable[[Table, KeyPath], object]] = {
            "responsibility": self._responsibility,
            "target_group": lambda table, _: TargetGroup(table["printed"]),
            "kind": self._kind,
            "purpose": lambda table, path: Purpose("", table["printed"], _NOWHERE, self._concept(table, "kind", path)),
            "description": lambda table, path: Passage(table["printed"], _NOWHERE, self._concept(table, "kind", path)),
            "period": self._period,
            "deadline": self._period,
            "indicator": self._indicator,
            "budget": self._budget,
            "status": self._status,
            "reference": self._reference,
            "value": self._value,
            "part": self._budget,
        }

    def detail(self, name: str, table: Any, path: KeyPath) -> DetailOverride:
        """The detail that `table`, which is one of the kind `name` and is at `path`, gives."""
        file, keys = self.file, KEYS[name]
        if not isinstance(table, dict):
            raise file.wrong(path, Message("reading-takes-tables-form-printed", path=path[-2]))
        file.typed(table, keys, path)
        for key in ("of", "printed") if "of" in keys else ("printed",):
            file.needed(table, key, name, path)
        file.named(table, ("of", "under", "printed", "until"), path)
        if table.get("line", 1) < 1:
            raise file.wrong((*path, "line"), Message("reading-line-number-line-document"))
        value = self.values[name](table, path)
        inner, kind = _NESTED.get(name, ("", ""))
        return DetailOverride(
            name,
            str(table.get("of", "")),
            table["printed"],
            value,
            str(table["under"]) if "under" in table else None,
            table.get("until", ""),
            table.get("line"),
            table.get("whole_line", False),
            table.get("printed_elsewhere", False),
            file.iri(table, "source", path),
            self._years(table, path) if name in ("period", "deadline") else (),
            tuple(self.detail(kind, one, (*path, inner, number)) for number, one in enumerate(table.get(inner, []))),
            file.line_of(path),
            file.path.name,
            _described(name, table),
        )

    # -- one of each ---------------------------------------------------------------------------------------------------

    def _responsibility(self, table: Table, path: KeyPath) -> Responsibility:
        agent = self.file.iri(table, "agent", path) or ""
        return Responsibility(table["printed"], None, self._concept(table, "role", path), agent)

    def _kind(self, table: Table, path: KeyPath) -> Kind:
        if table["of"] == PLAN_NAME:
            raise self.file.wrong((*path, "of"), Message("reading-kind-component-kind-plan-plan"))
        self.file.needed(table, "concept", "kind", path)
        return Kind(self._concept(table, "concept", path), table["printed"])

    def _indicator(self, table: Table, path: KeyPath) -> Indicator:
        kind, direction = (self._concept(table, key, path) for key in ("kind", "direction"))
        return Indicator(table["printed"], None, table.get("unit", ""), kind, direction, table.get("cumulative"))

    def _value(self, table: Table, path: KeyPath) -> IndicatorValue:
        kind, comparator = (self._concept(table, key, path) for key in ("kind", "comparator"))
        approximate = table.get("approximate", False)
        return IndicatorValue(
            table["printed"], None, kind, _decimal(table, "number"), comparator, approximate, self._when(table, path)
        )

    def _budget(self, table: Table, path: KeyPath) -> BudgetFigure:
        file, currency = self.file, table.get("currency", "")
        if currency and not is_currency(currency):
            raise file.wrong((*path, "currency"), Message("reading-currency-takes-code-iso-three"))
        if currency and "amount" not in table:
            raise file.wrong((*path, "currency"), Message("reading-currency-goes-amount-only"))
        return BudgetFigure(
            table["printed"],
            None,
            _decimal(table, "amount"),
            currency,
            table.get("approximate", False),
            self._concept(table, "kind", path),
            self._when(table, path),
            self._concept(table, "funding_source", path),
            table.get("account", ""),
        )

    def _status(self, table: Table, path: KeyPath) -> StatusReport:
        status, on = self._concept(table, "status", path), table.get("reports_on", "")
        if on and not _ELEMENT.fullmatch(on) and not is_ascii_iri(on):
            raise self.file.wrong((*path, "reports_on"), Message("reading-reports-must-plans-id-elements"))
        return StatusReport(table["printed"], None, status, self._when(table, path), on)

    def _reference(self, table: Table, path: KeyPath) -> Reference:
        target = self.file.iri(table, "refers_to", path) or ""
        return Reference(table["printed"], None, self._concept(table, "kind", path), target)

    def _concept(self, table: Table, key: str, path: KeyPath) -> str:
        return self.file.concept(table, key, path) or ""

    # -- times ---------------------------------------------------------------------------------------------------------

    def _when(self, table: Table, path: KeyPath) -> When | None:
        """The time that something is for; at most one of the ways to say it may be there."""
        stated = [key for key in _WHEN if key in table]
        if len(stated) > 1:
            raise self.file.wrong(
                (*path, stated[1]), Message("reading-cannot-go-together", stated=stated[0], other_stated=stated[1])
            )
        if "fiscal_year" in table:
            return self._fiscal_year(table["fiscal_year"], (*path, "fiscal_year"))
        if "relative_year" in table:
            return RelativeYear(table["relative_year"])
        if "period" not in table:
            return None
        within, inside = table["period"], (*path, "period")
        self.file.typed(within, {"printed": (str,), **_DAYS}, inside)
        if not within.keys() & {"start", "end"}:
            raise self.file.wrong(inside, Message("reading-period-needs-start-end"))
        return self._days(within, within.get("printed", ""), inside)

    def _fiscal_year(self, value: Any, path: KeyPath) -> FiscalYear:
        """The fiscal year 2025, or { country = "us", year = 2025 }."""
        country, year = "", value
        if isinstance(value, dict):
            self.file.typed(value, {"country": (str,), "year": (int,)}, path)
            code = country_code(self.file.needed(value, "country", "fiscal_year", path))
            if code is None:
                raise self.file.wrong((*path, "country"), Message("reading-there-no-country-iso-two", value=value["country"]))
            country, year = code, self.file.needed(value, "year", "fiscal_year", path)
        if type(year) is not int or not 1 <= year <= 9999:
            raise self.file.wrong(path, Message("reading-fiscal-year-must-year-common"))
        return FiscalYear(country, year)

    def _years(self, table: Table, path: KeyPath) -> tuple[tuple[str, int], ...]:
        """The fiscal year of a period, or its first and last one."""
        if "fiscal_year" not in table:
            return ()
        if table.keys() & _DAYS.keys():
            raise self.file.wrong((*path, "fiscal_year"), Message("reading-fiscal-year-cannot-go-together"))
        value, inside = table["fiscal_year"], (*path, "fiscal_year")
        years = [self._fiscal_year(year, inside) for year in (value if isinstance(value, list) else [value])]
        if not 1 <= len(years) <= 2 or years[0].year > years[-1].year:
            raise self.file.wrong(inside, Message("reading-fiscal-year-takes-year-first"))
        return tuple((year.country, year.year) for year in years)

    def _period(self, table: Table, path: KeyPath) -> PrintedPeriod:
        return self._days(table, table["printed"], path)

    def _days(self, table: Table, printed: str, path: KeyPath) -> PrintedPeriod:
        """A period with its first and last day; a month or a year begins on its first day and ends on its last."""
        start, end = (self.file.day(table, key, 4, path) for key in ("start", "end"))
        implied = _PRECISIONS.get(min(map(len, filter(None, (start, end))), default=0), "")
        precision = self._concept(table, "precision", path) or implied
        made = PrintedPeriod(printed, None, _first(start or ""), _last(end or ""), precision)
        if made.start and made.end and made.start > made.end:
            raise self.file.wrong((*path, "end"), Message("reading-end-before-start"))
        return made


_PRECISIONS = {4: "year", 7: "month", 10: "day"}
"""How fine a day is given, by the length of its ISO 8601 form."""


def _first(day: str) -> str:
    """The first day of a day, a month or a year; empty for none."""
    return day and f"{day}-01-01"[:10]


def _last(day: str) -> str:
    """The last day of a day, a month or a year; empty for none."""
    if len(day) in (0, 10):
        return day
    year, month = int(day[:4]), int(day[5:] or 12)
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]}"


def _decimal(table: Table, key: str) -> Decimal | None:
    return Decimal(table[key]) if key in table else None


def _described(name: str, table: Table) -> str:
    """A table on one line: what it is of, and the words; the rest is in the file."""
    shown = {key: table[key] for key in ("of", "under", "printed", "line") if key in table}
    heading = f"{name}:" if name in ("value", "part") else f"[[{name}]]"
    return f"{heading} " + ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in shown.items())
