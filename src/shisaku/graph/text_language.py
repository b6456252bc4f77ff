"""Language tags of a plan's words; none where the language is not certain."""

from rdflib import Literal

from shisaku.model.language import has_kana_or_kanji


def tagged(text: str | None, language: str) -> Literal | None:
    """`text` tagged with the language of its plan; words with kana or kanji in a plan in Latin letters are tagged Japanese."""
    if not text:
        return None
    if language.partition("-")[0] not in ("ja", "ko", "zh") and has_kana_or_kanji(text):
        return Literal(text, lang="ja")
    return Literal(text, lang=language or None)
