"""Reasons in words: the features that weighed most, worded by the catalogue `sayings.tsv`.

sayings.tsv = { feature tab ja tab en tab basis }        `named *` words all features that begin so; `= goal` names a concept
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shisaku.messages import FIRST, Message
from shisaku.model.plan import Evidence
from shisaku.reading.likelihood.learned import BIAS, weights

MOST = 3
"""Reasons that are given for one conclusion at most."""
_LEAST = 0.1
"""What a feature adds to the log odds at least to be a reason."""
_TOGETHER = " + "
_CONCEPT = "= "
_ANY = "*"
_SIGNS = {"*": "any", "+": "and", "1": "one", "2": "two", "3": "three", "4": "four"}
"""How a key of the catalogue of messages spells what it cannot have."""
_OF = {"level": "kind {0}", "is": "role {0}", "within": "in {0}", "named": "named", "number": "{0}", "class": "class"}
"""By the first word of a feature, what it says once more."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A feature in words."""

    message: Message
    """Its words."""
    basis: str
    """The kind of reason that it is, a concept of ontology/conclusions.ttl; empty for what is so of the whole document."""


def reasons(features: Mapping[str, float], model: str) -> tuple[Evidence, ...]:
    """The strongest evidence for a conclusion, strongest first."""
    return tuple(_weightiest(features, model, 1))


def objections(features: Mapping[str, float], model: str) -> tuple[Evidence, ...]:
    """What speaks most against the conclusion, strongest first."""
    return tuple(_weightiest(features, model, -1))


@cache
def saying(feature: str) -> Saying | None:
    """A feature in words; None where the catalogue has none."""
    rows = _rows()
    if feature in rows:
        return rows[feature]
    if _TOGETHER in feature:
        parts = [saying(part) for part in feature.split(_TOGETHER)]
        said = [part for part in parts if part is not None]
        if len(said) < len(parts):
            return None
        basis = next((part.basis for part in said if part.basis), "")
        told = [part for part in said if part.basis] or said
        return Saying(Message.joined(part.message for part in told), basis)
    fitting = [name for name in rows if _ANY in name and _fits(feature, name)]
    if not fitting:
        return None
    row = rows[max(fitting, key=len)]
    called = _called(feature, max(fitting, key=len))
    return Saying(row.message.filled(called=called.message), row.basis) if called is not None else None


def concept_called(name: str) -> Message:
    """What a concept of the header words, or another one that features name, is called; its own name where the catalogue has none."""
    said = _rows().get(_CONCEPT + name)
    return said.message if said is not None else Message.of(name)


def _weightiest(features: Mapping[str, float], model: str, sign: int) -> Iterator[Evidence]:
    """The heaviest features on one side that have words and do not say in part what was said."""
    told: set[str] = set()
    given = 0
    for feature, weight in weights(model).reasons(features):
        if given == MOST or abs(weight) < _LEAST:
            return
        said = saying(feature)
        parts = {about for part in feature.split(_TOGETHER) for about in (part, _about(part))} | {_words(feature)}
        if sign * weight <= 0 or said is None or not said.basis or parts & told:
            continue
        told |= parts
        given += 1
        yield Evidence(said.basis, said.message)


@cache
def _words(feature: str) -> str:
    """What is printed for a feature: two features may share it."""
    said = saying(feature)
    return said.message.verbatim(FIRST) if said is not None else feature


def _about(feature: str) -> str:
    """What a feature is about that others may say as well: `kind heading` of `level heading 2`."""
    words = feature.split()
    if len(words) == 1 or words[0] not in _OF:
        return feature
    return _OF[words[0]].format(words[1])


def _fits(feature: str, pattern: str) -> bool:
    """Whether a feature is one that a row with `*` is for."""
    if pattern.startswith(_ANY):
        return pattern.strip(f"{_ANY} ") in feature.split()
    return feature.startswith(pattern.removesuffix(_ANY))


def _called(feature: str, pattern: str) -> Saying | None:
    """What the words are called that `*` stands for."""
    words = feature if pattern.startswith(_ANY) else feature.removeprefix(pattern.removesuffix(_ANY))
    if pattern.startswith(_ANY):
        return Saying(Message.of(words), "")
    return _rows().get(_CONCEPT + words)


@cache
def _rows() -> dict[str, Saying]:
    text = files("shisaku.reading.likelihood").joinpath("sayings.tsv").read_text(encoding="utf-8")
    found = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: Saying(Message(_key(feature)), basis) for feature, basis in found if feature != BIAS}


def _key(feature: str) -> str:
    """The key of a row's words: `level heading 2` is `reading-reason-level-heading-two`, `= goal` is `reading-concept-goal`."""
    words = "-".join(_SIGNS.get(word, word) for word in feature.removeprefix(_CONCEPT).split())
    return f"reading-concept-{words}" if feature.startswith(_CONCEPT) else f"reading-reason-{words}"
