"""Repairs of Markdown as people and converters write it, so that CommonMark reads it; line by line, so that no line moves."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TIGHT_HEADING = re.compile(r"^( {0,3})(#{2,6})(?=[^#\s])")
_TIGHT_TITLE = re.compile(r"^( {0,3})#(?=[^#\s])")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}")
"""A Kramdown (Jekyll) attribute list for the block above, at the end of a line or on one of its own."""
_HEADING_ATTRIBUTES = re.compile(r"\{[#.:][^{}\n]{0,200}\}")
"""A Pandoc and PHP Markdown Extra attribute list at the end of a heading."""
_TEMPLATE = re.compile(r"\{%-?[^%\n]{0,300}%\}")
"""A tag of the template language of Jekyll, Hugo's kin and Nunjucks."""
_DIRECTIVE = re.compile(r"\s*(?:\{/?[a-z][a-z-]*(?:\s[^{}\n]{0,200})?\}|:{3,}(?:\s*(?:\{[^{}\n]{0,200}\}|[a-z][a-z-]*))?)\s*")
"""A line of markup for a container or an include: `{div .box}`, `{include case.md}`, and the fences of Pandoc."""
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(?=\S)")
_INDENT = re.compile(r"[ \t]*")
_DEEPEST_CODE = 4
"""Blanks beyond the words of an item from which on a line is code."""
_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_CELLS = re.compile(r"(?<!\\)\|")
_PUNCTUATION = re.compile(
    r"\s*(?::[ \t]|[・•‣▪●○◎■□◆◇▲△▼▽★☆※→⇒►▶✓✔◯〇❖➢–—]|[①-⓿❶-➓]|[(（][0-9０-９]{1,3}[)）]|[0-9０-９]{1,3}[)）．]|[【〔]|\*\*|__)"
)
"""First characters of a line that is not the middle of a sentence: a typed bullet or number, a bracketed or a bold label."""
_FIELD = re.compile(r"\s*[^\s:：|<>#`*_\[\](){}-][^:：|<>]{0,30}[:：](?!//)\s*\S")
_BLOCK = re.compile(r"\s*(?:[-+*#>|<]|\d{1,9}[.)]\s|={3,}|$)|(?: {4}|\t)")


def repaired(text: str) -> str:
    """`text` with a blank behind `##`, with the delimiter row that a table lacks, and with breaks at lines that are no wrapped prose."""
    lines = text.split("\n")
    open_lines = list(_outside_fences(lines))
    titles = any(_TIGHT_HEADING.match(lines[at]) for at in open_lines)
    for at in open_lines:
        lines[at] = _TIGHT_HEADING.sub(r"\1\2 ", lines[at])
        if titles:
            lines[at] = _TIGHT_TITLE.sub(r"\1# ", lines[at])
        lines[at] = "" if _DIRECTIVE.fullmatch(lines[at]) else _TEMPLATE.sub("", _without_attributes(lines[at]))
    _repair_tables(lines, open_lines)
    _repair_lists(lines)
    _repair_breaks(lines, open_lines)
    return "\n".join(lines)


def _without_attributes(line: str) -> str:
    """A line without the attribute list at its end."""
    if not line.rstrip().endswith("}"):
        return line
    begin = line.rfind("{")
    attributes = _HEADING_ATTRIBUTES if line.lstrip().startswith("#") else _ATTRIBUTES
    return line[:begin].rstrip() if attributes.fullmatch(line[begin:].rstrip()) else line


def _outside_fences(lines: list[str]) -> Iterator[int]:
    fence = ""
    for at, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not line[match.end() :].strip():
                fence = ""
            continue
        if match:
            fence = match[1]
            continue
        yield at


def _repair_tables(lines: list[str], open_lines: list[int]) -> None:
    """Turn rows between bars without the row of dashes below the first into a table in HTML, one row a line."""
    free = set(open_lines)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and end in free and _ROW.match(lines[end]):
            end += 1
        block = lines[at:end]
        if len(block) > 1 and not any(_RULE.match(line) for line in block) and len(_CELLS.findall(block[0])) > 2:
            for row in range(at, end):
                cells = "".join(f"<td>{cell.strip()}</td>" for cell in _CELLS.split(lines[row].strip().strip("|")))
                lines[row] = f"{'<table>' if row == at else ''}<tr>{cells}</tr>{'</table>' if row == end - 1 else ''}"
            if end < len(lines) and lines[end].strip():
                lines[end - 1] += "<!-- -->"
        at = max(end, at + 1)


def _repair_lists(lines: list[str]) -> None:
    """Nest an item that is indented by two blanks or more in the item above, whatever its mark and the blanks behind that.

    CommonMark requires the indent of that item's words; people and older programs only indent it further than its mark.
    """
    stack: list[tuple[int, int, int]] = []  # of each open item: its indent, that of its words, and that of its words as rewritten
    blank = False
    fence = ""
    for at, line in enumerate(lines):
        if not line.strip():
            blank = True
            continue
        indent = len(_INDENT.match(line).group().expandtabs(4))  # type: ignore[union-attr]
        item = None if fence else _ITEM.match(line)
        if item is not None and (stack or indent < _DEEPEST_CODE):
            while stack and indent < stack[-1][0] + 2:
                stack.pop()
            if stack and blank and indent >= stack[-1][1] + _DEEPEST_CODE:
                continue
            new = stack[-1][2] if stack else min(indent, 3)
            lines[at] = f"{' ' * new}{item[2]} {line[item.end() :]}"
            behind = len(line[: item.end()].expandtabs(4))
            stack.append((indent, behind, new + len(item[2]) + 1))
        elif stack and indent > stack[-1][0]:
            # More words of the item, or code in it.
            further = max(0, indent - stack[-1][1])
            lines[at] = " " * (stack[-1][2] + (further if further >= _DEEPEST_CODE or fence else 0)) + line.lstrip()
        elif stack and indent:
            while stack and indent <= stack[-1][0]:
                stack.pop()
            if stack:
                lines[at] = " " * stack[-1][2] + line.lstrip()
        elif blank:
            stack.clear()
        match = _FENCE.match(line.lstrip())
        if match:
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
        blank = False


def _repair_breaks(lines: list[str], open_lines: list[int]) -> None:
    """Add two blanks, a break in Markdown, to lines whose next line is a line by itself, where the author gave none."""
    free = set(open_lines)
    fields = [at in free and bool(_FIELD.match(line)) for at, line in enumerate(lines)]
    for at in open_lines:
        if (
            at + 1 not in free
            or not lines[at].strip()
            or lines[at].endswith(("  ", "\\"))
            or (_BLOCK.match(lines[at + 1]) and not lines[at + 1].startswith("**"))
        ):
            continue
        if lines[at].lstrip().startswith(("#", "|", "<")):
            continue
        if _PUNCTUATION.match(lines[at + 1]) or (fields[at] and fields[at + 1]) or _is_bold(lines[at]):
            lines[at] += "  "


def _is_bold(line: str) -> bool:
    words = line.strip()
    return len(words) > 4 and words.startswith("**") and words.endswith("**") and words.count("**") == 2
