"""Answers in the result formats of SPARQL 1.1 (W3C Recommendations 2013) and in RDF formats.

JSON is written here, and Oxigraph converts it to XML and TSV: terms of every kind keep their spelling, also in answers of other
servers. CSV is that of Python's library, which keeps line breaks within a text.
"""

import csv
import json
import re
from collections.abc import Mapping
from io import StringIO
from typing import Any

import pyoxigraph as ox

from shisaku.errors import OntologyError
from shisaku.messages import Message
from shisaku.sparql.answers import Answer, Triples
from shisaku.sparql.rdf_terms import Term

SOLUTION_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""Formats of the answers to SELECT and ASK."""
TRIPLE_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "json-ld": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}
"""Formats of the answers to CONSTRUCT and DESCRIBE."""
_STRING = "http://www.w3.org/2001/XMLSchema#string"
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters outside the Char production of XML 1.0."""


def result_text(answer: Answer | bool, form: str) -> str:
    """Return the answer to SELECT or ASK in a format of `SOLUTION_FORMATS`; characters outside XML 1.0 become U+FFFD in XML.

    The standard has neither CSV nor TSV for ASK; there it is `true` or `false`.
    """
    if isinstance(answer, bool) and form in ("csv", "tsv"):
        return json.dumps(answer)
    if isinstance(answer, Answer) and form == "csv":
        return _csv(answer)
    text = json.dumps(_as_json(answer), ensure_ascii=False, separators=(",", ":"))
    if form == "json":
        return text
    found = ox.parse_query_results(text.encode(), format=ox.QueryResultsFormat.JSON)
    return in_xml(_decoded(found.serialize(format=SOLUTION_FORMATS[form])), form)


def triples_text(found: Triples, prefixes: Mapping[str, str], form: str) -> str:
    """Return the answer to CONSTRUCT or DESCRIBE in a format of `TRIPLE_FORMATS`.

    IRIs are shortened by the prefixes of the query, then by `prefixes`. Raises OntologyError if the format cannot express the triples.
    """
    text = found.ntriples()
    others = {name: iri for name, iri in prefixes.items() if iri not in found.prefixes.values()}
    needed = {name: iri for name, iri in {**others, **found.prefixes}.items() if f"<{iri}" in text}
    try:
        return in_xml(_decoded(ox.serialize(found.triples, format=TRIPLE_FORMATS[form], prefixes=needed)), form)
    except (ValueError, OSError) as error:
        raise OntologyError(Message("sparql-cannot-hold-answer", form=form, error=error)) from error


def in_xml(text: str, form: str = "xml") -> str:
    """Return an XML document with U+FFFD for characters outside XML 1.0, and with escaped carriage returns."""
    return NOT_IN_XML.sub("\ufffd", text).replace("\r", "&#13;") if form == "xml" else text


def _csv(answer: Answer) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.variables)
    writer.writerows(answer.texts())
    return out.getvalue()


def _as_json(answer: Answer | bool) -> dict[str, Any]:
    if isinstance(answer, bool):
        return {"head": {}, "boolean": answer}
    rows = [{name: _term(term) for name, term in zip(answer.variables, row, strict=True) if term} for row in answer.rows]
    return {"head": {"vars": answer.variables}, "results": {"bindings": rows}}


def _term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    if not isinstance(term, ox.Literal):
        return {"type": "bnode" if isinstance(term, ox.BlankNode) else "uri", "value": term.value}
    literal = {"type": "literal", "value": term.value}
    if term.language:
        literal["xml:lang"] = term.language
        return literal | ({"its:dir": term.direction.value} if term.direction else {})
    return literal if term.datatype.value == _STRING else literal | {"datatype": term.datatype.value}


def _decoded(data: bytes | None) -> str:
    return (data or b"").decode()
