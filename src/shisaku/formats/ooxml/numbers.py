"""A number in the form that a list is numbered in (ECMA-376 part 1, 17.18.59 ST_NumberFormat and 20.1.10.61 ST_TextAutonumberScheme)."""

from collections.abc import Callable

from shisaku.formats.list_numbers import roman

_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_HALF_KATAKANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def number(value: int, form: str) -> str:
    """`value` in the list format `form`: `iv`, `四`, `④`, `エ`; decimal where the format is not known or has no such number."""
    return _FORMS.get(form, str)(value)


def autonumber(value: int, scheme: str) -> str:
    """`value` with its dots or brackets, in a numbering scheme of slides: `4.`, `(d)`, `④`."""
    for suffix, before, after in _FRAMES:
        if scheme.endswith(suffix):
            return before + _SCHEMES.get(scheme.removesuffix(suffix), str)(value) + after
    return str(value) + "."


def _letters(alphabet: str) -> Callable[[int], str]:
    """Letters of an alphabet; behind its end each is doubled, then tripled, as Word does with a to z."""

    def form(value: int) -> str:
        if not 1 <= value <= 8 * len(alphabet):
            return str(value)
        times, place = divmod(value - 1, len(alphabet))
        return alphabet[place] * (times + 1)

    return form


def _once(first: str, count: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode from `first` on."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= count else str(value)


def _circled(value: int) -> str:
    for low, high, first in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if low <= value <= high:
            return chr(ord(first) + value - low)
    return "⓪" if value == 0 else str(value)


def _full(value: int) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in str(value))


def _counting(digits: str, units: str, one: bool = False) -> Callable[[int], str]:
    """Chinese numerals: `digits` are 0 to 9, `units` 10, 100, 1000 and 10000; `one` says whether a one is written before 10 and 100."""

    def below(value: int) -> str:
        text = ""
        for power in (3, 2, 1, 0):
            digit = value // 10**power % 10
            if digit:
                text += ("" if digit == 1 and power and not one else digits[digit]) + (units[power - 1] if power else "")
        return text

    def form(value: int) -> str:
        if not 0 <= value < 10**8:
            return str(value)
        high, low = divmod(value, 10000)
        return (((below(high) or digits[1]) + units[3] if high else "") + below(low)) or digits[0]

    return form


def _positional(digits: str) -> Callable[[int], str]:
    return lambda value: "".join(digits[int(c)] for c in str(value)) if value >= 0 else str(value)


def _ordinal(value: int) -> str:
    return str(value) + ("th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th"))


_kanji = _counting("〇一二三四五六七八九", "十百千万")
_legal = _counting("零壱弐参四伍六七八九", "拾百千萬", True)
_korean = _counting("영일이삼사오육칠팔구", "십백천만")
_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _full,
    "decimalFullWidth2": _full,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _once("⒈", 20),
    "decimalEnclosedParen": _once("⑴", 20),
    "numberInDash": lambda value: f"- {value} -",
    "ordinal": _ordinal,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerRoman": roman,
    "upperLetter": _letters(_LATIN.upper()),
    "lowerLetter": _letters(_LATIN),
    "russianUpper": _letters(_CYRILLIC.upper()),
    "russianLower": _letters(_CYRILLIC),
    "aiueo": _letters(_HALF_KATAKANA),
    "aiueoFullWidth": _letters(_KATAKANA),
    "iroha": _letters(_HALF_IROHA),
    "irohaFullWidth": _letters(_IROHA),
    "ganada": _letters(_GANADA),
    "chosung": _letters(_CHOSUNG),
    "japaneseCounting": _kanji,
    "chineseCounting": _kanji,
    "chineseCountingThousand": _kanji,
    "taiwaneseCounting": _kanji,
    "taiwaneseCountingThousand": _kanji,
    "japaneseLegal": _legal,
    "ideographLegalTraditional": _legal,
    "chineseLegalSimplified": _legal,
    "japaneseDigitalTenThousand": _positional("〇一二三四五六七八九"),
    "ideographDigital": _positional("〇一二三四五六七八九"),
    "taiwaneseDigital": _positional("〇一二三四五六七八九"),
    "koreanDigital": _positional("영일이삼사오육칠팔구"),
    "koreanDigital2": _positional("零一二三四五六七八九"),
    "koreanCounting": _korean,
    "koreanLegal": _korean,
    "ideographTraditional": _letters(_STEMS),
    "ideographZodiac": _letters(_BRANCHES),
    "ideographEnclosedCircle": _once("㊀", 10),
    "none": lambda value: "",
}
_SCHEMES: dict[str, Callable[[int], str]] = {
    "alphaLc": _letters(_LATIN),
    "alphaUc": _letters(_LATIN.upper()),
    "romanLc": roman,
    "romanUc": lambda value: roman(value).upper(),
    "arabicDb": _full,
    "ea1Chs": _kanji,
    "ea1Cht": _kanji,
    "ea1JpnKor": _kanji,
    "ea1JpnChsDb": _kanji,
    "circleNumDb": _circled,
    "circleNumWdWhite": _circled,
    "circleNumWdBlack": _once("❶", 10),
}
_FRAMES = (("ParenBoth", "(", ")"), ("ParenR", "", ")"), ("Period", "", "."), ("Minus", "", "-"), ("Plain", "", ""))
