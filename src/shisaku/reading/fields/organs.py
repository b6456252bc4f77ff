"""Names of bodies, units and posts, and how a list of them is split."""

import re
from collections.abc import Iterator

from shisaku.reading.fields.stretch import FieldContext, Stretch, plain

_JAPANESE = r"[^\s,，、。・/／:：;；()（）\[\]「」『』【】〔〕！？!?０-９0-9]"
STRONG = re.compile(
    rf"{_JAPANESE}{{1,24}}(?:省|庁|課|局|室|署|係|本部|[部都支]会|委員会|事務局|センター|会議|機構|公社|公庫|協会|協議会|議会|内閣府|官房|事務所|支所|出張所|保健所|振興局|(?<![一全西南北中上下内外幹各細大の])部)"
    r"|内閣府|人事院|会計検査院|内閣官房|議会|教育委員会|消防本部|全庁|全課"
)
"""Names that end as those of administrative organs do."""
_WEAK = re.compile(
    rf"{_JAPANESE}{{1,24}}(?:所|院|府|班|館|園|会|団|社|校|学校|大学|病院|会計|消防|チーム|グループ|法人|財団|組合|銀行|都|道|県|市|町|村|区|者|長|員|等)"
)
"""Names that may be those of organs too; only beside such as are."""
_BREAK = re.compile(r"\s*\n\s*")
_NO_NAME = re.compile(
    r"(?:放|日|学)課|教室|待機室|図書室|会議室|和室|病室|温室|皇室|全室|居室|薬局|結局|政局|放送局|郵便局|難局|当局|テレビ局|部署|都庁前"
)
_KOREAN = re.compile(r"[가-힣]{1,12}(?:부|청|처|실|원|위|위원회|과|국|단|공단|시|도)(?:\s등)?")
HEAD = re.compile(
    r"(?i:(?:(?:federal|state|national|city|county|office|u\.?s\.?|ministry|department|interior|local|government|general|[a-z]+)\s){0,3}"
    r"(?:ministry|ministries|department|departments|dept\.?|agency|office|unit|council|board|commission|commissioner|authority|bureau|directorate|division|"
    r"secretariat|institute|committee|centre|center|service|services|team|bank|university|task\sforce|association|fund|corporation|"
    r"minister|cabinet|treasury|administration|library|court|police|foundation))(?![a-z])"
    r"|(?i:(?:bundes|landes)?(?:ministerium|amt|behörde|ministère|direction|agence|comité|commissariat|office|service)\b)"
)
"""What a name of a body begins with in languages that write in Latin letters."""
_KIND = (
    r"(?:Ministry|Department|Agency|Office|Council|Board|Commission|Authority|Bureau|Directorate|Secretariat|Institute|Committee|Division|"
    r"Treasury|Cabinet|Service|Services|Fund|Trust|Library|Libraries|Police)"
)
_CAPITAL = r"(?:[A-Z][\w'’&-]*)"
FULL = re.compile(
    rf"(?:the\s)?(?:{_CAPITAL}\s){{1,5}}{_KIND}|(?:the\s)?(?:{_CAPITAL}\s){{0,3}}{_KIND}\s(?:of|for)\s(?:(?:{_CAPITAL}|of|the|and|for),?\s){{0,9}}{_CAPITAL}"
    r"|[A-ZÄÖÜ][a-zäöüß-]{2,24}(?:ministerium|(?<!ges)amt|behörde|referat|dezernat)(?:\s(?:für|des|der)\s[\w\s,]{3,60})?"
    r"|(?:Ministère|Direction|Agence|Secrétariat|Commissariat)\s(?:de|du|des|d['’])\s?[\w'’\s,-]{3,60}"
)
"""Full names of bodies in languages that write in Latin letters."""
_HEAD_FIRST = re.compile(
    r"(?i:(?:the|national|federal|state|city|county|office)\s)?(?i:ministry|ministries|department|dept|agency|office|council|board|commission|authority|bureau|"
    r"directorate|secretariat|institute|committee|centre|center|cabinet|treasury|university|unit|bundes|ministère|direction|agence|comité)"
)
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,11}s?(?![a-z])")
_HOLDS_OF = re.compile(r"(?i:(?<![a-z])(?:of|for|de|des|du|für)(?![a-z]))")
_PARTS = re.compile(
    r"(?P<strong>[;；\n\t|]|\s[/+]\s|(?<=[^\s0-9])/(?=\S)|<br\s?/?>)|(?P<comma>[,，、､]\s?)|(?P<dot>[・･·])"
    r"|(?P<word>\s(?:and|et|und|y|or|&)\s|及び|および|並びに|ならびに)|(?P<gap>(?<=[々-鿿가-힣）)])[ 　]{1,4}(?=[々-鿿가-힣]))"
)
_STOP = re.compile(r"(?:[a-z]{4}|[A-Za-z]\))\.$")
_GOES_ON = re.compile(r"(?:[,&]|(?<![A-Za-z])(?i:the|of|for|and|in|at|on|de|du|des|la|et|und|für|der))$")
"""Ends of lines of words that no name ends with."""
_OPEN, _CLOSE = "([（［〔【「", ")]）］〕】」"


def is_organ(name: str, context: FieldContext, weak: bool = False) -> bool:
    """Whether `name` is that of an administrative organ by its end, or by its short form; `weak`: also by ends that others have too."""
    word = unbroken(name.strip())
    if not word or _NO_NAME.fullmatch(word[-3:]) or _NO_NAME.search(word[-4:]):
        return False
    if STRONG.fullmatch(word) or _KOREAN.fullmatch(word):
        return True
    base = re.sub(r"[（(][^（）()]{1,30}[）)]$", "", word)
    if base != word and STRONG.fullmatch(base):
        return True
    return weak and bool(_WEAK.fullmatch(word) or is_short(word, context) or HEAD.match(word))


def unbroken(name: str) -> str:
    """A name without line breaks; between Latin letters a blank stands for one."""
    return _BREAK.sub(" ", name) if name.isascii() else _BREAK.sub("", name)


def is_short(name: str, context: FieldContext) -> bool:
    """Whether `name` is a short form, or names bodies by their kind."""
    return bool(context.named("organ", name))


def names(stretch: Stretch, context: FieldContext) -> tuple[Stretch, ...]:
    """The names that a list consists of, in order: 企画課・財政課; Ministry of Trade and Industry, Treasury."""
    pieces = (one.stripped(" 　,，、・;；") for one in _pieces(stretch, context))
    return tuple(_without_stop(piece) for piece in pieces if piece.text)


def _without_stop(name: Stretch) -> Stretch:
    """A name without the full stop of the sentence that it ends; that of an abbreviation is its own."""
    return name.part(0, len(name.text) - 1) if _STOP.search(name.text) else name


def _pieces(stretch: Stretch, context: FieldContext) -> Iterator[Stretch]:
    text, since = stretch.text, 0
    cuts = list(_without_wraps(text, context))
    for index, cut in enumerate(cuts):
        left = text[since : cut.start()].strip()
        right_end = cuts[index + 1].start() if index + 1 < len(cuts) else len(text)
        right = text[cut.end() : right_end].strip()
        if left and _parts(cut, left, right, context):
            yield stretch.part(since, cut.start())
            since = cut.end()
    yield stretch.part(since)


def _without_wraps(text: str, context: FieldContext) -> Iterator[re.Match[str]]:
    """The separators at which a list may be split, without the ends of lines that were broken within a name."""
    cuts = _cuts(text)
    for at, cut in enumerate(cuts):
        if cut.group().strip(" \t") == "\n":
            left = text[cuts[at - 1].end() if at else 0 : cut.start()].strip()
            right = text[cut.end() : cuts[at + 1].start() if at + 1 < len(cuts) else len(text)].strip()
            if _is_wrap(cut, text) or _is_broken(left, right, context):
                continue
        yield cut


def _cuts(text: str) -> list[re.Match[str]]:
    """Separators outside of brackets at which a list may be split."""
    depth, closed = 0, []
    for character in text:
        depth += (character in _OPEN) - (character in _CLOSE and depth > 0)
        closed.append(depth)
    return [found for found in _PARTS.finditer(text) if closed[found.start()] == 0 and text[found.start()] not in _CLOSE]


def _is_wrap(cut: re.Match[str], text: str) -> bool:
    """Whether a line of words ends at the edge and not at the end of a name: in the | Office of …; where other separators split names as well."""
    left, right = text[: cut.start()].rstrip(), text[cut.end() :].lstrip()
    if not left.isascii() or not right.isascii() or left[-1:] == ";":
        return False
    return ";" in text or _GOES_ON.search(left) is not None or right[:1].islower() or right[:1] == "("


def _is_broken(left: str, right: str, context: FieldContext) -> bool:
    """Whether a line was broken within a name: 警察 | 庁."""
    if is_organ(left, context) and is_organ(right, context):
        return False
    short = not (is_short(left, context) or is_short(right, context)) and is_short(left + right, context)
    return short or is_organ(left + right, context)


def _parts(cut: re.Match[str], left: str, right: str, context: FieldContext) -> bool:
    """Whether a separator splits two names."""
    if cut["strong"]:
        return True
    if cut["dot"] or cut["gap"]:
        return all(is_organ(name, context, weak=True) for name in (left, right))
    if any(ord(letter) > 0x2E80 for letter in left[-1:] + right[:1]):
        return True
    if cut.group().strip() == "&":
        return bool(_ACRONYM.fullmatch(left) and _ACRONYM.fullmatch(right))
    if not _HOLDS_OF.search(left):
        return True
    return bool(_HEAD_FIRST.match(right) or _ACRONYM.match(plain(right)))
