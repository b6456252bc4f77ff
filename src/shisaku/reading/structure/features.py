"""What can be seen of an item that tells whether it is a component of the plan: named numbers, most of them 0 or 1.

Nothing here is about one document: lengths are in lines of the language, sizes against the body's, counts as logarithms.
"""

import math
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median

from shisaku.details import NO_DETAILS, Details
from shisaku.model.span import Span
from shisaku.reading.fields.amounts import find_sums
from shisaku.reading.fields.beside import parted
from shisaku.reading.fields.field_lines import FieldLine, field_line
from shisaku.reading.fields.responsibilities import line_of_organs
from shisaku.reading.fields.stretch import Context, Stretch, left_by
from shisaku.reading.structure.items import Item, framed, key_of, language_of, width
from shisaku.reading.structure.wording import wording

Features = dict[str, float]

_SENTENCE = {
    "ja": re.compile(r"[。．｡]|(?:ます|です|した|ている|である|ない)[」）)]?$"),
    "ko": re.compile(r"다[.。]?$|[.。]$"),
    "en": re.compile(r"[a-z0-9)”’\"%][.!?][”’\")]?\d{0,3}$"),
}
"""The end of a sentence, or one within."""
_FULL_STOP_WITHIN = re.compile(r"。.|[a-z)][.!?] +[A-Z“\"]")
_CLAUSE = ("、", "，", ",", ";", "；", "及び", "並びに", "又は", " and", " or", " of", " the", " to", " for")
_POLITE = re.compile(r"(?:ます|です|ました|ません|でした|ください)[。」）)]?$")
_DIGITS = re.compile(r"[0-9０-９]")
_PERCENT = re.compile(r"[%％]|[0-9０-９][人件回か所箇所校戸台](?![一-鿿])")
_MONEY = re.compile(
    r"[0-9０-９][,，0-9０-９.．]*\s?(?:千円|百万円|万円|億円|円|億)|[€£$¥]\s?[0-9]|[0-9]\s?(?:million|billion|bn)\b"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[０-９]{4}\s?年|(?:令和|平成)|年度|[RＲHＨ][0-9０-９]{1,2}")
_URL = re.compile(r"https?://|www\.|@[a-z]+\.|\.pdf\b")
_QUESTION = re.compile(r"[?？]")
_VERB_EN = re.compile(r"[A-Z][a-z]+(?:e|[^aeious]|ow|ay)\b(?! of\b)")
_DATE = re.compile(r"^(?:(?:令和|平成|昭和)\s?[0-9０-９元]{1,2}|[0-9０-９]{4})\s?年?[\s/.]?\s?[0-9０-９]{0,2}\s?月?")
_LEADERS = re.compile(r"(?:[.．…‥・･⋯]\s?){3}\s*[0-9０-９]{0,4}$|\s\s[0-9０-９]{1,3}$|[^0-9０-９.．]\s[0-9０-９]{1,3}$")
_CONTENTS = re.compile(r"^(?P<words>[^\n]{4,100}?)\s*(?:[.．…‥・･⋯]\s?){4,}\s*[0-9０-９]{0,4}\s*$", re.MULTILINE)
_CAPTION = re.compile(
    r"(?:table|tableau|tabelle|fig(?:ure|\.)|abbildung|chart|box)\s?(?:[0-9]{1,2}(?:[.-][0-9]{1,2})*|[IVX]{1,4}|[A-H])\b"
    r"|[図表][表]?\s?[0-9０-９]{1,2}|표\s?[0-9]{1,2}",
    re.IGNORECASE,
)
"""The number of a table or a picture, which heads that and no part of the plan."""
_DOTS = re.compile(r"[.．…‥・･⋯](?:\s?[.．…‥・･⋯]){4}\s*[0-9０-９]{0,4}\s*$")
_LONGEST_ROLE, _LONGEST_PARTED, _LONGEST_ALONE = 40, 600, 80
_FURTHER_IN = 6.0
"""Points by which what is indented begins further right than most of the text."""
_AROUND = 6
"""Items before and behind one that are around it."""
_LINE = {"ja": 76.0, "ko": 76.0, "en": 90.0}
"""Half-width cells of a usual line."""


@dataclass
class _Context:
    """What is known of the document as a whole."""

    lang: str
    body: float
    body_bold: bool
    colour: str
    fill: str
    left: float
    sentences: list[bool]
    roles: list[str]
    fields: list[bool]
    beside: list[Details]
    alone: list[str]
    wordings: list[str]
    scopes: list[str]
    contents: frozenset[str]
    classes: Mapping[str, list[int]]
    keys: list[str]
    repeats: Counter[str]
    series: dict[int, tuple[int, bool]] = field(default_factory=dict)


def features(items: Sequence[Item], text: str, known: Context, held: Sequence[Span] = ()) -> list[Features]:
    """The features of every item of a document, in order.

    `text`: that of the document; `known`: what its words mean; `held`: where tables that hold components are, in order.
    """
    if not items:
        return []
    context = _context(items, text, known)
    found = [_of_item(item, context) for item in items]
    _of_class(items, context, found)
    _of_neighbours(items, context, found)
    _of_document(items, context, found)
    _over_tables(items, held, found)
    for one in found:
        _together(one)
    return found


_PAIRS = (
    ("no head", "short", "over sentence"),
    ("no head", "short", "over bullet"),
    ("no head", "middling", "over bullet"),
    ("no head", "bold", "over sentence"),
    ("no head", "gap", "over sentence"),
    ("no head", "gap", "over bullet"),
    ("no head", "larger"),
    ("in brackets", "over bullet"),
    ("in brackets", "over sentence"),
    ("bullet", "sentence"),
    ("bullet", "very short"),
    ("bullet", "short"),
    ("bullet", "long"),
    ("bullet", "in section-role"),
    ("bullet", "in passage-kind"),
    ("bullet", "in header"),
    ("bullet", "lang ja"),
    ("bullet", "bold lead"),
    ("kind item", "sentence"),
    ("kind item", "short"),
    ("kind item", "lang ja"),
    ("kind item", "in section-role"),
    ("kind item", "in passage-kind"),
    ("kind item", "in header"),
    ("kind item", "bold lead"),
    ("kind heading", "over sentence"),
    ("kind heading", "over item"),
    ("kind heading", "over heading"),
    ("kind heading", "role"),
    ("kind heading", "follows"),
    ("kind heading", "no head"),
    ("kind paragraph", "bold"),
    ("kind paragraph", "sentence"),
    ("kind paragraph", "follows"),
    ("follows", "sentence"),
    ("follows", "short"),
    ("follows", "over sentence"),
    ("follows", "long"),
    ("follows", "alike below"),
    ("follows", "lang en"),
    ("marks", "sentence"),
    ("marks", "note mark"),
    ("lang ja", "sentence"),
    ("lang ja", "ends in brackets"),
    ("over table", "short"),
    ("over table", "no head"),
    ("over table", "kind heading"),
    ("over table", "looks as over tables"),
    ("has tables", "kind heading"),
    ("has tables", "follows"),
    ("has tables", "bullet"),
    ("says action", "short"),
    ("says action", "middling"),
    ("says action", "bullet"),
    ("says action", "no head"),
    ("says action", "kind item"),
    ("says action", "kind heading"),
    ("says undertaking", "sentence"),
    ("says undertaking", "bullet"),
    ("says undertaking", "kind item"),
    ("says undertaking", "no head"),
    ("in contents", "follows"),
    ("in contents", "over sentence"),
)
"""Features that say more together than each alone."""


_BY_FIRST = tuple(
    (first, tuple((names[1:], " + ".join(names)) for names in pairs)) for first, pairs in groupby(_PAIRS, key=itemgetter(0))
)
"""By the first feature of each pair the others, and what they are called together: an item shows few of the first ones."""


def _together(found: Features) -> None:
    """Put down which of the pairs an item shows."""
    for first, pairs in _BY_FIRST:
        shown = found.get(first, 0.0)
        if not shown:
            continue
        for rest, together in pairs:
            value = min(shown, *(found.get(name, 0.0) for name in rest))
            if value:
                found[together] = value


def _context(items: Sequence[Item], text: str, known: Context) -> _Context:
    lang = language_of([item.text for item in items])
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    colours: Counter[str] = Counter()
    fills: Counter[str] = Counter()
    lefts: Counter[int] = Counter()
    for item in items:
        sizes[round(item.size)] += len(item.text)
        bold[item.bold] += len(item.text)
        colours[item.colour] += len(item.text)
        fills[item.fill] += len(item.text)
        if item.box is not None:
            lefts[round(item.box[0])] += len(item.text)
    classes: defaultdict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        classes[item.look].append(index)
    keys = [key_of(item.words) for item in items]
    lines = [field_line(Stretch(text[item.span.start : item.span.end], item.span.start), known, item.lead) for item in items]
    roles = [_role(line) for line in lines]
    context = _Context(
        lang,
        max(sizes, key=lambda size: (sizes[size], -size)),
        bold[True] > bold[False],
        _usual(colours),
        _usual(fills),
        float(max(lefts, key=lambda left: (lefts[left], -left), default=0)),
        [is_sentence(item.words, lang) for item in items],
        roles,
        [line is not None and bool(line.value.text) for line in lines],
        [_beside(item, text, known) for item in items],
        [_alone(item, text, known) for item in items],
        [wording(item.words, lang, known.concepts) for item in items],
        _scopes(
            items,
            [role if line is None or not line.value.text else "" for role, line in zip(roles, lines, strict=True)],
            max(sizes, key=lambda size: (sizes[size], -size)),
        ),
        _contents(text),
        classes,
        keys,
        Counter(key for key in keys if key),
    )
    context.series = _series(items)
    return context


def _usual(colours: Counter[str]) -> str:
    """The colour of most letters."""
    return max(colours, key=lambda colour: (colours[colour], colour))


def is_sentence(words: str, lang: str) -> bool:
    """Whether words end as a sentence does, or hold one."""
    return bool(_SENTENCE[lang].search(words[-80:]) or _FULL_STOP_WITHIN.search(words))


def _beside(item: Item, text: str, known: Context) -> Details:
    """What an item prints beside its words: sums, those in charge, times, tags."""
    if item.kind in ("artefact", "note") or len(item.text) > _LONGEST_PARTED:
        return NO_DETAILS
    raw = text[item.span.start : item.span.end]
    return parted(Stretch(raw, item.span.start), known).details


def _alone(item: Item, text: str, known: Context) -> str:
    """What a line prints and nothing else: `organs` or `sums`; empty for any other."""
    if item.kind in ("artefact", "note") or len(item.text) > _LONGEST_ALONE:
        return ""
    words = Stretch(text[item.span.start : item.span.end], item.span.start)
    if line_of_organs(words, known):
        return "organs"
    sums = find_sums(words, known) if _DIGITS.search(item.text) else ()
    rest = left_by(words, [one.figure.span for one in sums if one.figure.span] + [one.said.span for one in sums])
    return "sums" if sums and not rest else ""


def _role(line: FieldLine | None) -> str:
    """The concept that a line names as a section or a field; empty where it names none."""
    return f"{line.role.scheme} {line.role.concept}" if line is not None else ""


def _scopes(items: Sequence[Item], roles: Sequence[str], body: float) -> list[str]:
    """Of each item, the role of the section that it stands in: that of the last heading with a role, until another one of its kind.

    `body`: size of most letters.
    """
    found, opener, role = [], None, ""
    for item, own in zip(items, roles, strict=True):
        if opener is not None and not own and (item.look == opener.look or _above(item, opener, body)):
            opener, role = None, ""
        found.append(role)
        if own and len(item.words) < _LONGEST_ROLE:
            opener, role = item, own
    return found


def _above(item: Item, opener: Item, body: float) -> bool:
    """Whether an item ends the section that another one opened: one as large, whatever number it has, where that is larger than text."""
    if item.kind == opener.kind == "heading":
        return item.level <= opener.level
    if item.size >= opener.size > body * 1.1 > 0:
        return True
    return item.kind == "heading" or item.size > opener.size * 1.08 > 0


def _contents(text: str) -> frozenset[str]:
    """What the contents pages of a document name: words before leaders or a gap and a page number."""
    return frozenset(key for line in _CONTENTS.finditer(text) if len(key := key_of(line["words"])) > 3)


def _series(items: Sequence[Item]) -> dict[int, tuple[int, bool]]:
    """Of each counted item how many its series has, and whether its number is the one behind that of the item before in the series."""
    found: dict[int, tuple[int, bool]] = {}
    by_style: defaultdict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        if item.head.path:
            by_style[f"{item.head.style}"].append(index)
    for indices in by_style.values():
        following = [False] * len(indices)
        for at, (one, other) in enumerate(pairwise(indices)):
            following[at + 1] = _follows(items[one].head.path, items[other].head.path)
        first = _value(items[indices[0]].head.path[-1]) in (0, 1)
        count = sum(following) + first
        for at, index in enumerate(indices):
            found[index] = (count, following[at] or (at == 0 and first))
    return found


def _follows(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a number is the next one, or the first one under a next heading."""
    value, before = _value(other[-1]), _value(one[-1])
    return (value == before + 1 and one[:-1] == other[:-1]) or value in (0, 1)


def _value(piece: str) -> int:
    digits = re.sub(r"\D", "", piece)
    return int(digits) if digits else ord(piece[0].upper()) - ord("A") + 1


def _of_item(item: Item, context: _Context) -> Features:
    """What the item itself shows."""
    words, head, lang = item.words, item.head, context.lang
    lines = width(words) / _LINE[lang]
    sentence = context.sentences[item.at] if item.at < len(context.sentences) else False
    letters = max(1, len(words))
    digits = len(_DIGITS.findall(words)) / letters
    found: Features = {
        f"kind {item.kind}": 1,
        f"lang {lang}": 1,
        "empty": float(not words),
        "very short": float(lines < 0.08),
        "short": float(0.08 <= lines < 0.3),
        "middling": float(0.3 <= lines < 0.7),
        "a line": float(0.7 <= lines < 1.2),
        "long": float(1.2 <= lines < 2.5),
        "very long": float(lines >= 2.5),
        "sentence": float(sentence),
        "polite": float(lang == "ja" and bool(_POLITE.search(words[-20:]))),
        "two sentences": float(bool(_FULL_STOP_WITHIN.search(words))),
        "ends in clause": float(words.endswith(_CLAUSE)),
        "ends in colon": float(words.endswith((":", "："))),
        "colon within": float(bool(re.search(r"[:：]\s*\S", words))),
        "question": float(bool(_QUESTION.search(words[-3:]))),
        "commas": min(3.0, len(re.findall("[、，,]", words))) / 3,
        "digits": min(1.0, 3 * digits),
        "mostly digits": float(digits > 0.4),
        "money": float(bool(_MONEY.search(words))),
        "percent": float(bool(_PERCENT.search(words))),
        "year": float(bool(_YEAR.search(words))),
        "date": float(bool(_DATE.match(words)) and lines < 0.35),
        "link": float(bool(_URL.search(words)) or item.linked > 0.8),
        "leaders": float(bool(_LEADERS.search(words)) and not sentence),
        "caption": float(bool(_CAPTION.match(words))),
        "dot leaders": float(bool(_DOTS.search(words))),
        "lower case": float(words[:1].islower()),
        "capitals": float(lang == "en" and words.isupper() and len(words) > 3),
        "title case": float(lang == "en" and _is_title_case(words)),
        "starts with verb": float(lang == "en" and bool(_VERB_EN.match(words)) and not words.istitle()),
        "bracket at head": float(words[:1] in tuple("（(［[〔※*＊")),
        "in brackets": float(bool(framed(words))),
        "quote at head": float(words[:1] in tuple('「『“"')),
        "framed words": float(item.text[:1] in tuple("【《〈＜<［") and not head.name),
        "role": float(bool(context.roles[item.at]) and not context.fields[item.at]),
        "field": float(context.fields[item.at]),
        "in contents": float(len(context.keys[item.at]) > 3 and context.keys[item.at] in context.contents),
        "has contents": float(len(context.contents) > 2),
        "full": float(item.full),
        "bold lead": float(item.lead > 0),
        "sum beside": float(bool(context.beside[item.at].budget)),
        "tag beside": float(bool(context.beside[item.at].tags)),
        "pointer beside": float(bool(context.beside[item.at].references)),
        "ends in brackets": float(words.endswith((")", "）", "】", "〕"))),
    }
    if context.alone[item.at]:
        found[f"{context.alone[item.at]} alone"] = 1
    if context.wordings[item.at]:
        found[f"says {context.wordings[item.at]}"] = 1
    role, scope = context.roles[item.at], context.scopes[item.at]
    found |= {f"role {role.split()[0]}": 1, f"is {role}": 1} if role else {}
    found |= {f"in {scope.split()[0]}": 1, f"within {scope}": 1} if scope else {"in no section": 1}
    found |= {f"level {item.kind} {min(item.level, 4)}": 1} if item.level else {}
    found |= _of_head(item, context)
    found |= _of_type(item, context)
    return found


def _is_title_case(words: str) -> bool:
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.8 * len(long)


def _of_head(item: Item, context: _Context) -> Features:
    head = item.head
    found: Features = {}
    if head.name:
        found["named"] = 1
        found["named and counted"] = float(bool(head.path))
        found[f"named {head.level}"] = 1
    if head.number is not None:
        found[f"number {head.number.style}"] = 1
        found["dotted"] = float(head.number.dotted)
        found["compound"] = float(bool(head.number.outer))
        found["large number"] = float(head.number.value > 30)
    elif head.letter:
        found["code"] = float(len(head.letter) > 1)
        found["capital"] = float(len(head.letter) == 1)
    if head.bullet:
        found["bullet"] = 1
        found["dash"] = float(head.bullet in "-–—‐−")
        found["dot"] = float(head.bullet in "・･·")
    if head.marks:
        found["marks"] = 1
        found["note mark"] = float(head.marks[0] in "※*＊")
    if item.head == type(item.head)():
        found["no head"] = 1
    size, follows = context.series.get(item.at, (0, False))
    if head.path:
        found["series"] = math.log1p(size) / 3
        found["follows"] = float(follows)
        found["alone"] = float(size < 2)
    return found


def _of_type(item: Item, context: _Context) -> Features:
    found: Features = {}
    if item.size and context.body:
        ratio = item.size / context.body
        found |= {"larger": float(ratio > 1.1), "much larger": float(ratio > 1.4), "smaller": float(ratio < 0.9)}
    found["bold"] = float(item.bold and not context.body_bold)
    found["coloured"] = float(item.colour != context.colour)
    found["on colour"] = float(item.fill != context.fill)
    found["further in"] = float(item.box is not None and item.box[0] > context.left + _FURTHER_IN)
    found["gap"] = float(item.gap > 0)
    found["several lines"] = float(item.lines > 1)
    found["many lines"] = float(item.lines > 3)
    found["indented"] = float(item.indent > 0)
    return found


def _of_class(items: Sequence[Item], context: _Context, found: list[Features]) -> None:
    """What the items that look alike show together."""
    for members in context.classes.values():
        count = len(members)
        share = count / len(items)
        sentences = sum(context.sentences[at] for at in members) / count
        lengths = median(width(items[at].words) for at in members) / _LINE[context.lang]
        distinct = len({context.keys[at] for at in members}) / count
        actions = sum(context.wordings[n] in ("action", "undertaking") for n in members) / count
        together = {
            "class share": share,
            "class size": math.log1p(count) / 5,
            "class alone": float(count == 1),
            "class sentences": sentences,
            "class long": float(lengths > 1.2),
            "class short": float(lengths < 0.3),
            "class repeats": float(distinct < 0.8),
            "class of actions": actions,
        }
        for at in members:
            found[at].update(together)
    for at, key in enumerate(context.keys):
        times = context.repeats[key] if key else 0
        if times > 1:
            found[at] |= {"repeated": 1.0, "often": float(times > 2)}


def _of_neighbours(items: Sequence[Item], context: _Context, found: list[Features]) -> None:
    """What stands before and behind."""
    for at, item in enumerate(items):
        above, below = items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
        own = item.look
        found[at] |= {
            "first": float(at == 0),
            "among first": float(0 < at < 4),
            "last": float(below is None),
            "alike above": float(above is not None and above.look == own),
            "alike below": float(below is not None and below.look == own),
            "over sentence": float(below is not None and context.sentences[at + 1] and not context.sentences[at]),
            "over bullet": float(below is not None and bool(below.head.bullet or below.head.marks) and not item.head.bullet),
            "over number": float(below is not None and bool(below.head.path) and not item.head.path),
            "over field": float(below is not None and context.fields[at + 1]),
            "over sums": float(below is not None and bool(context.beside[at + 1].budget)),
            "over role": float(below is not None and bool(context.roles[at + 1])),
            "over item": float(below is not None and below.kind == "item" and item.kind != "item"),
            "over heading": float(below is not None and below.kind == "heading"),
            "under sentence": float(above is not None and context.sentences[at - 1]),
            "under colon": float(above is not None and above.text.endswith((":", "："))),
            "under role": float(above is not None and bool(context.roles[at - 1])),
            "under short": float(above is not None and not context.sentences[at - 1] and width(above.words) < 30),
            "gap below": float(below is not None and below.gap > 0),
            "page turned": float(above is not None and above.page != item.page),
        }
    _of_sections(items, context, found)


def _over_tables(items: Sequence[Item], held: Sequence[Span], found: list[Features]) -> None:
    """Which items a table with components stands right under, and which stand near one."""
    if not held:
        return
    starts = [span.start for span in held]
    looks: Counter[str] = Counter()
    over = []
    for at, item in enumerate(items):
        end = items[at + 1].span.start if at + 1 < len(items) else sys.maxsize
        table = bisect_left(starts, item.span.end)
        over.append(table < len(starts) and starts[table] < end)
        looks[item.look] += over[-1]
    for at, item in enumerate(items):
        found[at] |= {
            "has tables": 1.0,
            "over table": float(over[at]),
            "near over table": float(any(over[at + 1 : at + 3])),
            "looks as over tables": float(looks[item.look] > 1),
        }


def _of_sections(items: Sequence[Item], context: _Context, found: list[Features]) -> None:
    """What the stretch around says: prose, figures, a list; which role the section has."""
    headed = [bool(item.head.path or item.head.bullet or item.head.marks) for item in items]
    digits, scraps = ([one.get(name, 0.0) for one in found] for name in ("digits", "very short"))
    for at, shown in enumerate(found):
        first, behind = max(0, at - _AROUND), at + _AROUND + 1
        others = min(len(items), behind) - first - 1
        if others:
            shown["prose around"] = (sum(context.sentences[first:behind]) - context.sentences[at]) / others
            shown["figures around"] = sum(digits[first:at] + digits[at + 1 : behind]) / others
            shown["heads around"] = (sum(headed[first:behind]) - headed[at]) / others
            shown["scraps around"] = (sum(scraps[first:behind]) - scraps[at]) / others


def _of_document(items: Sequence[Item], context: _Context, found: list[Features]) -> None:
    """What the document is like as a whole."""
    prose = sum(context.sentences) / len(items)
    heads = sum(bool(item.head.path or item.head.bullet or item.head.marks) for item in items) / len(items)
    polite = sum(bool(_POLITE.search(item.words[-20:])) for item in items) / len(items)
    money = sum(bool(_MONEY.search(item.words)) for item in items) / len(items)
    stated = sum(item.kind in ("heading", "item") for item in items) / len(items)
    together = {
        "document prose": prose,
        "document heads": heads,
        "document stated": stated,
        "document polite": polite,
        "document money": money,
        "few items": float(len(items) < 15),
        "many items": float(len(items) > 150),
    }
    for at, shown in enumerate(found):
        shown.update(together)
        shown["late"] = at / len(items)
