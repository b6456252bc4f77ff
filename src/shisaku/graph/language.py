"""Which language a plan's words are in, so that its texts carry the right tag."""

import re

from rdflib import Literal

from shisaku.errors import Language

_JAPANESE = re.compile(r"[々〆ぁ-ゖァ-ヺーｦ-ﾝ㐀-鿿豈-﫿\U00020000-\U0003ffff]")
"""Kana and kanji."""
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_TO_ONE_JAPANESE = 50
"""Latin letters for each kana or kanji that a text in English may still hold: a name, a word in brackets."""


def language_of(text: str) -> Language:
    """`en` for a text of Latin letters with (nearly) no kana or kanji, else `ja`."""
    latin, japanese = len(_LATIN.findall(text)), len(_JAPANESE.findall(text))
    return "en" if latin and japanese * _LATIN_TO_ONE_JAPANESE <= latin else "ja"


def tagged(text: str | None, language: Language) -> Literal | None:
    """`text` tagged with the language of its plan; in an English plan words with kana or kanji in them are Japanese all the same."""
    if not text:
        return None
    return Literal(text, lang="en" if language == "en" and not _JAPANESE.search(text) else "ja")
