"""Reports on findings, for people and for other programs.

json      everything, in each language
sarif     OASIS SARIF 2.1.0, for code scanning; the words in the source document are related locations
junit     JUnit XML, for test reports; a finding below the threshold is a passed test with output
github    workflow commands, which become annotations on the lines of a pull request
markdown  a table, for a job's summary or a comment
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from shisaku.check.located import Located
from shisaku.check.rule_catalogue import sentences
from shisaku.errors import Place
from shisaku.messages import Language, Message, sentence
from shisaku.model.findings import Finding, Severity
from shisaku.rdf.namespaces import RULE

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_HOME = "https://w3id.org/shisaku"
_ILLEGAL = {code: "\ufffd" for code in range(32) if code not in (9, 10, 13)}
"""Characters that XML 1.0 cannot hold."""


def report(found: Sequence[Located], form: str, lang: Language, fail_on: int) -> str:
    """Return a report as `json`, `sarif`, `junit`, `github` or `markdown`; findings of severity `fail_on` or higher fail."""
    return _FORMS[form](found, lang, fail_on)


def counted(found: Sequence[Located]) -> dict[str, int]:
    """Return the number of findings by the name of their severity, worst first."""
    return {severity.word: sum(f.finding.severity is severity for f in found) for severity in sorted(Severity, reverse=True)}


def _json(found: Sequence[Located], lang: Language, fail_on: int) -> str:
    shown = {
        "conforms": not any(f.finding.severity >= fail_on for f in found),
        "counts": counted(found),
        "findings": [_entry(located) for located in found],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _entry(located: Located) -> dict[str, Any]:
    finding = located.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": finding.message.in_each_language(),
        "file": _relative(str(located.path)),
        "place": _spot(located.place),
        "source": _spot(located.related),
        "subject": finding.subject,
        "label": finding.label or None,
        "path": finding.path,
        "value": finding.value,
        "remedy": finding.remedy or None,
    }


def _spot(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    spot = {"file": _relative(place.path), "line": place.line, "column": place.column, "length": place.length, "text": place.text}
    return spot if place.page is None else {**spot, "page": place.page}


def _sarif(found: Sequence[Located], lang: Language, fail_on: int) -> str:
    rules, sentence_of = sorted({f.finding.rule for f in found}), sentences()
    severities = {f.finding.rule: f.finding.severity for f in found}
    driver = {
        "name": "shisaku",
        "version": version("shisaku"),
        "informationUri": _HOME,
        "rules": [
            {
                "id": rule,
                **({"fullDescription": {"text": sentence_of[rule].text(lang)}} if rule in sentence_of else {}),
                "helpUri": str(RULE[rule]),
                "defaultConfiguration": {"level": _LEVELS[severities[rule]]},
            }
            for rule in rules
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(located, rules.index(located.finding.rule), lang) for located in found],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(located: Located, index: int, lang: Language) -> dict[str, Any]:
    finding = located.finding
    location: dict[str, Any] = {"physicalLocation": _physical(located.place, located.path)}
    if finding.subject is not None:
        location["logicalLocations"] = [{"name": finding.label or finding.subject, "fullyQualifiedName": finding.subject}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message.text(lang)},
        "locations": [location],
        "partialFingerprints": {"shisaku/v1": _fingerprint(finding, located)},
    }
    if located.related is not None:
        words = sentence("check-words-source-document", lang)
        place = _physical(located.related, Path(located.related.path))
        result["relatedLocations"] = [{"id": 1, "message": {"text": words}, "physicalLocation": place}]
    return result


def _physical(place: Place | None, path: Path) -> dict[str, Any]:
    if place is None:
        return {"artifactLocation": {"uri": _uri(str(path))}}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + max(1, place.length),
        "snippet": {"text": place.text},
    }
    return {"artifactLocation": {"uri": _uri(place.path)}, "region": region}


def _fingerprint(finding: Finding, located: Located) -> str:
    """Digest of rule, resource, property, value and text of the line; lines added above do not change it."""
    line = located.place.text.strip() if located.place is not None else ""
    parts = (finding.rule, finding.subject or "", finding.path or "", finding.value or "", line)
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _junit(found: Sequence[Located], lang: Language, fail_on: int) -> str:
    failing = sum(f.finding.severity >= fail_on for f in found)
    root = ElementTree.Element("testsuites", name="shisaku check", tests=str(max(1, len(found))), failures=str(failing))
    suites: dict[str, list[Located]] = {}
    for located in found:
        suites.setdefault(_relative(str(located.path)), []).append(located)
    for name, inside in suites.items():
        failures = sum(f.finding.severity >= fail_on for f in inside)
        suite = ElementTree.SubElement(root, "testsuite", name=name, tests=str(len(inside)), failures=str(failures), errors="0")
        for located in inside:
            _case(suite, located, lang, fail_on)
    if not found:
        suite = ElementTree.SubElement(root, "testsuite", name="shisaku check", tests="1", failures="0", errors="0")
        ElementTree.SubElement(suite, "testcase", classname="shisaku", name=sentence("common-conforms", lang))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _case(suite: ElementTree.Element, located: Located, lang: Language, fail_on: int) -> None:
    finding, place = located.finding, located.place
    subject = finding.label or finding.subject or ""
    named = {"classname": finding.rule, "name": (f"{place.line}:{place.column} " if place else "") + (subject or finding.rule)}
    case = ElementTree.SubElement(suite, "testcase", {key: value.translate(_ILLEGAL) for key, value in named.items()})
    message = finding.message.text(lang).translate(_ILLEGAL)
    sentence_of = "\n".join([message, *(f"{p}\n{p.quote()}" for p in (place, located.related) if p is not None)]).translate(
        _ILLEGAL
    )
    if finding.severity >= fail_on:
        ElementTree.SubElement(case, "failure", type=finding.severity.word, message=message).text = sentence_of
    else:
        ElementTree.SubElement(case, "system-out").text = sentence_of


def _github(found: Sequence[Located], lang: Language, fail_on: int) -> str:
    return "".join(_command(located, lang) for located in found)


def _command(located: Located, lang: Language) -> str:
    finding, place = located.finding, located.place
    where = {"file": _relative(place.path if place else str(located.path))}
    if place is not None:
        where |= {"line": str(place.line), "col": str(place.column), "endColumn": str(place.column + max(1, place.length))}
    where["title"] = finding.rule
    shown = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in where.items())
    beside = finding.label and finding.label not in finding.message.text(lang)
    label = sentence("check-label-beside", lang, label=finding.label) if beside else ""
    related = f"\n{located.related}" if located.related is not None else ""
    return f"::{_COMMANDS[finding.severity]} {shown}::{_escaped(finding.message.text(lang) + label + related)}\n"


def _escaped(text: str, more: str = "") -> str:
    """Text for a workflow command, with %XX for the characters that would end it."""
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


_COUNTS = {"error": "check-number-of-errors", "warning": "check-number-of-warnings", "info": "check-number-of-notes"}


def _markdown(found: Sequence[Located], lang: Language, fail_on: int) -> str:
    counts = counted(found)
    fails = any(f.finding.severity >= fail_on for f in found)
    verdict = (Message("common-does-not-conform") if fails else Message("common-conforms")).verbatim(lang)
    numbers = ", ".join(sentence(_COUNTS[word], lang, number=n) for word, n in counts.items())
    lines = [f"### shisaku check: {verdict}", "", numbers, ""]
    if found:
        head = tuple(
            word.verbatim(lang)
            for word in (
                Message("check-severity"),
                Message("check-place"),
                Message("check-finding"),
                Message("check-resource"),
                Message("check-rule"),
            )
        )
        lines += [f"| {' | '.join(head)} |", "|---|---|---|---|---|"]
        lines += [_row(located, lang) for located in found]
        lines.append("")
    return "\n".join(lines)


def _row(located: Located, lang: Language) -> str:
    finding = located.finding
    places = [place for place in (located.place, located.related) if place is not None]
    where = "<br>".join(f"`{_relative(place.path)}:{place.line}:{place.column}`" for place in places)
    cells = (
        finding.severity.word,
        where or f"`{_relative(str(located.path))}`",
        _cell(finding.message.text(lang)),
        _cell(finding.label or finding.subject or ""),
        f"[{finding.rule}]({RULE[finding.rule]})",
    )
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Text for a cell of a Markdown table, with markup escaped."""
    for character in "\\`*_[]<>|":
        text = text.replace(character, f"\\{character}")
    return " ".join(text.split())


def _relative(path: str) -> str:
    """The path relative to the working folder, with slashes, if it is below it; else unchanged."""
    try:
        return Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path


def _uri(path: str) -> str:
    relative = _relative(path)
    return Path(relative).as_uri() if Path(relative).is_absolute() else quote(relative)


_FORMS: dict[str, Callable[[Sequence[Located], Language, int], str]] = {
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "markdown": _markdown,
}
FORMS = ("human", *_FORMS)
"""Names of the formats; `human` is printed while the check runs."""
