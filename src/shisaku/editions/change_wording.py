"""A changed detail of a component on one line: `amount 84,000千円 → 90,000千円 (+7 %)`."""

from decimal import ROUND_HALF_EVEN, Decimal

from shisaku.messages import Language, Message, sentence
from shisaku.model.details import FiscalYear, PrintedPeriod, When
from shisaku.model.succession import (
    AMOUNT,
    DEADLINE,
    INDICATOR,
    KIND,
    MARKS,
    PERIOD,
    REFERENCE,
    RESPONSIBLE,
    ROLE,
    STATUS,
    TAG,
    TARGET_GROUP,
    UNIT,
    VALUE,
    DetailChange,
)

ASPECT_NAMES = {
    KIND: Message("editions-kind"),
    MARKS: Message("editions-marks"),
    TAG: Message("editions-note"),
    AMOUNT: Message("editions-amount"),
    RESPONSIBLE: Message("editions-responsible"),
    ROLE: Message("editions-role"),
    TARGET_GROUP: Message("editions-target-group"),
    PERIOD: Message("common-period"),
    DEADLINE: Message("common-deadline"),
    INDICATOR: Message("common-indicator"),
    UNIT: Message("editions-unit"),
    VALUE: Message("common-value"),
    STATUS: Message("editions-status"),
    REFERENCE: Message("common-reference"),
}
"""Names of the aspects."""
ROLE_NAMES = {
    "performer": Message("editions-performer"),
    "lead": Message("editions-lead"),
    "joint": Message("editions-joint"),
    "support": Message("editions-support"),
    "partner": Message("editions-partner"),
    "consulted": Message("editions-consulted"),
}
VALUE_NAMES = {
    "baseline": Message("editions-baseline"),
    "target": Message("editions-target"),
    "result": Message("editions-result"),
    "forecast": Message("editions-forecast"),
}
BUDGET_NAMES = {
    "request": Message("editions-request"),
    "initial": Message("editions-initial"),
    "supplementary": Message("editions-supplementary"),
    "carried-in": Message("editions-carried"),
    "carried-out": Message("editions-carried-out"),
    "reserve": Message("common-reserve"),
    "total": Message("common-total"),
    "executed": Message("editions-executed"),
}
SOURCE_NAMES = {
    "national-grant": Message("editions-national-grant"),
    "prefectural-grant": Message("editions-prefectural-grant"),
    "bond": Message("editions-bond"),
    "general": Message("editions-general-revenue"),
    "other": Message("editions-other"),
    "part": Message("editions-part"),
}
"""Concepts by the end of their IRI, with their labels from ontology/schemes/; `part`: no source is printed."""

_NONE = "—"
_ONE = Decimal(1)
_TENTH = Decimal("0.1")


def line(change: DetailChange, lang: Language) -> str:
    """The aspect, the old and the new value, and the growth of a sum."""
    of = f"{change.of}{sentence('editions-colon', lang)}" if change.of else ""
    old, new = _printed(change.old, change.aspect, lang), _printed(change.new, change.aspect, lang)
    if _is_put_off(change):
        old += _behind(_called(change.old_when, lang), lang)
        new += _behind(_called(change.new_when, lang), lang)
    growth = percent(change.growth) if change.growth is not None else ""
    return f"{of}{_name(change, lang)} {old} → {new}{_behind(growth, lang)}"


def percent(growth: Decimal) -> str:
    """`+7 %`: whole percents, tenths below one; empty for less than half a tenth."""
    share = 100 * growth
    shown = share.quantize(_ONE if abs(share) >= 1 else _TENTH, ROUND_HALF_EVEN)
    return f"{shown:+,} %" if shown else ""


def _is_put_off(change: DetailChange) -> bool:
    """Whether both editions have it, with different times."""
    return bool(change.old) and bool(change.new) and change.old_when != change.new_when


def _name(change: DetailChange, lang: Language) -> str:
    """The aspect, with what distinguishes it from others of its kind; with its time, unless each edition has another one."""
    if change.aspect == RESPONSIBLE:
        return _concept(ROLE_NAMES, change.concept, lang) or ASPECT_NAMES[RESPONSIBLE].text(lang)
    if change.aspect == VALUE:
        name = _concept(VALUE_NAMES, change.concept, lang) or ASPECT_NAMES[VALUE].text(lang)
    else:
        name = ASPECT_NAMES[change.aspect].text(lang)
    also = [_concept(BUDGET_NAMES, change.concept, lang), _concept(SOURCE_NAMES, change.source, lang)]
    also = also if change.aspect == AMOUNT else []
    also += [] if _is_put_off(change) else [_called(change.new_when if change.new else change.old_when, lang)]
    specifics = Message.joined(filter(None, also)).verbatim(lang)
    return name + _behind(specifics, lang)


def _concept(names: dict[str, Message], concept: str, lang: Language) -> str:
    """Label of a concept; a whole IRI, and printed words in place of one, are returned unchanged."""
    found = names.get(concept)
    return concept if found is None else found.text(lang)


def _printed(words: str, aspect: str, lang: Language) -> str:
    shown = " ".join(words.split())
    return _concept(ROLE_NAMES, shown, lang) if aspect == ROLE else shown or _NONE


def _called(when: When | None, lang: Language) -> str:
    if isinstance(when, FiscalYear):
        return sentence("editions-fy", lang, year=when.year)
    return when.printed if isinstance(when, PrintedPeriod) else ""


def _behind(words: str, lang: Language) -> str:
    if not words:
        return ""
    return sentence("editions-words", lang, words=words)
