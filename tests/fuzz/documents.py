"""Texts that look like policy documents, spoilt in every way: the same seed gives the same text.

document = { block gap }        block = heading | sub-heading | entries | statement | legend | title | page number | anything
"""

import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from random import Random

WORDS = (
    *(
        "森林",
        "里山の保全",
        "漁港",
        "苗木を育てる",
        "踏切の改良",
        "浄水場",
        "点字資料",
        "と",
        "の",
        "及び",
        "支援",
        "（再掲）",
        "再掲",
    ),
    *(
        "AI",
        "５Ｇ",
        "ﾊﾞｲｵ",
        "2040年",
        "令和８年度",
        "約5,400 億円",
        "△３．３億円",
        "事項要求",
        "【新規】",
        "〔農政課〕",
        "等",
        "ー",
        "々",
    ),
    *("Forest", "Act 3.", "and", "of", "e\u0301", "👩\u200d🌾", "𠮷", "葛\U000e0100", "𝒳", "☃", "〜", "—", "…"),
)
MARKS = "○◯〇●◎☆★※■□◆◇▲△▼▽・➢➤▶►✓-*•–"
NUMBERS = (
    *(
        "Ⅰ",
        "Ⅱ",
        "Ⅻ",
        "I",
        "IV",
        "IIV",
        "XXX",
        "1",
        "２",
        "３",
        "10",
        "０",
        "00",
        "999",
        "1234",
        "①",
        "⑳",
        "㉟",
        "㊿",
        "❶",
        "⑴",
        "㈠",
    ),
    *(
        "第１",
        "第一",
        "第十一二",
        "第百",
        "第1章",
        "第２節",
        "第三部",
        "第４編",
        "１の柱",
        "（１）",
        "(2)",
        "３）",
        "[4]",
        "１－２",
        "1.2",
        "1.2.3.",
    ),
    *("ア", "（ア）", "ｱ", "a", "A", "(a)", "i", "一", "二", "〇", "¹", "٣", "௩", "𝟙", "９９９９９９９９９９９９"),
)
SEPARATORS = ("", "", " ", "　", ".", "．", "、", "：", ":", ")", "\t", "  ", "\u00a0", "\u200b")
BREAKS = (
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\r",
    "\n\r",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\u2028",
    "\u2029",
    "\n \n",
    "\n　\n",
)
BRACKETS = "（）()［］[]【】〔〕「」『』｛｝〈〉《》{}<>\"'"
ODD = (
    *(
        "\0",
        "\x01",
        "\x07",
        "\x08",
        "\x1b[31m",
        "\x1d",
        "\x1e",
        "\x1f",
        "\x7f",
        "\x80",
        "\xad",
        "\u061c",
        "\u200b",
        "\u200d",
        "\u200e",
    ),
    *(
        "\u202e",
        "\u2060",
        "\ufeff",
        "\ufff9",
        "\ufffd",
        "\ufffe",
        "\uffff",
        "\ud800",
        "\udfff",
        "\ud83d",
        "\U0010ffff",
        "\U000e0001",
    ),
)


def document(random: Random) -> str:
    """A text of up to some hundred lines, most of them short; one in two is spoilt."""
    blocks = _few(random, 14, lambda: _block(random) + random.choice(BREAKS))
    text = "".join(blocks)
    for _ in range(random.choice((0, 0, 0, 1, 1, 2, 5))):
        text = random.choice(_MUTATIONS)(text, random)
    return text


def _few(random: Random, most: int, one: Callable[[], str]) -> list[str]:
    return [one() for _ in range(int(random.triangular(0, most + 1, 1)))]


def _words(random: Random, most: int = 5) -> str:
    return "".join([random.choice(WORDS), *_few(random, most, lambda: random.choice(WORDS))])


def _block(random: Random) -> str:
    return random.choice(_BLOCKS)(random)


def _heading(random: Random) -> str:
    return random.choice(NUMBERS) + random.choice(SEPARATORS) + _words(random)


def _entry(random: Random) -> str:
    marks = "".join(random.choice(MARKS[:9]) for _ in range(random.choice((1, 1, 1, 1, 2, 3))))
    return (
        marks
        + random.choice(SEPARATORS[:4])
        + _words(random)
        + random.choice(("", "", "", "（再掲）", "(再 掲)", "［再掲：３］"))
    )


def _entries(random: Random) -> str:
    return random.choice(("\n", "\n", " ", "　", "")).join(_entry(random) for _ in range(random.randint(1, 5)))


def _measure(random: Random) -> str:
    return f"{random.randint(1, 12)}{random.choice(SEPARATORS)}{_words(random)}\n{random.choice(('', chr(10)))}{_entries(random)}"


def _sub_heading(random: Random) -> str:
    return random.choice(MARKS) + random.choice(SEPARATORS) + _words(random)


def _statement(random: Random) -> str:
    mark = random.choice(("", "■", "◆ ", "※"))
    return mark + "".join(_words(random) + random.choice(("、", "\n", "")) for _ in range(random.randint(1, 4))) + "。"


def _legend(random: Random) -> str:
    return random.choice(SEPARATORS).join(
        random.choice(MARKS) + random.choice("：:＝=") + _words(random, 2) for _ in range(random.randint(1, 4))
    )


def _title(random: Random) -> str:
    return _words(random) + random.choice(("", "（令和８年度版）", "（" + _words(random) + "）", "（（２０２４））"))


def _page_number(random: Random) -> str:
    return random.choice(("- {} -", "{}", "{} / 14", "p. {}", "―――{}―――", "……", "＝＝＝＝", "P{}")).format(
        random.randint(0, 99999)
    )


def _row(random: Random) -> str:
    cells = [
        _words(random, 2),
        f"{random.randint(0, 99999):,}",
        random.choice(("千円", "百万円", "新規", "拡充", "")),
        _words(random, 1),
    ]
    random.shuffle(cells)
    return random.choice((" ", "　", "\t", "|", ",", "  ")).join(cells)


def _anything(random: Random) -> str:
    """Characters of any kind: of Unicode's categories, each as likely as the others."""
    return "".join(random.choice(characters_of(random.choice(CATEGORIES))) for _ in range(random.randint(0, 20)))


_BLOCKS = (
    *(_heading, _heading, _measure, _measure, _measure, _entries, _entries, _sub_heading, _statement, _statement),
    *(_legend, _title, _page_number, _row, _anything),
)

CATEGORIES = (
    *("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"),
    *("Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn"),
)


@cache
def characters_of(category: str) -> str:
    """At most 400 characters of one of Unicode's categories, spread over the code points."""
    found = [chr(point) for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) == category]
    return "".join(found[:: max(1, len(found) // 400)][:400])


# -- what is done to a text --------------------------------------------------------------------------------------------------


def _somewhere(text: str, random: Random) -> int:
    return random.randint(0, len(text))


def _insert(text: str, random: Random, what: str) -> str:
    at = _somewhere(text, random)
    return text[:at] + what + text[at:]


def _odd(text: str, random: Random) -> str:
    return _insert(text, random, random.choice(ODD))


def _any_character(text: str, random: Random) -> str:
    return _insert(text, random, random.choice(characters_of(random.choice(CATEGORIES))))


def _sign(text: str, random: Random) -> str:
    return _insert(text, random, random.choice((random.choice(MARKS), random.choice(NUMBERS), random.choice(BRACKETS))))


def _break(text: str, random: Random) -> str:
    return _insert(text, random, random.choice(BREAKS))


def _nested(text: str, random: Random) -> str:
    depth = random.choice((2, 5, 30, 300))
    opening, closing = random.choice(("（）", "()", "【】", "[]", "（(", "）（", "「」"))
    return _insert(text, random, opening * depth + random.choice(WORDS) + closing * random.choice((depth, depth - 1, 0)))


def _many(text: str, random: Random) -> str:
    what = random.choice(
        (random.choice(MARKS), random.choice(NUMBERS), random.choice(WORDS), random.choice(SEPARATORS), "○☆", "\n", "。")
    )
    return _insert(text, random, what * random.choice((3, 10, 50, 400)))


def _delete(text: str, random: Random) -> str:
    start, end = sorted((_somewhere(text, random), _somewhere(text, random)))
    return text[:start] + text[min(end, start + random.choice((1, 3, 30))) :]


def _repeat(text: str, random: Random) -> str:
    start = _somewhere(text, random)
    return _insert(text, random, text[start : start + random.choice((1, 5, 40))] * random.choice((1, 2, 8)))


def _swap(text: str, random: Random) -> str:
    lines = text.split("\n")
    random.shuffle(lines)
    return "\n".join(lines)


def _one_line(text: str, random: Random) -> str:
    return text.replace("\n", random.choice(("", " ", "　")))


def _other_form(text: str, random: Random) -> str:
    form = random.choice(("NFC", "NFD", "NFKC", "NFKD"))
    return unicodedata.normalize(form, text)  # type: ignore[arg-type, unused-ignore]  # the stub names the four forms one by one


_MUTATIONS = (_odd, _any_character, _sign, _sign, _break, _nested, _many, _delete, _repeat, _swap, _one_line, _other_form)
