"""What the last or first word of a line shows: an action, a state, a statement, a body."""

import re
from collections.abc import Iterator

from shisaku.reading.fields.stretch import Concepts

SCHEME = "wording"
"""Scheme of the concepts."""
_LONGEST = 9
"""Letters of the longest ending in Japanese or Korean."""
_WORDS = 3
"""Words of the longest beginning in other languages."""
_BEHIND = re.compile(r"(?:[（(【〔［\[][^（()）】〕］\]]{0,40}[）)】〕］\]]|[。．.、，,；;：:！!？?」』”’\"'…・\s])+$")
"""Brackets and punctuation at the end of a line."""
_WORD = re.compile(r"[^\W\d_]+")
_SPACED = ("en", "de", "fr")


def wording(words: str, lang: str, concepts: Concepts) -> str:
    """The concept of the longest ending, or in languages that part words by spaces beginning, that is known; empty where none is."""
    return next((found for form in _forms(words, lang) if (found := concepts.find(SCHEME, form))), "")


def _forms(words: str, lang: str) -> Iterator[str]:
    """Endings, or beginnings, the longest first."""
    if lang in _SPACED:
        first = [match.group() for match in _WORD.finditer(words[:60])][:_WORDS]
        yield from (" ".join(first[:count]) for count in range(len(first), 0, -1))
        return
    end = _BEHIND.sub("", words[-80:])
    yield from (end[-length:] for length in range(min(_LONGEST, len(end)), 0, -1))
