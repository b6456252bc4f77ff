"""Sums of money in all the forms that budgets print them in."""

from random import Random

from .gold import Money
from .printing import full

_UNITS = {"億円": 10**8, "百万円": 10**6, "万円": 10**4, "千円": 10**3, "円": 1}
FORMS = ("億円", "億円", "兆", "百万円", "万円", "千円", "千円", "円")
"""Units that a document may keep to; 兆 stands for 兆 and 億 together."""


def money(random: Random, form: str, wide: bool, gap: str = "") -> Money:
    """A sum in that unit, in full-width digits where `wide`."""
    if form == "兆":
        oku = random.randint(10_001, 60_000) if random.random() < 0.3 else random.randint(1, 9_999)
        yen = oku * 10**8
        cho, rest = divmod(oku, 10_000)
        printed = (f"{cho}兆" if cho else "") + (f"{rest:,}{gap}億円" if rest else "円")
    elif form == "億円" and random.random() < 0.4:
        tenths = random.randint(1, 999)
        yen, printed = tenths * 10**7, f"{tenths / 10:.1f}{gap}億円"
    else:
        count = random.choice(
            (random.randint(1, 99), random.randint(100, 999), random.randint(1, 90) * 100, random.randint(1000, 99_999))
        )
        yen, printed = count * _UNITS[form], f"{count:,}{gap}{form}"
    printed = _wide(printed) if wide else printed
    return Money(printed, yen)


def _wide(printed: str) -> str:
    return full(printed).replace(",", "，").replace(".", "．")


def negative(random: Random, sum_: Money) -> Money:
    """The same sum below nothing."""
    return Money(random.choice("△▲") + sum_.printed, -(sum_.yen or 0))


def about(random: Random, sum_: Money) -> Money:
    """The same sum, roughly."""
    printed = random.choice(("約{}", "{}程度")).format(sum_.printed)
    return Money(printed, sum_.yen, approximate=True)
