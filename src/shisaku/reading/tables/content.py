"""What the cells of a column look like, whatever its head says."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from shisaku.reading.tables.grid import GridCell
from shisaku.reading.tables.header_words import HeaderWords

FIGURE, PERCENT, COUNT, TIME, STATUS, OWNER, TICK, CODE, SHORT, LONG = (
    "figure", "percent", "count", "time", "status", "owner", "tick", "code", "short", "long",
)  # fmt: skip
"""What a cell is: a sum or another figure, a share, a number of a list, a time, a word of status, somebody in charge, a mark, a few
letters, some words, a sentence or more."""
_LONG_WORDS, _LONG_LETTERS, _SURELY_LONG = 14, 40, 160
_FIGURE = re.compile(
    r"[△▲+±-]?\s?\(?[△▲-]?(?:[$£€¥]\s?)?[0-9][0-9,. ]*(?:\.[0-9]+)?\)?(?:\s?(?:千|百万|億|万)?円|\s?(?:million|billion|m|bn|k|usd|eur))?"
)
_BRACKETS = re.compile(r"[()（）]")
_BESIDE = re.compile(r"\s?[(（][^()（）]*[)）]")
"""What is printed in brackets behind a figure: that of another year, a share."""
_PERCENT = re.compile(r"[△▲+±-]?\s?[0-9.,]+\s?%(?:\s?[増減])?|皆増|皆減")
_COUNT = re.compile(r"(?:no\.?\s?)?[a-z]{0,3}[-.]?[0-9]{1,3}(?:[-.‐－–−][0-9a-z]{1,3}){0,4}[.)]?|[(（][0-9]{1,3}[)）]|[①-⑳ⅰ-ⅹ]")
_NAMED_COUNT = re.compile(
    r"(?!(?:fy|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|year|q|令和|平成|昭和))[^\W\d_]{2,12}[ .:]?\s?[0-9]{1,2}(?:[-.‐－–−][0-9]{1,3}){0,4}[.)]?"
)
"""A number of a list with the name of what it counts: Action 4.1.2, 施策３."""
_DATE = re.compile(
    r"[rh][0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}"
)
"""A date that nothing else is written like."""
_MONTH = (
    r"(?<![a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)(?![a-z])"
)
_TIME = re.compile(
    r"(?:.{0,12}?)(?:(?:令和|平成|昭和)\s?(?:[0-9]{1,2}|元)|[rh][0-9]{1,2}\.|[rh][0-9]{1,2}年|(?:19|20)[0-9]{2}|fy\s?[0-9]{2}|q[1-4]|"
    r"[0-9]{1,2}月|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}|"
    rf"{_MONTH}\.?\s[0-9]|[0-9]{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})(?:.{{0,40}})"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ORGAN = re.compile(
    r"(?:[^\s,、・/]{1,18}(?:省|庁|府|部|課|局|室|所|署|班|係|本部|委員会|事務局|センター|議会|消防|公社|機構|病院|大学|청|부|처|국|과))(?:\s?等)?"
)
_ORGAN_WORDS = re.compile(
    r"(?:^|\b)(?:ministry|department|dept|agency|office|council|directorate|bureau|division|commission|authority|board|team|unit)\b",
    re.I,
)
_LISTED = re.compile(r"\s*[、,，;／/・\n]\s*|\s+and\s+|\s*&\s*")
_TICK = re.compile(r"[○●◎△×✓✔✗xX＊*→⇒➡■□▲ー―－⟶\s]+|[⇒→]+")
_CODE = re.compile(r"[A-Z][A-Za-z]{0,4}(?:\s?[/,&]\s?[A-Z][A-Za-z]{0,4})*|all", re.I)


def kind_of(cell: GridCell, vocabulary: HeaderWords) -> str:
    """What a cell with words is: one of the names above."""
    if len(cell.text) > _SURELY_LONG:
        return LONG
    text = without_repetition(unicodedata.normalize("NFKC", cell.text).strip())
    low = text.lower()
    if _TICK.fullmatch(text) or (text[-1:] in ")）" and _TICK.fullmatch(_BRACKETS.sub("", text))):
        return TICK
    if _DATE.fullmatch(low):
        return TIME
    if (_COUNT.fullmatch(low) or _NAMED_COUNT.fullmatch(low)) and not _YEAR.fullmatch(low):
        return COUNT
    if _PERCENT.fullmatch(low):
        return PERCENT
    if not _YEAR.fullmatch(low) and _is_figure(low):
        return FIGURE
    if len(text) <= 24 and (vocabulary.whole("status", text) or vocabulary.whole("status", text.split("(")[0])):
        return STATUS
    if len(text) <= 60 and _is_owner(text):
        return OWNER
    if len(text) <= 60 and _TIME.fullmatch(low):
        return TIME
    if _CODE.fullmatch(text) and (text.isupper() or len(text) <= 3):
        return CODE
    return LONG if len(text) > _LONG_LETTERS * (1 if _is_cjk(text) else 2) or text.count(" ") > _LONG_WORDS else SHORT


def without_repetition(text: str) -> str:
    """`text`, or the words that it repeats, as a merged cell does for each of its rows."""
    words = text.split()
    for length in range(1, len(words) // 2 + 1):
        if len(words) % length == 0 and words == words[:length] * (len(words) // length):
            return " ".join(words[:length])
    return text


def _is_figure(low: str) -> bool:
    """Whether it is one figure, or one with another in brackets behind it."""
    if _FIGURE.fullmatch(low):
        return True
    first = _BESIDE.sub("", low, count=1).strip()
    return first != low and bool(first) and _FIGURE.fullmatch(first) is not None and len(low) < 40


def _is_owner(text: str) -> bool:
    names = [name for name in _LISTED.split(text) if name]
    return (bool(names) and all(_ORGAN.fullmatch(name) for name in names)) or (
        len(text) < 50 and bool(_ORGAN_WORDS.search(text)) and text[:1].isupper() and text.count(" ") < 7
    )


def _is_cjk(text: str) -> bool:
    return 3 * sum("\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" for letter in text) > len(text)


@dataclass(frozen=True, slots=True)
class Content:
    """What the cells of a column are, all in all."""

    filled: int
    """Cells with words."""
    kinds: Counter[str]
    """How many are of each kind."""
    distinct: int
    """How many have words of their own."""
    letters: int
    """Letters of all of them."""
    listing: int
    """Cells that hold a list of items."""
    digits: float = 0.0
    """Share of the cells with a figure among their words."""
    unpriced: float = 0.0
    """Share of the cells that state that there is no sum."""
    merged: int = 0
    """Cells that extend over several rows."""
    runs: int = 0
    """Stretches of cells with the same words one below the other."""

    def share(self, *kinds: str) -> float:
        """Share of the cells that are of one of these kinds."""
        return sum(self.kinds[kind] for kind in kinds) / self.filled if self.filled else 0.0

    @property
    def usual(self) -> float:
        """Letters of a cell, on average."""
        return self.letters / self.filled if self.filled else 0.0

    @property
    def alternates(self) -> bool:
        """Whether few words come again and again in turn: what each is like, not what it belongs to."""
        return self.runs >= 4 and self.distinct <= 0.5 * self.runs

    @property
    def worded(self) -> bool:
        """Whether most cells hold words, not figures, marks, times or a status."""
        return self.share(SHORT, LONG, OWNER) >= 0.5


def content_of(cells: Iterable[GridCell], vocabulary: HeaderWords) -> Content:
    """What these cells are."""
    kinds: Counter[str] = Counter()
    texts: set[str] = set()
    letters = listing = filled = digits = unpriced = merged = runs = 0
    before = ""
    for cell in cells:
        runs += cell.text != before
        before = cell.text
        filled += 1
        kinds[kind_of(cell, vocabulary)] += 1
        texts.add(cell.text)
        letters += len(cell.text)
        listing += sum(1 for piece in cell.pieces if piece.item) > 1
        digits += any(letter.isdigit() for letter in cell.text)
        merged += cell.rows > 1
        unpriced += bool(vocabulary.whole("unpriced", cell.text))
    return Content(filled, kinds, len(texts), letters, listing, digits / max(1, filled), unpriced / max(1, filled), merged, runs)


NOTHING = Content(0, Counter(), 0, 0, 0)
"""Of a column without cells."""
