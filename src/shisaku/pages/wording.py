"""Words of the pages: messages whose keys begin with `pages-`."""

from shisaku.messages import FALLBACK, Language, is_known, numbered, sentence


def tag(name: str, lang: Language) -> tuple[str, Language]:
    """The name of a tag of a query, and the language of the name."""
    key = f"pages-tag-{name}"
    return (sentence(key, lang), lang) if is_known(key) else (name, FALLBACK)


def word(key: str, lang: Language, *values: object) -> str:
    """The message of that key in `lang`; `values` fill its gaps in order."""
    return sentence(f"pages-{key.replace('_', '-')}", lang, **numbered(values))
