"""The meaning of header words, and of the words for kinds of tables: looked up in the schemes, whole or by their end or beginning."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

WHOLE, ENDING, BEGINNING = 1.0, 0.85, 0.75
"""How far a match is trusted: of all the words, of their end, of their beginning."""
_LONGEST, _MOST_BLANKS = 60, 9
"""Letters and blanks of what may head a column."""
_BRACKETS = re.compile(r"[（(\[【〔［＜<〈《「『][^（(\[【〔［＜<〈《「『）)\]】〕］＞>〉》」』]*[）)\]】〕］＞>〉》」』]")
_LOOSE = re.compile(r"[（(\[【〔［）)\]】〕］*※†:：]")
_YEAR = re.compile(
    r"(?:令和|平成|[RHＲＨ])\s?(?:[0-9]{1,2}|元)\s?(?:年度?)?|FY\s?[0-9]{2,4}(?:[-/][0-9]{2,4})?|20[0-9]{2}(?:[-–~/][0-9]{2,4})?\s?(?:年度?)?",
    re.I,
)
_OF = re.compile(r"\s(?:of|for|to|in|by|per|de|du|des|del|da|do|der|zur|zum|für|von|pour)\s|\s?d['’]", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
_SUFFIX = re.compile(r"(?:の)?(?:名称|一覧|名|等|欄|別)+$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class HeaderConcepts(Protocol):
    """Schemes of concepts, looked up by printed words: a `Lexicon`."""

    def find(self, scheme: str, printed: str) -> str:
        """The concept of a scheme that `printed` names as a whole; empty where none does."""


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that words name, and how far they do."""

    concept: str = ""
    """The concept; empty for none."""
    trust: float = 0.0
    """`WHOLE`, `ENDING` or `BEGINNING`; 0 for none."""
    length: int = 0
    """Letters of the form that matched."""


NO_MATCH = Match()
"""Of words that name nothing."""


def bare(printed: str) -> str:
    """Header words without years, brackets and what is in them, and names of data fields (`ActionName`) in their words."""
    text = unicodedata.normalize("NFKC", printed)
    if re.fullmatch(r"[A-Za-z0-9_]+", text):
        text = _CAMEL.sub(" ", text)
    spaced = _BRACKETS.sub(" ", text)
    text = spaced if _LOOSE.sub("", spaced).strip() else text
    shorter = _YEAR.sub(" ", _LOOSE.sub(" ", text)).strip(" 　・、,;/-–—~")
    return " ".join((shorter or text).split())


@dataclass(slots=True)
class HeaderWords:
    """The schemes, with a cache of look-ups."""

    concepts: HeaderConcepts
    """The schemes."""
    _found_before: dict[tuple[str, str], Match] = field(default_factory=dict)
    _named: dict[tuple[str, str], str] = field(default_factory=dict)

    def whole(self, scheme: str, printed: str) -> str:
        """The concept that all the words name."""
        if len(printed) > _LONGEST:
            return ""
        key = scheme, printed
        if key not in self._named:
            self._named[key] = self.concepts.find(scheme, printed)
        return self._named[key]

    def match(self, scheme: str, printed: str) -> Match:
        """The concept that header words name as a whole, or else the longest form at their end, or at their beginning."""
        key = scheme, printed
        if key not in self._found_before:
            self._found_before[key] = self._found(scheme, printed)
        return self._found_before[key]

    def _found(self, scheme: str, printed: str) -> Match:
        if not printed.strip() or len(printed) > 3 * _LONGEST:
            return NO_MATCH
        for words in (printed, bare(printed)):
            if concept := self.whole(scheme, words):
                return Match(concept, WHOLE, len(words))
        words = bare(printed)
        if len(words) > _LONGEST or words.count(" ") > _MOST_BLANKS:
            return NO_MATCH
        head = _OF.split(words, maxsplit=1)[0]
        heads = [head] if head != words else []
        for part in (*heads, *_alternatives(words), *_without_suffix(words)):
            if concept := self.whole(scheme, part):
                return Match(concept, ENDING, len(part))
        return max((self._at_edges(scheme, part) for part in (*heads, words)), key=lambda found: (found.length, found.trust))

    def _at_edges(self, scheme: str, words: str) -> Match:
        for ending, beginning in zip(_endings(words), _beginnings(words), strict=True):
            if concept := self.whole(scheme, ending):
                return Match(concept, ENDING, len(ending))
            if concept := self.whole(scheme, beginning):
                return Match(concept, BEGINNING, len(beginning))
        return NO_MATCH


def _without_suffix(words: str) -> list[str]:
    """Words that only repeat that a column holds names: 事業主体名, 担当課等."""
    cut = _SUFFIX.sub("", words)
    return [cut] if len(cut) > 1 and cut != words else []


def _alternatives(words: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[/・｜|＆&]| and | or |及び|または|又は", words)]
    return [part for part in parts if len(part) > 1] if len(parts) > 1 else []


def _endings(words: str) -> Iterator[str]:
    """What `words` end in, the longest first; of words that blanks part, whole ones only."""
    return iter([words[at:] for at in _cuts(words)])


def _beginnings(words: str) -> Iterator[str]:
    return iter([words[:at] for at in reversed(_cuts(words))])


def _cuts(words: str) -> list[int]:
    """Where `words` may be cut, so that two letters or a word are left on both sides."""
    cuts = [at for at in range(1, len(words)) if _may_cut(words, at)]
    return [at for at in cuts if len(words) - at > 1 and at > 1] if len(cuts) > 1 else cuts


def _may_cut(words: str, at: int) -> bool:
    before, behind = words[at - 1], words[at]
    if before == " " or behind == " ":
        return behind != " "
    return bool(_CJK.match(before) or _CJK.match(behind)) and behind not in "ぁぃぅぇぉっゃゅょーんァィゥェォッャュョ"
