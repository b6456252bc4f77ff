"""The table `[retired]` of source.toml: former keys of a plan, each with the keys of its replacements."""

from rdflib import URIRef

from shisaku.diff.changes import GraphDiff
from shisaku.diff.diff_wording import BASES, REASSIGNED
from shisaku.diff.retirement import STATED, Retirement
from shisaku.messages import Language, sentence, visible
from shisaku.rdf.plan_order import natural

_WIDTH = 60
"""Characters of an element's words behind its keys."""


def retired_table(diff: GraphDiff, lang: Language) -> str:
    """The whole table of each plan, with earlier retirements: TOML, or nothing where there is nothing to retire.

    It replaces the present table, as a table may occur once in a file and no key in it may lead to a retired one.
    """
    plans = sorted({one.plan for one in diff.retired})
    return "".join(_table(diff, plan, len(plans) > 1, lang) for plan in plans)


def _table(diff: GraphDiff, plan: URIRef, named: bool, lang: Language) -> str:
    rows = {one.old: one for one in (*diff.already_retired, *diff.retired) if one.plan == plan}
    lines = [f"# {plan}"] if named else []
    if any(one.plan == plan for one in diff.already_retired):
        lines.append(f"# {sentence('diff-takes-place-table-retired-there', lang)}")
    below = f"{plan}/"
    for changed in diff.reassigned:
        if changed.iri.startswith(below):
            words = f"{_short(changed.old)} → {_short(changed.new)}"
            lines.append(f"# {REASSIGNED.text(lang)}: {changed.iri.removeprefix(below)}  {words}")
    lines.append("[retired]")
    lines += [_row(rows[old], below, lang) for old in sorted(rows, key=natural)]
    return visible("\n".join(lines)) + "\n"


def _row(one: Retirement, below: str, lang: Language) -> str:
    """`"measure/3" = "measure/abcdefgh"  # same place: the words`; the comment says why."""
    keys = [f'"{iri.removeprefix(below)}"' for iri in one.new if iri.startswith(below)]
    value = keys[0] if len(keys) == 1 else f"[{', '.join(keys)}]"
    words = f": {_short(one.words)}" if one.words else ""
    why = "" if one.basis == STATED else f"  # {BASES[one.basis].text(lang)}{words}"
    return f'"{one.old.removeprefix(below)}" = {value}{why}'


def _short(words: str) -> str:
    """Words on one line, truncated where they are long: nothing in them ends a comment."""
    shown = " ".join(visible(words).split())
    return shown if len(shown) <= _WIDTH else f"{shown[:_WIDTH]}…"
