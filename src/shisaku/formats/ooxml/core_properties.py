"""Properties of an Office file: title, author, date, language (ECMA-376 part 2, core properties)."""

from shisaku.formats.ooxml.package import Package

_NAMES = {
    "creator": "author",
    "modified": "date",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "category": "category",
}


def properties(package: Package) -> tuple[str, str, list[tuple[str, str]]]:
    """Title, language (both empty where none is stated), and other facts by name."""
    root = package.xml(package.related("", "core-properties"))
    stated: dict[str, str] = {}
    for child in root if root is not None else ():
        stated.setdefault(child.tag.rpartition("}")[2], child.text or "")
    if "modified" not in stated and "created" in stated:
        stated["modified"] = stated["created"]
    fields = [(name, stated[key]) for key, name in _NAMES.items() if stated.get(key, "").strip()]
    return stated.get("title", ""), stated.get("language", ""), fields
