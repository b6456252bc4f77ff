"""Numbers and dates as a cell shows them, by its number format (ECMA-376 part 1, 18.8.30 and 18.8.31).

The display depends on the width of the column and on the settings of the computer; where it does, the fullest form is used: whole
numbers in full, dates of the short format of the system as year, month, day.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from shisaku.formats.sheets.dates import DATE_TOKEN, Dates, calendar_of

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%",
    10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "[$-411]ge.m.d",
    28: '[$-411]ggge"年"m"月"d"日"', 29: '[$-411]ggge"年"m"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"', 34: 'yyyy"年"m"月"', 35: 'm"月"d"日"', 36: "[$-411]ge.m.d", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: "[$-411]ge.m.d", 51: '[$-411]ggge"年"m"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: '[$-411]ggge"年"m"月"d"日"',
    55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: "[$-411]ge.m.d", 58: '[$-411]ggge"年"m"月"d"日"',
}  # fmt: skip
"""Built-in formats; from 27 on as in Japan."""
_MOST_CODE = 255
_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|(?P<escaped>\\.)|(?P<pad>_.)|(?P<fill>\*.)|(?P<bracket>\[[^\]]*\])
    |(?P<general>General|G/標準)|(?P<date>"""
    + DATE_TOKEN
    + r""")|(?P<exponent>E[+-])|(?P<digits>[0#?][0#?,]*)|(?P<other>.)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-([^\]]*))?\]")
_NUMERALS = {"1": "〇一二三四五六七八九", "2": "〇壱弐参四伍六七八九", "3": "０１２３４５６７８９"}


@dataclass(frozen=True, slots=True)
class _Simple:
    """A section of nothing but one number, with words before and behind it."""

    before: str
    behind: str
    grouped: bool
    needed: int
    """Digits before the point that are shown even where they are zeros."""
    decimals: int
    """Digits behind the point, all of which are shown."""
    scale: int
    """Power of ten that the number is multiplied with."""

    def shown(self, value: float) -> str:
        """A number that is not below zero."""
        if not self.scale and value.is_integer() and value < 1e15:
            digits, rest = str(int(value)), "0" * self.decimals
        else:
            number = f"{_rounded(Decimal(repr(value)).scaleb(self.scale), self.decimals):f}"
            digits, _, rest = number.partition(".")
        if len(digits) < self.needed:
            digits = digits.rjust(self.needed, "0")
        elif not self.needed and digits == "0":
            digits = ""
        return f"{self.before}{_grouped(digits) if self.grouped else digits}{'.' if rest else ''}{rest}{self.behind}"


_SIMPLE_WHOLE = re.compile(r"[#,]*[0,]*")


def _simple(tokens: tuple[tuple[str, str], ...]) -> _Simple | None:
    """The section in its simple form; None where it has none."""
    kinds = [kind for kind, _ in tokens]
    if kinds.count("digits") not in (1, 2) or any(kind not in ("digits", "words", "other") for kind in kinds):
        return None
    first = kinds.index("digits")
    after = first + 1
    decimals = 0
    if tokens[after : after + 1] == (("other", "."),):
        if tokens[after + 1 : after + 2] == () or kinds[after + 1] != "digits" or set(tokens[after + 1][1]) != {"0"}:
            return None
        decimals = len(tokens[after + 1][1])
        after += 2
    if "digits" in kinds[after:] or any(text in "./@," for kind, text in tokens[:first] + tokens[after:] if kind == "other"):
        return None
    pattern = tokens[first][1]
    bare = pattern.rstrip(",")
    if not _SIMPLE_WHOLE.fullmatch(pattern):
        return None
    scale = 2 * tokens.count(("other", "%")) - 3 * (len(pattern) - len(bare))
    before, behind = ("".join(text for _, text in part) for part in (tokens[:first], tokens[after:]))
    return _Simple(before, behind, "," in bare, bare.count("0"), decimals, scale)


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, float] | None
    numerals: str
    dates: Dates | None
    simple: _Simple | None

    def holds(self, value: float) -> bool:
        operator, bound = self.condition or ("=", value)
        return {
            "<": value < bound,
            "<=": value <= bound,
            ">": value > bound,
            ">=": value >= bound,
            "=": value == bound,
            "<>": value != bound,
        }[operator]


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code[:_MOST_CODE]):
        if match.lastgroup == "other" and match.group() == ";":
            sections.append([])
        else:
            sections[-1].append((match.lastgroup or "other", match.group()))
    return tuple(_section(tokens) for tokens in sections[:4])


def _section(raw: list[tuple[str, str]]) -> _Section:
    tokens: list[tuple[str, str]] = []
    condition = None
    numerals = locale = ""
    for kind, text in raw:
        if kind == "quoted":
            tokens.append(("words", text.strip('"')))
        elif kind == "escaped":
            tokens.append(("words", text[1:]))
        elif kind in ("pad", "fill"):
            tokens.append(("words", " "))
        elif kind == "bracket":
            if match := _CONDITION.fullmatch(text):
                try:
                    condition = (match.group(1), float(match.group(2)))
                except ValueError:
                    continue
            elif match := _CURRENCY.fullmatch(text):
                tokens.append(("words", match.group(1)))
                locale = match.group(2) or locale
            elif text.lower() in ("[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]"):
                tokens.append(("date", text.lower()))
            elif text.lower().startswith("[dbnum"):
                numerals = _NUMERALS.get(text[6:7], "")
        elif kind == "other" and text not in ".,%/@":
            tokens.append(("words", text))
        else:
            tokens.append((kind, text))
    dated = any(kind == "date" for kind, _ in tokens)
    dates = Dates(tuple(tokens), calendar_of(locale)) if dated else None
    return _Section(tuple(tokens), condition, numerals, dates, None if dated else _simple(tuple(tokens)))


def is_date(code: str) -> bool:
    """Whether a format shows its numbers as dates or times."""
    return any(section.dates is not None for section in _sections(code))


def shown_text(text: str, code: str) -> str:
    """What a cell of this format shows of a text; empty where it shows nothing of it."""
    if code in ("General", "@") or ("@" not in code and code.count(";") < 3):
        return text
    sections = _sections(code)
    last = sections[-1]
    if len(sections) < 4 and not any(token == ("other", "@") for token in last.tokens):
        return text
    return "".join(
        text if token == ("other", "@") else token[1] for token in last.tokens if token[0] == "words" or token[1] == "@"
    )


def shown_number(value: float, code: str = "General", epoch: datetime = datetime(1899, 12, 30)) -> str:
    """What a cell of this format shows of a number; empty where it shows nothing of it.

    `epoch` is the day from which days are counted.
    """
    if code in ("General", ""):
        return general(value)
    if code == "#,##0" and value.is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    try:
        section, magnitude, sign = _chosen(value, _sections(code))
        if section is None:
            return general(value)
        if section.dates is not None:
            moment = epoch + timedelta(days=value) if -700_000 < value < 2_900_000 else None
            text = section.dates.shown(value, moment) if moment is not None else general(value)
        else:
            text = _shown(section, magnitude)
            # What is rounded to nothing has no sign.
            text = sign + text if sign and any(digit in text for digit in "123456789") else text
    except (InvalidOperation, OverflowError, ValueError):
        return general(value)
    if section.numerals:
        text = text.translate({ord(digit): numeral for digit, numeral in zip("0123456789", section.numerals, strict=True)})
    return text.strip()


def general(value: float) -> str:
    """A number in the format that a cell has at first: up to ten digits behind those that it needs, whole numbers in full."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if not 1e-9 <= abs(value) < 1e15:
        mantissa, exponent = f"{value:.5E}".split("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent[0]}{int(exponent[1:]):02d}"
    places = max(0, 10 - len(str(int(abs(value)))))
    rounded = _rounded(Decimal(repr(value)), places)
    text = f"{rounded:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _rounded(value: Decimal, places: int) -> Decimal:
    """`value` to so many places behind the point, half away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _chosen(value: float, sections: tuple[_Section, ...]) -> tuple[_Section | None, float, str]:
    """The section that shows a number, what of the number it shows, and the sign before it."""
    numeric = [section for section in sections[:3] if ("other", "@") not in section.tokens] or [sections[0]]
    if any(section.condition for section in numeric):
        for number, section in enumerate(numeric):
            if section.condition is None and number == len(numeric) - 1:
                return section, abs(value), "-" if value < 0 else ""
            if section.condition is not None and section.holds(value):
                below = section.condition[0] in ("<", "<=") and section.condition[1] <= 0
                return section, abs(value), "-" if value < 0 and not below else ""
        return None, value, ""
    if len(numeric) == 1:
        return numeric[0], abs(value) if numeric[0].dates is None else value, "-" if value < 0 else ""
    if value > 0 or (value == 0 and len(numeric) < 3):
        return numeric[0], value, ""
    return (numeric[1], abs(value), "") if value < 0 else (numeric[2], 0.0, "")


def _shown(section: _Section, value: float) -> str:
    """A number that is not below zero."""
    if section.simple is not None:
        return section.simple.shown(value)
    tokens = section.tokens
    if any(kind == "general" for kind, _ in tokens):
        return "".join(general(value) if kind == "general" else text for kind, text in tokens)
    places = [number for number, (kind, _) in enumerate(tokens) if kind == "digits"]
    if not places:
        return "".join(general(value) if token == ("other", "@") else token[1] for token in tokens if token != ("other", ","))
    last_group = tokens[places[-1]][1]
    scaled = Decimal(repr(value)) * 100 ** tokens.count(("other", "%"))
    point = next((number for number, token in enumerate(tokens) if token == ("other", ".")), len(tokens))
    whole = [number for number in places if number < point]
    last_whole = tokens[whole[-1]][1] if whole else ""
    thousands = len(last_whole) - len(last_whole.rstrip(",")) or len(last_group) - len(last_group.rstrip(","))
    scaled = scaled.scaleb(-3 * thousands)
    exponent = next((number for number, (kind, _) in enumerate(tokens) if kind == "exponent"), None)
    slash = next((number for number, token in enumerate(tokens) if token == ("other", "/")), None)
    if exponent is not None:
        return _scientific(tokens, scaled, point, exponent)
    if slash is not None and any(number > slash for number in places):
        return _fraction(tokens, scaled, slash)
    behind = [number for number in places if number > point]
    decimals = sum(tokens[number][1].count(sign) for number in behind for sign in "0#?")
    digits = f"{_rounded(scaled, decimals):f}"
    integer, _, rest = digits.partition(".")
    grouped = any("," in tokens[number][1].rstrip(",") for number in whole)
    integers = _integers([tokens[number][1] for number in whole], integer, grouped)
    return _put(tokens, dict(zip(whole, integers, strict=True)), point, behind, rest)


def _put(tokens: tuple[tuple[str, str], ...], integers: dict[int, str], point: int, behind: list[int], rest: str) -> str:
    shown: list[str] = []
    for number, (kind, text) in enumerate(tokens):
        if number in integers:
            shown.append(integers[number])
        elif number in behind:
            pattern = text.replace(",", "")
            digits, rest = rest[: len(pattern)], rest[len(pattern) :]
            needed = max((place + 1 for place, sign in enumerate(pattern) if sign in "0"), default=0)
            significant = digits.rstrip("0")
            shown.append(digits[: max(needed, len(significant))])
        elif number == point or kind == "words" or text in "%/":
            shown.append(text)
    return "".join(shown)


def _integers(patterns: list[str], digits: str, grouped: bool) -> list[str]:
    """The whole part of a number, spread over its patterns from the right."""
    digits = digits.lstrip("0")
    needed = sum(pattern.count("0") for pattern in patterns)
    if "0" in "".join(patterns):
        signs = "".join(patterns).replace(",", "")
        needed = len(signs) - signs.index("0")
    digits = digits.rjust(needed, "0")
    if len(patterns) == 1:
        return [_grouped(digits) if grouped else digits]
    shown: list[str] = []
    for number in range(len(patterns) - 1, -1, -1):
        length = len(patterns[number].replace(",", "")) if number else len(digits)
        shown.append(digits[max(0, len(digits) - length) :] if length else "")
        digits = digits[: max(0, len(digits) - length)]
    return shown[::-1]


def _grouped(digits: str) -> str:
    if len(digits) <= 3:
        return digits
    if len(digits) < 16 and digits[0] != "0":
        return f"{int(digits):,}"
    head = len(digits) % 3
    return ",".join(([digits[:head]] if head else []) + [digits[at : at + 3] for at in range(head, len(digits), 3)])


def _scientific(tokens: tuple[tuple[str, str], ...], value: Decimal, point: int, exponent: int) -> str:
    decimals = sum(len(text) for number, (kind, text) in enumerate(tokens) if kind == "digits" and point < number < exponent)
    width = next((len(text) for kind, text in tokens[exponent:] if kind == "digits"), 2)
    mantissa, power = f"{value:.{decimals}E}".split("E")
    sign = "-" if int(power) < 0 else "+" if "+" in tokens[exponent][1] else ""
    return f"{mantissa}E{sign}{abs(int(power)):0{width}d}"


def _fraction(tokens: tuple[tuple[str, str], ...], value: Decimal, slash: int) -> str:
    pattern = "".join(text for kind, text in tokens[slash + 1 :] if kind == "digits")
    mixed = sum(kind == "digits" for kind, _ in tokens[:slash]) > 1
    most = 10 ** min(3, max(1, len(pattern))) - 1
    whole = int(value) if mixed else 0
    part = value - whole
    best = min(range(1, most + 1), key=lambda below: (abs(part - Decimal(round(part * below)) / below), below))
    above = round(part * best)
    if above == best and mixed:
        whole, above = whole + 1, 0
    if not above:
        return str(whole)
    return f"{whole} {above}/{best}" if whole else f"{above}/{best}"
