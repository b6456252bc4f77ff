"""Those in charge: 【財務課】, （担当：企画課・財政課）, ［内閣府、警察庁］ behind a full stop, Lead: DCMS, (Owner: Finance).

cell  = part { ";" part }      part = [role-word ":"] names | names role-phrase names      role-phrase = "supported by" | 協力 ...
line  = words bracket [ "。" ] | bracket words | words gap names
"""

import re
from collections.abc import Iterator

from shisaku.model.details import Responsibility
from shisaku.reading.fields import brackets
from shisaku.reading.fields.organs import FULL, is_organ, is_short, names, unbroken
from shisaku.reading.fields.stretch import Beside, FieldContext, Stretch, left_by, plain

_LABEL = re.compile(
    r"(?:^|(?<=[\s,，、;；。./]))(?P<label>[^\s:,，、;；。()（）:：/][^:,，、;；。()（）:：/\n]{0,38}?)\s?[:：]\s*"
)
"""A word before a colon within a cell."""
_PHRASE = re.compile(
    r"[,，、;；]?\s(?P<phrase>(?i:supported\sby|assisted\sby|advised\sby|in\s(?:close\s)?(?:partnership|collaboration|consultation|coordination|co-operation|cooperation)\swith|with\ssupport\s(?:of|from)|jointly\swith|together\swith))\s"
)
_DEFAULT = {
    "supported by": "support",
    "with support of": "support",
    "with support from": "support",
    "assisted by": "support",
    "advised by": "consulted",
}
_PARTNERS = ("partnership", "collaboration", "coordination", "cooperation", "co-operation", "together", "jointly")
_FORMAL = "【〔［[《"
"""Brackets in which a name may be alone."""
_TAIL = re.compile(r"(?:[\t　]|\s\s)\s*(?P<cell>[^\t　]{2,80})$")
_LONGEST_LINE = 60


def in_charge(stretch: Stretch, context: FieldContext, role: str = "") -> tuple[Responsibility, ...]:
    """Those that a cell, or a field, for them names, in order; `role` is that of its heading.

    Words within it that name a role go before that: 主管：総務課 協力：財政課; supported by the Treasury.
    """
    return tuple(_in_charge(stretch.trimmed(), context, role))


def beside(stretch: Stretch, context: FieldContext) -> Beside[Responsibility]:
    """Those in charge in brackets at the head or at the end of a line, or in its last column, and the words that they leave.

    A bracket that holds something else (（新規）, （再掲）, （案）, an abbreviation) is left where it is.
    """
    words = stretch.trimmed()
    end = brackets.at_end(words)
    if end is not None and end.start > 0 and (found := in_bracket(end, context)):
        return Beside(found, left_by(words, [words.part(end.start, end.end).span]))
    head = brackets.at_head(words)
    if head is not None and head.end < len(words.text) and head.sign in _FORMAL and (found := in_bracket(head, context)):
        return Beside(found, left_by(words, [words.part(0, head.end).span]))
    tail = _TAIL.search(words.text, max(0, len(words.text) - 90))
    if tail is not None and tail.start() > 0 and all_organs(cell := words.part(tail.start("cell")), context):
        return Beside(in_charge(cell, context), left_by(words, [cell.span]))
    return Beside((), (words,) if words.text else ())


def in_bracket(bracket: brackets.Bracket, context: FieldContext) -> tuple[Responsibility, ...]:
    """Those in charge that a bracket names; none where it holds something else."""
    inside = bracket.inside
    label = _LABEL.match(inside.text)
    if label is not None and (role := role_of(label["label"], context)) is not None:
        return in_charge(inside.part(label.end()), context, role)
    named = all_organs(inside, context, weak=bracket.sign in _FORMAL) or all(
        FULL.fullmatch(name.text) for name in names(inside, context)
    )
    return in_charge(inside, context) if named else ()


def all_organs(stretch: Stretch, context: FieldContext, weak: bool = False) -> bool:
    """Whether a list consists of names of organs and of nothing else; `weak`: of short forms too, or of one that is sure and others."""
    listed = [name.text for name in names(stretch, context)]
    if not listed or len(stretch.text) > brackets.LONGEST:
        return False
    sure = [is_organ(name, context) for name in listed]
    if all(sure):
        return True
    if not weak and len(listed) == 1:
        return False
    rest = [name for name, is_sure in zip(listed, sure, strict=True) if not is_sure]
    short = weak and all(is_short(name, context) for name in rest)
    return short or (any(sure) and all(is_organ(name, context, weak=True) for name in rest))


def line_of_organs(stretch: Stretch, context: FieldContext) -> tuple[Responsibility, ...]:
    """Those in charge on a line, or in a heading, of their own, in brackets or not; none where it holds something else."""
    words = stretch.trimmed()
    bracket = brackets.at_head(words)
    if bracket is not None and bracket.end == len(words.text):
        return in_bracket(bracket, context)
    return in_charge(words, context) if len(words.text) <= _LONGEST_LINE and all_organs(words, context) else ()


def role_of(label: str, context: FieldContext) -> str | None:
    """The role that a word before a name gives, empty where it is a heading for those in charge without a role; None for another word."""
    role = context.named("role", label)
    if role:
        return role
    return "" if context.named("header", label) == "department" else None


def _in_charge(cell: Stretch, context: FieldContext, role: str) -> Iterator[Responsibility]:
    at, current, end = 0, role, len(cell.text)
    for start, stop, next_role in [*_turns(cell, context), (end, end, "")]:
        for name in names(cell.part(at, start), context):
            yield from _named(name, context, current)
        at, current = stop, next_role or role


def _turns(cell: Stretch, context: FieldContext) -> list[tuple[int, int, str]]:
    """Where a cell names the role of those that follow, from where to where."""
    found = []
    for match in _LABEL.finditer(cell.text):
        stated_role = role_of(match["label"], context)
        if stated_role is not None:
            found.append((match.start(), match.end(), stated_role))
    for match in _PHRASE.finditer(plain(cell.text)):
        phrase = " ".join(match["phrase"].lower().split())
        stated_role = context.named("role", phrase) or _DEFAULT.get(phrase, "")
        if not stated_role:
            stated_role = "partner" if any(word in phrase for word in _PARTNERS) else "consulted"
        found.append((match.start(), match.end(), stated_role))
    found.sort()
    return [turn for index, turn in enumerate(found) if index == 0 or turn[0] >= found[index - 1][1]]


def _named(name: Stretch, context: FieldContext, role: str) -> Iterator[Responsibility]:
    """One name, and those in a bracket behind it with their role: 総務課（協力：財政課）, DCMS (lead)."""
    bracket = brackets.at_end(name)
    if bracket is not None and bracket.start > 0:
        label = _LABEL.match(bracket.inside.text)
        stated_role = role_of(label["label"], context) if label else None
        if label is not None and stated_role is not None:
            yield from _named(name.part(0, bracket.start), context, role)
            yield from in_charge(bracket.inside.part(label.end()), context, stated_role)
            return
        alone = context.named("role", bracket.inside.text)
        if alone:
            bare = name.part(0, bracket.start)
            yield Responsibility(unbroken(bare.text), bare.span, alone)
            return
    yield Responsibility(unbroken(name.text), name.span, role)
