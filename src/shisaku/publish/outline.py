"""A plan as a tree in the terminal, marks coloured; and what a build made of it, in a few lines."""

from collections import Counter
from collections.abc import Iterable
from io import StringIO
from typing import IO

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from shisaku.errors import Language
from shisaku.findings import Finding, Severity
from shisaku.plan import Component, Measure, MeasureGroup, Pillar, Plan

_COLOURS = ("green", "magenta", "yellow", "cyan", "blue", "red")
"""Of marks, in the order of the legend."""
_SEVERITY_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
SURE = 0.9
"""Conclusions below this confidence are shown with it."""


def outline(plan: Plan, lang: Language, out: IO[str], colour: bool) -> None:
    """Print the plan as a tree: title, pillars, groups, measures, entries with their marks, what is restated.

    What was not printed under its heading carries the confidence of its placement in brackets.
    """
    colours = {e.symbol: _COLOURS[n % len(_COLOURS)] for n, e in enumerate(plan.legend)}
    originals = {made.component: made.original for made in plan.identifications}
    placed = {made.component: made.confidence for made in plan.placements}
    title = Text(plan.title, style="bold")
    if plan.edition:
        title.append(f"（{plan.edition}）", style="dim")
    root = Tree(title, guide_style="dim")
    branches = {"": root}
    for component, parent in plan.walk():
        line = _line(component, colours)
        line.append_text(_confidence(placed.get(component.key)))
        if component.key in originals:
            line.append(f"  ← {_path(originals[component.key])}", style="dim")
        branches[component.key] = branches[parent].add(line)
        for purpose in component.purposes if isinstance(component, Pillar) else ():
            text = Text(purpose.text, style="italic dim").append_text(_confidence(placed.get(purpose.key)))
            branches[component.key].add(text)
    _console(out, colour).print(root, soft_wrap=True)
    legend = "  ".join(f"{e.symbol} {e.meaning}" for e in plan.legend if e.meaning)
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
    if isinstance(component, Pillar):
        return line.append(f"{component.printed} {component.label}", style="bold")
    if isinstance(component, MeasureGroup):
        return line.append(f"■ {component.label}")
    if isinstance(component, Measure):
        return line.append(f"{component.printed} ", style="bold").append(component.label)
    for symbol in component.marks:
        line.append(symbol, style=colours.get(symbol, ""))
    line.append(component.label)
    return line.append("（再掲）", style="dim") if component.restated else line


def _confidence(value: float | None) -> Text:
    """How sure the placement is, for what is not printed where it stands."""
    if value is None:
        return Text()
    return Text(f"  [{value:.2f}]", style="dim") if value >= SURE else Text(f"  [{value:.2f}?]", style="yellow")


def _path(key: str) -> str:
    """`measure/4/initiative/2` as `4/2`."""
    return "/".join(key.split("/")[1::2])


def _console(out: IO[str], colour: bool) -> Console:
    return Console(file=out, force_terminal=colour, no_color=not colour, highlight=False, width=None if colour else 1000)


def coloured_severity(severity: Severity, colour: bool) -> str:
    """The word of a severity, coloured for a terminal."""
    if not colour:
        return severity.word
    buffer = StringIO()
    _console(buffer, colour=True).print(Text(severity.word, style=_SEVERITY_COLOURS[severity]), end="")
    return buffer.getvalue()
