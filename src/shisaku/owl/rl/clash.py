"""Contradictions: the violated rule of OWL 2 RL, its terms, and the message."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shisaku.messages import Message, numbered
from shisaku.model.findings import Finding, Severity

WORDS: Mapping[str, Message] = {
    "cax-dw": Message("owl-belongs-both-disjoint-classes"),
    "cls-com": Message("owl-belongs-both-complement"),
    "cls-nothing2": Message("owl-belongs-owl-nothing-nothing-can"),
    "prp-irp": Message("owl-has-itself-value-irreflexive"),
    "prp-asyp": Message("owl-values-each-other-asymmetric"),
    "prp-pdw": Message("owl-has-value-both-disjoint-properties"),
    "prp-npa": Message("owl-has-value-said-not"),
    "eq-diff1": Message("owl-said-different-but-same"),
    "cls-maxc1": Message("owl-value-does-not-allow"),
    "cls-maxqc": Message("owl-is-a-value-of-that"),
    "owlrl": Message("owl-as-owlrl-says"),
    "dt-not-type": Message("owl-literal-not-written-datatype-demands"),
}
"""By the rule; cax-adc is reported as cax-dw. Names stand between blanks."""


@dataclass(frozen=True, order=True)
class Clash:
    """One contradiction."""

    rule: str
    """As in the specification."""
    about: tuple[str, ...]
    """The terms in the order of the message; blanks in literals are single."""


def findings(clashes: Iterable[Clash], described: Iterable[object]) -> tuple[Finding, ...]:
    """Return each contradiction once, in a stable order; its subject is its first resource of the data."""
    once = set(clashes)
    subjects = {str(term) for term in described} if once else set()
    made = (_finding(clash, subjects) for clash in once)
    return tuple(sorted(made, key=lambda finding: str(finding.message)))


def _finding(clash: Clash, subjects: set[str]) -> Finding:
    message = Message("owl-data-contradiction", rule=clash.rule, clash=WORDS[clash.rule].filled(**numbered(clash.about)))
    subject = next((name for name in clash.about if name in subjects), clash.about[0])
    return Finding("owl/contradiction", Severity.ERROR, message, subject=subject)
