"""Detection of the language of a text."""

import re

_JAPANESE = re.compile(r"[々〆ぁ-ゖァ-ヺーｦ-ﾝ㐀-鿿\uf900-\ufaff\U00020000-\U0003ffff]")
"""Kana and kanji."""
_KOREAN = re.compile(r"[\uac00-\ud7a3]")
"""Hangul syllables."""
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_TO_ONE_JAPANESE = 50
"""Latin letters for each kana or kanji that a text in another script may hold: a name, a word in brackets."""
_ENGLISH = re.compile(r"\b(?:the|of|and|to|for|in|with|will|by|is)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:de|la|le|les|des|du|et|der|die|das|und|den|el|los|y|da|do|dos|e|het|een|van|di|il|och)\b", re.IGNORECASE
)
"""Short words of French, German, Spanish, Portuguese, Dutch, Italian and Swedish that English has not."""


def language_of(text: str) -> str:
    """`ja`, `ko` or `en`; empty for Latin letters whose short words are rather those of another language."""
    latin, japanese = len(_LATIN.findall(text)), len(_JAPANESE.findall(text))
    korean = len(_KOREAN.findall(text))
    if korean > japanese:
        return "ko"
    if not latin or japanese * _LATIN_TO_ONE_JAPANESE > latin:
        return "ja"
    return "en" if len(_ENGLISH.findall(text)) >= len(_OTHER.findall(text)) else ""


def has_kana_or_kanji(text: str) -> bool:
    """Whether any letter of `text` is kana or kanji."""
    return _JAPANESE.search(text) is not None
