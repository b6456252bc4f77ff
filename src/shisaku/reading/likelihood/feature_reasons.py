"""Reasons in words: the features that weighed most, as messages `reading-reason-…`.

feature_bases.tsv = { feature tab basis }        a row `named *` is for all features that begin so; `= goal` names a concept
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
_SPELLED = {"*": "any", "+": "and", "1": "one", "2": "two", "3": "three", "4": "four"}
"""Parts of features that keys of messages cannot have, in letters."""
_OF = {"level": "kind {0}", "is": "role {0}", "within": "in {0}", "named": "named", "number": "{0}", "class": "class"}
"""By the first word of a feature, another feature that says the same."""


@dataclass(frozen=True, slots=True)
class FeaturePhrase:
    """A feature in words."""

    message: Message
    """Its words."""
    basis: str
    """Its kind of reason, a concept of ontology/conclusions.ttl; empty for what is true of the whole document."""


def reasons(features: Mapping[str, float], model: str) -> tuple[Evidence, ...]:
    """The strongest evidence for a conclusion, strongest first."""
    return tuple(_weightiest(features, model, 1))


def objections(features: Mapping[str, float], model: str) -> tuple[Evidence, ...]:
    """What speaks most against the conclusion, strongest first."""
    return tuple(_weightiest(features, model, -1))


@cache
def phrase_of(feature: str) -> FeaturePhrase | None:
    """Return a feature in words; None if there are none for it."""
    rows = _rows()
    if feature in rows:
        return rows[feature]
    if _TOGETHER in feature:
        parts = [phrase_of(part) for part in feature.split(_TOGETHER)]
        phrases = [part for part in parts if part is not None]
        if len(phrases) < len(parts):
            return None
        with_basis = [part for part in phrases if part.basis]
        basis = with_basis[0].basis if with_basis else ""
        return FeaturePhrase(Message.joined(part.message for part in with_basis or phrases), basis)
    fitting = [name for name in rows if _ANY in name and _fits(feature, name)]
    if not fitting:
        return None
    row = rows[max(fitting, key=len)]
    called = _called(feature, max(fitting, key=len))
    return FeaturePhrase(row.message.filled(called=called.message), row.basis) if called is not None else None


def concept_called(name: str) -> Message:
    """Return the name of a concept of the header words, or of another one in features; `name` itself if there is none."""
    phrase = _rows().get(_CONCEPT + name)
    return phrase.message if phrase is not None else Message.of(name)


def _weightiest(features: Mapping[str, float], model: str, sign: int) -> Iterator[Evidence]:
    """The heaviest features on one side that have words and repeat no part of an earlier one."""
    used: set[str] = set()
    given = 0
    for feature, weight in weights(model).reasons(features):
        if given == MOST or abs(weight) < _LEAST:
            return
        phrase = phrase_of(feature)
        parts = {about for part in feature.split(_TOGETHER) for about in (part, _about(part))} | {_words(feature)}
        if sign * weight <= 0 or phrase is None or not phrase.basis or parts & used:
            continue
        used |= parts
        given += 1
        yield Evidence(phrase.basis, phrase.message)


@cache
def _words(feature: str) -> str:
    """What is printed for a feature: two features may share it."""
    phrase = phrase_of(feature)
    return phrase.message.verbatim(FIRST) if phrase is not None else feature


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


def _called(feature: str, pattern: str) -> FeaturePhrase | None:
    """The name of the words in place of `*`."""
    words = feature if pattern.startswith(_ANY) else feature.removeprefix(pattern.removesuffix(_ANY))
    if pattern.startswith(_ANY):
        return FeaturePhrase(Message.of(words), "")
    return _rows().get(_CONCEPT + words)


@cache
def _rows() -> dict[str, FeaturePhrase]:
    text = files("shisaku.reading.likelihood").joinpath("feature_bases.tsv").read_text(encoding="utf-8")
    found = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: FeaturePhrase(Message(_key(feature)), basis) for feature, basis in found if feature != BIAS}


def _key(feature: str) -> str:
    """The key of a row's words: `level heading 2` is `reading-reason-level-heading-two`, `= goal` is `reading-concept-goal`."""
    words = "-".join(_SPELLED.get(word, word) for word in feature.removeprefix(_CONCEPT).split())
    return f"reading-concept-{words}" if feature.startswith(_CONCEPT) else f"reading-reason-{words}"
