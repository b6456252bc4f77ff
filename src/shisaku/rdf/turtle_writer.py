"""RDF as readable text: Turtle and TriG, grouped and ordered as a plan is read.

The same triples give the same bytes, in whatever order they come. Grammar: Turtle 1.1 and TriG 1.1 (W3C Recommendations 2014).
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, XSD

from shisaku.messages import Message
from shisaku.rdf.plan_order import PlanOrder, natural
from shisaku.rdf.quads import Triple, escape, escaped_iri, quoted_string

# Looked up once: a namespace of rdflib makes each name anew.
_TYPE, _STRING, _INTEGER, _DECIMAL, _BOOLEAN = RDF.type, XSD.string, XSD.integer, XSD.decimal, XSD.boolean
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*|[0-9][A-Za-z0-9_-]*")
_RELATIVE = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_,.=-]+)*")
_LONG_CONTROL = re.compile(r'[\x00-\x08\x0b-\x1f\x7f\\]|"(?=""|$)')

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rdf-section-plan", ("PolicyPlan",)),
    ("rdf-section-pillars", ("Pillar",)),
    ("rdf-section-measure-groups", ("MeasureGroup",)),
    ("rdf-section-measures", ("Measure",)),
    ("rdf-section-initiatives", ("Initiative", "RestatedInitiative")),
    ("rdf-section-purposes-descriptions", ("Purpose", "Description")),
    ("rdf-section-responsibilities-target-groups", ("Responsibility", "TargetGroup")),
    ("rdf-section-periods-deadlines", ("PrintedPeriod",)),
    ("rdf-section-indicators", ("Indicator", "IndicatorValue")),
    ("rdf-section-budget-figures", ("BudgetFigure",)),
    ("rdf-section-status-reports-references", ("StatusReport", "Reference")),
    ("rdf-section-marks", ("Mark", "ConceptScheme")),
    ("rdf-section-placements", ("Placement",)),
    ("rdf-section-identifications", ("Identification",)),
    ("rdf-section-successions-correspondences", ("ComponentSuccession", "Correspondence")),
    ("rdf-section-evidence-rejected-alternatives", ("Evidence", "RejectedConclusion")),
    (
        "rdf-section-places-text-file",
        (
            "TextSpan", "Furniture", "UnreadText", "SourceRegion", "UnreadRegion",
            "TextPositionSelector", "TextQuoteSelector", "FragmentSelector",
        ),
    ),
    ("rdf-section-text-file", ("SourceText", "SourceFile", "SourceDocument")),
    ("rdf-section-years-periods", ("FiscalYear", "Period")),
    ("rdf-section-provenance", ("FormalOrganization", "Agent", "SoftwareAgent", "Activity", "Dataset", "PlanSeries", "BudgetProject", "layer")),
    ("rdf-section-retired-iris", ("deprecated",)),
)  # fmt: skip
"""The sections of a document, each with the local names of its classes, or of a property that identifies it."""
_SECTION_OF = {name: number for number, (_, names) in enumerate(SECTIONS) for name in names}

_FIRST_PROPERTIES = (
    "label", "prefLabel", "notation", "edition", "ordinal", "printedKind", "componentKind", "printedNumber", "printedMarks", "hasMark",
    "text", "passageKind", "printedForm", "amount", "currency", "approximate", "budgetKind", "fundingSource", "account", "forPeriod",
    "startDate", "endDate", "datePrecision", "responsibilityRole", "responsibleParty", "unit", "indicatorKind", "desiredDirection",
    "cumulative", "valueKind", "comparator", "numericValue", "status", "reportsOn", "referenceKind", "refersTo", "tag",
    "budgetAmount", "department", "description",
    "directPartOf", "restates", "restatementKind", "hasPurpose", "hasDescription", "hasPeriod", "hasDeadline", "hasResponsibility",
    "hasTargetGroup", "hasIndicator", "hasValue", "hasBudgetFigure", "hasBreakdown", "hasStatusReport", "hasReference", "hasTopic",
    "places", "identifies", "under", "original", "concludedOf", "concludedProperty", "concludedValue",
    "successionKind", "predecessor", "successor", "movedFrom", "movedTo",
    "confidence", "basis", "comment", "hasEvidence", "evidenceKind", "evidencePlace", "evidenceSpan", "rival", "rejectedAlternative",
    "deprecated", "isReplacedBy", "hasSource", "start", "end", "exact",
)  # fmt: skip
_PROPERTY_RANK = {name: rank for rank, name in enumerate(_FIRST_PROPERTIES)}


class TurtleWriter:
    """Writes terms and triples with the needed ones of some prefixes and, if given, a base that IRIs are shortened against."""

    def __init__(self, prefixes: Mapping[str, str], base: str | None = None) -> None:
        self.prefixes = dict(sorted(prefixes.items()))
        self.base = base
        self._longest_first = sorted(self.prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._names: dict[str, str] = {}
        self._used: set[str] = set()

    def turtle(self, triples: Iterable[Triple]) -> str:
        """A Turtle document of `triples`, which ends in a line break."""
        self._begin()
        listed = list(triples)
        written = self._sections(listed, PlanOrder(listed).ranks)
        return self._head() + written or "\n"

    def trig(self, graphs: Mapping[URIRef, Iterable[Triple]]) -> str:
        """A TriG document of named graphs, in the order of the mapping."""
        self._begin()
        listed = {name: list(triples) for name, triples in graphs.items()}
        ranks = PlanOrder(triple for triples in listed.values() for triple in triples).ranks
        named = [f"{self.term(name)} {{\n{self._sections(triples, ranks, '  ')}}}\n" for name, triples in listed.items()]
        return self._head() + "\n" + "\n".join(named)

    def term(self, term: Any) -> str:
        """One RDF term in Turtle."""
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, BNode):
            return f"_:{term}"
        if term not in self._names:
            self._names[term] = self._iri(str(term))
        return self._names[term]

    def _begin(self) -> None:
        """Reset the prefixes of another document."""
        self._names.clear()
        self._used.clear()

    def _head(self) -> str:
        """The head of a document: the base, and the prefixes that were needed."""
        lines = [f"@base <{self.base}> ."] if self.base else []
        needed = (f"@prefix {name}: <{iri}> ." for name, iri in self.prefixes.items() if name in self._used)
        return "".join(f"{line}\n" for line in (*lines, *needed))

    def _sections(self, triples: Iterable[Triple], ranks: Mapping[str, int], indent: str = "") -> str:
        """Sections, each in the order of the plan; other resources by IRI behind that."""
        by_subject: dict[Any, list[Triple]] = {}
        for triple in triples:
            by_subject.setdefault(triple[0], []).append(triple)
        last = len(ranks)
        ordered = sorted(
            (_section(about), ranks.get(str(subject), last), natural(str(subject)), subject, about)
            for subject, about in by_subject.items()
        )
        pieces, current = [], None
        for section, _, _, subject, about in ordered:
            if section != current:
                title = Message(SECTIONS[section][0] if section < len(SECTIONS) else "rdf-section-other")
                pieces.append(f"\n{indent}# {title.in_all_languages()}\n")
                current = section
            pieces.append("\n" + self._about(subject, about, ranks, indent))
        return "".join(pieces)

    def _about(self, subject: Any, about: list[Triple], ranks: Mapping[str, int], indent: str) -> str:
        by_property: dict[Any, list[Any]] = {}
        for _, property_, value in about:
            by_property.setdefault(property_, []).append(value)
        lines = []
        for property_ in sorted(by_property, key=_property_rank):
            name = "a" if property_ == _TYPE else self.term(property_)
            values = by_property[property_]
            if len(values) > 1:
                values.sort(key=lambda value: _value_rank(value, ranks))
            lines.append(f"{name} " + " , ".join(map(self.term, values)))
        return f"{indent}{self.term(subject)} " + f" ;\n{indent}  ".join(lines) + " .\n"

    def _iri(self, iri: str) -> str:
        if self.base and iri.startswith(self.base) and _RELATIVE.fullmatch(iri[len(self.base) :]):
            return f"<{iri[len(self.base) :]}>"
        for name, namespace in self._longest_first:
            if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri[len(namespace) :]):
                self._used.add(name)
                return f"{name}:{iri[len(namespace) :]}"
        return f"<{escaped_iri(iri)}>"

    def _literal(self, literal: Literal) -> str:
        text = str(literal)
        if literal.datatype == _INTEGER and re.fullmatch(r"[+-]?[0-9]+", text):
            return text
        if literal.datatype == _DECIMAL and re.fullmatch(r"[+-]?[0-9]*\.[0-9]+", text):
            return text
        if literal.datatype == _BOOLEAN and text in ("true", "false"):
            return text
        quoted = f'"""{_LONG_CONTROL.sub(escape, text)}"""' if "\n" in text else quoted_string(text)
        if literal.language:
            return f"{quoted}@{literal.language}"
        if literal.datatype is not None and literal.datatype != _STRING:
            return f"{quoted}^^{self.term(literal.datatype)}"
        return quoted


def _section(about: list[Triple]) -> int:
    terms = (value if property_ == _TYPE else property_ for _, property_, value in about)
    return min(map(_section_of, terms), default=len(SECTIONS))


@lru_cache
def _section_of(term: URIRef) -> int:
    return _SECTION_OF.get(_local(str(term)), len(SECTIONS))


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


@lru_cache
def _property_rank(property_: URIRef) -> tuple[int, str]:
    if property_ == _TYPE:
        return -1, ""
    return _PROPERTY_RANK.get(_local(str(property_)), len(_FIRST_PROPERTIES)), str(property_)


def _value_rank(value: Any, ranks: Mapping[str, int]) -> tuple[bool, str, int, tuple[tuple[int, int, str], ...], str]:
    """A key that is different for any two values."""
    if not isinstance(value, Literal):
        return False, "~", ranks.get(str(value), len(ranks)), natural(str(value)), type(value).__name__
    language = value.language or ""
    return True, "" if language == "ja" else "~" + language, 0, natural(str(value)), str(value.datatype or "")
