"""Words with their place in the source, and the context of the document that prints them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from shisaku.model.country_profiles import JAPAN, Profile
from shisaku.model.source import Span
from shisaku.reading.lexicon import NO_LEXICON

T = TypeVar("T")

_FULL_WIDTH = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_ALIKE = {
    "\u3000\u00a0\u202f\u2009": " ",
    "〜∼": "~",
    "‐‑‒–—―−": "-",
    "’‘": "'",
    "￥": "¥",
    "￡": "£",
    "￦": "₩",
    "〔": "[",
    "〕": "]",
}
_PLAIN = _FULL_WIDTH | {ord(sign): same for signs, same in _ALIKE.items() for sign in signs}


def plain(text: str) -> str:
    """`text` with full-width letters, dashes and blanks as those of ASCII, one for one, so that offsets stay."""
    return text.translate(_PLAIN)


class Concepts(Protocol):
    """Schemes of concepts, looked up by printed words: a `Lexicon`, or `shisaku.graph.schemes.Schemes`."""

    def find(self, scheme: str, printed: str) -> str:
        """The concept of a scheme that `printed` names as a whole; empty where none does."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure without a unit counts: （単位：千円）, US$ million."""

    factor: Decimal
    """How many of the currency one is."""
    currency: str
    """ISO 4217."""


@dataclass(frozen=True, slots=True)
class FieldContext:
    """What is known of the document beside the words."""

    concepts: Concepts = NO_LEXICON
    """What its words mean."""
    profile: Profile = JAPAN
    """Of which country it is: its currency, its fiscal years, the order of its dates."""
    year: int | None = None
    """The fiscal year that it is the plan of, as its country numbers them."""
    unit: Unit | None = None
    """What figures without a unit count, where it declares that."""

    def named(self, scheme: str, printed: str) -> str:
        """The concept that printed words name as a whole; empty where none does, and for an address, which names nothing here."""
        return "" if "://" in printed else self.concepts.find(scheme, printed)

    @property
    def month_first(self) -> bool:
        """Whether 4/1/2026 is the first of April."""
        return self.profile.country in ("us", "jp")

    @property
    def decimal_comma(self) -> bool:
        """Whether 1,5 is one and a half."""
        return self.profile.languages[:1] in _DECIMAL_COMMA


_DECIMAL_COMMA = {
    (language,) for language in ("de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "no", "fi", "et", "pl", "cs", "id")
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the source, verbatim, and where they begin."""

    text: str
    """The words; a line break within is one of the source."""
    start: int = 0
    """Offset of the first character in the source."""

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Where they are."""
        return Span(self.start, self.end)

    def part(self, start: int, end: int | None = None) -> "Stretch":
        """From `start` to `end`, counted from its own beginning, without white space at both ends."""
        words = self.text[start:end]
        bare = words.lstrip()
        return Stretch(bare.rstrip(), self.start + start + len(words) - len(bare))

    def trimmed(self) -> "Stretch":
        """Itself without white space at both ends."""
        return self if self.text == self.text.strip() else self.part(0)

    def stripped(self, edges: str) -> "Stretch":
        """Itself without `edges` and white space at both ends."""
        left = self.text.lstrip(edges)
        return Stretch(left.rstrip(edges), self.start + len(self.text) - len(left)).trimmed()

    def split(self, cuts: Iterable[tuple[int, int]]) -> "Iterator[Stretch]":
        """What lies between `cuts`, in order, the empty ones left out."""
        at = 0
        for start, end in (*cuts, (len(self.text), len(self.text))):
            piece = self.part(at, start)
            if piece.text:
                yield piece
            at = end


@dataclass(frozen=True, slots=True)
class Beside(Generic[T]):
    """Values that were found in a stretch, and the words that they leave."""

    values: tuple[T, ...]
    """The values, in the order of the print."""
    rest: tuple[Stretch, ...]
    """The words before, between and behind them: the label first."""


def left_by(stretch: Stretch, taken: Sequence[Span]) -> tuple[Stretch, ...]:
    """What spans of the source leave of `stretch`, separators left out."""
    cuts = sorted((span.start - stretch.start, span.end - stretch.start) for span in taken)
    pieces = (piece.stripped(_SEPARATORS) for piece in stretch.split(cuts))
    return tuple(piece for piece in pieces if piece.text)


_SEPARATORS = " \t\n　：:,，、;；・/／=＝|｜()（）[]［］【】〔〕《》-–—"
