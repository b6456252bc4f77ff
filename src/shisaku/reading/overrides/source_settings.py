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
            raise self.wrong(("id",), "id がありません", "there is no id")
        if not _ID.fullmatch(values["id"]):
            ja = "id は英小文字、数字、ハイフン、点、下線で書きます"
            raise self.wrong(("id",), ja, "id must be lower-case ASCII letters, digits, hyphens, dots and underscores")
        if not 1 <= values.get("year", 1) <= 9999:
            raise self.wrong(("year",), "year は西暦の年です", "year must be a year of the Common Era")
        if values.get("order", PRINTED) != PRINTED:
            ja = f"order に書けるのは {PRINTED} だけです（印刷された順に読みます）"
            raise self.wrong(("order",), ja, f"order can only be {PRINTED}: the text is read in the order it is printed in")
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
            raise self.wrong(path, "publisher に name がありません", "publisher needs a name")
        names = self._names(values, path)
        number = values.get("corporate_number")
        if number is not None and not re.fullmatch(r"[0-9]{13}", number):
            raise self.wrong((*path, "corporate_number"), "法人番号は13桁の数字です", "a corporate number has 13 digits")
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
            raise self.wrong(inside, "name に名前がありません", "name has no name in it")
        self.typed(name, dict.fromkeys(name, (str,)), inside)
        for tag in name:
            if language_tag(tag) is None:
                raise self.wrong((*inside, tag), *_no_language(tag))
        names = {tag.lower(): words for tag, words in name.items()}
        return tuple((names if english is None else names | {"en": english}).items())

    def _encoding(self) -> str | None:
        name = self.values.get("encoding")
        if name is None:
            return None
        found = encoding_named(name)
        if found is None:
            ja, en = f"使えるのは {'、'.join(ENCODINGS)} です", f"known are {', '.join(ENCODINGS)}"
            raise self.wrong(("encoding",), f"知らない文字コードです。{ja}", f"an encoding that is not read; {en}")
        return found

    def _reading(self) -> dict[str, Any]:
        found: dict[str, Any] = self.values.get("reading", {})
        self.typed(found, READING_KEYS, ("reading",))
        return found

    def _country(self) -> str | None:
        value = self.values.get("country")
        code = country_code(value) if value is not None else None
        if value is not None and code is None:
            ja = f"country に「{value}」という国はありません。ISO 3166-1 の二文字の符号（日本は jp、英国は gb、自分で決める国は xa から xz）を書きます"
            en = f"there is no country {value}: country takes a code of ISO 3166-1 of two letters (jp, gb; xa to xz are free for use)"
            raise self.wrong(("country",), ja, en)
        return code

    def _language(self) -> str | None:
        value = self.values.get("language")
        tag = language_tag(value) if value is not None else None
        if value is not None and tag is None:
            raise self.wrong(("language",), *_no_language(value))
        return tag

    def _series(self) -> str | None:
        value: str | None = self.values.get("series")
        if value is not None and not _ID.fullmatch(value) and not is_ascii_iri(value):
            ja = "series は識別子（英小文字、数字、ハイフン、点、下線）か IRI で書きます"
            en = "series must be an identifier (lower-case ASCII letters, digits, hyphens, dots and underscores) or an IRI"
            raise self.wrong(("series",), ja, en)
        return value

    def _retired(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Old keys with the new ones, in the order of the file."""
        found: dict[str, Any] = self.values.get("retired", {})
        self.typed(found, dict.fromkeys(found, (str, list)), ("retired",))
        retired = {old: tuple([new] if isinstance(new, str) else new) for old, new in found.items()}
        for old, new in retired.items():
            path: KeyPath = ("retired", old)
            if not all(isinstance(key, str) and _KEY.fullmatch(key) for key in (old, *new)):
                ja = 'retired には、"measure/1" = "measure/abcdefgh" のように、古いキーと新しいキーを書きます'
                en = 'retired takes old keys and new ones, as in "measure/1" = "measure/abcdefgh"'
                raise self.wrong(path, ja, en)
            if any(key in retired for key in new):
                again = next(key for key in new if key in retired)
                ja = f"{again} は retired にあるので、使われているキーを書いてください"
                raise self.wrong(path, ja, f"{again} is itself retired; name a key that is in use")
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
                ja = f"{first.line} 行目の指定（{first.said}）と食い違います。どちらか一方を消してください"
                en = f"contradicts the override of line {first.line} ({first.said}); remove one of the two"
                raise self.wrong((*path, override.kind), ja, en)
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
            ja = f"何についての指定かがありません。{'、'.join(_SUBJECTS)} のどれかを書きます"
            raise self.wrong(path, ja, f"says not what it is about: needs {', '.join(_SUBJECTS[:-1])} or {_SUBJECTS[-1]}")
        kind = kinds[0]
        if kinds[1:] not in ([], ["measure"] if kind == "entry" else []):
            ja = f"一つの指定に {kind} と {kinds[1]} があります。[[override]] を分けてください"
            raise self.wrong((*path, kinds[1]), ja, f"is about {kind} and {kinds[1]} at once; write two [[override]]")
        if kind in _OF_STRUCTURE:
            return kind
        others = [key for key in table if key in ("level", "none", "plan", "page", "kind", "columns")]
        if others:
            raise self.wrong((*path, others[0]), f"{others[0]} は {kind} には書けません", f"{others[0]} does not go with {kind}")
        if kind != "entry" and "restates" in table:
            raise self.wrong((*path, "restates"), "restates は entry にだけ書けます", "restates goes with entry only")
        if kind == "furniture" and "under" in table:
            ja = "furniture はどこにも属さないので、under は書けません"
            raise self.wrong((*path, "under"), ja, "furniture stands under nothing, so under must not be there")
        if "under" in table and "restates" in table:
            ja = "under と restates は一緒に書けません。[[override]] を分けてください"
            raise self.wrong((*path, "restates"), ja, "under and restates cannot go together; write two [[override]]")
        if kind != "furniture" and "under" not in table and "restates" not in table:
            needed = ("under か restates", "under or restates") if kind == "entry" else ("under", "under")
            ja, en = f"{kind} をどうするかがありません。{needed[0]} を書きます", f"says nothing of the {kind}: needs {needed[1]}"
            raise self.wrong((*path, kind), ja, en)
        return kind

    def _of_structure(self, kind: str, table: dict[str, Any], path: KeyPath, statement: str) -> Override:
        """The override of a line, a table or a part of the text, its keys checked."""
        needed, more = _OF_STRUCTURE[kind]
        for key in table:
            if key not in (kind, *needed, *more):
                raise self.wrong((*path, key), f"{key} は {kind} には書けません", f"{key} does not go with {kind}")
        present = [key for key in needed if key in table]
        if not present:
            ja, en = f"{' か '.join(needed)} を書きます", f"needs {' or '.join(needed)}"
            raise self.wrong((*path, kind), f"{kind} をどうするかがありません。{ja}", f"says nothing of the {kind}: {en}")
        if len(present) > 1 and kind != "table":
            ja = f"{present[0]} と {present[1]} は一緒に書けません"
            raise self.wrong((*path, present[1]), ja, f"{present[0]} and {present[1]} cannot go together")
        for key in ("none", "plan"):
            if table.get(key) is False:
                raise self.wrong((*path, key), f"{key} に書けるのは true だけです", f"{key} can only be true")
        if not 1 <= table.get("level", 1) <= _DEEPEST:
            ja = f"level は 1 から {_DEEPEST} までです"
            raise self.wrong((*path, "level"), ja, f"level must be 1 to {_DEEPEST}")
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
                raise self.wrong((*path, kind), "行は 1 から数えます", "lines are counted from 1")
            if not matching(str(value)):
                raise self.wrong((*path, kind), f"{kind} に言葉がありません", f"{kind} has no words")
            return str(value), ""
        kinds = {type(one) for one in value}
        if len(value) != 2 or kinds not in ([{int}] if kind == "pages" else [{int}, {str}]):
            ja = "pages には最初と最後のページを書きます（[3, 7]）" if kind == "pages" else _REGION[0]
            en = "pages takes the first and the last page, as in [3, 7]" if kind == "pages" else _REGION[1]
            raise self.wrong((*path, kind), ja, en)
        if kinds == {int} and not 1 <= value[0] <= value[1]:
            ja = f"{kind} は小さい方から 1 以上の数で書きます"
            raise self.wrong((*path, kind), ja, f"the numbers of {kind} must be 1 or more, the smaller one first")
        if any(not matching(str(one)) for one in value):
            raise self.wrong((*path, kind), f"{kind} に言葉がありません", f"{kind} has no words")
        return str(value[0]), str(value[1])

    def _table_kind(self, table: dict[str, Any], path: KeyPath) -> str:
        found: str = table.get("kind", "")
        if "kind" in table and found not in KINDS:
            ja = f"kind に「{found}」はありません（あるのは {'、'.join(KINDS)}）"
            raise self.wrong((*path, "kind"), ja, f"no kind of table is called {found} (known: {', '.join(KINDS)})")
        return found

    def _columns(self, table: dict[str, Any], path: KeyPath) -> tuple[str, ...]:
        found: list[Any] = table.get("columns", [])
        for one in found:
            if one != "" and one not in ROLES:
                ja = f'columns に「{one}」はありません（あるのは {"、".join(ROLES)}。何も言わない列は空の言葉 ""）'
                en = f'no column is called {one} (known: {", ".join(ROLES)}; "" for a column that says nothing)'
                raise self.wrong((*path, "columns"), ja, en)
        if "columns" in table and not any(found):
            raise self.wrong((*path, "columns"), "columns に列がありません", "columns names no column")
        return tuple(found)


_REGION = (
    'region には、最初の行と最後の行の始まりの言葉か、その行番号を書きます（["第２章", "第３章"]、[120, 340]）',
    'region takes the words that its first and its last line begin with, or the numbers of these lines: ["2 Goals", "3 Annex"], [120, 340]',
)


def _effect(override: Override) -> tuple[object, ...]:
    """What an override does to its subject."""
    one = override
    return one.parent, one.restates, one.level, one.none, one.plan, one.table_kind, one.columns


def _no_language(value: str) -> tuple[str, str]:
    ja = f"「{value}」は言語の符号ではありません。BCP 47 の符号（ja、fr、ko、zh-hant など）を書きます"
    return ja, f"{value} is no language: a tag of BCP 47 is expected (ja, fr, ko, zh-hant)"
