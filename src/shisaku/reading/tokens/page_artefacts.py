"""Page artefacts, printed on pages without meaning for the plan: page numbers, rules, running heads, contents pages, ruby.

Inferred from the document itself: page numbers count up, running heads come back beside them, contents name headings that follow.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from shisaku.reading.tokens.amount_tokens import UNIT
from shisaku.reading.tokens.lines import LONGEST_PAGE_NUMBER, Line

_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE_AND_LEADERS = re.compile(r"\s*[0-9０-９]{1,4}(?P<gap>[\s.．…‥・･⋯─-]*)")
"""The end of a line of contents, read backwards."""
_LEADERS = re.compile(r"[.．…‥・･⋯─-]{3}")
_DOTS = re.compile(r"[.．…‥・･⋯]{5}|[…‥⋯]{3}")
"""Leaders without a page number, which is on the next line."""
_LEADERS_ALONE = re.compile(r"[.．…‥・･⋯─-][\s.．…‥・･⋯─-]*[0-9０-９]{0,4}")
_LONGEST_LEADER = 300
_CONTENTS = re.compile(r"目\s*次|(?i:table of contents|contents)")
_LEADER_AT_END = re.compile(r"\s?[.．…‥・･⋯]$")
_ENTRY_OF_CONTENTS = re.compile(r"\S.*\s[0-9０-９]{1,4}$")
_RUBY = re.compile(r"[ぁ-ゖー]{1,8}(?:\s+[ぁ-ゖー]{1,8})*")
_KANJI_END = re.compile(r"[一-鿿々]$")
_DATE = re.compile(
    r"(?:(?:令和|平成|昭和)\s?[0-9０-９元]{1,2}|[0-9０-９]{4})\s?年\s?(?:[（(].{2,10}[）)])?\s?(?:[0-9０-９]{1,2}\s?月\s?(?:[0-9０-９]{1,2}\s?日)?)?(?:[（(].{1,12}[）)])?"
)
"""A date on a line of its own, as on covers."""
_NEAR = 5
_BROKEN_OFF = 0.95
"""Share of the longest line near by that a line broken off by readings comes to at most; a fuller one ends where the column does."""
_LONGEST_RUBY = 30
_LONGEST_HEAD = 80
_EDITION_BEHIND = re.compile(r"(?:\s*[（(【〔].*)?", re.DOTALL)
"""What a title may have behind what running heads repeat of it."""
_LEAST_REPEATS = 3


def artefact_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines of a document in printed order that are page artefacts."""
    printed = [index for index, line in enumerate(lines) if line.text]
    numbers = {index for index in printed if lines[index].is_page_number_or_rule}
    units = {index for index in printed if UNIT.fullmatch(lines[index].text[:LONGEST_PAGE_NUMBER])}
    found = numbers | units | _contents(lines, printed) | _ruby(lines)
    return frozenset(found | _running_heads(lines, printed, numbers))


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date, as on covers."""
    return len(text) <= LONGEST_PAGE_NUMBER and _DATE.fullmatch(text) is not None


def is_ruby(text: str) -> bool:
    """Whether a line is nothing but readings in hiragana, as are set above characters."""
    return len(text) <= _LONGEST_RUBY and _RUBY.fullmatch(text) is not None


def _running_heads(lines: Sequence[Line], printed: Sequence[int], numbers: set[int]) -> set[int]:
    """Lines that come back, but for their digits, beside page numbers, and the document's first line where it does."""
    beside: set[int] = set()
    for position, index in enumerate(printed):
        if index in numbers:
            beside.update(printed[max(0, position - 2) : position])
            beside.update(printed[position + 1 : position + 3])
    keys = {index: _DIGITS.sub("0", lines[index].text) for index in beside - numbers if len(lines[index].text) <= _LONGEST_HEAD}
    counts = Counter(keys.values())
    title = lines[printed[0]].text if printed else ""
    again = {index for index in keys if index != printed[0] and _names(lines[index].text, title)}
    return again | {index for index, key in keys.items() if counts[key] >= _LEAST_REPEATS}


def _names(text: str, title: str) -> bool:
    """Whether a running head repeats the title, with or without its edition."""
    return title.startswith(text) and _EDITION_BEHIND.fullmatch(title, len(text)) is not None


def _contents(lines: Sequence[Line], printed: Sequence[int]) -> set[int]:
    """Lines with dot leaders to a page number, and what is under the word 目次 and ends in a page number."""
    dotted = [i for i in printed if len(lines[i].text) <= _LONGEST_LEADER and _LEADERS.search(lines[i].text)]
    leading = {i for i in dotted if _leads_to_page(lines[i].text)}
    found = leading | {i for i in dotted if _DOTS.search(lines[i].text)}
    found = found if len(found) > 1 else set()
    for position, index in enumerate(printed[1:]):
        if not _LEADERS_ALONE.fullmatch(lines[index].text):
            continue
        if index in found or printed[position] in found:
            found.update((index, printed[position]))
    for position, index in enumerate(printed):
        if not _CONTENTS.fullmatch(lines[index].text):
            continue
        entries = []
        for following, next_ in itertools.pairwise((*printed[position + 1 :], -1)):
            own, below = (at in found or _is_of_contents(lines[at].text[-_LONGEST_LEADER:]) for at in (following, next_))
            if not (own or (below and next_ >= 0)):
                break
            entries.append(following)
        if entries:
            found.update((index, *entries))
    return found


def _is_of_contents(text: str) -> bool:
    """Whether a line under the word 目次 belongs there: it ends in a page number, or in leaders to one on the next line."""
    return bool(_ENTRY_OF_CONTENTS.fullmatch(text) or _LEADERS_ALONE.fullmatch(text) or _LEADER_AT_END.search(text))


def _leads_to_page(text: str) -> bool:
    """Whether words are followed by leaders to a page number: 里山の保全 ……… 12."""
    backwards = text[::-1]
    end = _PAGE_AND_LEADERS.match(backwards)
    return end is not None and _LEADERS.search(backwards, end.start("gap"), min(end.end("gap"), len(text) - 1)) is not None


def _ruby(lines: Sequence[Line]) -> set[int]:
    """Readings of characters, set in lines of their own in the middle of a sentence, where the line above breaks off in a kanji."""
    found = set()
    for index in range(1, len(lines) - 1):
        above, below = lines[index - 1].text, lines[index + 1].text
        if below and is_ruby(lines[index].text) and _KANJI_END.search(above):
            near = max(len(line.text) for line in lines[max(0, index - _NEAR) : index + _NEAR])
            if len(above) < _BROKEN_OFF * min(near, _LONGEST_LEADER):
                found.add(index)
    return found
