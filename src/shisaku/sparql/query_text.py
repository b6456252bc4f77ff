"""SPARQL as text: the form of a query, where its head ends, and values put into it."""

import re
from collections.abc import Mapping

from shisaku.sparql.guard import code_of

_PROLOGUE = re.compile(r"\s*(?:(?:(?:BASE|VERSION)(?=\s)|PREFIX\s*[^\s:]*:)\s*)*", re.IGNORECASE)
_FORM = re.compile(r"SELECT|ASK|CONSTRUCT|DESCRIBE", re.IGNORECASE)
"""The keyword, which Oxigraph also takes right before another one."""
_PREFIX = re.compile(r"\bPREFIX\s*(?P<name>[^\s:]*):\s*<(?P<iri>[^>]*)>", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"[(){]|(?<![\w?$:.-])(?:WHERE|GROUP|HAVING|ORDER|LIMIT|OFFSET|VALUES)(?![\w:])", re.IGNORECASE)
_PATTERN = re.compile(r"(?:WHERE\s*)?\{", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_SUB_SELECT = re.compile(r"\s*SELECT\b", re.IGNORECASE)


def form_of(query: str) -> str | None:
    """`SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`; None where the text does not begin as a query of SPARQL 1.1 (grammar, 2 to 7)."""
    form, _ = _form(code_of(query))
    return form


def declared(query: str) -> dict[str, str]:
    """The prefixes that a query declares, with their IRIs."""
    return {found["name"]: found["iri"] for found in _PREFIX.finditer(code_of(query, iris=True))}


def head_end(query: str) -> int:
    """Where the head of a query ends, and clauses on its data belong (`FROM`): before WHERE or the brace of the pattern."""
    code = code_of(query)
    return _head_end(code, *_form(code))


def bound(query: str, values: Mapping[str, object]) -> str:
    """The query with a VALUES block for each variable in every group that uses it; a value is a term that `str` writes as SPARQL does.

    A group knows no variable of the groups around it (SPARQL 1.1, 18.2.1: evaluated from the inside), hence one block in each. The
    head of SELECT only names its columns; where that of CONSTRUCT or DESCRIBE uses a variable, the outermost group gets a block.
    """
    code = code_of(query)
    form, start = _form(code)
    head = _head_end(code, form, start)
    pattern = _PATTERN.match(code, head)
    blocks: dict[int, list[str]] = {}
    for name, term in sorted(values.items()):
        used = re.compile(rf"[?$]{re.escape(name)}\b")
        block = f" VALUES ?{name} {{ {term} }}"
        if form == "CONSTRUCT" and not _has_template(code, start):  # its pattern is the template, and takes triples only
            places, block = ({len(query)} if used.search(code) else set()), f"\n{block}"
        else:
            places = _groups(code, head if form == "CONSTRUCT" else 0, used)
            if form in ("CONSTRUCT", "DESCRIBE") and used.search(code, start, head):
                places.add(pattern.end() if pattern else head)
                block = block if pattern else f" WHERE {{{block} }} "
        for place in places:
            blocks.setdefault(place, []).append(block)
    parts, last = [], 0
    for place in sorted(blocks):
        parts += [query[last:place], *blocks[place]]
        last = place
    return "".join((*parts, query[last:]))


def _form(code: str) -> tuple[str | None, int]:
    """The form of a query without comments, strings and IRIs, and where its keyword ends."""
    prologue = _PROLOGUE.match(code)
    found = _FORM.match(code, prologue.end() if prologue else 0)
    return (found.group().upper(), found.end()) if found else (None, 0)


def _head_end(code: str, form: str | None, start: int) -> int:
    """A brace in parentheses is that of an EXISTS among the columns; one right behind CONSTRUCT opens the template."""
    if form == "CONSTRUCT" and _has_template(code, start):
        start = _closed(code, start)
    depth = 0
    for token in _HEAD_ENDS.finditer(code, start):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        if token.group() not in "()" and not depth:
            return token.start()
    return len(code)


def _has_template(code: str, start: int) -> bool:
    """Whether CONSTRUCT, which ends at `start`, has one of its own (grammar, 10)."""
    return code[start:].lstrip().startswith("{")


def _closed(code: str, start: int) -> int:
    """Where the first brace behind `start` is closed."""
    depth = 0
    for brace in _BRACE.finditer(code, start):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            return brace.end()
    return len(code)


def _groups(code: str, start: int, used: re.Pattern[str]) -> set[int]:
    """Where the groups begin (behind their brace) that use a variable themselves; sub-selects are no groups of their own."""
    found: set[int] = set()
    open_groups: list[int] = []
    for token in re.compile(rf"[{{}}]|{used.pattern}").finditer(code, start):
        if token.group() == "{":
            open_groups.append(token.end())
        elif token.group() == "}":
            if open_groups:
                open_groups.pop()
        elif open_groups and not _SUB_SELECT.match(code, open_groups[-1]):
            found.add(open_groups[-1])
    return found
