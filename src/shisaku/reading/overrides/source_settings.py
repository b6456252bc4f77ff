"""The settings of a document in source.toml: facts that are not printed in it, and overrides.

source.toml = id [title] [year] [issued] [url] [retrieved] [licence] [sha256] [encoding] [order] [embed_text]
              [country] [language] [series] [plan_kind] [adoption] [spatial]
              { publisher: name [name_en] [corporate_number] [identifier] [iri] } [reading: [ocr]]
              [retired: { old-key = new-keys }]
              { override } { detail }
override    = (measure | group | purpose) under             see docs/overrides.md
            | entry [measure] (under | restates)
            | furniture
            | line (level | none | under)
            | table [page] [kind] [columns]
            | (region | pages) (none | plan)
detail      = responsibility | indicator | budget | …       see `shisaku.reading.overrides.detail_tables`
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from shisaku.messages import Message
from shisaku.model.country_profiles import country_code, language_tag
from shisaku.model.source import PRINTED, Description, Override, Publisher, is_ascii_iri
from shisaku.reading.overrides.detail_tables import DETAIL_TABLES, details
from shisaku.reading.overrides.toml_file import TomlFile, Types, parsed
from shisaku.reading.overrides.toml_keys import Path as KeyPath
from shisaku.reading.tables.columns import ROLES
from shisaku.reading.tables.table_kinds import KINDS
from shisaku.reading.text.characters import matching
from shisaku.reading.text.encoding import ENCODINGS, encoding_named

_ID = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_KEY = re.compile(r"[a-z0-9]+(?:[./_-][a-z0-9]+)*")
"""A key of something in a plan, such as `measure/6`."""
_FACTS: dict[str, Types] = {
    "id": (str,),
    "title": (str,),
    "year": (int,),
    "issued": (date, str),
    "url": (str,),
    "retrieved": (date, str),
    "licence": (str,),
    "sha256": (str,),
    "encoding": (str,),
    "order": (str,),
    "embed_text": (bool,),
    "country": (str,),
    "language": (str,),
    "series": (str,),
    "plan_kind": (str,),
    "adoption": (str,),
    "spatial": (str,),
}
KEYS: dict[str, Types] = _FACTS | {
    "publisher": (dict, list),
    "reading": (dict,),
    "retired": (dict,),
    "override": (),
    **dict.fromkeys(DETAIL_TABLES, ()),
}
"""Keys of source.toml, with their types; of no types: looked at elsewhere."""
PUBLISHER_KEYS: dict[str, Types] = {
    "name": (str, dict),
    "name_en": (str,),
    "corporate_number": (str,),
    "identifier": (str,),
    "iri": (str,),
}
"""Keys of a publisher."""
READING_KEYS: dict[str, Types] = {"ocr": (bool,)}
"""Keys of how the document is read."""
_OVERRIDE_KEYS: dict[str, Types] = {
    "measure": (int, str),
    "group": (str,),
    "purpose": (str,),
    "entry": (str,),
    "furniture": (str,),
    "line": (int, str),
    "table": (str,),
    "region": (list,),
    "pages": (list,),
    "under": (int, str),
    "restates": (str,),
    "level": (int,),
    "none": (bool,),
    "plan": (bool,),
    "page": (int,),
    "kind": (str,),
    "columns": (list,),
}
_SUBJECTS = ("entry", "furniture", "purpose", "group", "line", "table", "region", "pages", "measure")
"""What an override may be about; `measure` beside `entry` says which entry is meant."""
_OF_STRUCTURE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "line": (("level", "none", "under"), ()),
    "table": (("kind", "columns"), ("page",)),
    "region": (("none", "plan"), ()),
    "pages": (("none", "plan"), ()),
}
"""Overrides of lines, tables and regions: keys one of which is needed, and others that may be there."""
_DEEPEST = 9
"""Level of a component at most."""


def read_description(path: Path) -> Description:
    """The description in source.toml; every mistake in it raises SettingsError with file, line, column and what was expected."""
    return _Settings(path, *parsed(path)).description()


class _Settings(TomlFile):
    """The values of one file, and where each key is in it."""

    def description(self) -> Description:
        """The whole, checked."""
        values = self.values
        self.typed(values, KEYS, ())
        publishers = self._publishers()
        if "id" not in values:
            raise self.wrong(("id",), Message("reading-there-no-id"))
        if not _ID.fullmatch(values["id"]):
            raise self.wrong(("id",), Message("reading-id-must-lower-case-ascii"))
        if not 1 <= values.get("year", 1) <= 9999:
            raise self.wrong(("year",), Message("reading-year-must-year-common-era"))
        if values.get("order", PRINTED) != PRINTED:
            raise self.wrong(("order",), Message("reading-order-can-only-text-read", printed=PRINTED))
        checked: dict[str, Any] = {key: self.iri(values, key) for key in ("url", "licence", "spatial")}
        checked |= {key: self.concept(values, key) for key in ("plan_kind", "adoption")}
        checked |= {"issued": self.day(values, "issued", 4), "retrieved": self.day(values, "retrieved", 10)}
        checked |= {"encoding": self._encoding(), "country": self._country(), "language": self._language()}
        known = {key: value for key, value in values.items() if key in _FACTS} | checked
        return Description(
            **known | {"series": self._series()},
            publishers=publishers,
            ocr=self._reading().get("ocr"),
            retired=self._retired(),
            overrides=self._overrides(),
            details=details(self),
        )

    # -- facts ---------------------------------------------------------------------------------------------------------

    def _publishers(self) -> tuple[Publisher, ...]:
        found = self.values.get("publisher", [])
        if isinstance(found, dict):
            return (self._publisher(found, ("publisher",)),)
        return tuple(self._publisher(values, path) for path, values in self.tables("publisher"))

    def _publisher(self, values: dict[str, Any], path: KeyPath) -> Publisher:
        self.typed(values, PUBLISHER_KEYS, path)
        if "name" not in values:
            raise self.wrong(path, Message("reading-publisher-needs-name"))
        names = self._names(values, path)
        number = values.get("corporate_number")
        if number is not None and not re.fullmatch(r"[0-9]{13}", number):
            raise self.wrong((*path, "corporate_number"), Message("reading-corporate-number-has-digits"))
        return Publisher(
            names[0][1], names if names[0][0] else (), number, values.get("identifier"), self.iri(values, "iri", path)
        )

    def _names(self, values: dict[str, Any], path: KeyPath) -> tuple[tuple[str, str], ...]:
        """The publisher's names by language, the first one its own; without a language where only one is given."""
        name = values["name"]
        english = values.get("name_en")
        if isinstance(name, str):
            own = self.values.get("language", "ja").lower()
            return ((own, name), ("en", english)) if english is not None else (("", name),)
        inside = (*path, "name")
        if not name:
            raise self.wrong(inside, Message("reading-name-has-no-name"))
        self.typed(name, dict.fromkeys(name, (str,)), inside)
        for tag in name:
            if language_tag(tag) is None:
                raise self.wrong((*inside, tag), _no_language(tag))
        names = {tag.lower(): words for tag, words in name.items()}
        return tuple((names if english is None else names | {"en": english}).items())

    def _encoding(self) -> str | None:
        name = self.values.get("encoding")
        if name is None:
            return None
        found = encoding_named(name)
        if found is None:
            raise self.wrong(("encoding",), Message("reading-encoding-not-read-known", encodings=Message.joined(ENCODINGS)))
        return found

    def _reading(self) -> dict[str, Any]:
        found: dict[str, Any] = self.values.get("reading", {})
        self.typed(found, READING_KEYS, ("reading",))
        return found

    def _country(self) -> str | None:
        value = self.values.get("country")
        code = country_code(value) if value is not None else None
        if value is not None and code is None:
            raise self.wrong(("country",), Message("reading-there-no-country-country-takes", value=value))
        return code

    def _language(self) -> str | None:
        value = self.values.get("language")
        tag = language_tag(value) if value is not None else None
        if value is not None and tag is None:
            raise self.wrong(("language",), _no_language(value))
        return tag

    def _series(self) -> str | None:
        value: str | None = self.values.get("series")
        if value is not None and not _ID.fullmatch(value) and not is_ascii_iri(value):
            raise self.wrong(("series",), Message("reading-series-must-identifier-lower-case"))
        return value

    def _retired(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Old keys with the new ones, in the order of the file."""
        found: dict[str, Any] = self.values.get("retired", {})
        self.typed(found, dict.fromkeys(found, (str, list)), ("retired",))
        retired = {old: tuple([new] if isinstance(new, str) else new) for old, new in found.items()}
        for old, new in retired.items():
            path: KeyPath = ("retired", old)
            if not all(isinstance(key, str) and _KEY.fullmatch(key) for key in (old, *new)):
                raise self.wrong(path, Message("reading-retired-takes-old-keys-new"))
            if any(key in retired for key in new):
                again = next(key for key in new if key in retired)
                raise self.wrong(path, Message("reading-itself-retired-name-key-use", again=again))
        return tuple(retired.items())

    # -- overrides -----------------------------------------------------------------------------------------------------

    def _overrides(self) -> tuple[Override, ...]:
        """Every override, none of which contradicts another word for word."""
        overrides: list[Override] = []
        seen: dict[tuple[str, ...], Override] = {}
        for path, table in self.tables("override"):
            override = self._override(table, path)
            overrides.append(override)
            relation = "restates" if override.restates else "under"
            within = matching(override.measure or override.until or str(override.page or ""))
            first = seen.setdefault((override.kind, matching(override.names), within, relation), override)
            if _effect(first) != _effect(override):
                raise self.wrong(
                    (*path, override.kind),
                    Message("reading-contradicts-override-line-remove-one", line=first.line, said=first.said),
                )
        return tuple(overrides)

    def _override(self, table: dict[str, Any], path: KeyPath) -> Override:
        self.typed(table, _OVERRIDE_KEYS, path)
        self.named(table, (key for key in _OVERRIDE_KEYS if key not in ("line", "level")), path)
        kind = self._kind(table, path)
        statement = ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())
        if kind in _OF_STRUCTURE:
            return self._of_structure(kind, table, path, statement)
        parent, measure = (str(table[key]) if key in table else None for key in ("under", "measure"))
        within = measure if kind == "entry" else None
        return Override(
            kind, str(table[kind]), parent, table.get("restates"), within, self.line_of(path), self.path.name, statement
        )

    def _kind(self, table: dict[str, Any], path: KeyPath) -> str:
        """The subject of the override, once it is known to have exactly one."""
        kinds = [key for key in _SUBJECTS if key in table]
        if not kinds:
            subjects = Message("list-last-or", before=Message.joined(_SUBJECTS[:-1]), item=_SUBJECTS[-1])
            raise self.wrong(path, Message("reading-says-not-what-it-is-about", subjects=subjects))
        kind = kinds[0]
        if kinds[1:] not in ([], ["measure"] if kind == "entry" else []):
            raise self.wrong((*path, kinds[1]), Message("reading-about-once-write-two-override", kind=kind, kinds=kinds[1]))
        if kind in _OF_STRUCTURE:
            return kind
        others = [key for key in table if key in ("level", "none", "plan", "page", "kind", "columns")]
        if others:
            raise self.wrong((*path, others[0]), Message("reading-does-not-go", others=others[0], kind=kind))
        if kind != "entry" and "restates" in table:
            raise self.wrong((*path, "restates"), Message("reading-restates-goes-entry-only"))
        if kind == "furniture" and "under" in table:
            raise self.wrong((*path, "under"), Message("reading-furniture-stands-under-nothing-under"))
        if "under" in table and "restates" in table:
            raise self.wrong((*path, "restates"), Message("reading-under-restates-cannot-go-together"))
        if kind != "furniture" and "under" not in table and "restates" not in table:
            needed = Message("reading-under-restates") if kind == "entry" else "under"
            raise self.wrong((*path, kind), Message("reading-says-nothing-of", kind=kind, needed=needed))
        return kind

    def _of_structure(self, kind: str, table: dict[str, Any], path: KeyPath, statement: str) -> Override:
        """The override of a line, a table or a part of the text, its keys checked."""
        needed, more = _OF_STRUCTURE[kind]
        for key in table:
            if key not in (kind, *needed, *more):
                raise self.wrong((*path, key), Message("reading-does-not-go-with", key=key, kind=kind))
        present = [key for key in needed if key in table]
        if not present:
            raise self.wrong(
                (*path, kind), Message("reading-says-nothing-needs", kind=kind, needed=Message.joined(needed, "list-or-spaced"))
            )
        if len(present) > 1 and kind != "table":
            raise self.wrong(
                (*path, present[1]), Message("reading-and-cannot-go-together", present=present[0], other_present=present[1])
            )
        for key in ("none", "plan"):
            if table.get(key) is False:
                raise self.wrong((*path, key), Message("reading-can-only-true", key=key))
        if not 1 <= table.get("level", 1) <= _DEEPEST:
            raise self.wrong((*path, "level"), Message("reading-level-must", deepest=_DEEPEST))
        names, until = self._ends(kind, table[kind], path)
        return Override(
            kind,
            names,
            str(table["under"]) if "under" in table else None,
            line=self.line_of(path),
            file=self.path.name,
            said=statement,
            until=until,
            level=table.get("level"),
            none=table.get("none", False),
            plan=table.get("plan", False),
            page=table.get("page"),
            table_kind=self._table_kind(table, path),
            columns=self._columns(table, path),
        )

    def _ends(self, kind: str, value: Any, path: KeyPath) -> tuple[str, str]:
        """What a line or a table is named by; of a region or pages what is first and what is last."""
        if not isinstance(value, list):
            if isinstance(value, int) and value < 1:
                raise self.wrong((*path, kind), Message("reading-lines-counted"))
            if not matching(str(value)):
                raise self.wrong((*path, kind), Message("reading-has-no-words", kind=kind))
            return str(value), ""
        kinds = {type(one) for one in value}
        if len(value) != 2 or kinds not in ([{int}] if kind == "pages" else [{int}, {str}]):
            message = Message("reading-pages-takes-first-last-page") if kind == "pages" else _REGION
            raise self.wrong((*path, kind), message)
        if kinds == {int} and not 1 <= value[0] <= value[1]:
            raise self.wrong((*path, kind), Message("reading-numbers-must-more-smaller-one", kind=kind))
        if any(not matching(str(one)) for one in value):
            raise self.wrong((*path, kind), Message("reading-has-no-words", kind=kind))
        return str(value[0]), str(value[1])

    def _table_kind(self, table: dict[str, Any], path: KeyPath) -> str:
        found: str = table.get("kind", "")
        if "kind" in table and found not in KINDS:
            raise self.wrong(
                (*path, "kind"), Message("reading-no-kind-table-called-known", found=found, kinds=Message.joined(KINDS))
            )
        return found

    def _columns(self, table: dict[str, Any], path: KeyPath) -> tuple[str, ...]:
        found: list[Any] = table.get("columns", [])
        for one in found:
            if one != "" and one not in ROLES:
                raise self.wrong(
                    (*path, "columns"), Message("reading-no-column-called-known-column", one=one, roles=Message.joined(ROLES))
                )
        if "columns" in table and not any(found):
            raise self.wrong((*path, "columns"), Message("reading-columns-names-no-column"))
        return tuple(found)


_REGION = Message("reading-region-takes-words-first-last")


def _effect(override: Override) -> tuple[object, ...]:
    """What an override does to its subject."""
    one = override
    return one.parent, one.restates, one.level, one.none, one.plan, one.table_kind, one.columns


def _no_language(value: str) -> Message:
    return Message("reading-is-no-language", said=value)
