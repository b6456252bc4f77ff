"""Lines of plain text that add up the sums of the lines above them: they are no part of the plan, and no component's sum."""

import re
from collections.abc import Iterator, Sequence

from shisaku.reading.fields.amounts import find_sums
from shisaku.reading.fields.stretch import Concepts, FieldContext, Stretch, left_by
from shisaku.reading.tokens.lines import Line

_TOTALS = frozenset({"total", "subtotal"})
_LONGEST = 40
_WORD = re.compile(
    r"[^\w（(【\[]*[（(【\[]?\s*(?P<word>[^\W\d_](?:[^\W\d_]|[ 　](?=[^\W\d_])){0,11})\s*[）)】\]]?\s*[:：…‥.・]*\s*(?=[0-9０-９約¥￥$£€])"
)


def totals(lines: Sequence[Line], concepts: Concepts) -> frozenset[int]:
    """Places of the lines that print a word for a total and a sum, and nothing else, right below a line that prints a sum."""
    return frozenset(_totals(lines, FieldContext(concepts)))


def _totals(lines: Sequence[Line], context: FieldContext) -> Iterator[int]:
    above: Line | None = None
    for at, line in enumerate(lines):
        if not line.text:
            continue
        found = _WORD.match(line.text) if above is not None and len(line.text) <= _LONGEST else None
        if found is not None and context.named("table-word", "".join(found["word"].split())) in _TOTALS:
            rest = Stretch(line.text[found.end() :], line.start + found.end())
            sums = find_sums(rest, context)
            places = [span for one in sums for span in (one.figure.span, one.qualifier.span) if span is not None]
            if sums and not left_by(rest, places) and above is not None and find_sums(Stretch(above.text, above.start), context):
                yield at
                continue  # a grand total may be below it
        above = line
