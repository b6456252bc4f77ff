"""Dates and times as a cell shows them: tokens of a number format, and years of eras.

Eras begin on these days (Act on the era name of 1979 and the orders before it); the first year is written as the format has it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

DATE_TOKEN = r"AM/PM|A/P|上午/下午|午前/午後|y{1,4}|m{1,5}|d{1,4}|a{3,4}|h{1,2}|s{1,2}|g{1,3}|e{1,4}(?![+-])|r{1,2}|b{1,4}"
"""Tokens of a format for a part of a date, as a regular expression (letters of either case)."""
_ERAS = (
    (datetime(2019, 5, 1), "令和", "R"),
    (datetime(1989, 1, 8), "平成", "H"),
    (datetime(1926, 12, 25), "昭和", "S"),
    (datetime(1912, 7, 30), "大正", "T"),
    (datetime(1868, 1, 25), "明治", "M"),
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEEK = "月火水木金土日"
Calendar = Literal["", "ja", "gannen", "common"]
"""Calendar of a format: of Japan where it has `g` or `e`, with 元 for the first year, or the common era."""


def calendar_of(locale: str) -> Calendar:
    """The calendar of the locale that a format names (`411`, `ja-JP-x-gannen`)."""
    low = locale.lower()
    if low.startswith("ja-jp"):
        return "gannen" if "gannen" in low else "ja"
    code = low.split(",")[0].rjust(4, "0")[-4:]
    return "common" if code in ("0804", "0409", "0809", "0407", "040c") else "ja" if code == "0411" else ""


@dataclass(frozen=True, slots=True)
class Dates:
    """A format that shows dates or times."""

    tokens: tuple[tuple[str, str], ...]
    """Its tokens: `date`, `words`, and literal characters."""
    calendar: Calendar = ""
    """Its calendar."""

    def shown(self, value: float, moment: datetime) -> str:
        """The text for a number of days, which are this moment."""
        parts = [text.lower() if kind == "date" else "" for kind, text in self.tokens]
        half = any(part in ("am/pm", "a/p", "午前/午後", "上午/下午") for part in parts)
        fraction = self._fraction()
        # Seconds are rounded where no fraction of one is shown.
        unit = timedelta(microseconds=10 ** (6 - fraction) if fraction else 1_000_000)
        moment = _rounded(moment, unit)
        shown: list[str] = []
        for number, (kind, text) in enumerate(self.tokens):
            if kind == "date":
                shown.append(self._part(parts, number, value, moment, half))
            elif kind == "digits" and fraction:
                shown.append(f"{moment.microsecond:06d}"[:fraction])
            elif kind == "digits":
                shown.append(text if set(text) <= {"0"} else "")
            elif text != "@":
                shown.append(text)
        return "".join(shown)

    def _fraction(self) -> int:
        """Digits behind the point of the seconds."""
        for number, token in enumerate(self.tokens[1:-1], 1):
            if token == ("other", ".") and self.tokens[number - 1][1].lower() in ("s", "ss", "[s]", "[ss]"):
                kind, text = self.tokens[number + 1]
                return min(6, len(text)) if kind == "digits" else 0
        return 0

    def _part(self, parts: list[str], number: int, value: float, moment: datetime, half: bool) -> str:
        token = parts[number]
        first = token[0]
        if first == "[":
            seconds = round(value * 86_400)
            amount = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}[token[1]]
            return f"{amount:0{len(token) - 2}d}"
        if token == "am/pm":
            return "AM" if moment.hour < 12 else "PM"
        if token == "a/p":
            return "A" if moment.hour < 12 else "P"
        if "/" in token:
            return token.split("/")[moment.hour >= 12]
        if first == "m" and _is_minutes(parts, number) and len(token) < 3:
            return f"{moment.minute:0{len(token)}d}"
        if first == "h":
            return f"{(moment.hour % 12 or 12) if half else moment.hour:0{len(token)}d}"
        if first == "s":
            return f"{moment.second:0{len(token)}d}"
        return self._of_day(token, moment)

    def _of_day(self, token: str, moment: datetime) -> str:
        first, length = token[0], len(token)
        if first == "y":
            return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
        if first == "b":
            return str(moment.year + 543)
        if first == "m":
            month = _MONTHS[moment.month - 1]
            return (str(moment.month), f"{moment.month:02d}", month[:3], month, month[0])[length - 1]
        if first == "d":
            day = _DAYS[moment.weekday()]
            return (str(moment.day), f"{moment.day:02d}", day[:3], day)[length - 1]
        if first == "a":
            return _WEEK[moment.weekday()] + ("曜日" if length == 4 else "")
        return self._of_era(token, moment)

    def _of_era(self, token: str, moment: datetime) -> str:
        begin, name, letter = next((era for era in _ERAS if moment >= era[0]), (None, "", ""))
        if begin is None or self.calendar == "common":
            return "" if token[0] == "g" else str(moment.year)
        year = moment.year - begin.year + 1
        if token[0] == "g":
            return (letter, name[0], name)[len(token) - 1]
        count = "元" if year == 1 and self.calendar == "gannen" else f"{year:0{min(2, len(token))}d}"
        return count if token[0] == "e" else (name if len(token) == 2 else "") + count


def _rounded(moment: datetime, unit: timedelta) -> datetime:
    """The moment to the nearest unit."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day + ((moment - day + unit / 2) // unit) * unit


def _is_minutes(parts: list[str], number: int) -> bool:
    """Whether an `m` means minutes: it follows hours, or seconds follow it."""
    before = next((part for part in reversed(parts[:number]) if part), "")
    after = next((part for part in parts[number + 1 :] if part), "")
    return before.startswith(("h", "[h")) or after.startswith(("s", "[s"))
