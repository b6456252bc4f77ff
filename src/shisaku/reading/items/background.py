"""What is known of a document as a whole, and of each of its items, before features are named."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shisaku.model.details import NO_DETAILS, Details
from shisaku.reading.fields.amounts import find_sums
from shisaku.reading.fields.beside import split_line
from shisaku.reading.fields.field_lines import FieldLine, field_line
from shisaku.reading.fields.responsibilities import line_of_organs
from shisaku.reading.fields.stretch import FieldContext, Stretch, left_by
from shisaku.reading.items.item_text import key_of, language_of
from shisaku.reading.items.items import Item
from shisaku.reading.items.sentence_words import wording

_SENTENCE = {
    "ja": re.compile(r"[。．｡]|(?:ます|です|した|ている|である|ない)[」）)]?$"),
    "ko": re.compile(r"다[.。]?$|[.。]$"),
    "en": re.compile(r"[a-z0-9)”’\"%][.!?][”’\")]?\d{0,3}$"),
}
"""The end of a sentence, or one within."""
FULL_STOP_WITHIN = re.compile(r"。.|[a-z)][.!?] +[A-Z“\"]")
_POLITE = re.compile(r"(?:ます|です|ました|ません|でした|ください)[。」）)]?$")
DIGITS = re.compile(r"[0-9０-９]")
_CONTENTS = re.compile(r"^(?P<words>[^\n]{4,100}?)\s*(?:[.．…‥・･⋯]\s?){4,}\s*[0-9０-９]{0,4}\s*$", re.MULTILINE)
_LONGEST_ROLE, _LONGEST_SPLIT, _LONGEST_ALONE = 40, 600, 80
LINE = {"ja": 76.0, "ko": 76.0, "en": 90.0}
"""Half-width cells of a usual line."""


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a document as a whole, and of each of its items in order, before features are named."""

    lang: str
    """Language of most of it."""
    body: float
    """Size of most letters, points; 0 where none is known."""
    body_bold: bool
    """Whether most letters are bold."""
    colour: str
    """Colour of most letters."""
    fill: str
    """Ground of most letters."""
    left: float
    """Where most letters begin, points from the left edge."""
    sentences: list[bool]
    """Whether each item is a sentence, or holds one."""
    polite: list[bool]
    """Whether each ends as polite sentences do in Japanese."""
    roles: list[str]
    """What each names as a section or a field: `header department`; empty where it names none."""
    fields: list[bool]
    """Whether each is a field with its value."""
    beside: list[Details]
    """What each prints beside its words."""
    headed: list[bool]
    """Whether each opens with a number, a bullet or a mark."""
    alone: list[str]
    """What each prints and nothing else: `organs`, `sums`; empty for any other."""
    wordings: list[str]
    """How each is worded: `action`; empty for any other."""
    scopes: list[str]
    """Role of the section that each is in."""
    contents: frozenset[str]
    """What the contents pages name."""
    classes: Mapping[str, list[int]]
    """Places of the items of each look."""
    keys: list[str]
    """Words of each, as they are compared."""
    repeats: Counter[str]
    """How often the words of each come."""
    series: dict[int, tuple[int, bool]]
    """Of each counted item how many its series has, and whether its number is the one behind that of the item before in the series."""


def background(items: Sequence[Item], text: str, known: FieldContext) -> Background:
    """What is known of a document and of its `items`; `text`: that of the document; `known`: what its words mean."""
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
    body = max(sizes, key=lambda size: (sizes[size], -size))
    return Background(
        lang,
        body,
        bold[True] > bold[False],
        _usual(colours),
        _usual(fills),
        float(max(lefts, key=lambda left: (lefts[left], -left), default=0)),
        [is_sentence(item.words, lang) for item in items],
        [bool(_POLITE.search(item.words[-20:])) for item in items],
        roles,
        [line is not None and bool(line.value.text) for line in lines],
        [_beside(item, text, known) for item in items],
        [bool(item.head.path or item.head.bullet or item.head.marks) for item in items],
        [_alone(item, text, known) for item in items],
        [wording(item.words, lang, known.concepts) for item in items],
        _scopes(
            items,
            [role if line is None or not line.value.text else "" for role, line in zip(roles, lines, strict=True)],
            body,
        ),
        _contents(text),
        classes,
        keys,
        Counter(key for key in keys if key),
        _series(items),
    )


def _usual(colours: Counter[str]) -> str:
    """The colour of most letters."""
    return max(colours, key=lambda colour: (colours[colour], colour))


def is_sentence(words: str, lang: str) -> bool:
    """Whether words end as a sentence does, or hold one."""
    return bool(_SENTENCE[lang].search(words[-80:]) or FULL_STOP_WITHIN.search(words))


def _beside(item: Item, text: str, known: FieldContext) -> Details:
    """What an item prints beside its words: sums, those in charge, times, tags."""
    if item.kind in ("artefact", "note") or len(item.text) > _LONGEST_SPLIT:
        return NO_DETAILS
    raw = text[item.span.start : item.span.end]
    return split_line(Stretch(raw, item.span.start), known).details


def _alone(item: Item, text: str, known: FieldContext) -> str:
    """What a line prints and nothing else: `organs` or `sums`; empty for any other."""
    if item.kind in ("artefact", "note") or len(item.text) > _LONGEST_ALONE:
        return ""
    words = Stretch(text[item.span.start : item.span.end], item.span.start)
    if line_of_organs(words, known):
        return "organs"
    sums = find_sums(words, known) if DIGITS.search(item.text) else ()
    rest = left_by(words, [one.figure.span for one in sums if one.figure.span] + [one.qualifier.span for one in sums])
    return "sums" if sums and not rest else ""


def _role(line: FieldLine | None) -> str:
    """The concept that a line names as a section or a field; empty where it names none."""
    return f"{line.role.scheme} {line.role.concept}" if line is not None else ""


def _scopes(items: Sequence[Item], roles: Sequence[str], body: float) -> list[str]:
    """Of each item, the role of the section that it is in: that of the last heading with a role, until another one of its kind.

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
