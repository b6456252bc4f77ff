"""Report on a plan's next edition: as text for a terminal, Markdown, JSON for programs."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from shisaku.editions.change_wording import line
from shisaku.messages import Language, Message, sentence, visible
from shisaku.model.details import Purpose
from shisaku.model.plain_data import as_plain
from shisaku.model.plan import PLAN_KEY, Initiative, MeasureGroup, Plan, two_decimals
from shisaku.model.succession import (
    CONTINUED,
    DROPPED,
    KINDS,
    LEVELS,
    MERGED,
    NEW,
    RENAMED,
    SPLIT,
    DetailChange,
    Editions,
    Move,
    Shares,
    Succession,
)

SURE = 0.9
"""A confidence below it is printed."""
CALLED = {
    CONTINUED: Message("editions-continued"),
    RENAMED: Message("editions-renamed"),
    SPLIT: Message("editions-split"),
    MERGED: Message("editions-merged"),
    NEW: Message("editions-new"),
    DROPPED: Message("editions-dropped"),
}
"""Names of the kinds of succession."""
_LEVELS = {
    "pillar": Message("common-pillars"),
    "group": Message("common-groups"),
    "measure": Message("common-measures"),
    "initiative": Message("common-initiatives"),
    "purpose": Message("common-purposes"),
}
_MOVED = Message("common-moved")
_CHANGED = Message("editions-changed")
"""Name of the kind for the same words under the same heading with other details."""
_WHOLE = Message("editions-plan-whole")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
"""Characters with a meaning in Markdown."""


@dataclass(frozen=True, slots=True)
class _Section:
    """Successions of the components of one pillar."""

    heading: str
    """The pillar of the newer edition as printed."""
    changed: tuple[Succession, ...]
    """Changed components, in the order of the newer edition, then dropped ones."""
    unchanged: int
    """Number of unchanged components: same words, heading and details."""


def report(editions: Editions, form: str, lang: Language) -> str:
    """The comparison as `text`, `markdown` or `json`, ending in a line break."""
    if form == "json":
        return json_text(editions)
    return markdown(editions, lang) if form == "markdown" else text(editions, lang)


def changed(editions: Editions, threshold: str) -> bool:
    """Whether there is a change at a threshold: `any` change, dropped components (`breaking`), or `none`."""
    if threshold == "breaking":
        return bool(editions.of(DROPPED))
    return threshold == "any" and (bool(editions.changes) or any(map(_is_change, editions.successions)))


def _is_change(made: Succession) -> bool:
    return made.kind != CONTINUED or made.moved or bool(made.changes)


def text(editions: Editions, lang: Language) -> str:
    """Counts by level, then changes pillar by pillar, one line each, details below it; for a terminal."""
    lines = [*_titles(editions, lang), "", *counts(editions, lang)]
    if editions.changes:
        lines += ["", _WHOLE.text(lang), *(f"  {line(change, lang)}" for change in editions.changes)]
    for section in _sections(editions, lang):
        lines += ["", f"{section.heading}  {_unchanged(section.unchanged, lang)}"]
        for made in section.changed:
            lines.append(f"  {_line(editions, made, lang)}")
            lines += [f"      {line(change, lang)}" for change in made.changes]
    return visible("\n".join(lines)) + "\n"


def markdown(editions: Editions, lang: Language) -> str:
    """The same as a page: a table of the counts, a heading for each pillar, the reasons in brackets."""
    old, new = _titles(editions, lang)
    head = [_LEVELS[level].text(lang) for level in LEVELS]
    title = sentence("editions-comparison-editions", lang)
    lines = [f"# {title}", "", f"- {_plain(old)}", f"- {_plain(new)}", ""]
    lines += [f"| | {' | '.join(head)} |", f"|---|{'---:|' * len(LEVELS)}"]
    for kind in KINDS:
        numbers = (str(len(editions.of(kind, level=level))) for level in LEVELS)
        lines.append(f"| {CALLED[kind].text(lang)} | {' | '.join(numbers)} |")
    moved = (str(sum(made.moved for made in editions.of(*KINDS, level=level))) for level in LEVELS)
    lines.append(f"| {_MOVED.text(lang)} | {' | '.join(moved)} |")
    details = (str(sum(bool(made.changes) for made in editions.of(*KINDS, level=level))) for level in LEVELS)
    lines.append(f"| {_CHANGED.text(lang)} | {' | '.join(details)} |")
    if editions.changes:
        lines += ["", f"## {_WHOLE.text(lang)}", ""]
        lines += [f"- {_plain(line(change, lang))}" for change in editions.changes]
    for section in _sections(editions, lang):
        lines += ["", f"## {_plain(section.heading)}", "", _unchanged(section.unchanged, lang), ""]
        for made in section.changed:
            reasons = Message.joined((reason.message for reason in made.evidence), "list-sentences").verbatim(lang)
            lines.append(f"- {_plain(_line(editions, made, lang))}  \n  {_plain(reasons)}")
            lines += [f"  - {_plain(line(change, lang))}" for change in made.changes]
    return visible("\n".join(lines)).rstrip("\n") + "\n"


def json_text(editions: Editions) -> str:
    """All successions, with evidence, confidence and rivals."""
    plans = {
        name: {"id": plan.source.description.id, "title": plan.title, "edition": plan.edition}
        for name, plan in (("old", editions.old), ("new", editions.new))
    }
    values = {
        **plans,
        "lexicon": editions.lexicon,
        "changes": [_change_as_json(change) for change in editions.changes],
        "counts": {level: {kind: len(editions.of(kind, level=level)) for kind in KINDS} for level in LEVELS},
        "successions": [_as_json(editions, made) for made in editions.successions],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def counts(editions: Editions, lang: Language) -> list[str]:
    """One line a level: number of new, dropped, continued components and so on, of moved ones and of those with other details."""
    lines = []
    for level in LEVELS:
        made = editions.of(*KINDS, level=level)
        if made:
            found = Counter(one.kind for one in made)
            also = [Counter(one.kind for one in made if one.moved), Counter(one.kind for one in made if one.changes)]
            parts = [
                _count(kind, found[kind], (also[0][kind], also[1][kind]), lang)
                for kind in (NEW, DROPPED, CONTINUED, RENAMED, SPLIT, MERGED)
            ]
            joined = Message.joined(parts).verbatim(lang)
            lines.append(f"{_LEVELS[level].text(lang)}{sentence('editions-colon', lang)}{joined}")
    return lines


def _count(kind: str, number: int, also: tuple[int, int], lang: Language) -> str:
    """The number of a kind, and how many of them moved and have other details."""
    named = [(count, name) for count, name in zip(also, (_MOVED, _CHANGED), strict=True) if count]
    of_them = Message.joined(Message("editions-of-them", count=count, name=name) for count, name in named)
    return sentence(
        "editions-count-of-kind",
        lang,
        kind=CALLED[kind],
        number=number,
        of_them=Message("editions-of-which", of_them=of_them) if named else "",
    )


def _titles(editions: Editions, lang: Language) -> tuple[str, str]:
    names = tuple(
        word.verbatim(lang)
        for word in (
            Message("editions-older"),
            Message("editions-newer"),
        )
    )
    titles = [f"{plan.title}（{plan.edition}）" if plan.edition else plan.title for plan in (editions.old, editions.new)]
    return names[0] + titles[0], names[1] + titles[1]


def _unchanged(number: int, lang: Language) -> str:
    return sentence("editions-unchanged", lang, number=number)


def _sections(editions: Editions, lang: Language) -> list[_Section]:
    """Sections by pillar of the newer edition; dropped ones are under their pillar's successor; last those without a pillar."""
    old, new = (_pillars(plan) for plan in (editions.old, editions.new))
    heirs = {key: made.new[0] for made in editions.of(*KINDS, level="pillar") for key in made.old if made.new}
    order = {key: at for at, key in enumerate(_keys(editions.new))}
    by_pillar: dict[str, list[Succession]] = {key: [] for key in (*(pillar.key for pillar in editions.new.pillars), PLAN_KEY)}
    for made in editions.successions:
        pillar = new[made.new[0]] if made.new else heirs.get(old[made.old[0]], PLAN_KEY)
        by_pillar[pillar].append(made)
    sections = []
    for pillar, all_ in by_pillar.items():
        changed = [made for made in all_ if _is_change(made)]
        changed.sort(key=lambda made: order[made.new[0]] if made.new else len(order))
        heading = _called(editions.new, pillar) if pillar else (sentence("editions-under-no-pillar", lang))
        if all_:
            sections.append(_Section(heading, tuple(changed), len(all_) - len(changed)))
    return sections


def _pillars(plan: Plan) -> dict[str, str]:
    """The key of the pillar of each component and purpose, `PLAN_KEY` where it has none."""
    found: dict[str, str] = {PLAN_KEY: PLAN_KEY}
    for component, parent in plan.walk():
        found[component.key] = component.key if component.key.startswith("pillar/") else found[parent]
    return found | {purpose.key: found[parent] for purpose, parent in plan.all_purposes()}


def _keys(plan: Plan) -> Iterable[str]:
    """Keys in printed order: a purpose follows its pillar."""
    purposes: dict[str, list[str]] = {}
    for purpose, parent in plan.all_purposes():
        purposes.setdefault(parent, []).append(purpose.key)
    yield from purposes.get(PLAN_KEY, ())
    for component, _ in plan.walk():
        yield component.key
        yield from purposes.get(component.key, ())


def _line(editions: Editions, made: Succession, lang: Language) -> str:
    """Kind, old and new words, old and new parent, and the confidence where it is low."""
    between = sentence("editions-words-short", lang)
    sides = [
        between.join(_called(plan, key) for key in keys) for plan, keys in ((editions.old, made.old), (editions.new, made.new))
    ]
    kind = CALLED[made.kind].text(lang)
    if made.kind == CONTINUED and made.move is not None:
        kind, sides = _MOVED.text(lang), sides[1:]
    elif made.kind == CONTINUED and made.changes:
        kind, sides = _CHANGED.text(lang), sides[1:]
    parts = [kind, " → ".join(side for side in sides if side)]
    if made.move is not None:
        parts.append(_move(editions, made.move, lang, made.kind == RENAMED))
    if made.confidence < SURE:
        shown = two_decimals(made.confidence)
        parts.append(sentence("editions-confidence", lang, shown=shown))
    return "  ".join(parts)


def _move(editions: Editions, move: Move, lang: Language, named: bool) -> str:
    """Old and new parent; `named` where the line does not say yet that it moved."""
    way = f"{_called(editions.old, move.origin)} → {_called(editions.new, move.target)}"
    return Message("editions-named-way", named=(Message("editions-moved") if named else Message.of("")), way=way).verbatim(lang)


def _called(plan: Plan, key: str) -> str:
    """A component as printed, its marks and number before it; the title for the plan itself."""
    component = plan.find(key)
    if component is None:
        return plan.title
    if isinstance(component, Purpose):
        return f"「{component.text}」"
    again = "（再掲）" if component.restated else ""
    if isinstance(component, Initiative):
        return f"{component.marks}{component.printed}{component.label}{again}"
    number = component.printed or ("■" if isinstance(component, MeasureGroup) else "")
    return f"{component.marks}{number} {component.label}{again}".strip()


def _plain(words: str) -> str:
    """Words with Markdown escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def _as_json(editions: Editions, made: Succession) -> dict[str, object]:
    values: dict[str, object] = {
        "kind": made.kind,
        "level": made.level,
        "old": [{"key": key, "text": _words(editions.old, key)} for key in made.old],
        "new": [{"key": key, "text": _words(editions.new, key)} for key in made.new],
        "confidence": made.confidence,
        "evidence": [{"basis": reason.basis, **reason.message.in_each_language()} for reason in made.evidence],
        "rivals": {"old": _shares(made.old_rivals), "new": _shares(made.new_rivals)},
        "changes": [_change_as_json(change) for change in made.changes],
    }
    if made.move is not None:
        values["moved"] = {"from": made.move.origin, "to": made.move.target}
    return values


def _change_as_json(change: DetailChange) -> dict[str, object]:
    """Known values of a change: others are left out, a time is as in a plan's own JSON."""
    values = as_plain(change, ())
    values["growth"] = None if change.growth is None else float(change.growth)
    return {name: value for name, value in values.items() if value not in ("", None) or name in ("old", "new")}


def _words(plan: Plan, key: str) -> str:
    component = plan.find(key)
    return "" if component is None else component.text if isinstance(component, Purpose) else component.label


def _shares(shares: Shares) -> list[dict[str, object]]:
    return [{"key": key, "share": share} for key, share in shares]
