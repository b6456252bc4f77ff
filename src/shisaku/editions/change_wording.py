"""A changed detail of a component on one line: `amount 84,000千円 → 90,000千円 (+7 %)`."""

from decimal import ROUND_HALF_EVEN, Decimal

from shisaku.errors import Language, Message
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
    KIND: Message("種別", "kind"),
    MARKS: Message("記号", "marks"),
    TAG: Message("付記", "note"),
    AMOUNT: Message("金額", "amount"),
    RESPONSIBLE: Message("担当", "responsible"),
    ROLE: Message("役割", "role"),
    TARGET_GROUP: Message("対象者", "target group"),
    PERIOD: Message("期間", "period"),
    DEADLINE: Message("期限", "deadline"),
    INDICATOR: Message("指標", "indicator"),
    UNIT: Message("単位", "unit"),
    VALUE: Message("値", "value"),
    STATUS: Message("進捗状況", "status"),
    REFERENCE: Message("参照", "reference"),
}
"""Names of the aspects."""
ROLE_NAMES = {
    "performer": Message("担い手", "performer"),
    "lead": Message("主担当", "lead"),
    "joint": Message("共同担当", "joint"),
    "support": Message("協力", "support"),
    "partner": Message("連携先", "partner"),
    "consulted": Message("意見聴取先", "consulted"),
}
VALUE_NAMES = {
    "baseline": Message("基準値", "baseline"),
    "target": Message("目標値", "target"),
    "result": Message("実績値", "result"),
    "forecast": Message("見込値", "forecast"),
}
BUDGET_NAMES = {
    "request": Message("概算要求", "request"),
    "initial": Message("当初予算", "initial"),
    "supplementary": Message("補正予算", "supplementary"),
    "carried-in": Message("前年度からの繰越", "carried in"),
    "carried-out": Message("翌年度への繰越", "carried out"),
    "reserve": Message("予備費", "reserve"),
    "total": Message("計", "total"),
    "executed": Message("執行額", "executed"),
}
SOURCE_NAMES = {
    "national-grant": Message("国庫支出金", "national grant"),
    "prefectural-grant": Message("都道府県支出金", "prefectural grant"),
    "bond": Message("地方債", "bond"),
    "general": Message("一般財源", "general revenue"),
    "other": Message("その他", "other"),
    "part": Message("内訳", "part"),
}
"""Concepts by the end of their IRI, with their labels from ontology/schemes/; `part`: no source is printed."""

_NONE = "—"
_ONE = Decimal(1)
_TENTH = Decimal("0.1")


def line(change: DetailChange, lang: Language) -> str:
    """The aspect, the old and the new value, and the growth of a sum."""
    ja = lang == "ja"
    of = f"{change.of}{'：' if ja else ': '}" if change.of else ""
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
    specifics = ("、" if lang == "ja" else ", ").join(filter(None, also))
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
        return f"{when.year}年度" if lang == "ja" else f"FY{when.year}"
    return when.printed if isinstance(when, PrintedPeriod) else ""


def _behind(words: str, lang: Language) -> str:
    if not words:
        return ""
    return f"（{words}）" if lang == "ja" else f" ({words})"
