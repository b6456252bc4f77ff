"""From bytes to text: which character encoding they are in, how sure that is, and what could not be decoded.

Every encoding that Japanese documents come in explains the same bytes in its own way; the likeliest explanation is taken. A text is
as likely as its sequence of scripts (kanji go with kanji and hiragana, Latin letters with Latin letters) and as its characters are
common within their script; sequences of bytes that an encoding does not know are hardly likely at all. As all candidates are scored
over the same bytes, their shares of the probability can be compared (Bayes). A byte order mark, or source.toml, decides.

Guaranteed: every byte is in the text or in `undecoded`, where U+FFFD stands for it; the same bytes give the same text.
"""

import codecs
import math
import re
from collections import Counter
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from shisaku.messages import Message
from shisaku.model.source import Span, UndecodedBytes
from shisaku.reading.text.scripts import JAPANESE, WESTERN, Transitions, scripts

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc-jp", "iso-2022-jp", "cp1252")
"""The encodings that are distinguished, by the names that are reported."""
_CODECS = {"euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp_ext"}
_ALIASES = {
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "shift_jisx0213": "cp932",
    "euc_jp": "euc-jp",
    "euc_jis_2004": "euc-jp",
    "euc_jisx0213": "euc-jp",
    "utf-8-sig": "utf-8",
    "iso8859-1": "cp1252",
}
"""Python's names of encodings that one of ours includes."""
_PRIOR = {"utf-8": 0.0, "cp932": -1.0, "euc-jp": -3.0, "iso-2022-jp": -2.0, "utf-16-le": -7.0, "utf-16-be": -7.0, "cp1252": -5.0}
"""How usual each is beforehand (natural logarithm); UTF-16 nearly always has a byte order mark."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNDECODED = -14.0
"""Worth of a sequence of bytes that an encoding does not know (natural logarithm)."""
_SAMPLE = 8_192
"""Bytes that are looked at, from the first one on that is not ASCII."""
_LONGEST_SEQUENCE = 4
"""Bytes of one character at most; so many at the end of a sample may be half of one."""
_CERTAIN = 256
"""Bytes behind the first ones of characters, from which on it is no chance that all of them fit UTF-8."""
_SIGNIFICANT = re.compile(rb"[\x80-\xff\x1b\x00]")
_LEAST_SHARE = 0.01
"""Share of the probability from which on another encoding is reported as a rival."""
_NO_TEXT = -7.3
"""Worth of a byte below which nothing is text: a text with every tenth byte damaged has -6, compressed data and programs -7.6 and less."""
_LEAST_NOISE = 512
"""Bytes that are needed to distinguish noise from damaged text; what is shorter is read, whatever it is."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.25
"""Share of control characters beyond which a file is no text."""
_PLACEHOLDER = "\udc80"
"""Stands for undecoded bytes until they are counted; no codec gives a lone surrogate."""


class NoTextError(Exception):
    """The bytes are no text; `message` names what they seem to be and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text."""

    text: str
    """The text, without a byte order mark."""
    encoding: str
    """One of `ENCODINGS`."""
    rivals: tuple[tuple[str, float], ...]
    """Encodings that would give another text, each with its share of the probability, likeliest first."""
    undecoded: tuple[UndecodedBytes, ...]
    """What the encoding does not know, in order; a run is one piece."""


def encoding_named(name: str) -> str | None:
    """The one of `ENCODINGS` that is also called `name`; None where it is none of them."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if found.startswith("iso2022_jp"):
        return "iso-2022-jp"
    found = _ALIASES.get(found, found)
    return found if found in ENCODINGS else None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text that `data` hold, in `encoding` where one is given. Raises NoTextError for what is no text."""
    mark = next((name for start, name in _MARKS if data.startswith(start)), None)
    rivals: tuple[tuple[str, float], ...] = ()
    chosen = encoding or mark
    if chosen is None:
        (chosen, worth), rivals = _likeliest(data)
        if worth < _NO_TEXT and len(data) >= _LEAST_NOISE:
            raise _no_text()
    text, undecoded = _decoded(data, chosen)
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise _no_text()
    return Decoded(text, chosen, rivals, undecoded)


def _no_text() -> NoTextError:
    return NoTextError(Message("reading-not-text-encoding-not-read"))


# -- which encoding ----------------------------------------------------------------------------------------------------


def _likeliest(data: bytes) -> tuple[tuple[str, float], tuple[tuple[str, float], ...]]:
    """The likeliest encoding with its worth a byte (0 where the bytes are UTF-8, which noise never is), and its rivals."""
    if _is_plainly_utf8(data):
        return ("utf-8", 0.0), ()
    first = _SIGNIFICANT.search(data)
    start = first.start() & ~3 if first else 0
    sample = data[start : start + _SAMPLE]
    names = [name for name in ENCODINGS if name != "iso-2022-jp" or b"\x1b" in sample]
    whole = len(sample) if start + len(sample) == len(data) else len(sample) - _LONGEST_SEQUENCE
    texts, scores, lost = {}, {}, {}
    for name in names:
        texts[name], undecoded = _decoded(sample, name)
        lost[name] = sum(len(run.span) for run in undecoded if run.offset < whole)
        scores[name] = _worth(texts[name]) + _UNDECODED * lost[name] + _PRIOR[name]
    best = max(names, key=lambda name: scores[name])
    weights = {name: math.exp(max(-700.0, scores[name] - scores[best])) for name in names if texts[name] != texts[best]}
    shares = ((name, weight / (1 + math.fsum(weights.values()))) for name, weight in weights.items())
    rivals = sorted((pair for pair in shares if pair[1] >= _LEAST_SHARE), key=lambda pair: -pair[1])
    worth = 0.0 if not lost["utf-8"] else scores[best] / len(sample)
    return (best, worth), tuple((name, int(share * 100) / 100) for name, share in rivals)


def _is_plainly_utf8(data: bytes) -> bool:
    """Whether there is no doubt: no byte is amiss, and none is a sign of UTF-16 or ISO-2022."""
    if b"\x1b" in data or b"\x00" in data:
        return False
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return data.isascii() or len(data) - len(text) >= _CERTAIN


def _worth(text: str) -> float:
    """Logarithm of the probability of `text`, as Japanese or as a text in Latin letters, whichever is more."""
    row = scripts(text.replace(_PLACEHOLDER, ""))
    pairs = Counter(zip("^" + row, row, strict=False))

    def under(model: Transitions) -> float:
        return math.fsum(model[pair] * count for pair, count in pairs.items())

    return max(under(JAPANESE), under(WESTERN))


# -- decoding ----------------------------------------------------------------------------------------------------------

_gathered: ContextVar[list[tuple[int, bytes]]] = ContextVar("_gathered")
"""Offset and bytes of every sequence that the codec at work did not know."""


def _decoded(data: bytes, encoding: str) -> tuple[str, tuple[UndecodedBytes, ...]]:
    """The whole of `data` in `encoding`, U+FFFD in place of what it does not know."""
    gathered: list[tuple[int, bytes]] = []
    token = _gathered.set(gathered)
    try:
        text = data.decode(_CODECS.get(encoding, encoding), f"shisaku-{encoding}")
    finally:
        _gathered.reset(token)
    text = text.removeprefix("\ufeff")
    if not gathered:
        return text, ()
    runs: list[UndecodedBytes] = []
    for (offset, lost), match in zip(gathered, re.finditer(_PLACEHOLDER, text), strict=True):
        last = runs[-1] if runs else None
        if last is not None and last.span.end == match.start() and last.offset + len(last.data) == offset:
            runs[-1] = UndecodedBytes(Span(last.span.start, match.end()), last.offset, last.data + lost)
        else:
            runs.append(UndecodedBytes(Span(match.start(), match.end()), offset, lost))
    return text.replace(_PLACEHOLDER, "\ufffd"), tuple(runs)


def _handler(wider: str | None, high: int) -> Callable[[UnicodeError], tuple[str, int]]:
    """Called by a codec for bytes that it does not know: two of them in the `wider` encoding, else they are gathered.

    Python's own codecs lack the characters that NEC added to row 13 of JIS X 0208 (Ⅰ, ①, ㈱ …); the Encoding Standard, and every
    program that writes Japanese text, has them there, and JIS X 0213 too. `high` is set in each byte first (ISO-2022 has it clear).
    """

    def handle(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        pair = error.object[error.start : error.start + 2]
        if wider is not None and len(pair) == 2 and (not high or error.end - error.start == 2):
            try:
                return bytes(byte | high for byte in pair).decode(wider), error.start + 2
            except UnicodeDecodeError:
                pass
        _gathered.get().append((error.start, error.object[error.start : error.end]))
        return _PLACEHOLDER, error.end

    return handle


for _name in ENCODINGS:
    _wider = {"euc-jp": "euc_jis_2004", "iso-2022-jp": "euc_jis_2004", "cp932": "shift_jis_2004"}.get(_name)
    codecs.register_error(f"shisaku-{_name}", _handler(_wider, 0x80 if _name == "iso-2022-jp" else 0))
