"""Files that are not quite what they should be: the bytes of documents and of source.toml, spoilt."""

from pathlib import Path
from random import Random

from tests.fuzz.documents import document

_ROOT = Path(__file__).resolve().parents[2]
SEEDS = tuple(
    path.read_bytes() for path in sorted([*_ROOT.glob("tests/cases/*/source.txt"), *_ROOT.glob("data/sources/*/source.txt")])
)
"""The bytes of every document of the project."""
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "utf-7",
    "gb18030",
    "euc_jis_2004",
)
_TELLING = (
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf8\x88\x80\x80\x80",
    b"\xe3\x81",
    b"\x1b$B",
    b"\0",
)
_VALUES = (
    *(
        '""',
        "'x'",
        '"x"',
        '"資料"',
        '"\\u0000"',
        '"\\ud800"',
        "0",
        "-1",
        "2024",
        "99999",
        "9223372036854775808",
        "1e400",
        "nan",
        "true",
    ),
    *(
        "1979-05-27",
        "[]",
        "[1, [2]]",
        "{}",
        "{ a = 1 }",
        '"https://example.org/a"',
        '"https://例え.jp/ "',
        '"not an iri"',
        '"a" "b"',
    ),
    *('"0000000000001"', '"' + "0" * 64 + '"', '"""a\nb"""', "'''", '"森林"', '"○植樹"', '"1"', '"Ⅰ"', '"２"'),
)
_KEYS = (
    *(
        "id",
        "title",
        "year",
        "url",
        "licence",
        "sha256",
        "publisher",
        "name",
        "name_en",
        "corporate_number",
        "override",
        "overrides",
    ),
    *(
        "measure",
        "group",
        "purpose",
        "entry",
        "furniture",
        "under",
        "restates",
        "kind",
        "of",
        "publisher.name",
        "a.b",
        '"id"',
        "鍵",
        "",
    ),
)
_TABLES = (
    "[publisher]",
    "[[publisher]]",
    "[override]",
    "[[override]]",
    "[[override]]",
    "[[override]]",
    "[a.b]",
    "[",
    "[]",
    "[publisher.name]",
)


def file_of(random: Random) -> bytes:
    """The bytes of a document: one of the project's with bytes changed, or a text in some encoding."""
    if random.random() < 0.3:
        data = document(random).encode(random.choice(ENCODINGS), random.choice(("ignore", "replace")))
    else:
        data = random.choice(SEEDS)
        start = random.randrange(len(data))
        data = data[start : start + random.choice((40, 200, 800, 3000))] if random.random() < 0.7 else data
    changed = bytearray(data)
    for _ in range(random.choice((0, 1, 1, 2, 4, 16))):
        _change(changed, random)
    return bytes(changed)


def _change(data: bytearray, random: Random) -> None:
    """One change to `data`: a bit, a byte, a stretch that is cut out, repeated or put elsewhere, or bytes that decoders stumble over."""
    at = random.randint(0, len(data))
    length = random.choice((1, 1, 2, 3, 10, 60))
    kind = random.randrange(7)
    if kind == 0 and at < len(data):
        data[at] ^= 1 << random.randrange(8)
    elif kind == 1 and at < len(data):
        data[at] = random.randrange(256)
    elif kind == 2:
        del data[at : at + length]
    elif kind == 3:
        data[at:at] = data[at : at + length] * random.choice((1, 2, 20))
    elif kind == 4:
        there = random.randint(0, len(data))
        data[at:at] = data[there : there + length]
    elif kind == 5:
        data[at:at] = random.choice(_TELLING)
    else:
        data[at:at] = random.choice(
            (b"\n", b"\n\n", b"\r", "○".encode(), "Ⅰ ".encode(), b"1 ", "。".encode(), "（再掲）".encode())
        )


def settings_of(random: Random) -> bytes:
    """The bytes of a source.toml: keys that are known and others, with values of every type, now and then not even TOML."""
    lines = ['id = "x"'] if random.random() < 0.7 else []
    for _ in range(random.randint(0, 8)):
        if random.random() < 0.3:
            lines.append(random.choice(_TABLES))
        else:
            lines.append(f"{random.choice(_KEYS)} = {random.choice(_VALUES)}")
    data = bytearray(random.choice(("\n", "\n", "\r\n", "\n\n")).join(lines).encode("utf-8", "replace"))
    for _ in range(random.choice((0, 0, 0, 0, 1, 3))):
        _change(data, random)
    return bytes(data)
