"""Stable keys: an IRI is made of what a thing is, never of where it was found, so that it never comes to mean something else.

A reader counts what it finds, and one heading more shifts every count behind it. Here each component and purpose gets the key that
it keeps in every reading and every placement:

    pillar/3, measure/1-2     by its printed number, where no two of that class in the whole plan bear the same one
    <class>/<digest>          else by its own words
    <class>/<digest>-2        the second, in the order of the text, that has these words

See docs/decisions/20261130-identity.md, with what ELI, OBO and Wikidata do.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from shisaku.model.details import Details, Purpose
from shisaku.model.digests import digest
from shisaku.model.plan import Component, Initiative, Measure, MeasureGroup, Pillar, Plan
from shisaku.reading.text.characters import matching
from shisaku.reading.tokens.numbering import number_at_head

_CLASS = {Pillar: "pillar", MeasureGroup: "group", Measure: "measure", Initiative: "initiative", Purpose: "purpose"}
_RESTATED = "再掲"
"""What distinguishes a restatement from its original where both have the same words."""


def with_lasting_keys(plan: Plan) -> Plan:
    """`plan` with every component and purpose under the key that it keeps."""
    return renamed(plan, lasting_keys(plan))


def renamed(plan: Plan, keys: Mapping[str, str]) -> Plan:
    """`plan` with the component or purpose of each key of `keys` under the key given there; what names them follows."""
    met: Counter[str] = Counter()
    own = _prose_named(plan, keys, met)

    def named(key: str) -> str:
        return keys.get(key, key)

    def rivals(found: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
        return tuple((named(key), share) for key, share in found)

    return replace(
        plan,
        parts=tuple(_renamed(part, keys, met) for part in plan.parts),
        details=own,
        placements=tuple(
            replace(made, component=named(made.component), parent=named(made.parent), rivals=rivals(made.rivals))
            for made in plan.placements
        ),
        identifications=tuple(
            replace(made, component=named(made.component), original=named(made.original), rivals=rivals(made.rivals))
            for made in plan.identifications
        ),
        findings=tuple(replace(found, subject=keys.get(found.subject or "", found.subject)) for found in plan.findings),
    )


def lasting_keys(plan: Plan) -> dict[str, str]:
    """For every component and purpose of `plan` the key that it keeps."""
    found: dict[str, str] = {}
    components = sorted((component for component, _ in plan.walk()), key=lambda component: component.span)
    numbers = {c.key: _number(c) for c in components if isinstance(c, Pillar | Measure)}
    counts = Counter((type(c), numbers[c.key]) for c in components if numbers.get(c.key))
    twice = {kind for (kind, _), times in counts.items() if times > 1}
    met: Counter[str] = Counter()
    for component in components:
        number = numbers.get(component.key, "") if type(component) not in twice else ""
        key = f"{_CLASS[type(component)]}/{number}"
        words = (component.label, _RESTATED) if component.restated else (component.label,)
        found[component.key] = key if number else _by_words(component, words, met)
    for purpose in sorted((purpose for purpose, _ in plan.all_purposes()), key=lambda purpose: purpose.span):
        found[purpose.key] = _by_words(purpose, (purpose.text,), met)
    return found


def _by_words(element: Component | Purpose, words: tuple[str, ...], met: Counter[str]) -> str:
    """The key made of words; the order distinguishes the second and later ones of the same words."""
    return _once(f"{_CLASS[type(element)]}/{digest(*map(matching, words))}", met)


def _once(key: str, met: Counter[str]) -> str:
    met[key] += 1
    return key if met[key] == 1 else f"{key}-{met[key]}"


def _number(component: Component) -> str:
    """The printed number in plain figures, `3` for Ⅲ and `1-2` for １－２; empty where there is none."""
    found = number_at_head(f"{component.printed} x") or number_at_head(f"{component.printed}. x")
    return "-".join(map(str, (*found.outer, found.value))) if component.printed and found else ""


def _renamed(component: Component, keys: Mapping[str, str], met: Counter[str]) -> Component:
    key, details = keys[component.key], _prose_named(component, keys, met)
    if isinstance(component, Initiative):
        return replace(component, key=key, details=details)
    if isinstance(component, Measure):
        entries = tuple(_renamed(entry, keys, met) for entry in component.initiatives)
        return replace(component, key=key, details=details, initiatives=tuple(e for e in entries if isinstance(e, Initiative)))
    parts = tuple(_renamed(part, keys, met) for part in component.parts)
    return replace(component, key=key, details=details, parts=tuple(part for part in parts if not isinstance(part, Pillar)))


def _prose_named(element: Plan | Component, keys: Mapping[str, str], met: Counter[str]) -> Details:
    """The details of an element, its purposes and descriptions under the keys that they keep."""
    details = element.details
    if not details.purposes and not details.description:
        return details
    purposes = tuple(replace(purpose, key=keys[purpose.key]) for purpose in details.purposes)
    description = tuple(replace(one, key=_once(f"description/{digest(matching(one.text))}", met)) for one in details.description)
    return replace(details, purposes=purposes, description=description)
