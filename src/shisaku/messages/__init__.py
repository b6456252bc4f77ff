"""Every sentence for people, by key, in the languages that there is a file for: `ja.ftl`, `en.ftl`.

    Message("reading-no-plan", path=path)          a sentence, in no language yet
        .text(lang)        for a terminal          .verbatim(lang)     for a page, a graph, JSON

message      a sentence as a value, and what fills its gaps
catalogue    files, languages, entries
fluent       the syntax of an entry
plurals      one, few, many

A third language is one more file, named by its tag. Nothing else of shisaku is imported here.
"""

from shisaku.messages.catalogue import FALLBACK, FIRST, LANGUAGES, Language, is_known, language_for, read_all
from shisaku.messages.message import DRIVING, Argument, Message, by_language, numbered, sentence, visible

__all__ = [
    "DRIVING",
    "FALLBACK",
    "FIRST",
    "LANGUAGES",
    "Argument",
    "Language",
    "Message",
    "by_language",
    "is_known",
    "language_for",
    "numbered",
    "read_all",
    "sentence",
    "visible",
]
