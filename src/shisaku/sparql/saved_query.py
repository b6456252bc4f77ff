"""A saved query: a file of SPARQL with a header that describes it in each language.

file   = [ header ] query
header = { "#+ " YAML line }      (grlc's convention: summary, description, tags; here also _ja, severity, needs and parameters)

Two entries name other saved queries. `needs: [budgets]` names files in `needs/` next to the question: ASK queries on the data that it
needs; their summary is the reason shown if the data do not meet a need. `values: topic` of a parameter names a file in `values/`: a
SELECT query with ORDER BY, whose first column lists the values in the data, the most useful first. A copy of a question elsewhere
works without these files; `shisaku check` reports that they are missing.
"""

import re
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path
from typing import Any

import yaml

from shisaku.errors import OntologyError, Place, QueryError
from shisaku.messages import Message, by_language
from shisaku.sparql.query_text import form_of, variables_of
from shisaku.sparql.rdf_terms import Term, decimal, integer, iri, string

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml if PyYAML has it: a build reads some thirty headers."""
_TYPES = ("integer", "decimal", "string", "iri")
_ARTICLES = {"integer": "an", "decimal": "a", "string": "a", "iri": "an"}
_EXPECTED = ("summary", "summary_ja", "description", "description_ja", "tags")
_OF_GRLC = ("defaults", "endpoint", "endpoint_in_url", "enumerate", "method", "mime", "pagination", "transform")
_KNOWN = (*_EXPECTED, "severity", "needs", "parameters", *_OF_GRLC)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved query: its variable `?_name`."""

    name: str
    """Name, without the underscore."""
    type: str
    """`integer`, `decimal`, `string` or `iri`."""
    default: str
    """Value used without an argument and without a value in the data; expected answers are for it."""
    label: Message
    """What the value is."""
    values: Path | None = None
    """The saved query that lists its values in the data."""

    def term(self, value: str) -> Term:
        """Return `value` as an RDF term. Raises QueryError if it is not of the type."""
        try:
            if self.type == "integer":
                return integer(int(value))
            if self.type == "decimal":
                return decimal(value)
            return iri(value) if self.type == "iri" else string(value)
        except ValueError as error:
            message = Message("sparql-parameter-takes", name=self.name, article=_ARTICLES[self.type], type=self.type, value=value)
            raise QueryError(message) from error


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One saved query."""

    name: str
    """Name of the file without its ending."""
    path: Path
    """The file."""
    text: str
    """The whole file: header and query."""
    summary: Message
    """The question, one line."""
    description: Message
    """What the columns are."""
    tags: tuple[str, ...]
    """Topics."""
    parameters: tuple[Parameter, ...]
    """Parameters, in the order of the header."""
    severity: str
    """Severity of a row, for a check; `error` by default."""
    missing_keys: tuple[str, ...] = ()
    """Keys that the header should have and lacks."""
    needs: tuple[Path, ...] = ()
    """Saved ASK queries on the data that it needs."""

    @property
    def form(self) -> str | None:
        """`SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`; None if it is no query."""
        return form_of(self.text)

    @property
    def defaults(self) -> dict[str, str]:
        """The default values in the header."""
        return {parameter.name: parameter.default for parameter in self.parameters}

    def bindings(self, values: dict[str, str]) -> dict[str, Term]:
        """Return every parameter as a term, by the name of its variable. Raises QueryError for an unknown parameter."""
        for name in values:
            if name not in {parameter.name for parameter in self.parameters}:
                known = ", ".join(parameter.name for parameter in self.parameters) or "—"
                raise QueryError(Message("sparql-has-no-parameter-has", name=self.name, other_name=name, known=known))
        return {f"_{p.name}": p.term(values.get(p.name, p.default)) for p in self.parameters}

    def referenced(self) -> tuple[Path, ...]:
        """Return the files of the saved queries that the header names."""
        return (*self.needs, *(parameter.values for parameter in self.parameters if parameter.values is not None))


def load_query(path: Path) -> SavedQuery:
    """Return the saved query in `path`. Raises OntologyError with the place of a mistake in its header."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OntologyError(Message("common-cannot-be-read", path=path, strerror=error.strerror)) from error
    return read_query(data, path)


def read_query(data: bytes, path: Path) -> SavedQuery:
    """Return the saved query in `data`, the content of `path`. Raises OntologyError with the place of a mistake in its header."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OntologyError(Message("sparql-not-utf-byte", path=path, start=error.start)) from error
    header = header_of(path, text)
    for key in header:
        if key not in _KNOWN:
            raise _wrong(path, text, Message("sparql-unknown-key-header", key=key), key)
    for key in ("tags", "needs", "parameters"):
        if not isinstance(header.get(key, []), list):
            raise _wrong(path, text, Message("sparql-must-list", key=key), key)
    return SavedQuery(
        path.stem,
        path,
        text,
        _bilingual(header, "summary", path.stem),
        _bilingual(header, "description", ""),
        tuple(str(tag) for tag in header.get("tags", ())),
        tuple(_parameter(path, text, values) for values in header.get("parameters", ())),
        str(header.get("severity", "error")),
        tuple(key for key in _EXPECTED if key not in header),
        tuple(_referenced(path, text, "needs", name) for name in header.get("needs", ())),
    )


def without_header(text: str) -> str:
    """Return the text of a saved query without its header, which engines do not need."""
    return "\n".join(dropwhile(lambda line: line.startswith("#+"), text.split("\n")))


def _bilingual(header: dict[str, Any], key: str, otherwise: str) -> Message:
    """An entry of the header in each language; a missing one falls back to another."""
    return Message.of(by_language(header, key) or otherwise)


def header_of(path: Path, text: str) -> dict[str, Any]:
    """Return the entries of the header by their keys. Raises OntologyError where it is not a header; `path` is for its message."""
    lines = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("#+"):
            break
        if "\t" in line:
            # grlc silently ignores a header with a tab (grlc#250)
            raise OntologyError(Message("sparql-tab-header-use-spaces"), Place(str(path), number, line.index("\t") + 1, line))
        lines.append(line[2:].removeprefix(" "))
    try:
        header = _yaml("\n".join(lines))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(str(path), mark.line + 1, mark.column + 4, text.split("\n")[mark.line]) if mark else None
        raise OntologyError(Message("sparql-header-not-yaml", problem=error.problem), place) from error
    if header is not None and not isinstance(header, dict):
        raise _wrong(path, text, Message("sparql-header-takes-lines-key-value"))
    return header or {}


def _yaml(text: str) -> Any:
    try:
        return yaml.load(text, _LOADER)
    except yaml.YAMLError:
        return yaml.safe_load(text)  # reports the place of a mistake more exactly


def _parameter(path: Path, text: str, values: Any) -> Parameter:
    needed = ("name", "type", "default", "label", "label_ja")
    if not isinstance(values, dict) or any(not isinstance(values.get(k), str) for k in needed if k != "default"):
        raise _wrong(path, text, Message("sparql-parameter-needs", needed=", ".join(needed)), "parameters")
    if values["type"] not in _TYPES or "default" not in values:
        raise _wrong(path, text, Message("sparql-type-one-default", types=", ".join(_TYPES)), values["name"])
    if f"_{values['name']}" not in variables_of(text):
        name = values["name"]
        raise _wrong(path, text, Message("sparql-query-has-no-variable", name=name), name)
    label = Message.of(by_language(values, "label"))
    found = _referenced(path, text, "values", values["values"]) if "values" in values else None
    return Parameter(values["name"], values["type"], str(values["default"]), label, found)


def _referenced(path: Path, text: str, key: str, name: object) -> Path:
    """Path of the saved query of that name in the folder `key` next to the file; it may not exist."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _wrong(path, text, Message("sparql-takes-names-queries-lower-case", key=key), f"{key}:")
    return path.parent / key / f"{name}.rq"


def refuse_missing(query: SavedQuery) -> None:
    """Raise OntologyError with its place if the header names a query that does not exist."""
    for path in query.referenced():
        if not path.is_file():
            known = ", ".join(sorted(file.stem for file in path.parent.glob("*.rq"))) or "—"
            raise _wrong(
                query.path,
                query.text,
                Message("sparql-there-no-query-there", stem=path.stem, parent=path.parent, known=known),
                path.stem,
            )


def _wrong(path: Path, text: str, message: Message, key: str = "") -> OntologyError:
    lines = text.split("\n")
    number = next((n for n, line in enumerate(lines, start=1) if key and line.startswith("#+") and key in line), 1)
    column = lines[number - 1].find(key) + 1 if key else 1
    return OntologyError(Message("common-sentence", message=message), Place(str(path), number, max(1, column), lines[number - 1]))
