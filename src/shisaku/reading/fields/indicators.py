"""Indicators and their values: Number of visits: 48 → 60 (2027), 朝食を食べる児童の割合 85％（R5）→ 90％（R10）.

indicator = label (":" | gap | "from") value { ("→" | "to" | gap) value }
value     = [kind-word [":"]] [comparator] number [unit] [comparator] [ "(" time ")" | "by" time | "in" time ]
Comparators, and which value is a baseline or a target, are looked up in the schemes `comparator` and `value-kind`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from shisaku.model.details import Indicator, IndicatorValue, When
from shisaku.reading.fields.money import number_of
from shisaku.reading.fields.stretch import FieldContext, Stretch, plain
from shisaku.reading.fields.times import FoundTime, find_times

_NUMBER = re.compile(
    r"(?<![0-9A-Za-z.,第#＃])(?P<sign>[△▲]\s?|-(?=[0-9]))?(?P<number>(?>[0-9]{1,3}(?:[,.][0-9]{3}){1,5}+(?![0-9])(?:[.,][0-9]{1,3}+)?+|[0-9]{1,15}+(?:[.,][0-9]{1,6}+)?+))"
)
_UNIT = re.compile(
    r"[ ]?(?!(?:by|in|to|from|of|and|or|at|per|is|as|was)\b)(?P<unit>%|‰|percent(?:age\spoints)?|per\scent|(?:億|万|千|百万)?(?!以上|以下|未満|以内|を|超|程度|から|より|まで|及び|目標|現状|実績|年度|基準|増|減)"
    r"(?:[々-鿿ァ-ヶー㎡㎥㎞℃]|か所|カ所|[a-zA-Z]{1,3}(?![a-z])){1,8}?(?:/[々-鿿A-Za-z0-9]{1,6})?(?=$|[\s()（）→\-~、。,，;；以未超程目現増減に]|\x00)"
    r"|[a-z]{2,14}(?![a-z]))"
)
_SCALE = re.compile(r"億|万|千|百万|million|billion|thousand")
_SCALES = {"億": 10**8, "万": 10**4, "千": 10**3, "百万": 10**6, "million": 10**6, "billion": 10**9, "thousand": 10**3}
_ARROW = re.compile(r"\s*(?:→|⇒|->|=>|➡|⟶|►|から|to(?=\s))\s*")
_SURE_ARROW = re.compile(r"→|⇒|->|=>|➡|⟶|►")
_FROM = re.compile(r"(?:\s|^)(?i:from)\s*$")
_CLOSING = re.compile(r"[\s:：/／・|]*$")
_CLAUSE = re.compile(r"[。;；、,，:：()（）\[\]【】|\t\n→⇒]|(?<=\s)\s|　")
_BEFORE_WHEN = re.compile(r"\s?(?P<bracket>[(（]\s?)?(?P<word>by|in|until|for|年間で)?(?:\sthe)?\s?")
_CLOSED = re.compile(r"[^()（）\n]{0,12}[)）]")
_ABOUT = re.compile(r"(?:約|概ね|およそ|about|approximately|around|circa|~)\s?$")
_ABOUT_BEHIND = re.compile(r"\s?(?:程度|前後)")
_LONGEST_COMPARATOR, _MOST_WORDS = 10, 4
_PUNCTUATION = " 　:：・○●■□◆◇▪•*-–—→⇒=＝"
_AROUND = "".join(["()（）", "の: 　"])
_TAKEN = "\x00"


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value of an indicator in a stretch."""

    value: IndicatorValue
    """The value with its place."""
    unit: str
    """The unit as printed; empty where none is."""
    start: int
    """Where it begins in the stretch, the word for its kind included."""
    end: int
    """Where it ends there."""
    arrow: bool = False
    """Whether it is led to by an arrow from the value before."""


def find_values(stretch: Stretch, context: FieldContext) -> tuple[FoundValue, ...]:
    """The numbers in `stretch` that are no part of a time, as values of an indicator, in order."""
    return tuple(_values(stretch, context))


def cell_value(stretch: Stretch, context: FieldContext, kind: str = "", when: When | None = None) -> IndicatorValue | None:
    """The value that a cell prints, all its words, with the first number in it; `kind` and `when` are those of its heading.

    None for an empty cell.
    """
    cell = stretch.trimmed()
    if not cell.text or not cell.text.strip("-－―—–ー‐− "):
        return None
    found = find_values(cell, context)
    value = found[0].value if found else IndicatorValue(cell.text)
    return replace(value, printed=cell.text, span=cell.span, kind=kind or value.kind, when=value.when or when)


def indicator(stretch: Stretch, context: FieldContext, stated: bool = False) -> Indicator | None:
    """The indicator that a line, or a field, prints, with its values; None where it prints none.

    Unless `stated`, it must print two values with an arrow between, or call one a baseline or a target.
    """
    line = stretch.trimmed()
    found = list(find_values(line, context))
    is_explicit = any(value.arrow for value in found) or any(value.value.kind for value in found)
    if not stated and not is_explicit:
        return None
    first = found[0].start if found else len(line.text)
    label = line.part(0, first).stripped(_PUNCTUATION)
    lead = re.match(r"[^:：]{1,30}[:：]", label.text)
    if lead and context.named("header", lead.group()) == "indicator" and lead.end() < len(label.text):
        label = label.part(lead.end()).stripped(_PUNCTUATION)
    label = label.part(0, from_.start()) if (from_ := _FROM.search(label.text)) else label
    values = _with_kinds(found)
    if not label.text and values and values[0].kind and values[0].span:
        label = Stretch(values[0].printed, values[0].span.start)
    if not label.text or (not stated and not any(letter.isalpha() for letter in label.text)):
        return None
    units = [value.unit for value in found if value.unit]
    unit = units[0] if units and len({plain(one) for one in units}) == 1 else ""
    return Indicator(label.text, label.span, unit=unit, values=values)


def _with_kinds(found: list[FoundValue]) -> tuple[IndicatorValue, ...]:
    """The values; of two with an arrow between, the first is the baseline and the last the target, unless the text names other kinds."""
    values = [one.value for one in found]
    if len(values) > 1 and found[-1].arrow:
        values[0] = replace(values[0], kind=values[0].kind or "baseline")
        values[-1] = replace(values[-1], kind=values[-1].kind or "target")
    return tuple(values)


def _values(stretch: Stretch, context: FieldContext) -> Iterator[FoundValue]:
    times = [time for time in find_times(stretch, context) if time.period.precision]
    masked = _masked(plain(stretch.text), times)
    at = 0
    for match in _NUMBER.finditer(masked):
        if match.start() < at or (
            masked.startswith((")", "）", ".", "．"), match.end()) and not masked[at : match.start()].strip()
        ):
            continue
        unit = _UNIT.match(masked, match.end())
        end = unit.end() if unit else match.end()
        behind, end = _behind(masked, end, context)
        start, comparator = _before(masked, match.start(), at, context)
        about, later = _ABOUT.search(masked, at, start), _ABOUT_BEHIND.match(masked, end)
        start, end = about.start() if about else start, later.end() if later else end
        number = number_of(match["number"], context.decimal_comma)
        scale = _SCALE.match(unit["unit"]) if unit else None
        number *= _SCALES[scale.group()] if scale else 1
        lead_start, kind, lead_time = _lead(stretch, masked, at, start, times, context)
        when_end, when = _when(masked, end, times)
        words = stretch.part(start, when_end)
        value = IndicatorValue(
            words.text,
            words.span,
            kind,
            _whole(-number if match["sign"] else number),
            comparator or behind,
            bool(about or later),
            when or lead_time,
        )
        arrow = at > 0 and _is_arrow(masked[at:lead_start], lead_time is not None or when is not None)
        yield FoundValue(value, stretch.text[unit.start("unit") : unit.end()] if unit else "", lead_start, when_end, arrow)
        at = when_end


def _is_arrow(between: str, dated: bool) -> bool:
    """Whether nothing but an arrow is between two values; a word is one where the second has a time, else it may be prose."""
    return _ARROW.fullmatch(between) is not None and (dated or _SURE_ARROW.search(between) is not None)


def _whole(number: Decimal) -> Decimal:
    return Decimal(int(number)) if number == int(number) else number


def _masked(text: str, times: list[FoundTime]) -> str:
    """`text` with its times taken out, as long as before."""
    pieces, at = [], 0
    for time in times:
        pieces += [text[at : time.start], _TAKEN * (time.end - time.start)]
        at = time.end
    return "".join([*pieces, text[at:]])


def _behind(text: str, at: int, context: FieldContext) -> tuple[str, int]:
    """A comparator behind a number (以上, or more), and where the value ends with it."""
    gap = len(text[at : at + 1]) - len(text[at : at + 1].lstrip())
    for length in range(_LONGEST_COMPARATOR, 0, -1):
        word = text[at + gap : at + gap + length]
        following = text[at + gap + length : at + gap + length + 1]
        if len(word) == length and not (word[-1:].isascii() and following.isascii() and following.isalpha()):
            found = context.named("comparator", word) if word.strip(" .,;") == word and word[0] not in "(（→-" else ""
            if found:
                return found, at + gap + length
    return "", at


def _before(text: str, start: int, since: int, context: FieldContext) -> tuple[int, str]:
    """Where the value begins with a comparator before the number (at least, ≥), and the comparator; its own start where none is."""
    lead = text[since:start].rstrip()
    starts = [found.start() for found in re.finditer(r"(?<!\S)\S", lead[-60:])][-_MOST_WORDS:] if lead else []
    offset = since + max(0, len(lead) - 60)
    for begin in starts:
        found = context.named("comparator", text[offset + begin : start])
        if found:
            return offset + begin, found
    found = context.named("comparator", lead[-1:]) if lead[-1:] and not lead[-1].isalnum() else ""
    return (since + len(lead) - 1, found) if found else (start, "")


def _lead(
    stretch: Stretch, text: str, since: int, start: int, times: list[FoundTime], context: FieldContext
) -> tuple[int, str, When | None]:
    """Where the words for the kind or the time of a value begin, that kind, and that time: 目標値（R10）：90％."""
    close = _CLOSING.search(text, since, start)
    end = close.start() if close else start
    time = next((one for one in times if since <= one.start and one.end <= end and not text[one.end : end].strip(")） ")), None)
    before = max(
        (cut.end() for cut in _CLAUSE.finditer(text, since, end) if text[cut.end() : end].strip(")） \x00")), default=since
    )
    words = text[before:end].replace(_TAKEN, "").strip(_AROUND)
    kind = context.named("value-kind", words) if words else ""
    if not kind and time is not None:
        named = text[since : time.start].rstrip("(（ ")
        begin = max((cut.end() for cut in _CLAUSE.finditer(named)), default=0)
        kind = context.named("value-kind", named[begin:])
        before = since + begin if kind else before
    if not kind and words:
        tail = words.split()[-1]
        kind = context.named("value-kind", tail)
        before = text.rfind(tail, since, end) if kind else before
    if kind:
        return before, kind, _as_when(time)
    if time is not None and not text[time.end : start].strip(")） :："):
        opening = len(text[since : time.start].rstrip("(（ ")) + since
        return opening, "", _as_when(time)
    return start, "", None


def _when(text: str, at: int, times: list[FoundTime]) -> tuple[int, When | None]:
    """Where a value ends with the time behind it, in brackets or not, and that time."""
    time = next((one for one in times if one.start >= at), None)
    gap = _BEFORE_WHEN.fullmatch(text, at, time.start) if time is not None else None
    if time is None or gap is None:
        return at, None
    close = _CLOSED.match(text, time.end) if gap["bracket"] else None
    if gap["bracket"]:
        return (close.end(), _as_when(time)) if close else (at, None)
    return (time.end, _as_when(time)) if gap["word"] or time.deadline else (at, None)


def _as_when(time: FoundTime | None) -> When | None:
    return None if time is None else time.fiscal or time.period
