"""Details added to those that were read, or put in their place."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from shisaku.model.details import Details, Indicator
from shisaku.model.plan import Component, Measure, MeasureGroup, Pillar
from shisaku.model.source import Span
from shisaku.reading.text.characters import matching

C = TypeVar("C", bound=Component)


def put(details: Details, name: str, values: tuple[Any, ...]) -> Details:
    """`details` with other values in the field `name`."""
    changes: dict[str, Any] = {name: values}
    return replace(details, **changes)


def merged(known: tuple[Any, ...], made: Any) -> tuple[Any, ...]:
    """`known` with `made`: in the place of the one with the same words at the same place, else behind all."""
    for at, one in enumerate(known):
        if matching(_words(one)) == matching(_words(made)) and _same_place(one.span, made.span):
            return (*known[:at], made, *known[at + 1 :])
    return (*known, made)


def _words(detail: Any) -> str:
    found: str = detail.label if isinstance(detail, Indicator) else getattr(detail, "printed", "") or detail.text
    return found


def _same_place(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.start < other.end and other.start < one.end


def with_changed(part: C, changed: Mapping[str, Details]) -> C:
    """The component, and what is under it, with the details that `changed` has for its key."""
    values: dict[str, Any] = {"details": changed.get(part.key, part.details)}
    if isinstance(part, Measure):
        values["initiatives"] = tuple(with_changed(entry, changed) for entry in part.initiatives)
    elif isinstance(part, Pillar | MeasureGroup):
        values["parts"] = tuple(with_changed(inner, changed) for inner in part.parts)
    return replace(part, **values)
