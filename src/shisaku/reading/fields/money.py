"""Currencies, scales and figures as they are written in the world, and their values."""

from decimal import Decimal

from shisaku.reading.fields.stretch import FieldContext

_CODES = """
USD EUR GBP JPY CHF AUD CAD NZD SGD HKD TWD KRW CNY INR IDR MYR PHP THB VND LKR PKR BDT NPR NOK SEK DKK ISK PLN CZK HUF RON BGN RSD
UAH RUB GEL AMD KZT MDL ILS AED SAR QAR KWD JOD EGP TND ZAR KES GHS NGN RWF UGX TZS ETB ZMW MWK BWP NAD MUR SCR XAF XOF CDF
XCD BBD TTD JMD HTG DOP BRL MXN ARS CLP UYU PYG BOB CRC GTQ SRD GYD FJD PGK SBD VUV WST XPF MNT KHR LAK MMK MVR BTN CVE
"""
"""Codes of ISO 4217 that governments print, without those that are words: COP 26, TOP 10."""
CODES = frozenset(_CODES.split())
SYMBOLS = {
    "US$": "USD", "U.S.$": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD",
    "NZ$": "NZD", "S$": "SGD", "HK$": "HKD", "NT$": "TWD", "EC$": "XCD", "R$": "BRL", "$": "$", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₩": "KRW", "₹": "INR", "฿": "THB", "₫": "VND", "₦": "NGN", "₱": "PHP", "Rp": "IDR", "Rp.": "IDR", "Rs": "Rs", "Rs.": "Rs",
    "RMB": "CNY", "kr": "kr", "kr.": "kr", "Fr.": "CHF", "SFr.": "CHF",
}  # fmt: skip
"""Symbols before a figure; those that stand for themselves belong to several countries."""
WORDS = {
    "euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "us dollars": "USD", "u.s. dollars": "USD", "pounds": "GBP",
    "pounds sterling": "GBP", "yen": "JPY", "won": "KRW", "rupees": "Rs", "francs": "CHF", "franken": "CHF", "francs cfa": "XAF",
    "fcfa": "XAF", "f cfa": "XAF", "kroner": "kr", "kronor": "kr", "rand": "ZAR", "yuan": "CNY", "米ドル": "USD", "ドル": "USD",
    "ユーロ": "EUR", "ポンド": "GBP", "ウォン": "KRW",
}  # fmt: skip
"""Words behind a figure."""
_SHARED = {
    "$": ("USD", ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "XCD", "FJD")),
    "kr": ("", ("NOK", "SEK", "DKK", "ISK")),
    "Rs": ("INR", ("INR", "LKR", "PKR", "NPR", "MUR")),
}
"""What a symbol of several countries means: by default, and where the document's own currency is one of them."""
SCALES = {
    "hundred": 100, "thousand": 10**3, "thousands": 10**3, "milliers": 10**3, "milliers de": 10**3, "milliers d'": 10**3, "mil": 10**6, "k": 10**3, "tsd.": 10**3, "tsd": 10**3, "tausend": 10**3, "mille": 10**3, "lakh": 10**5,
    "lakhs": 10**5, "million": 10**6, "millions": 10**6, "mill.": 10**6, "mill": 10**6, "mln": 10**6, "mn": 10**6, "mio.": 10**6,
    "mio": 10**6, "millionen": 10**6, "millones": 10**6, "million de": 10**6, "millions de": 10**6, "millions d'": 10**6, "m": 10**6,
    "mm": 10**6, "crore": 10**7, "crores": 10**7, "billion": 10**9, "billions": 10**9, "bn": 10**9, "b": 10**9, "mrd.": 10**9,
    "mrd": 10**9, "md": 10**9, "milliarden": 10**9, "milliard": 10**9, "milliards": 10**9, "milliards de": 10**9,
    "milliards d'": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
"""Words and letters behind a figure; a billion is that of English."""
EAST_ASIAN = {
    "兆": 10**12, "千億": 10**11, "百億": 10**10, "十億": 10**9, "億": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "千": 1000, "百": 100,
}  # fmt: skip
"""Units before 円."""
KOREAN = {"조": 10**12, "천억": 10**11, "억": 10**8, "천만": 10**7, "백만": 10**6, "만": 10**4, "천": 1000}
"""Units before 원."""


def currency_of(printed: str, context: FieldContext) -> str:
    """ISO 4217 code of a symbol, a code or a word; empty where it may be several countries'."""
    sign = " ".join(printed.split())
    if sign.upper() in CODES:
        return sign.upper()
    named = SYMBOLS.get(sign) or WORDS.get(sign.lower(), "")
    if named not in _SHARED:
        return named
    usual, candidates = _SHARED[named]
    return context.profile.currency if context.profile.currency in candidates else usual


def number_of(printed: str, decimal_comma: bool, scaled: bool = False) -> Decimal:
    """A figure as a number. The last of two kinds of separator is the decimal one; one with three digits behind it separates thousands,
    unless it is the decimal one of the language, or a scale follows (1,234 Mio.)."""
    digits = "".join(character for character in printed if character.isdigit() or character in ".,")
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        decimal, thousands = (".", ",") if point > comma else (",", ".")
        return Decimal(digits.replace(thousands, "").replace(decimal, "."))
    sign = "." if point >= 0 else "," if comma >= 0 else ""
    if not sign:
        return Decimal(digits)
    groups = digits.split(sign)
    whole = all(len(group) == 3 for group in groups[1:]) and groups[0] not in ("", "0")
    of_language = "," if decimal_comma else "."
    if len(groups) > 2 or (whole and not (sign == of_language and (scaled or not decimal_comma))):
        return Decimal("".join(groups))
    return Decimal(f"{groups[0] or 0}.{groups[1] or 0}")
