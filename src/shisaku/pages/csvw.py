"""CSV on the Web (W3C Recommendation 2015): the metadata file of a table, which describes its columns."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shisaku.messages import Message
from shisaku.sparql.answers import Answer
from shisaku.sparql.rdf_terms import Term, python_value
from shisaku.sparql.saved_query import SavedQuery

ENDING = "-metadata.json"
"""Suffix of the metadata file after the name of the table, as in the standard."""


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """One column."""

    name: str
    """Its name, which is also its heading."""
    datatype: str
    """Datatype of its cells, as in the standard."""
    required: bool = False
    """Whether no cell is empty."""
    separator: str = ""
    """Separator of several values in a cell."""
    lang: str = ""
    """Language of its words."""


def metadata_of_answer(question: SavedQuery, answer: Answer, licence: str | None) -> str:
    """Return the metadata of the answer to a question over data under that licence."""
    columns = tuple(_column(name, [row[at] for row in answer.rows]) for at, name in enumerate(answer.variables))
    return metadata(f"{question.name}.csv", question.summary, question.description, columns, licence)


def metadata(url: str, title: Message, description: Message, columns: Iterable[CsvColumn], licence: str | None) -> str:
    """Return the metadata of the table at `url`, without a licence if none is known."""
    document: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": _both(title),
        "dc:description": _both(description),
        "tableSchema": {"columns": [_described(column) for column in columns]},
    }
    if licence is not None:
        document["dc:license"] = {"@id": str(licence)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _described(column: CsvColumn) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column.name, "titles": column.name, "datatype": column.datatype}
    described |= {"required": True} if column.required else {}
    described |= {"separator": column.separator} if column.separator else {}
    return described | ({"lang": column.lang} if column.lang else {})


def _both(message: Message) -> list[dict[str, str]]:
    return [{"@value": words, "@language": lang} for lang, words in message.in_each_language().items()]


def _column(name: str, values: list[Term | None]) -> CsvColumn:
    found = [value for value in values if value is not None]
    kinds = {_datatype(value) for value in found}
    datatype = next(iter(kinds)) if len(kinds) == 1 else "decimal" if kinds == {"integer", "decimal"} else "string"
    return CsvColumn(name, datatype, bool(found) and len(found) == len(values) and "" not in map(python_value, found))


def _datatype(value: Term) -> str:
    if str(value).startswith("<"):  # an IRI, as N-Triples writes it
        return "anyURI"
    found = python_value(value)
    if isinstance(found, bool):
        return "boolean"
    return "integer" if isinstance(found, int) else "decimal" if isinstance(found, float) else "string"
