"""Plural categories of whole numbers, as the Unicode CLDR has them (cldr.unicode.org, Language Plural Rules)."""

from collections.abc import Callable


def category(lang: str, number: int) -> str:
    """`one`, `few`, `many` or `other`: the form that `lang` takes with a number. A language that is not listed takes English's."""
    return _RULES.get(lang.split("-")[0], _english)(abs(number))


def _none(_number: int) -> str:
    return "other"


def _english(number: int) -> str:
    return "one" if number == 1 else "other"


def _french(number: int) -> str:
    return "one" if number < 2 else "other"


def _czech(number: int) -> str:
    return "one" if number == 1 else "few" if 2 <= number <= 4 else "other"


def _slavic(number: int) -> str:
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return "one" if number % 10 == 1 and number % 100 != 11 else "few" if few else "many"


def _polish(number: int) -> str:
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return "one" if number == 1 else "few" if few else "many"


_RULES: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("id", "ja", "ko", "lo", "ms", "my", "th", "vi", "zh"), _none),
    **dict.fromkeys(("fr", "pt"), _french),
    **dict.fromkeys(("cs", "sk"), _czech),
    **dict.fromkeys(("be", "ru", "uk"), _slavic),
    "pl": _polish,
}
