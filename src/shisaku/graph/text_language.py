"""Which language a plan's words are in, so that its texts carry the right tag, or none where that is not certain."""

from rdflib import Literal

from shisaku.model.language import has_kana_or_kanji


def tagged(text: str | None, language: str) -> Literal | None:
    """`text` tagged with the language of its plan; words with kana or kanji in a plan in Latin letters are Japanese all the same."""
    if not text:
        return None
    if language.partition("-")[0] not in ("ja", "ko", "zh") and has_kana_or_kanji(text):
        return Literal(text, lang="ja")
    return Literal(text, lang=language or None)
