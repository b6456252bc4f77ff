"""The words that documents are invented from: fields of policy with headings, aims, themes and things.

    file  = { "-- " comment | field }
    field = "# " name, "> " headings, "! " aims, { theme }
    theme = name " | " the same in other words " | " things

Within a field some phrases share words and others only a meaning, as in real documents.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("fields.txt")

WORKS = (
    *("推進", "強化", "充実", "支援", "促進", "拡充", "見直し", "普及", "導入支援", "実証", "体制の整備", "調査研究", "機能強化"),
    *("計画的な推進", "モデル事業の実施", "利用拡大", "人材育成", "安定的な確保", "高度化", "環境整備", "情報発信", "検討"),
)
"""What is done about a thing."""
SYNONYMS = {
    "推進": "促進",
    "強化": "機能強化",
    "充実": "拡充",
    "促進": "推進",
    "拡充": "充実",
    "普及": "普及促進",
    "見直し": "再検討",
}
"""Other words for the same work."""
PLACES = (
    "離島における",
    "中山間地域の",
    "都市部での",
    "小規模事業者向け",
    "若者に対する",
    "民間と連携した",
    "次世代の",
    "広域的な",
)
"""What narrows a thing down."""
DEPARTMENTS = (
    "福祉部",
    "産業港湾部",
    "企画政策課",
    "教育部",
    "建設部",
    "保健所",
    "総務課",
    "農林水産課",
    "水道局",
    "環境局",
    "危機管理室",
)
"""Who is in charge."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A part of a field."""

    name: str
    """What it is called."""
    paraphrase: str
    """The same in words that it shares little of."""
    things: tuple[str, ...]
    """What its measures and entries are about."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of policy."""

    name: str
    """What it is called; printed nowhere."""
    headings: tuple[str, ...]
    """Headings of a pillar on it."""
    aims: tuple[str, ...]
    """What it is for: clauses that end in a verb."""
    themes: tuple[Theme, ...]
    """Its parts."""


@cache
def fields() -> tuple[Field, ...]:
    """All fields, in the order of the file."""
    text = "\n".join(line for line in _FILE.read_text(encoding="utf-8").split("\n") if not line.startswith("-- "))
    return tuple(_field(block.strip().split("\n")) for block in text.split("# ")[1:])


def _field(lines: list[str]) -> Field:
    name, headings, aims, *themes = lines
    return Field(name, _parts(headings[2:], " / "), _parts(aims[2:], " / "), tuple(_theme(line) for line in themes))


def _theme(line: str) -> Theme:
    name, paraphrase, things = line.split(" | ")
    return Theme(name, paraphrase, _parts(things, "、"))


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator))
