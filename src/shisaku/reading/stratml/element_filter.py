"""Which elements of a StratML file carry something; what carries nothing is a page artefact, what StratML has no element for is unread.

An element carries something where there are words in it, beside identifiers, numbers and types of roles: forms fill those in before
anybody has written a word.
"""

from dataclasses import dataclass, field, replace

from shisaku.model.findings import Finding, Rule, Severity
from shisaku.model.source import Element, Span
from shisaku.stratml.elements import CONTENT, ROOTS, SAYING_NOTHING

UNKNOWN_ELEMENT = Rule("reading/unknown-element", Severity.WARNING)
STRAY_WORDS = Rule("reading/words-between-elements", Severity.WARNING)
INNER_MARKUP = Rule("reading/markup-in-words", Severity.INFO)
RULES = (UNKNOWN_ELEMENT, STRAY_WORDS, INNER_MARKUP)
"""All rules of this module."""
_ALWAYS = frozenset({*ROOTS.values(), "StrategicPlanCore", "AdministrativeInformation"})
"""Elements that are looked into, whatever they hold: their identifiers are the plan's."""


@dataclass(frozen=True, slots=True)
class FilteredElements:
    """The elements of a file that carry something."""

    root: Element
    """The root, and in it only such elements."""
    artefacts: tuple[Span, ...]
    """Words of those that carry nothing."""
    unread: tuple[Span, ...]
    """Words in elements that StratML does not have, or not there."""
    findings: tuple[Finding, ...]
    """What is odd about the elements."""


def sifted(root: Element) -> FilteredElements:
    """`root` without elements that carry nothing."""
    sieve = _Sieve()
    filtered = sieve.filtered(root)
    return FilteredElements(filtered, tuple(sieve.artefacts), tuple(sieve.unread), tuple(sieve.findings))


def lines_of(element: Element) -> tuple[Span, ...]:
    """The places of all words in it, in the order of the text."""
    return (*element.lines, *(line for part in element.parts for line in lines_of(part)))


@dataclass(slots=True)
class _Sieve:
    artefacts: list[Span] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def filtered(self, element: Element) -> Element:
        """The element with those parts that carry something."""
        if element.name not in CONTENT:
            where = element.lines[0] if element.lines else None
            for inner in element.parts:
                self.findings.append(INNER_MARKUP.at(where, parent=element.name, name=inner.name, line=inner.line))
            return replace(element, parts=())
        return replace(element, parts=tuple(self.filtered(part) for part in element.parts if self._passes(part, element)))

    def _passes(self, part: Element, parent: Element) -> bool:
        lines = lines_of(part)
        if part.name not in CONTENT[parent.name]:
            self.unread += lines
            if lines:
                rule = UNKNOWN_ELEMENT if part.name else STRAY_WORDS
                self.findings.append(rule.at(lines[0], name=part.name, parent=parent.name, line=part.line))
            return False
        if part.name in CONTENT and part.name not in _ALWAYS and not _carries(part, parent):
            self.artefacts += lines
            return False
        return bool(lines) or part.name in _ALWAYS


def _carries(part: Element, parent: Element) -> bool:
    """Whether it holds words; of a role of a named stakeholder, its type is enough."""
    if part.name == "Role" and parent.name == "Stakeholder":
        return bool(lines_of(part))
    return any(_has_words(one) for one in part.parts)


def _has_words(element: Element) -> bool:
    if element.name in SAYING_NOTHING:
        return False
    return bool(element.lines) or any(_has_words(one) for one in element.parts)
