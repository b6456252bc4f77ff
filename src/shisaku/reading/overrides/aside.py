"""Parts of a document that overrides leave out: lines without meaning for the plan, regions, pages; or all but the region that is the plan."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from shisaku.messages import Message
from shisaku.model.findings import Finding
from shisaku.model.source import Override, Source, Span
from shisaku.reading.override_statements import AMBIGUOUS, NONE_SUCH, without_effect
from shisaku.reading.text.characters import matching
from shisaku.reading.tokens.lines import Line, without

Pages = Callable[[int], int]
"""The page that a character of the text is on; 0 where there are none."""
_NO_LINE = Message("reading-document-has-no-such-line")
_NO_PAGE = Message("reading-document-has-no-such-page")
_NO_END = Message("reading-no-line-behind-first-one")


def set_aside(
    printed: Sequence[Line], overrides: Iterable[Override], pages: Pages = lambda at: 0
) -> tuple[tuple[Line, ...], tuple[Span, ...], tuple[Finding, ...]]:
    """The lines with those left blank that overrides leave out, their places, and a finding for each override that matches nothing."""
    overrides = tuple(overrides)
    begun, unmet = _artefact_lines(printed, [one for one in overrides if one.kind == "furniture"])
    parts, unfit = _parts(printed, [one for one in overrides if one.kind in ("region", "pages")], pages)
    out = begun | parts
    if not out:
        return tuple(printed), (), (*unmet, *unfit)
    aside = tuple(printed[at].span for at in sorted(out) if printed[at].text)
    return without(printed, out), aside, (*unmet, *unfit)


def _artefact_lines(printed: Sequence[Line], overrides: Sequence[Override]) -> tuple[set[int], list[Finding]]:
    """Lines that begin with the words of an override, by their places."""
    expected = {matching(override.names): override for override in overrides}
    lengths = sorted({len(words) for words in expected if words})  # words of which nothing shows begin no line
    met: set[str] = set()
    found: set[int] = set()
    for at, line in enumerate(printed if expected else ()):
        words = matching(line.text)
        fitting = [words[:n] for n in lengths if n <= len(words) and words[:n] in expected]
        met.update(fitting)
        found.update([at] if fitting else [])
    return found, [without_effect(override, NONE_SUCH) for words, override in expected.items() if words not in met]


def _parts(printed: Sequence[Line], overrides: Sequence[Override], pages: Pages) -> tuple[set[int], list[Finding]]:
    """Lines in regions that are left out, or outside of the regions that are the plan where there are such, by their places."""
    out: set[int] = set()
    plan: set[int] = set()
    findings = []
    for override in overrides:
        found = _on_pages(printed, override, pages) if override.kind == "pages" else _between(printed, override)
        if isinstance(found, Message):
            findings.append(without_effect(override, found))
        elif override.none:
            out.update(found)
        else:
            plan.update(found)
    return out | (set(range(len(printed))) - plan if plan else set()), findings


def _on_pages(printed: Sequence[Line], override: Override, pages: Pages) -> Sequence[int] | Message:
    first, last = int(override.names), int(override.until)
    return [at for at, line in enumerate(printed) if line.text and first <= pages(line.start) <= last] or _NO_PAGE


def _between(printed: Sequence[Line], override: Override) -> Sequence[int] | Message:
    """From the line that begins with the first words to the next one that begins with the last ones, both among them."""
    if override.names.isdecimal() and override.until.isdecimal():
        first, last = int(override.names) - 1, int(override.until)
        return range(first, min(last, len(printed))) if first < len(printed) else _NO_LINE
    begins = lines_beginning(printed, override.names)
    if len(begins) != 1:
        return AMBIGUOUS if begins else NONE_SUCH
    ends = lines_beginning(printed[begins[0] :], override.until)
    return range(begins[0], begins[0] + ends[0] + 1) if ends else _NO_END


def lines_beginning(printed: Sequence[Line], words: str) -> list[int]:
    """Places of the lines that are just these words; where there are none, of those that begin with them."""
    expected = matching(words)
    found = [(at, letters) for at, line in enumerate(printed) if (letters := matching(line.text)).startswith(expected)]
    return [at for at, letters in found if letters == expected] or [at for at, _ in found]


def pages_of(source: Source) -> Pages:
    """On which page each character of a source is."""
    if source.layout:
        return lambda at: printed.page if (printed := source.printed_line(at)) is not None else 0
    found = {block.span.start: block.place.page for block in source.document.blocks()} if source.document is not None else {}
    starts = sorted(found)

    def page(at: int) -> int:
        place = bisect_right(starts, at) - 1
        return found[starts[place]] if place >= 0 else 0

    return page
