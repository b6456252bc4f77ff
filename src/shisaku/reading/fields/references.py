"""References: SDGs 4, 児童福祉法第24条, 「〇〇計画」, s.12 of the Act, Article 4, Action 3.2 of the Plan.

sdg     = ("SDGs" | "SDG" | "ゴール" | "Goal") number { "," number }
law     = name ("法" | "条例" | "規則" | ...) [ article ]        article = "第" number "条" [ "第" number "項" ] ...
english = ("section" | "s." | "article" | "Art." | "§") number [ "of the" name ]
plan    = "「" name ("計画" | "戦略" | ...) "」"
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shisaku.model.details import Reference
from shisaku.reading.fields.stretch import Beside, FieldContext, Stretch, left_by, plain

_GOAL = r"(?:1[0-7]|0?[1-9])(?:\.(?:[0-9]{1,2}|[a-e]))?(?![0-9])"
_NUMBER = r"[0-9一二三四五六七八九十百千]{1,6}"
_NAME = r"[^\s,，、。・/／:：;；()（）\[\]「」『』【】〔〕]"
_LAW_END = r"(?:法|法律|条例|規則|政令|省令|施行令|施行規則|規程|要綱|要領|憲法|民法|刑法)"
_ARTICLE = rf"第{_NUMBER}条(?:の{_NUMBER})?(?:第{_NUMBER}項)?(?:第{_NUMBER}号)?(?:(?:、|及び|から)第{_NUMBER}[条項号](?:まで)?)?"
_PLAN_END = r"(?:計画|戦略|プラン|ビジョン|方針|構想|指針|大綱|プログラム|マスタープラン|アクションプラン|要綱)"
_ACT = r"(?:(?:[A-Z][\w'&-]{0,30}|of|and|the|for|on)\s){0,8}(?:Act|Law|Code|Constitution|Regulations?|Directive|Convention|Agreement|Order|Ordinance|Bill)(?:\s(?:of\s)?(?:19|20)[0-9]{2})?"
_PLACE = r"(?:[Ss]ections?|[Ss]s?\.|[Aa]rticles?|[Aa]rt\.|§{1,2}|[Rr]egulations?|[Cc]hapter|[Pp]art|[Pp]aragraph)\s?[0-9]{1,4}[A-Za-z]?(?:[.-][0-9]{1,3}|\([0-9a-z]{1,3}\)){0,4}"
_ITEM = r"(?:Action|Goal|Objective|Recommendation|Commitment|Target|Strategy|Measure|Initiative|Priority|Policy)s?\s(?:[0-9]{1,3}|[A-Z])(?:\.[0-9]{1,3}){0,3}(?![0-9])"
_PLAN = r"(?:[A-Z][\w'&-]{0,30}\s(?:(?:[A-Z0-9][\w'&–-]{0,30}|of|and|the|for|on|to|in)\s){0,9})?(?:Plan|Strategy|Framework|Programme|Program|Roadmap|Agenda|Policy)(?:\s(?:19|20)[0-9]{2}(?:-(?:19|20)?[0-9]{2})?)?"
_FOUND = re.compile(
    rf"(?P<sdg>(?<![A-Za-z])SDGs?\s?(?:の?(?:ゴール|目標|ターゲット)|Goals?|Targets?)?\s?[:#]?\s?{_GOAL}(?:\s?(?:[,、・]|and|&)\s?{_GOAL}){{0,16}}"
    rf"|ゴール\s?{_GOAL}(?:[,、・]\s?{_GOAL}){{0,16}})"
    rf"|(?P<law>(?:{_NAME}{{1,40}}?(?<!方){_LAW_END}(?:[(（][^()（）]{{1,30}}[)）])?)(?P<article>{_ARTICLE})|(?<![一-鿿]){_ARTICLE})"
    rf"|(?P<english>(?<![\w.]){_PLACE}(?:\s(?:of|in)\s(?:the\s)?{_ACT})?)"
    rf"|(?P<item>(?<![\w.]){_ITEM}\s(?:of|in)\s(?:the\s)?{_PLAN})"
    rf"|(?P<plan>「[^「」]{{1,50}}{_PLAN_END}(?:[(（][^()（）]{{1,20}}[)）])?」)"
)
_OF_DOCUMENT = re.compile(r"(?i:section|s\.?\s?[0-9]|ss|chapter|part|paragraph)")
_OF_LAW = re.compile(r"\s(?:of|in)\s")
_NUMBERS = re.compile(_GOAL)
_KINDS = {"sdg": "contributes-to", "law": "legal-basis", "english": "legal-basis", "item": "implements", "plan": "implements"}
_PARTS = re.compile(r"[\n;；]|(?<=[）)条項号法画])[、,・]|\s{2,}|　")


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A pointer in a stretch."""

    reference: Reference
    """The pointer with its place."""
    start: int
    """Where it begins in the stretch."""
    end: int
    """Where it ends there."""


def find_references(stretch: Stretch) -> tuple[FoundReference, ...]:
    """The goals of the SDGs, laws, articles, items and plans that `stretch` names, in order."""
    return tuple(_found(stretch))


def references(stretch: Stretch) -> Beside[Reference]:
    """The pointers in `stretch`, and the words that they leave."""
    found = tuple(one.reference for one in find_references(stretch))
    return Beside(found, left_by(stretch, [one.span for one in found if one.span]))


def cell_references(stretch: Stretch, context: FieldContext, heading: str = "") -> tuple[Reference, ...]:
    """The references in a cell, or a field, that is for them, each with the kind of its heading, or else of its form."""
    kind = context.named("reference-kind", heading) if heading else ""
    cell = stretch.trimmed()
    if kind == "contributes-to" and (goals := _goals(cell)):
        return goals
    found = []
    for piece in cell.split((cut.start(), cut.end()) for cut in _PARTS.finditer(cell.text)):
        own = find_references(piece)
        form = own[0].reference.kind if own else ""
        found.append(Reference(piece.text, piece.span, kind or form or "see-also", referents=_referents(own)))
    return tuple(found)


def _referents(found: tuple[FoundReference, ...]) -> tuple[str, ...]:
    return found[0].reference.referents if found else ()


def _goals(cell: Stretch) -> tuple[Reference, ...]:
    """Bare numbers of goals in a cell under SDGs: 3, 4, 11."""
    text = plain(cell.text)
    numbers = list(_NUMBERS.finditer(text))
    left = re.sub(r"[\s,、・/;|]|(?i:sdgs?|goals?)|ゴール|目標", "", _NUMBERS.sub("", text))
    if not numbers or left:
        return ()
    places = [cell.part(number.start(), number.end()) for number in numbers]
    return tuple(
        Reference(place.text, place.span, "contributes-to", referents=(number.group(),))
        for place, number in zip(places, numbers, strict=True)
    )


def _found(stretch: Stretch) -> Iterator[FoundReference]:
    text = plain(stretch.text)
    for match in _FOUND.finditer(text):
        form = match.lastgroup if match.lastgroup in _KINDS else "law"
        assert form is not None
        start, end = (match.start() + 1, match.end() - 1) if form == "plan" else match.span()
        words = stretch.part(start, end)
        referents = tuple(number.group() for number in _NUMBERS.finditer(match.group())) if form == "sdg" else ()
        kind = (
            "see-also"
            if form == "english" and _OF_DOCUMENT.match(match.group()) and not _OF_LAW.search(match.group())
            else _KINDS[form]
        )
        yield FoundReference(Reference(words.text, words.span, kind, referents=referents), start, end)
