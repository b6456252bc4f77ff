"""Contradictions: the violated rule of OWL 2 RL, its terms, and the message."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shisaku.errors import Message
from shisaku.model.findings import Finding, Severity

WORDS: Mapping[str, tuple[str, str]] = {
    "cax-dw": (
        "{2} が、共通の個体を持てないクラス {0} と {1} の両方に属します",
        "{2} belongs to both {0} and {1} , which are disjoint classes",
    ),
    "cls-com": (
        "{2} が、{0} と、その補集合 {1} の両方に属します",
        "{2} belongs to both {0} and its complement {1}",
    ),
    "cls-nothing2": ("{0} は、何も属せないクラス owl:Nothing に属します", "{0} belongs to owl:Nothing , to which nothing can"),
    "prp-irp": ("{0} が、非反射的なプロパティ {1} で自分自身と結ばれています", "{0} has itself as value of the irreflexive {1}"),
    "prp-asyp": (
        "{1} と {2} が、非対称なプロパティ {0} で互いに結ばれています",
        "{1} and {2} are values of each other of the asymmetric {0}",
    ),
    "prp-pdw": (
        "{2} と {3} が、両立しないプロパティ {0} と {1} の両方で結ばれています",
        "{2} has the value {3} of both {0} and {1} , which are disjoint properties",
    ),
    "prp-npa": (
        "{0} の {1} は {2} でないと述べられていますが、そうなります",
        "{0} has the value {2} of {1} , which is said not to be so",
    ),
    "eq-diff1": (
        "{0} と {1} は、異なるとされながら、同じものになります",
        "{0} and {1} are said to be different, but are the same",
    ),
    "cls-maxc1": ("{1} は、{0} が許さない値です", "{1} is a value that {0} does not allow"),
    "cls-maxqc": ("{2} は、{0} が許さない {1} の値です", "{2} is a value of {1} that {0} does not allow"),
    "owlrl": ("{0}", "{0}"),
    "dt-not-type": (
        "リテラル {0} は、データ型 {1} の書き方ではありません",
        "the literal {0} is not written as its datatype {1} demands",
    ),
}
"""By the rule, Japanese and English; cax-adc is reported as cax-dw. Names stand between blanks."""


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
    return tuple(sorted(made, key=lambda finding: finding.message.en))


def _finding(clash: Clash, subjects: set[str]) -> Finding:
    ja, en = (words.format(*clash.about) for words in WORDS[clash.rule])
    message = Message(
        f"データとオントロジーが矛盾します（OWL 2 RL、{clash.rule}）: {ja}",
        f"The data and the ontology contradict each other (OWL 2 RL, {clash.rule}): {en}",
    )
    subject = next((name for name in clash.about if name in subjects), clash.about[0])
    return Finding("owl/contradiction", Severity.ERROR, message, subject=subject)
