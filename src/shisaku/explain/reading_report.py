"""How each line of a document was classified, as text for a terminal."""

from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from shisaku.messages import Language, Message, numbered, visible
from shisaku.model.plan import Evidence, two_decimals
from shisaku.reading.likelihood.feature_reasons import concept_called
from shisaku.reading.trace.explained import Explained, InTable

SYMBOLS = {
    "title": "◆",
    "pillar": "■",
    "group": "▣",
    "measure": "●",
    "initiative": "○",
    "prose": "¶",
    "field": "=",
    "legend": "※",
    "head": "―",
    "cell": "□",
    "artefact": "·",
    "aside": "×",
    "unread": "?",
}
"""Symbol of each classification, so that no colour is needed."""
_STYLES = {
    "title": "bold",
    "pillar": "bold green",
    "group": "green",
    "measure": "cyan",
    "initiative": "blue",
    "unread": "bold red",
}
_QUIET = ("artefact", "head", "cell", "aside")
_LONGEST = 100
"""Most characters of a line that are shown."""
_WORDS: dict[str, Message] = {
    "page": Message("explain-page"),
    "line": Message("explain-line"),
    "chance": Message("explain-component-probability"),
    "for": Message("explain-because"),
    "against": Message("explain-no-component-because"),
    "under": Message("explain-under"),
    "rival": Message("explain-next"),
    "beside": Message("explain-same-line"),
    "role": Message("explain-column"),
    "table": Message("explain-table"),
    "columns": Message("explain-columns"),
    "look": Message("explain-checked"),
    "counts": Message("explain-lines-components-not-understood-checked"),
}


def say(key: str, lang: Language, *values: object) -> str:
    """Return a phrase of the report."""
    return _WORDS[key].filled(**numbered(values)).verbatim(lang)


def report(lines: Sequence[Explained], lang: Language, out: IO[str], colour: bool) -> None:
    """Print every line with its classification, its reasons below it, and a count by classification."""
    console = Console(file=out, force_terminal=colour, no_color=not colour, highlight=False, width=None if colour else 1000)
    page = table = 0
    for line in lines:
        if line.page and line.page != page:
            page = line.page
            console.print(Text(f"── {say('page', lang, page)} ──", style="dim"), soft_wrap=True)
        if line.table is not None and line.table.number != table:
            table = line.table.number
            console.print(Text(visible(f"── {table_summary(line.table, lang)} ──"), style="dim"), soft_wrap=True)
        for row in _rows(line, lang):
            console.print(row, soft_wrap=True)
    print(counts(lines, lang), file=out)


def table_summary(table: InTable, lang: Language) -> str:
    """Return how a table was classified, why, and what its columns contain."""
    columns = _listed((concept_called(one).text(lang) if one else "—" for one in table.columns), lang)
    summary = say("table", lang, table.number, table.called.text(lang), two_decimals(table.probability), table.reason.text(lang))
    return summary + (say("columns", lang, columns) if table.columns else "")


def counts(lines: Sequence[Explained], lang: Language) -> str:
    """Return the numbers of lines, components, lines not understood and lines to be checked, as a sentence."""
    components = sum(bool(line.key) for line in lines)
    unread = sum(line.taken == "unread" for line in lines)
    return say("counts", lang, len(lines), components, unread, sum(line.unsure for line in lines))


def line_notes(line: Explained, lang: Language, chance: bool = True) -> list[str]:
    """Return sentences on a line besides its classification; with `chance`, the probability that it is a component."""
    found: list[str] = []
    if line.table is not None:
        where = [line.table.place, line.table.called]
        role = [say("role", lang, line.table.role_called.text(lang))] if line.table.role else []
        found.append(_listed([*(one.text(lang) for one in where), two_decimals(line.table.probability), *role], lang))
    if chance and line.exists is not None:
        found.append(say("chance", lang, two_decimals(line.exists)))
    if line.reasons:
        found.append(say("for" if line.key else "against", lang, _reasons(line.reasons, lang)))
    if line.parent is not None:
        share = two_decimals(line.placed) if line.placed is not None else ""
        place = say("under", lang, line.parent.text(lang), share).rstrip()
        if line.rival is not None and line.rival_share is not None:
            place += say("rival", lang, line.rival.text(lang), two_decimals(line.rival_share))
        found.append(place + (f": {_reasons(line.placed_by, lang)}" if line.placed_by else ""))
    if line.beside:
        found.append(say("beside", lang, _listed((one.text(lang) for one in line.beside), lang)))
    return found


def _rows(line: Explained, lang: Language) -> Iterable[Text]:
    """Printed rows for a line of the document."""
    indent = "  " * line.depth
    words = line.text if len(line.text) <= _LONGEST else line.text[: _LONGEST - 1] + "…"
    style = "dim" if line.taken in _QUIET else _STYLES.get(line.taken, "")
    row = Text(f"{line.line:>5} {'!' if line.unsure else ' '} ", style="dim")
    row.append(visible(f"{indent}{SYMBOLS[line.taken]} {words}"), style=style)
    row.append(f"  〈{line.called.text(lang)}〉", style="dim")
    yield row
    if line.key or line.unsure:
        yield from (Text(visible(f"{'':8}{indent}  {one}"), style="dim") for one in line_notes(line, lang))


def _reasons(reasons: Iterable[Evidence], lang: Language) -> str:
    return Message.joined((one.message for one in reasons), "list-semicolon").verbatim(lang)


def _listed(words: Iterable[str], lang: Language) -> str:
    return Message.joined(words).verbatim(lang)
