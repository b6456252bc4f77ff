"""The media type and the language that a client prefers (RFC 9110, 12.5.1 and 12.5.4; RFC 4647, 3.4).

Accept          = [ range *( "," range ) ]        range = ( "*/*" / type "/*" / type "/" subtype ) *( ";" parameter ) [ weight ]
Accept-Language = [ tag *( "," tag ) ]            weight = ";" "q=" ( 0[.ddd] / 1[.000] )

Parts that are not well formed are skipped; a header without any other part counts as missing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PARTS = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
_PARAMETERS = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*")+')
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_TAG = re.compile(r"\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_IGNORED = frozenset({"charset=utf-8", 'charset="utf-8"'})
"""Parameters without effect, as all responses are UTF-8."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a header."""

    value: str
    """Media range or language tag, in lower case."""
    parameters: frozenset[str]
    """Parameters of the media range."""
    weight: float
    """From 0 (not acceptable) to 1."""


def media_type(accept: str | None, offered: Sequence[str]) -> str | None:
    """The type in `offered` with the highest weight, the first of equals; None if none is acceptable."""
    ranges = [part for part in _parts(accept) if _RANGE.fullmatch(part.value)]
    if not ranges:
        return offered[0]
    return _best((max(_matches(part, form) for part in ranges)[1], form) for form in offered)


def _matches(part: _Part, form: str) -> tuple[int, float]:
    """How specific a matching range is (0: no match), and its weight; the most specific range decides."""
    kind, subtype = part.value.split("/")
    own, _, parameters = form.partition(";")
    if not part.parameters <= {parameter.strip() for parameter in parameters.split(";")}:
        return 0, 0.0
    if part.value == own:
        return 3 + len(part.parameters), part.weight
    if subtype == "*" and kind in ("*", own.partition("/")[0]):
        return (1 if kind == "*" else 2), part.weight
    return 0, 0.0


def language(accept: str | None, offered: Sequence[str]) -> str:
    """The language in `offered` with the highest weight (`en` also for `en-GB`); the first if none is acceptable."""
    tags = [part for part in _parts(accept) if _TAG.fullmatch(part.value)]
    if not tags:
        return offered[0]

    def weight(tag: str) -> float:
        exact = [part.weight for part in tags if part.value.split("-")[0] == tag]
        return max(exact) if exact else max((part.weight for part in tags if part.value == "*"), default=0.0)

    return _best((weight(tag), tag) for tag in offered) or offered[0]


def _best(weighed: Iterable[tuple[float, str]]) -> str | None:
    best, found = 0.0, None
    for weight, form in weighed:
        if weight > best:
            best, found = weight, form
    return found


def _parts(header: str | None) -> list[_Part]:
    found = []
    for part in _PARTS.findall(header or ""):
        value, *parameters = (piece.strip().lower() for piece in _PARAMETERS.findall(part) or [""])
        at = next((n for n, parameter in enumerate(parameters) if parameter.startswith("q=")), len(parameters))
        weight = parameters[at].removeprefix("q=") if at < len(parameters) else "1"
        if value and _WEIGHT.fullmatch(weight):
            # Parameters after the weight had no effect in earlier versions of HTTP and are not part of this one.
            found.append(_Part(value, frozenset(filter(None, parameters[:at])) - _IGNORED, float(weight)))
    return found
