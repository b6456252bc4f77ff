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
from shisaku.plan import Plan, two_decimals
from shisaku.tree import GROUP, INITIATIVE, MEASURE, PILLAR, Branch, PlanTree

_COLOURS = ("green", "magenta", "yellow", "cyan", "blue", "red")
"""Of marks, in the order of the legend."""
_SEVERITY_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
SURE = 0.9
"""Conclusions below this confidence are shown with it."""


def outline(tree: PlanTree, lang: Language, out: IO[str], colour: bool) -> None:
    """Print a plan as a tree: title, pillars, groups, measures, entries with their marks, what is restated.

    Behind the words follow tags, sums, departments and references as printed, last year's sum in brackets. What was not printed under its heading carries the confidence of its placement in brackets.
    """
    colours = {symbol: _COLOURS[n % len(_COLOURS)] for n, (symbol, _) in enumerate(tree.legend)}
    title = Text(visible(tree.title), style="bold")
    if tree.edition:
        title.append(visible(f"（{tree.edition}）"), style="dim")
    root = Tree(title, guide_style="dim")
    for part in tree.parts:
        _grow(root, part, colours, lang)
    _console(out, colour).print(root, soft_wrap=True)
    legend = visible("  ".join(f"{symbol} {meaning}" for symbol, meaning in tree.legend if meaning))
    if legend:
        out.write(("凡例: " if lang == "ja" else "Legend: ") + legend + "\n")


def _grow(above: Tree, branch: Branch, colours: dict[str, str], lang: Language) -> None:
    """Add a component, its purposes and what is under it."""
    line = _line(branch, colours).append_text(_details(branch, lang)).append_text(_confidence(branch.confidence))
    if branch.original:
        line.append(f"  ← {_path(branch.original)}", style="dim")
    here = above.add(line)
    for aim in branch.purposes:
        here.add(Text(visible(aim.text), style="italic dim").append_text(_confidence(aim.confidence)))
    for part in branch.parts:
        _grow(here, part, colours, lang)


def counts(tree: PlanTree, lang: Language) -> str:
    """How much of what the plan has, in one line."""
    branches = list(tree.walk())
    kinds = Counter(branch.kind for branch in branches)
    restated = sum(branch.restated for branch in branches)
    purposes = len(tree.purposes) + sum(len(branch.purposes) for branch in branches)
    numbers = (kinds[PILLAR], kinds[GROUP], kinds[MEASURE], kinds[INITIATIVE], restated, purposes)
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
            rivals = ", ".join(f"{key} {two_decimals(share)}" for key, share in placement.rivals)
            against = ("ほか " if lang == "ja" else "rivals ") + (rivals or "—")
            lines.append(
                f"  {placement.component} → {placement.parent or 'plan'}  {two_decimals(placement.confidence)}  ({against})"
            )
    return "\n".join(lines)


def verdict(findings: Iterable[Finding], lang: Language) -> str:
    """Whether the graph conforms, with the number of findings of each severity."""
    found = Counter(finding.severity for finding in findings)
    errors, warnings, notes = (found[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    if lang == "ja":
        return f"{'不適合' if errors else '適合'}: エラー {errors}、警告 {warnings}、情報 {notes}"
    return f"{'does not conform' if errors else 'conforms'}: {errors} errors, {warnings} warnings, {notes} notes"


def _line(branch: Branch, colours: dict[str, str]) -> Text:
    line = Text()
    number = branch.printed or ("■" if branch.kind == GROUP else "")
    if number:
        line.append(visible(f"{number} "), style="" if branch.kind == GROUP else "bold")
    if branch.kind != INITIATIVE:
        return line.append(visible(branch.name), style="bold" if branch.kind == PILLAR else "")
    for symbol in branch.marks:
        line.append(symbol, style=colours.get(symbol, ""))
    line.append(visible(branch.name))
    return line.append("（再掲）", style="dim") if branch.restated else line


def _details(branch: Branch, lang: Language) -> Text:
    """What is printed beside the words, short of the description."""
    line = Text()
    for tag in branch.tags:
        line.append(visible(f" 【{tag}】"), style="cyan")
    if branch.amount:
        line.append(f"  {_flat(branch.amount)}", style="green")
    if branch.previous:
        last_year = "前年度" if lang == "ja" else "last year"
        line.append(f"  ({last_year} {_flat(branch.previous)})", style="dim")
    beside = [*branch.departments, *(f"《{reference}》" for reference in branch.references)]
    return line.append(visible("".join(f"  {words}" for words in beside)), style="dim")


def _flat(printed: str) -> str:
    """Words of the source on one line."""
    return visible(" ".join(printed.split()))


def _confidence(value: float | None) -> Text:
    """How sure the placement is, for what is not printed where it stands."""
    if value is None:
        return Text()
    shown = two_decimals(value)
    return Text(f"  [{shown}]", style="dim") if value >= SURE else Text(f"  [{shown}?]", style="yellow")


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
