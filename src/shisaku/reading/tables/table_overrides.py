"""Overrides of tables: their kind, and what their columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from shisaku.messages import Message
from shisaku.model.document import Document, Table
from shisaku.model.findings import Finding
from shisaku.model.plan import Evidence
from shisaku.model.source import Override
from shisaku.reading.found import Found
from shisaku.reading.override_statements import editors, without_effect
from shisaku.reading.tables.columns import IDLE, Column
from shisaku.reading.tables.header_words import WHOLE
from shisaku.reading.tables.surroundings import Surroundings, surroundings_of
from shisaku.reading.tables.table_kinds import HOLDING, JudgedTable, TableKind
from shisaku.reading.text.characters import matching

_NO_TABLE = Message("reading-document-has-no-table-whose")
_MOST_SURE = 0.99


def overridden_tables(
    document: Document | None, overrides: Sequence[Override]
) -> tuple[Mapping[int, Override], tuple[Finding, ...]]:
    """The override of each table of a document that has one, by its place among them; and a finding for each that fits no table."""
    of_tables = [override for override in overrides if override.kind == "table"]
    if not of_tables:
        return {}, ()
    around = surroundings_of(document) if document is not None else None
    found: dict[int, Override] = {}
    findings = []
    for override in of_tables:
        met = [] if document is None or around is None else _meant(document, around, override)
        for number in met:
            found.setdefault(number, override)
        if not met:
            findings.append(without_effect(override, _NO_TABLE))
    return found, tuple(findings)


def _meant(document: Document, around: Surroundings, override: Override) -> list[int]:
    """The tables that an override means: all that begin with its words, on its page where it names one."""
    expected = matching(override.names)
    return [
        number
        for number, table in enumerate(document.tables)
        if override.page in (None, table.place.page)
        and any(matching(words).startswith(expected) for words in names_of(document, around, number))
    ]


def names_of(document: Document, around: Surroundings, number: int) -> list[str]:
    """The words that a table can be named by: of its first cell, its name, the lines right above it."""
    table = document.tables[number]
    caption = [document.text[block.span.start : block.span.end] for block in around.caption(number)]
    return [*_first_words(document.text, table), *([table.name] if table.name else []), *reversed(caption)]


def _first_words(text: str, table: Table) -> list[str]:
    """The words of the first cell that has any."""
    return next(([text[cell.span.start : cell.span.end]] for cell in table.cells if cell.span is not None), [])


def with_overridden_columns(columns: Sequence[Column], override: Override | None) -> tuple[Column, ...]:
    """The columns, with the roles that an override gives."""
    roles = dict(enumerate(override.columns)) if override is not None else {}
    return tuple(
        replace(column, role=roles[at] or IDLE, trust=WHOLE if roles[at] else 0.0) if at in roles else column
        for at, column in enumerate(columns)
    )


def overridden_kind(verdict: JudgedTable, override: Override | None) -> JudgedTable:
    """The kind of a table, by its override where it has one."""
    if override is None:
        return verdict
    reason = editors(override)
    if not override.table_kind:
        return replace(verdict, reason=reason.message)
    kind = cast(TableKind, override.table_kind)
    return JudgedTable(kind, 1.0, reason.message, _MOST_SURE if kind in HOLDING else 0.0)


def with_override_reason(found: tuple[Found, ...], override: Override | None) -> tuple[Found, ...]:
    """The components of a table, with its override among their reasons."""
    if override is None:
        return found
    reason: Evidence = editors(override)
    return tuple(replace(one, basis=(*one.basis, reason), children=with_override_reason(one.children, override)) for one in found)
