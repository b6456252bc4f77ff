"""What a line opens with before its words: the name of a level, a number, a bullet, marks.

head = [level name] [number] [separator] | bullet | marks        基本目標１： | Goal 2 – | 3.1 | ① | • | ○☆
"""

import re
from dataclasses import dataclass
from functools import cached_property

from shisaku.reading.fields.stretch import Concepts
from shisaku.reading.tokens.marks import leading_marks
from shisaku.reading.tokens.numbering import Number, number_at_head

BULLETS = "•‣▪▫▸▹►▶➢➤❖◦⁃∙●■◆✓✔➔→⇒»*\u00b7\u2219\u30fb\uff65-–—‐−"
"""Characters that open the items of lists and mean nothing else; ○ and its like may be marks, and are not among them."""
_PRIVATE = "\ue000-\uf8ff\ufffd\u20de"
"""Letters of symbol fonts, which have no Unicode of their own; what is put in their place, and the empty square without its letter."""
_BULLET = re.compile(rf"(?P<bullet>[{re.escape(BULLETS)}{_PRIVATE}]|o(?=\s+[A-Z]))(?P<gap>\s*)(?=\S)")
_TIGHT = frozenset("・･•‣▪▫▸▹►▶➢➤❖◦●■◆✓✔➔→⇒»·")
"""Bullets that need no white space behind them."""
_LEVEL = re.compile(
    r"(?P<name>[ぁ-んァ-ヶー一-鿿々]{1,12}?|[A-Za-zÀ-ÿ]{3,20}(?:[ -][A-Za-zÀ-ÿ]{3,20}){0,2}|[가-힣]{1,8}(?: [가-힣]{1,8})?)"
    r"\s?(?:#|No\.?\s?|N[ro]\.?\s?|n[°ºo]\s?|№\s?)?(?P<rest>(?=[0-9０-９①-⑳㉑-㉟ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ（(IVX一二三四五六七八九十]|[A-Z](?![A-Za-z])).*)",
    re.DOTALL,
)
_SEPARATOR = re.compile(r"\s*(?:[:：.．、|｜―–—-]|\s)\s*")
_LETTER = re.compile(r"(?P<letter>[A-ZＡ-Ｚ])(?P<gap>[.．:：)）]\s*|\s+[-–—:]\s+)(?=\S)(?![A-Z]\.)")
"""A capital letter that counts, and not the first one of an abbreviation."""
_LONE = re.compile(r"(?P<lone>[A-Z])(?P<gap>\s*[:：.–—-]\s*|\s+|$)")
_CODE = re.compile(
    r"(?P<code>[A-Z]{1,3}[-. ]?[0-9]{1,2}(?:[.-][0-9]{1,2}){0,3}|[0-9]{1,2}(?:[.-][A-Z]?[0-9]{1,3}){1,4})(?P<gap>\s*[:：.–—)）-]\s*|\s+)(?=\S)"
)
_SEGMENT = re.compile(r"[A-Z]*[0-9]+|[A-Z]+")
_QUANTITY = re.compile(
    r"[.,．，・/／〜～~%％][0-9０-９]|[%％]|[.．][0-9０-９]+\s?[%％]"
    r"|年(?=[度間後以にのまか内])|つ|人(?=[がのはをにで以0-9０-９])|[市町村区](?=[0-9０-９])|代(?=[のにを後前]|$)|時間|[件回歳円割倍](?=[がのはをにで以、。）)/／]|$)|[千百万億兆]?円|[万億兆](?=[人件台戸])"
    r"|[か箇個](?=[所国年])|[カヶヵ](?=[所国年月])|周年|世[代紀]|の"
)
"""What makes a quantity of the figure right before it: 10年後, 3つ, 12.5%."""
_UNIT = re.compile(
    r"(?:million|billion|bn|per\s?cent|%|％)\b|(?:million|billion|per cent|Mio|Mrd|millions?)\b|[%％]", re.IGNORECASE
)
"""Of figures with white space behind them, the same."""
_SMALL_WORD = re.compile(r"[a-zà-ÿ]")
_BRACKETED_WORDS = re.compile(r"[【《〈＜<［\[](?P<words>[^】》〉＞>］\]]{1,40})[】》〉＞>］\]]\s*(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True)
class Head:
    """What a line opens with."""

    length: int = 0
    """Characters of the line that it takes, white space behind it included."""
    printed: str = ""
    """As printed, without separators: `基本目標１`, `3.1`, `①`; empty for bullets and marks."""
    level: str = ""
    """Concept of the scheme of component kinds that the name of the level is a form of; empty where none is printed."""
    name: str = ""
    """Name of the level as printed."""
    number: Number | None = None
    """The number, where there is one."""
    letter: str = ""
    """Of a line that is counted by a capital letter or a code: that."""
    bullet: str = ""
    """The bullet; symbol fonts' letters are all one."""
    marks: str = ""
    """The marks, as `leading_marks` has them."""

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The numbers from the outermost level inwards: 3, 1 for 3.1; one number alone for others; empty without any."""
        if self.number is not None:
            return (*map(str, self.number.outer), str(self.number.value))
        return tuple(piece.lstrip("0") or "0" for piece in _SEGMENT.findall(self.letter))

    @cached_property
    def style(self) -> str:
        """What it has in common with the heads of the same level."""
        if self.number is not None:
            outer = str(len(self.number.outer)) if self.number.outer else ""
            return f"{self.name}{self.number.style}{'.' if self.number.dotted else ''}{outer}"
        if self.letter:
            return f"{self.name}{f'code{len(self.path)}' if len(self.letter) > 1 else 'capital'}"
        return self.name or self.bullet or self.marks[:1]


NO_HEAD = Head()
"""Of a line that opens with its words."""


def head_of(text: str, lexicon: Concepts) -> Head:
    """What `text` opens with; the names of levels are those of the lexicon's scheme `kind`."""
    named = _named(text, lexicon)
    if named is not None:
        return named
    bullet = _BULLET.match(text)
    if bullet and (bullet["bullet"] in _TIGHT or bullet["gap"] or bullet["bullet"] not in BULLETS):
        return _behind_bullet(text, bullet, lexicon)
    number = number_at_head(text)
    code = _CODE.match(text)
    code = code if code and not _UNIT.match(text[code.end() :]) else None
    if number is not None and not _counts(number, text) and not (code and number.length < code.end()):
        return NO_HEAD
    if code and (number is None or number.length < code.end()):
        return Head(code.end(), code["code"], letter=code["code"])
    if number is not None and (number.separated or number.style != "decimal"):
        return Head(number.length, number.printed, number=number)
    letter = _LETTER.match(text)
    if letter:
        return Head(letter.end(), letter["letter"], letter=letter["letter"])
    marks = leading_marks(text)
    if marks:
        length = len(text) - len(text.lstrip("".join(marks) + " 　"))
        return Head(length, marks=marks)
    if number is not None:
        return Head(number.length, number.printed, number=number)
    return NO_HEAD


def _counts(number: Number, text: str) -> bool:
    """Whether the number that `text` opens with counts what it heads, and is neither a quantity nor a word: 10年後, 3.5 million, I am."""
    rest = text[number.length :]
    if number.style == "decimal" and not number.separated:
        return _QUANTITY.match(rest) is None
    if number.dotted or not text[number.length - 1 : number.length].isspace():
        return True
    if number.style in ("decimal", "compound") and _UNIT.match(rest):
        return False
    return number.style not in ("decimal", "roman") or not number.printed.isascii() or _SMALL_WORD.match(rest) is None


def _behind_bullet(text: str, bullet: re.Match[str], lexicon: Concepts) -> Head:
    """A bullet, and the number behind it where there is one."""
    sign = "\ue000" if bullet["bullet"] >= "\ue000" else bullet["bullet"]
    inner = head_of(text[bullet.end() :], lexicon)
    if inner.number is not None and inner.number.style == "decimal" and not inner.number.dotted and inner.printed.isascii():
        return Head(bullet.end(), bullet=sign)  # a quantity, as in "• 10 MW of solar power": who counts puts a mark behind
    if inner.number is not None or inner.name or inner.letter:
        return Head(bullet.end() + inner.length, inner.printed, inner.level, inner.name, inner.number, inner.letter, sign)
    return Head(bullet.end(), bullet=sign)


def _named(text: str, lexicon: Concepts) -> Head | None:
    """The name of a level and its number; None where `text` does not begin with them."""
    opened = _BRACKETED_WORDS.match(text)
    if opened is not None and (inside := _named(opened["words"], lexicon)) is not None and inside.length >= len(opened["words"]):
        return Head(opened.start("rest"), inside.printed, inside.level, inside.name, inside.number, inside.letter)
    match = _LEVEL.match(text[:80])
    while match is not None:
        level = lexicon.find("kind", match["name"]) or lexicon.find("kind", match["name"].rpartition(" ")[2])
        if level:
            return _counted(text, match, level)
        longer = len(match["name"]) + 1
        match = _longer(text[:80], longer)
    return None


_LONGEST_NAME = 12
_LONGER = {
    least: re.compile(
        rf"(?P<name>[ぁ-んァ-ヶー一-鿿々]{{{least},{_LONGEST_NAME}}}?)\s?(?P<rest>(?=[0-9０-９①-⑳㉑-㉟ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ（(一二三四五六七八九十]).*)",
        re.DOTALL,
    )
    for least in range(2, _LONGEST_NAME + 1)
}


def _longer(text: str, least: int) -> re.Match[str] | None:
    """The next name that may be one of a level, `least` letters long or longer."""
    if least > _LONGEST_NAME or not text[: least - 1].strip() or text[:1].isascii():
        return None
    return _LONGER[least].match(text)


def _counted(text: str, match: re.Match[str], level: str) -> Head | None:
    """The number behind the name of a level."""
    name, at = match["name"], match.start("rest")
    rest = text[at:]
    number = number_at_head(rest) or number_at_head(f"{rest.rstrip(' 　:：')} x")
    if number is not None and number.style != "named" and _counts(number, rest):
        end = at + min(number.length, len(rest))
    elif lone := _LONE.match(rest):
        end = at + lone.end()
        return Head(end, text[: at + 1], level, name, letter=lone["lone"])
    else:
        return None
    separator = _SEPARATOR.match(text, end)
    printed = text[: at + len(rest[: number.length].rstrip(" 　:：.．、-–—"))].rstrip(" 　:：.．、")
    return Head(separator.end() if separator else end, printed, level, name, number)
