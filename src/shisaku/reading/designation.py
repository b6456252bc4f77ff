"""The component that an override names: by its number, or by its first words."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from shisaku.model.details import Purpose
from shisaku.model.plan import Component
from shisaku.reading.text.characters import matching

_BRACKETS = "()[]【】〔〕.,、。:"
_MOST = 4
"""Components that are listed where words mean several."""

PLAN_NAME = "plan"
"""What `under` says for the plan itself."""


@dataclass(frozen=True, slots=True)
class Designated:
    """Something that can be named."""

    key: str
    """What names it for the program."""
    words: str
    """Its words as printed."""
    printed: str = ""
    """Its number as printed; empty when it carries none."""
    ordinal: int | None = None
    """The value of that number."""

    @property
    def numbers(self) -> set[str]:
        """Forms in which its number may be given: Ⅳ, 4; 第２章, ２."""
        form = matching(self.printed)
        return {form, form.strip(_BRACKETS), str(self.ordinal)} if form else set()


def designated(part: Component | Purpose) -> Designated:
    """How a component or a purpose is named."""
    if isinstance(part, Purpose):
        return Designated(part.key, part.text)
    return Designated(part.key, part.label, part.printed, part.ordinal)


class Register:
    """Components by number and by the words that they begin with; a look-up costs what sorting does, not their number."""

    def __init__(self, parts: Iterable[Designated]) -> None:
        self._by_number: dict[str, list[str]] = {}
        words: list[tuple[str, int, str]] = []
        for position, part in enumerate(parts):
            for form in sorted(part.numbers):
                self._by_number.setdefault(form, []).append(part.key)
            words.append((matching(part.words), position, part.key))
        self._words = sorted(words)

    def find(self, name: str) -> list[str]:
        """Keys of what `name` may mean: those with that number; else those with just these words; else those that begin so."""
        return self.by_number(name) or self.by_words(name)

    def by_number(self, name: str) -> list[str]:
        """Keys of those with the number `name`."""
        return self._by_number.get(matching(name), [])[:_MOST]

    def by_words(self, name: str) -> list[str]:
        """Keys of those with just the words `name`; else of those that begin so."""
        query = matching(name)
        begin: list[tuple[int, str]] = []
        same: list[tuple[int, str]] = []
        for at in range(bisect_left(self._words, (query, -1, "")), len(self._words)):
            words, position, key = self._words[at]
            if not words.startswith(query) or len(begin) + len(same) >= _MOST:
                break
            (same if words == query else begin).append((position, key))
        return [key for _, key in sorted(same or begin)]
