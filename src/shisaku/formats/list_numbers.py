"""Numbers of lists that a format generates itself."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_ROMAN = 3999
BULLET = "•"
"""Represents any bullet that a format draws."""


def numbered(number: int, type: str) -> str:
    """`number` as a list of `type` prints it: `1`, `a`, `A`, `i`, `I`, as in HTML; in figures where letters cannot."""
    if type in ("a", "A") and number > 0:
        letters = ""
        while number > 0:
            number, last = divmod(number - 1, 26)
            letters = chr(ord(type) + last) + letters
        return letters
    if type == "i":
        return roman(number)
    return roman(number).upper() if type == "I" else str(number)


def roman(number: int) -> str:
    """`number` in small Roman numerals; in figures where they have none for it."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    numerals = ""
    for worth, letters in _ROMAN:
        numerals += letters * (number // worth)
        number %= worth
    return numerals
