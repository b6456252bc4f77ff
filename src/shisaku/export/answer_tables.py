"""Answers to queries as text: tables for people, and the formats of SPARQL and RDF for programs."""

from collections.abc import Mapping
from types import MappingProxyType

from shisaku.errors import QueryError, display_width
from shisaku.messages import Message, visible
from shisaku.sparql.answers import Answer, Result, Triples
from shisaku.sparql.query_text import form_of
from shisaku.sparql.results import result_text, triples_text

FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml")
"""Formats of an answer to SELECT or ASK."""
TRIPLE_FORMATS = ("table", "turtle", "nt", "json-ld", "xml")
"""Formats of an answer to CONSTRUCT or DESCRIBE; as a table it is Turtle."""


def formats_of(query: str) -> tuple[str, ...]:
    """The possible formats of the answer to a query; all of them where it is no query."""
    form = form_of(query)
    if form is None:
        return tuple(dict.fromkeys((*FORMATS, *TRIPLE_FORMATS)))
    return FORMATS if form in ("SELECT", "ASK") else TRIPLE_FORMATS


def refuse_format(query: str, form: str) -> None:
    """Raise QueryError, with a list of the possible formats, where a format does not fit a query."""
    _refuse(form, formats_of(query), str(form_of(query)))


def _refuse(form: str, known: tuple[str, ...], query: str) -> None:
    if form not in known:
        listed = ", ".join(known)
        raise QueryError(Message("export-format-does-not-fit-formats", query=query, form=form, listed=listed))


def answer_text(answer: Result, form: str, prefixes: Mapping[str, str] = MappingProxyType({})) -> str:
    """The answer in one of its formats, ending in a line break; triples with `prefixes` besides those of their query.

    Raises QueryError for a format that does not fit, OntologyError where the format cannot hold the triples.
    """
    triples = isinstance(answer, Triples)
    _refuse(form, TRIPLE_FORMATS if triples else FORMATS, "CONSTRUCT, DESCRIBE" if triples else "SELECT, ASK")
    text = _text(answer, form, prefixes)
    return text if text.endswith("\n") or not text else text + "\n"


def _text(answer: Result, form: str, prefixes: Mapping[str, str]) -> str:
    if isinstance(answer, Triples):
        return triples_text(answer, prefixes, "turtle" if form == "table" else form)
    if isinstance(answer, bool):
        return result_text(answer, "csv" if form in ("table", "markdown") else form)
    answer = answer.renamed()
    if form == "table":
        return table(answer.variables, list(answer.texts()))
    return _markdown(answer) if form == "markdown" else result_text(answer, form)


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Columns as wide as their contents, wide characters counted as two; line breaks inside shown as spaces."""
    cells = [tuple(visible(" ".join(cell.split())) for cell in row) for row in rows]
    widths = [max(display_width(row[i]) for row in [header, *cells]) for i in range(len(header))]
    rule = tuple("-" * width for width in widths)
    return "".join(_line(row, widths) for row in [header, rule, *cells])


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"


def _markdown(answer: Answer) -> str:
    rows = [answer.variables, tuple("---" for _ in answer.variables), *answer.texts()]
    cells = (tuple(visible(" ".join(cell.replace("|", "\\|").split())) for cell in row) for row in rows)
    return "".join("| " + " | ".join(row) + " |\n" for row in cells)
