"""A plan as a tree in the terminal, marks coloured; and what a build made of it, in a few lines."""

from collections import Counter
from collections.abc import Iterable
from io import StringIO
from typing import IO

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from shisaku.errors import Language, visible
from shisaku.findings import Finding, Severity
from shisaku.plan import Component, Details, Initiative, MeasureGroup, Pillar, Plan

_COLOURS = ("green", "magenta", "yellow", "cyan", "blue", "red")
"""Of marks, in the order of the legend."""
_SEVERITY_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
SURE = 0.9
"""Conclusions below this confidence are shown with it."""


def outline(plan: Plan, lang: Language, out: IO[str], colour: bool) -> None:
    """Print the plan as a tree: title, pillars, groups, measures, entries with their marks, what is restated.

    Behind the words stand tags, sums, departments and references as printed, last year's sum in brackets. What was not printed under its heading carries the confidence of its placement in brackets.
    """
    colours = {e.symbol: _COLOURS[n % len(_COLOURS)] for n, e in enumerate(plan.legend)}
    originals = {made.component: made.original for made in plan.identifications}
    placed = {made.component: made.confidence for made in plan.placements}
    title = Text(visible(plan.title), style="bold")
    if plan.edition:
        title.append(visible(f"（{plan.edition}）"), style="dim")
    root = Tree(title, guide_style="dim")
    branches = {"": root}
    for component, parent in plan.walk():
        line = _line(component, colours).append_text(_details(component.details, lang))
        line.append_text(_confidence(placed.get(component.key)))
        if component.key in originals:
            line.append(f"  ← {_path(originals[component.key])}", style="dim")
        branches[component.key] = branches[parent].add(line)
        for purpose in component.purposes if isinstance(component, Pillar) else ():
            text = Text(visible(purpose.text), style="italic dim").append_text(_confidence(placed.get(purpose.key)))
            branches[component.key].add(text)
    _console(out, colour).print(root, soft_wrap=True)
    legend = visible("  ".join(f"{e.symbol} {e.meaning}" for e in plan.legend if e.meaning))
    if legend:
        out.write(("凡例: " if lang == "ja" else "Legend: ") + legend + "\n")


def counts(plan: Plan, lang: Language) -> str:
    """How much of what the plan has, in one line."""
    restated = sum(1 for entry in plan.initiatives if entry.restated)
    purposes = sum(1 for _ in plan.all_purposes())
    numbers = (len(plan.pillars), len(plan.groups), len(plan.measures), len(plan.initiatives), restated, purposes)
    words = ("柱", "施策群", "施策", "取組", "うち再掲", "目的") if lang == "ja" else (
        "pillars", "groups", "measures", "initiatives", "of them restated", "purposes"
    )  # fmt: skip
    if lang == "ja":
        return "、".join(f"{word} {number}" for word, number in zip(words, numbers, strict=True))
    return ", ".join(f"{number} {word}" for word, number in zip(words, numbers, strict=True))


def conclusions(plan: Plan, lang: Language) -> str:
    """How many placements were concluded and how surely, then those that are not sure, one a line."""
    made = plan.placements
    sure = sum(1 for placement in made if placement.confidence >= SURE)
    originals = len(plan.identifications)
    if lang == "ja":
        head = f"印刷されていない配置 {len(made)} 件を推定し、うち {sure} 件は確かさ {SURE} 以上。再掲の元 {originals} 件を同定。"
    else:
        head = f"{len(made)} placements were concluded, {sure} of them with confidence {SURE} or more; {originals} originals identified."
    lines = [head]
    for placement in made:
        if placement.confidence < SURE:
            rivals = ", ".join(f"{key} {share:.2f}" for key, share in placement.rivals)
            against = ("ほか " if lang == "ja" else "rivals ") + (rivals or "—")
            lines.append(f"  {placement.component} → {placement.parent or 'plan'}  {placement.confidence:.2f}  ({against})")
    return "\n".join(lines)


def verdict(findings: Iterable[Finding], lang: Language) -> str:
    """Whether the graph conforms, with the number of findings of each severity."""
    found = Counter(finding.severity for finding in findings)
    errors, warnings, notes = (found[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    if lang == "ja":
        return f"{'不適合' if errors else '適合'}: エラー {errors}、警告 {warnings}、情報 {notes}"
    return f"{'does not conform' if errors else 'conforms'}: {errors} errors, {warnings} warnings, {notes} notes"


def _line(component: Component, colours: dict[str, str]) -> Text:
    line = Text()
    number = component.printed or ("■" if isinstance(component, MeasureGroup) else "")
    if number:
        line.append(visible(f"{number} "), style="" if isinstance(component, MeasureGroup) else "bold")
    if not isinstance(component, Initiative):
        return line.append(visible(component.label), style="bold" if isinstance(component, Pillar) else "")
    for symbol in component.marks:
        line.append(symbol, style=colours.get(symbol, ""))
    line.append(visible(component.label))
    return line.append("（再掲）", style="dim") if component.restated else line


def _details(details: Details, lang: Language) -> Text:
    """What is printed beside the words, short of the description."""
    line = Text()
    for tag in details.tags:
        line.append(visible(f" 【{tag}】"), style="cyan")
    if details.amount is not None:
        line.append(f"  {_flat(details.amount.printed)}", style="green")
    if details.previous is not None:
        last_year = "前年度" if lang == "ja" else "last year"
        line.append(f"  ({last_year} {_flat(details.previous.printed)})", style="dim")
    beside = [*details.departments, *(f"《{reference}》" for reference in details.cross_references)]
    return line.append(visible("".join(f"  {words}" for words in beside)), style="dim")


def _flat(printed: str) -> str:
    """Words of the source on one line."""
    return visible(" ".join(printed.split()))


def _confidence(value: float | None) -> Text:
    """How sure the placement is, for what is not printed where it stands."""
    if value is None:
        return Text()
    return Text(f"  [{value:.2f}]", style="dim") if value >= SURE else Text(f"  [{value:.2f}?]", style="yellow")


def _path(key: str) -> str:
    """`measure/4/initiative/2` as `4/2`; other keys as they are."""
    return "/".join(key.split("/")[1::2]) if key.startswith("measure/") else key


def _console(out: IO[str], colour: bool) -> Console:
    return Console(file=out, force_terminal=colour, no_color=not colour, highlight=False, width=None if colour else 1000)


def coloured_severity(severity: Severity, colour: bool) -> str:
    """The word of a severity, coloured for a terminal."""
    if not colour:
        return severity.word
    buffer = StringIO()
    _console(buffer, colour=True).print(Text(severity.word, style=_SEVERITY_COLOURS[severity]), end="")
    return buffer.getvalue()
