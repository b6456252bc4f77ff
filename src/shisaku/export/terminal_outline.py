"""A plan as a coloured tree in the terminal; and the summary of a build."""

from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import IO

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from shisaku.messages import Language, Message, numbered, sentence, visible
from shisaku.model.details import BudgetFigure, Details, FiscalYear, Indicator, IndicatorValue, RelativeYear, StatusReport, When
from shisaku.model.findings import Finding, Severity
from shisaku.model.plan import Plan, two_decimals
from shisaku.model.printed_tree import GROUP, INITIATIVE, MEASURE, PILLAR, Branch, PlanTree, addresses

_COLOURS = ("green", "magenta", "yellow", "cyan", "blue", "red")
"""Colours of marks, in the order of the legend."""
_SEVERITY_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
SURE = 0.9
"""Confidences below it are printed."""
WIDTH = 80
"""Columns of a line with details."""
_STEP = 4
"""Indent of a level in columns."""
_WORDS: dict[str, Message] = {
    PILLAR: Message("common-pillar"),
    GROUP: Message("common-group"),
    MEASURE: Message("common-measure"),
    INITIATIVE: Message("common-initiative"),
    "due": Message("export-due"),
    "period": Message("export-period"),
    "for": Message("export-for"),
    "indicator": Message("export-indicator"),
    "progress": Message("export-progress"),
    "result": Message("export-result"),
    "forecast": Message("export-forecast"),
    "year": Message("export-fy"),
    "last year": Message("export-last-year"),
    "years away": Message("export-year"),
    "request": Message("export-request"),
    "initial": Message("export-initial"),
    "supplementary": Message("export-supplementary"),
    "carried-in": Message("export-carried"),
    "carried-out": Message("export-carried-out"),
    "reserve": Message("common-reserve"),
    "total": Message("common-total"),
    "executed": Message("export-executed"),
    "lead": Message("export-lead"),
    "joint": Message("export-joint"),
    "support": Message("export-supporting"),
    "partner": Message("export-partner"),
    "consulted": Message("export-consulted"),
}
"""Short words for a terminal; the ontology's own labels are longer."""


def outline(tree: PlanTree, lang: Language, out: IO[str], colour: bool, classes: bool = False) -> None:
    """Print a plan as a tree: title, pillars, groups, measures, entries with marks, restatements; with `classes` their classes.

    The words of each are followed by its details: sums by year, who is responsible, until when, how it is measured and how
    far it is, what it refers to, on further lines where 80 columns do not hold them. What was not printed under its heading carries the
    confidence of its placement in brackets.
    """
    writing = _Writing(tree, lang, classes)
    title = Text(visible(tree.title), style="bold")
    if tree.edition:
        title.append(visible(f"（{tree.edition}）"), style="dim")
    root = Tree(_packed(title, writing.beside(tree.details), Text(), 0), guide_style="dim")
    for part in tree.parts:
        writing.grow(root, part, 1)
    _console(out, colour).print(root, soft_wrap=True)
    legend = visible("  ".join(f"{symbol} {meaning}" for symbol, meaning in tree.legend if meaning))
    if legend:
        out.write(sentence("export-legend", lang) + legend + "\n")


class _Writing:
    """Writes the components of one plan in one language."""

    def __init__(self, tree: PlanTree, lang: Language, classes: bool = False) -> None:
        self.lang = lang
        self.classes = classes
        self.year = tree.year
        self.colours = {symbol: _COLOURS[n % len(_COLOURS)] for n, (symbol, _) in enumerate(tree.legend)}
        self.addresses = addresses(tree)

    def grow(self, above: Tree, branch: Branch, depth: int) -> None:
        """Add a component, its purposes and what is under it."""
        line = _line(branch, self.colours)
        for tag in branch.tags:
            line.append(visible(f" 【{tag}】"), style="cyan")
        end = Text().append(f"  〈{self._word(branch.kind)}〉" if self.classes else "", style="dim")
        end.append_text(_confidence(branch.confidence))
        if branch.original:
            end.append(f"  ← {_path(self.addresses.get(branch.original, branch.original))}", style="dim")
        here = above.add(_packed(line, self.beside(branch.details), end, _STEP * depth))
        for aim in branch.purposes:
            here.add(Text(visible(aim.text), style="italic dim").append_text(_confidence(aim.confidence)))
        for part in branch.parts:
            self.grow(here, part, depth + 1)

    def beside(self, details: Details) -> Iterator[Text]:
        """Details beside the words, except purposes and descriptions."""
        yield from self._sums(details.budget)
        if details.responsibilities:
            alone = {made.role for made in details.responsibilities} == {"lead"}
            roles = ("" if alone else self._short(made.role) for made in details.responsibilities)
            yield _quiet(self._listed(map(_with, details.departments, roles)))
        yield from (_quiet(self._word("for", group.printed)) for group in details.target_groups)
        yield from (_quiet(self._word("period", period.printed)) for period in details.periods)
        yield from (Text(self._word("due", _flat(period.printed)), style="yellow") for period in details.deadlines)
        for indicator in details.indicators:
            yield from self._indicator(indicator)
        yield from map(self._status, details.statuses)
        yield from (_quiet(f"《{reference.printed}》") for reference in details.references)

    def _sums(self, budget: tuple[BudgetFigure, ...]) -> Iterator[Text]:
        """Sums in the order of their years; years are printed only where others than the plan's own and the previous occur."""
        plain = all(self._away(figure.when) in (0, -1) for figure in budget)
        for figure in sorted(budget, key=lambda one: self._away(one.when) or 0, reverse=plain):
            away = self._away(figure.when)
            words = self._sum(figure)
            if plain and away == 0:
                yield Text(words, style="green")
            elif plain:
                yield _quiet(f"({self._word('last year')} {words})")
            else:
                yield Text(f"{self._time(figure.when)} {words}".lstrip(), style="green" if away == 0 else "dim")

    def _sum(self, figure: BudgetFigure) -> str:
        words = f"{self._short(figure.kind)} {_flat(figure.printed)}".lstrip()
        parts = self._listed(self._sum(part) for part in figure.parts)
        return _with(words, parts)

    def _away(self, when: When | None) -> int | None:
        """Years from that of the plan to a time; None where that is not known."""
        if isinstance(when, FiscalYear):
            return when.year - int(self.year) if self.year.isdecimal() else None
        if isinstance(when, RelativeYear):
            return when.years
        return 0 if when is None else None

    def _time(self, when: When | None) -> str:
        if isinstance(when, FiscalYear):
            return self._word("year", when.year)
        if isinstance(when, RelativeYear):
            return self._word("last year") if when.years == -1 else self._word("years away", f"{when.years:+d}")
        return "" if when is None else _flat(when.printed)

    def _indicator(self, indicator: Indicator) -> Iterator[Text]:
        """Name with baseline → target, then each result."""
        by_kind = {kind: [value for value in indicator.values if value.kind == kind] for kind in ("baseline", "target")}
        way = " → ".join(self._listed(map(self._dated, values)) for values in by_kind.values() if values)
        name = _flat(indicator.label) + (f" [{_flat(indicator.unit)}]" if indicator.unit else "")
        yield Text(self._word("indicator", name), style="blue").append(f": {way}" if way else "", style="")
        for value in indicator.values:
            if value.kind not in by_kind:
                words = self._dated(value)
                yield Text(self._word(value.kind, words) if value.kind in ("result", "forecast") else words)

    def _dated(self, value: IndicatorValue) -> str:
        """A value with its year, where it does not print it itself."""
        known = any(sign in value.printed for sign in "(（") or value.when is None
        return _flat(value.printed) if known else _with(value.printed, self._time(value.when))

    def _status(self, report: StatusReport) -> Text:
        return Text(self._word("progress", _with(_flat(report.printed), self._time(report.when))), style="magenta")

    def _short(self, name: str) -> str:
        """The short word for a kind or role; empty for the default one."""
        return self._word(name) if name in _WORDS else ""

    def _listed(self, words: Iterable[str]) -> str:
        return Message.joined(map(_flat, words)).verbatim(self.lang)

    def _word(self, key: str, *values: object) -> str:
        return _WORDS[key].filled(**numbered(values)).verbatim(self.lang)


def _with(words: str, more: str) -> str:
    """Words with more of them in brackets: full-width behind Japanese, as in the documents themselves."""
    if not more:
        return _flat(words)
    wide = not words.isascii()
    return f"{_flat(words)}（{more}）" if wide else f"{_flat(words)} ({more})"


def _quiet(words: str) -> Text:
    return Text(_flat(words), style="dim")


def _packed(line: Text, pieces: Iterable[Text], end: Text, indent: int) -> Text:
    """`line` with the pieces and then `end` behind it, two blanks before each piece.

    Pieces that do not fit are printed on lines of their own below it.
    """
    pieces, available = tuple(pieces), WIDTH - indent
    if line.cell_len + sum(2 + piece.cell_len for piece in pieces) + end.cell_len <= available:
        return Text("  ").join([line, *pieces]).append_text(end)
    line.append_text(end)
    width = available
    for piece in pieces:
        if width + 2 + piece.cell_len <= available:
            line.append("  ").append_text(piece)
            width += 2 + piece.cell_len
            continue
        for row in _rows(piece, available - 2):
            line.append("\n  ").append_text(row)
            width = 2 + row.cell_len
    return line


def _rows(piece: Text, width: int) -> Iterator[Text]:
    """A piece on as many lines as it needs, broken at blanks where possible."""
    for row in piece.wrap(Console(width=width), width) if piece.cell_len > width else (piece,):
        row.rstrip()
        yield row


def counts(tree: PlanTree, lang: Language) -> str:
    """Numbers of the plan's elements, in one line."""
    branches = list(tree.walk())
    kinds = Counter(branch.kind for branch in branches)
    restated = sum(branch.restated for branch in branches)
    purposes = len(tree.purposes) + sum(len(branch.purposes) for branch in branches)
    numbers = (kinds[PILLAR], kinds[GROUP], kinds[MEASURE], kinds[INITIATIVE], restated, purposes)
    words = tuple(word.verbatim(lang) for word in (Message("common-pillars"), Message("common-groups"), Message("common-measures"), Message("common-initiatives"), Message("export-them-restated"), Message("common-purposes"), ))  # fmt: skip
    return Message.joined(
        (Message("export-number-word", word=word, number=number) for (word, number) in zip(words, numbers, strict=True)),
        "list-comma",
    ).verbatim(lang)


def conclusions(plan: Plan, lang: Language) -> str:
    """Number of inferred placements by confidence, then those that are not certain, one a line."""
    made = plan.placements
    sure = sum(1 for placement in made if placement.confidence >= SURE)
    originals = len(plan.identifications)
    head = Message("export-placements-concluded", made=len(made), sure=sure, least=SURE, originals=originals)
    lines, where = [head.verbatim(lang)], plan.addresses()
    for placement in made:
        if placement.confidence < SURE:
            rivals = ", ".join(f"{where.get(key, key) or 'plan'} {two_decimals(share)}" for key, share in placement.rivals)
            against = sentence("export-rivals", lang) + (rivals or "—")
            placed, parent = (where.get(key, key) for key in (placement.component, placement.parent))
            lines.append(f"  {placed} → {parent or 'plan'}  {two_decimals(placement.confidence)}  ({against})")
    return "\n".join(lines)


def verdict(findings: Iterable[Finding], lang: Language) -> str:
    """Whether the graph conforms, with the number of findings of each severity."""
    found = Counter(finding.severity for finding in findings)
    errors, warnings, notes = (found[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    return Message(
        "export-errors-warnings-notes",
        errors=(Message("common-does-not-conform") if errors else Message("common-conforms")),
        other_errors=errors,
        warnings=warnings,
        notes=notes,
    ).verbatim(lang)


def _line(branch: Branch, colours: dict[str, str]) -> Text:
    line = Text()
    number = _called(branch)
    if number:
        line.append(visible(f"{number} "), style="" if branch.kind == GROUP else "bold")
    for symbol in branch.marks:
        line.append(symbol, style=colours.get(symbol, ""))
    line.append(visible(branch.name), style="bold" if branch.kind == PILLAR else "")
    return line.append("（再掲）", style="dim") if branch.restated else line


def _called(branch: Branch) -> str:
    """The document's own name for its kind, and its number: 基本目標１, Commitment 3."""
    kind = branch.details.kind
    word = "" if kind is None or kind.printed in branch.printed else kind.printed
    if not branch.printed:
        return word or ("■" if branch.kind == GROUP else "")
    return f"{word} {branch.printed}" if word.isascii() and word else f"{word}{branch.printed}"


def _flat(printed: str) -> str:
    """Words of the source on one line."""
    return visible(" ".join(printed.split()))


def _confidence(value: float | None) -> Text:
    """Confidence of the placement, where it is not printed."""
    if value is None:
        return Text()
    shown = two_decimals(value)
    return Text(f"  [{shown}]", style="dim") if value >= SURE else Text(f"  [{shown}?]", style="yellow")


def _path(address: str) -> str:
    """`measure/4/initiative/2` as `4/2`; other addresses as they are."""
    return "/".join(address.split("/")[1::2]) if address.startswith("measure/") else address


def _console(out: IO[str], colour: bool) -> Console:
    return Console(file=out, force_terminal=colour, no_color=not colour, highlight=False, width=None if colour else 1000)


def coloured_severity(severity: Severity, colour: bool) -> str:
    """The word of a severity, coloured for a terminal."""
    if not colour:
        return severity.word
    buffer = StringIO()
    _console(buffer, colour=True).print(Text(severity.word, style=_SEVERITY_COLOURS[severity]), end="")
    return buffer.getvalue()
