"""Lines with a label, and the value beside or under them: 担当課：財政課, "Lead: DCMS", 現状と課題 on a line of its own.

field   = [mark] [number] label [ "(" note ")" ] ( ":" | "：" | tab | wide gap | " – " ) value  |  label alone
label   = a word of the schemes `section-role`, `header` or `passage-kind`, which give its role
"""

import re
from dataclasses import dataclass

from shisaku.reading.fields import brackets
from shisaku.reading.fields.stretch import FieldContext, Stretch, plain
from shisaku.reading.tokens.marks import MARKS
from shisaku.reading.tokens.numbering import number_at_head

SECTION, HEADER, PASSAGE = "section-role", "header", "passage-kind"
OPENS_COMPONENTS, FRONT_MATTER, BACK_MATTER = "opens-components", "front-matter", "back-matter"
"""Concepts of the scheme `section-role`."""
NAMES = frozenset({"name", "number"})
"""Header words whose value is the component itself."""
_DATA = frozenset(
    {
        "department",
        "budget",
        "last-year-budget",
        "funding-source",
        "deadline",
        "period",
        "indicator",
        "status",
        "target-group",
        "unit",
    }
)
"""Header words that give the role of their value also where they are alone; others may head prose."""
_CLOSE = frozenset({"department", "deadline", "period", "budget", "status"})
"""Those whose value may follow behind a single blank."""
_OF_A_YEAR = frozenset({"budget", "baseline", "target", "result", "status"})
"""Header words that a year may be before: 令和８年度当初予算額."""
_YEAR_AHEAD = re.compile(
    r"(?:(?:令和|平成|[RH])\.?\s?(?:[0-9]{1,2}|元)|(?:19|20)[0-9]{2}|FY\s?[0-9]{2,4})(?:[-/][0-9]{2})?\s?(?:年度?)?の?\s?(?=\S)"
)
_COLON = re.compile(r"\s?[:：]\s*(?!//)")
_GAP = re.compile(r"[\t　]\s*|\s\s+|\s[-–—|]\s|[＝=]")
_BLANK = re.compile(r" ")
_BULLETS = MARKS + "•‣▪❖*■-–—→⇒＊\uf06c\uf077\uf0d8\uf0a7\uf0b7"
_AHEAD = _BULLETS + " 　"
_NARROWING = re.compile(r"(?<=[A-Za-z)]) (?=[A-Za-z])|(?<=[ぁ-ヿ一-鿿])の(?=[一-鿿])")
_MOST_WORDS = 4
"""Blanks in a label that is narrowed by its first words."""
_LONGEST_LABEL = 48
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
_LETTERED = re.compile(r"\s(?:[A-Z]|[0-9]{1,2}|[IVX]{1,4})$")


@dataclass(frozen=True, slots=True)
class Role:
    """The role that a label gives to what is beside or under it."""

    scheme: str
    """Scheme of the concept: `section-role`, `header` or `passage-kind`."""
    concept: str
    """The concept: `opens-components`, `department`, `situation`."""
    passage: str = ""
    """The passage kind of prose under it; empty where it has none."""

    @property
    def outside(self) -> bool:
        """Whether what is under it is no part of the plan itself: foreword, contents, glossary."""
        return self.scheme == SECTION and self.concept != OPENS_COMPONENTS


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A label with its role and what is beside it. The label is never a component."""

    label: Stretch
    """The label, without mark, number and note."""
    role: Role
    """Its role."""
    value: Stretch
    """What is beside it; empty where it is alone and its value is on the next lines."""
    note: Stretch
    """What is in brackets behind the label: a unit, a year; empty where nothing is."""


def _role_of_heading(label: Stretch, context: FieldContext) -> Role | None:
    role = _role(label.text, context, alone=True)
    number = _LETTERED.search(label.text) if role is None else None
    if number is None:
        return role
    shorter = _role(label.text[: number.start()], context, alone=True)
    return shorter if shorter is not None and shorter.outside else None


def field_line(stretch: Stretch, context: FieldContext, lead: int = 0) -> FieldLine | None:
    """The label and the value that a line, or a paragraph, prints; None where it does not begin with a known label.

    `lead`: letters at its head that are bold where the rest is not (`Block.bold_lead`), which then are the label.
    """
    line = stretch.trimmed()
    if 0 < lead < len(line.text):
        found = _split(line, lead, lead, context)
        if found is not None:
            return found
    head, at = line.text[: _LONGEST_LABEL + 1], _label_start(line)
    for pattern in (_COLON, _GAP):
        match = pattern.search(head, at)
        if match is None or match.start() <= at:
            continue
        if found := _split(line, match.start(), match.end(), context):
            return found
        if pattern is _COLON and (found := _narrowed(line, match.start(), match.end(), context)):
            return found
    bracket = brackets.at_head(line)
    if bracket is not None and bracket.end < len(line.text) and (role := _role(bracket.inside.text, context, alone=False)):
        return FieldLine(bracket.inside, role, line.part(bracket.end).stripped(":："), Stretch("", bracket.inside.end))
    alone = _alone(line, context)
    return alone if alone is not None else _close(line, at, context)


def _split(line: Stretch, end: int, begin: int, context: FieldContext) -> FieldLine | None:
    label, note = _bare(line.part(0, end))
    value = line.part(begin).stripped("*:：＝= 　")
    role = _role(label.text, context, alone=not value.text)
    return FieldLine(label, role, value, note) if role is not None else None


def _narrowed(line: Stretch, end: int, begin: int, context: FieldContext) -> FieldLine | None:
    """A label before a colon whose last words alone give its role: Goal Owner, Programme Timing, 事業の所管課."""
    label, note = _bare(line.part(0, end))
    value = line.part(begin).stripped("*:：＝= 　")
    if not value.text or label.text.count(" ") > _MOST_WORDS:
        return None
    for cut in _NARROWING.finditer(label.text):
        role = _role(label.text[cut.end() :], context, alone=False)
        if role is not None and role.scheme == HEADER and role.concept in _CLOSE:
            return FieldLine(label, role, value, note)
    return None


def _alone(line: Stretch, context: FieldContext) -> FieldLine | None:
    if len(line.text) > _LONGEST_LABEL:
        return None
    label, note = _bare(line)
    role = _role_of_heading(label, context)
    return FieldLine(label, role, Stretch("", line.end), note) if role is not None else None


def _close(line: Stretch, start: int, context: FieldContext) -> FieldLine | None:
    """A Japanese label with its value behind a single blank: 担当課 財政課."""
    blank = _BLANK.search(line.text[:_LONGEST_LABEL], start)
    if blank is None or not _JAPANESE.match(line.text[blank.start() - 1 : blank.start()]):
        return None
    found = _split(line, blank.start(), blank.end(), context)
    return found if found is not None and found.role.scheme == HEADER and found.role.concept in _CLOSE else None


def _label_start(line: Stretch) -> int:
    """Where the words behind marks and a number begin."""
    bare = len(line.text) - len(line.text.lstrip(_AHEAD))
    number = number_at_head(line.text[bare : bare + _LONGEST_LABEL])
    return bare + number.length if number is not None and number.separated else bare


def _bare(label: Stretch) -> tuple[Stretch, Stretch]:
    """A label without mark, number and the note in brackets behind it, and that note."""
    words = label.part(_label_start(label)) if label.text else label
    words = words.stripped("*_" + " 　")
    bracket = brackets.at_end(words)
    if bracket is not None and bracket.start > 0:
        return words.part(0, bracket.start), bracket.inside
    whole = brackets.at_head(words)
    if whole is not None and whole.end == len(words.text):
        return whole.inside, Stretch("", words.end)
    return words, Stretch("", words.end)


def _role(label: str, context: FieldContext, alone: bool) -> Role | None:
    """The role of a label: alone, of a heading before that of a column; a heading with data under it before one with prose."""
    word = label.strip(" 　:：?？.")
    if not word or len(word) > _LONGEST_LABEL:
        return None
    find = context.named
    section, header, passage = find(SECTION, word), find(HEADER, word), find(PASSAGE, word)
    if section and (alone or not header):
        return Role(SECTION, section, passage)
    if header and (not alone or header in _DATA or not passage):
        return Role(HEADER, header, passage)
    if passage:
        return Role(PASSAGE, passage, passage)
    year = _YEAR_AHEAD.match(plain(word))
    header = find(HEADER, word[year.end() :]) if year else ""
    return Role(HEADER, header) if header in _OF_A_YEAR else None
