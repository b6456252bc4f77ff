"""What a line prints beside its words: sums, departments, tags, pointers.

    line   = { tag } words { tag | pointer } [ gap amount { previous | department | tag | pointer | empty | rest } ]
    tag    = "【" text "】" | "（" ("新規" | "拡充" | "継続" …) "）"
    pointer = "《" text with a number "》" | bracket with "関連", "参照", "→" or a page
    previous = bracket [ "前年度" … ] amount bracket
    department = names that end as those of administrative organs do, after the sum or in a bracket of their own
    rest   = anything else behind the sum; becomes the description

A sum inside the words (上限２万円の助成) is not the line's sum: what is behind a line's sum is only what this grammar names.
"""

import re
from dataclasses import dataclass, replace

from shisaku.model.details import LAST_YEAR, NO_DETAILS, BudgetFigure, Details, Passage, Reference, Responsibility
from shisaku.model.source import Span
from shisaku.reading.tokens.amount_tokens import BARE, EMPTY, PRINTED, amount_at
from shisaku.reading.tokens.lines import Line

_OPEN, _CLOSE = "（(〔［[【〈＜<《", "）)〕］]】〉＞>》"
_BRACKET = re.compile(
    rf"[{re.escape(_OPEN)}](?P<inside>[^{re.escape(_OPEN + _CLOSE)}]{{1,80}}(?:[（(][^{re.escape(_OPEN + _CLOSE)}]{{1,20}}[）)])?)[{re.escape(_CLOSE)}]"
)
_BRACKET_AT_END = re.compile(rf"{_BRACKET.pattern}\s*$")
_STATES = re.compile(
    r"(?:一部)?(?:新規|拡充|拡大|継続|見直し|組替|廃止|終了|完了|臨時|補正|重点|再編|改善|新|拡|継|組|廃)(?:[・、/／･](?:一部)?(?:新規|拡充|拡大|継続|見直し|新|拡|継))*"
)
"""Words with which administrations note what is new about an item."""
_POINTS = re.compile(
    r"(?:関連|参照|再掲).*[0-9０-９①-⑳Ⅰ-Ⅻ]|[0-9０-９①-⑳Ⅰ-Ⅻ].*(?:参照|再掲|関連)|→|⇒|[pPｐＰ][.．]?\s?[0-9０-９]|[0-9０-９]\s?(?:頁|ページ)"
)
_DIGIT = re.compile(r"[0-9０-９①-⑳Ⅰ-Ⅻ]")
_ORGAN = re.compile(
    r"[^\s,，、。・/／･:：（）()]{1,18}(?:省|庁|府|部|課|局|室|所|院|署|班|係|本部|委員会|事務局|センター|会計|議会|消防|公社|機構|支所|病院|大学|学校|館)"
)
_IN_CHARGE = re.compile(r"(?:担当|所管|主管)(?:課|部局?|省庁)?[：:]\s*")
_BETWEEN = re.compile(r"\s*[,，、・/／･]\s*|\s+")
_PREVIOUS = re.compile(r"前年|昨年|(?:令和|平成|[RHＲＨ])\s?[0-9０-９元]{1,2}\s?年?度?|[0-9０-９]{4}\s?年度")
_SHARE = re.compile(r"うち|内訳|内数")
_LEADERS = re.compile(r"(?>[\s：:…‥─]|[.．]{2,}+)++$")
"""Dots that lead to a sum; nothing is given back, so that a long row of them costs no more than its length."""
_COLUMN = re.compile(r"[　\t]|\s\s")
_CELL = re.compile(r"(?:[　\t]|\s\s)\s*(?P<cell>\S+)(?=[　\t]|\s\s|$)")
_WORD = re.compile(r"\S+")
_OF_WHICH = "うち"
_LONGEST_ORGAN = 12
_LISTING = ("、", "，", "・", "／")
"""Signs behind which a list goes on in the next line."""
_MOST = 400
"""Characters of a line, from its end, in which details are looked for; a longer line is prose."""


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A line split into its words and what is printed beside them."""

    words: Line
    """The words."""
    details: Details
    """What is printed beside them; what is behind a sum and not understood is their description."""
    priced: bool = False
    """Whether it has a column for a sum, be it empty."""


def split_line(line: Line, unit: int | None = None) -> SplitLine:
    """`line` in its parts; a bare figure in a column of its own counts `unit` yen, where the document declares one."""
    if len(line.text) > _MOST:
        return SplitLine(line, NO_DETAILS)
    start, tags = _head(line.text)
    for at in _sums(line.text, start, unit):
        tail = _tail(line, at, unit)
        if tail is not None:
            words, beside = _beside(_slice(line, start, start + len(_LEADERS.sub("", line.text[start:at]))), tail.details)
            return SplitLine(words, _tagged(beside, tags), priced=True)
    words, beside = _beside(_slice(line, start, len(line.text)), NO_DETAILS)
    return SplitLine(words, _tagged(beside, tags))


def _tagged(found: Details, tags: tuple[str, ...]) -> Details:
    """`found` with tags before its own."""
    return replace(found, tags=(*tags, *found.tags)) if tags else found


def completes(line: Line, below: Line) -> bool:
    """Whether the line below is the rest of the columns of `line`: a department, or the end of one, that did not fit.

    A whole name below a line without columns is no rest: it names who is in charge of what is above it, or of what follows.
    """
    if len(below.text) > _LONGEST_ORGAN:
        return False
    if _organs(below.text):
        return bool(_COLUMN.search(line.text)) or line.text.endswith(_LISTING) or split_line(line).priced
    last = _WORD.findall(line.text[-40:])
    return bool(last and _organs(last[-1] + below.text))


def _slice(line: Line, start: int, end: int) -> Line:
    """Part of a line, without white space at its ends."""
    text = line.text[start:end]
    return Line(line.start + start + len(text) - len(text.lstrip()), text.strip())


def _head(text: str) -> tuple[int, tuple[str, ...]]:
    """Where the words begin, and the tags before them."""
    at, tags = 0, []
    while (bracket := _BRACKET.match(text, at)) and _is_tag(bracket) and text[bracket.end() :].strip():
        tags.append(bracket["inside"].strip())
        at = bracket.end()
        at += len(text[at:]) - len(text[at:].lstrip())
    return at, tuple(tags)


def _is_tag(bracket: re.Match[str]) -> bool:
    inside = bracket["inside"].strip()
    if bracket.group()[0] in "【《":
        return len(inside) <= 12 and not _POINTS.search(inside)
    return bool(_STATES.fullmatch(inside))


def _is_pointer(bracket: re.Match[str]) -> bool:
    inside = bracket["inside"]
    return bool(_POINTS.search(inside)) or (bracket.group()[0] == "《" and bool(_DIGIT.search(inside)))


def _sums(text: str, start: int, unit: int | None) -> list[int]:
    """Where a sum of the line, or another cell of its columns, may begin: behind a gap, a colon or an opening bracket."""
    found = [match.start() for match in PRINTED.finditer(text, start)]
    found = [at - len(_OF_WHICH) if text.endswith(_OF_WHICH, 0, at) else at for at in found]
    found += [match.start("cell") for match in _CELL.finditer(text, start) if _is_cell(match["cell"], unit)]
    starts = []
    for at in sorted(set(found)):
        before = text[:at].rstrip()
        if at <= start or not before:
            starts += [at] if at == start else []
        elif text[at - 1].isspace() or before[-1] in "：:…‥" or text[at - 1] in _OPEN:
            starts.append(at - 1 if text[at - 1] in _OPEN else at)
    return starts


def _is_cell(text: str, unit: int | None) -> bool:
    """Whether a column can hold nothing but a department, a sum or the sign for none."""
    bare = unit is not None and BARE.fullmatch(_BRACKET.sub("", text))
    return bool(
        EMPTY.fullmatch(text) or _organs(text) or bare or (text.startswith(_OF_WHICH) and PRINTED.match(text, len(_OF_WHICH)))
    )


def _tail(line: Line, at: int, unit: int | None) -> SplitLine | None:
    """What is from a cell or a sum on; None where prose runs on from it, or it gives no sum."""
    text, begin = line.text, at
    found, empty = NO_DETAILS, False
    while at < len(text):
        gap = len(text[at:]) - len(text[at:].lstrip())
        column = bool(_COLUMN.match(text[at : at + gap])) or at == begin
        at += gap
        bracket = _BRACKET.match(text, at)
        if bracket is not None:
            taken = _in_bracket(line, bracket, found, unit)
            if taken is None:
                return _with_rest(line, at, found, empty)
            found, at = taken, bracket.end()
            continue
        behind_bracket = text[at - 1] in _CLOSE
        if not gap and at != begin and not behind_bracket:
            return None
        of_which = len(_OF_WHICH) if text.startswith(_OF_WHICH, at) else 0
        sum_ = amount_at(text, at + of_which, line.start, unit) if found.amount is None else None
        cell = _WORD.match(text, at)
        assert cell is not None
        if sum_ is not None:
            found, at = replace(found, budget=(sum_.figure, *found.budget)), sum_.end
        elif EMPTY.fullmatch(cell.group()):
            at, empty = cell.end(), True
        elif organs := _in_charge(cell.group(), line.start + at):
            found, at = replace(found, responsibilities=(*found.responsibilities, *organs)), cell.end()
        elif _STATES.fullmatch(cell.group()):
            found, at = replace(found, tags=(*found.tags, cell.group())), cell.end()
        elif column or PRINTED.match(text, at):
            return None if text.endswith("。") else _with_rest(line, at, found, empty)
        else:
            return None
    return _with_rest(line, len(text), found, empty)


def _with_rest(line: Line, at: int, found: Details, empty: bool) -> SplitLine | None:
    """What was found, and what is behind it as a description; None where no column gives a sum."""
    if not (empty or found.amount or found.previous):
        return None
    rest = line.text[at:].rstrip()
    if rest:
        found = replace(found, description=(Passage(rest, Span(line.start + at, line.start + at + len(rest))),))
    return SplitLine(line, found, priced=True)


def _in_bracket(line: Line, bracket: re.Match[str], found: Details, unit: int | None) -> Details | None:
    """`found` with the details in a bracket; None where it holds something else."""
    inside = bracket["inside"].strip()
    if PRINTED.search(inside):
        sum_ = _sum_in(line, bracket, unit)
        if sum_ is None or _SHARE.search(inside):
            return None
        last_year = bool(_PREVIOUS.search(PRINTED.split(inside, maxsplit=1)[0])) or found.amount is not None
        if last_year:
            return _with_previous(found, sum_) if found.previous is None else None
        return replace(found, budget=(sum_, *found.budget))
    start = bracket.start("inside") + len(bracket["inside"]) - len(bracket["inside"].lstrip())
    bare = amount_at(line.text, start, line.start, unit) if unit and BARE.fullmatch(inside) else None
    if bare is not None and found.previous is None:
        return _with_previous(found, bare.figure)
    if EMPTY.fullmatch(inside):
        return found
    if _is_pointer(bracket):
        return replace(found, references=(*found.references, _pointer(line, bracket)))
    if organs := _in_charge_in(line, bracket):
        return replace(found, responsibilities=(*found.responsibilities, *organs))
    if _is_tag(bracket):
        return replace(found, tags=(*found.tags, inside))
    return None


def _sum_in(line: Line, bracket: re.Match[str], unit: int | None) -> BudgetFigure | None:
    """The first sum in a bracket."""
    at = PRINTED.search(line.text, bracket.start("inside"), bracket.end("inside"))
    found = amount_at(line.text, at.start(), line.start, unit) if at else None
    return found.figure if found else None


def _organs(text: str) -> tuple[str, ...]:
    """The administrative organs that `text` lists and nothing else; empty where it lists something else."""
    names = [name for name in _BETWEEN.split(text.strip()) if name]
    return tuple(names) if names and all(_ORGAN.fullmatch(name) for name in names) else ()


def _in_charge(text: str, offset: int) -> tuple[Responsibility, ...]:
    """Those that `text`, which begins at that offset of the source, lists as in charge; empty where it lists something else."""
    found, at = [], 0
    for name in _organs(text):
        at = text.index(name, at)
        found.append(Responsibility(name, Span(offset + at, offset + at + len(name))))
        at += len(name)
    return tuple(found)


def _in_charge_in(line: Line, bracket: re.Match[str]) -> tuple[Responsibility, ...]:
    """Those that a bracket of `line` lists as in charge, a word such as 担当課： before them left out."""
    label = _IN_CHARGE.match(line.text, bracket.start("inside"), bracket.end("inside"))
    start = label.end() if label else bracket.start("inside")
    return _in_charge(line.text[start : bracket.end("inside")], line.start + start)


def _pointer(line: Line, bracket: re.Match[str]) -> Reference:
    """What a bracket of `line` points to."""
    inside = bracket["inside"]
    start = line.start + bracket.start("inside") + len(inside) - len(inside.lstrip())
    return Reference(inside.strip(), Span(start, start + len(inside.strip())))


def _with_previous(found: Details, figure: BudgetFigure) -> Details:
    """`found` with a sum of the year before."""
    return replace(found, budget=(*found.budget, replace(figure, when=LAST_YEAR)))


def _beside(words: Line, found: Details) -> tuple[Line, Details]:
    """The words without the tags, pointers and organs in brackets at their end, and what those give."""
    while bracket := _BRACKET_AT_END.search(words.text, max(0, len(words.text) - 110)):
        if not words.text[: bracket.start()].strip():
            break
        inside = bracket["inside"].strip()
        organs = _in_charge_in(words, bracket) if bracket.group()[0] in "【〔［[" or _IN_CHARGE.match(inside) else ()
        if _is_pointer(bracket):
            found = replace(found, references=(_pointer(words, bracket), *found.references))
        elif organs:
            found = replace(found, responsibilities=(*organs, *found.responsibilities))
        elif _is_tag(bracket):
            found = replace(found, tags=(inside, *found.tags))
        else:
            break
        words = _slice(words, 0, bracket.start())
    return words, found
