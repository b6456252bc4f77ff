"""The difference of two graphs as text for a terminal, Markdown for a pull request, JSON and Turtle for programs."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, SKOS

from shisaku.diff.changes import Bump, Change, ChangeKind, Detail, GraphDiff
from shisaku.diff.descriptions import Value
from shisaku.diff.diff_wording import BUMPS, KINDS, REASSIGNED, RETIRED, DiffWording
from shisaku.messages import Language, Message, sentence, visible
from shisaku.rdf.quads import Triple
from shisaku.rdf.turtle_writer import TurtleWriter

FORMATS = ("text", "markdown", "json", "turtle")
"""Forms of a report."""
MAX_LENGTH = 65_000
"""Approximate limit of a report in Markdown, in characters: a comment on a pull request may have 65,536."""
MOST_ROWS = 100
"""Rows of a table in Markdown, if they fit."""
FEWEST_TOGETHER = 3
"""Renames that differ only in the beginning of the IRI are reported as one from this number on."""

Group = tuple[str, str, tuple[Change, ...]]
"""Old and new beginning of the IRIs, and the renames."""


def report(diff: GraphDiff, form: str, lang: Language) -> str:
    """The difference in one of `FORMATS`, ending in a line break."""
    if form == "json":
        return _json(diff)
    if form == "turtle":
        return _turtle(diff)
    return _markdown(diff, lang) if form == "markdown" else _text(diff, lang)


def summary(diff: GraphDiff, lang: Language) -> str:
    """One line: number of changes of each kind, of breaking ones and, for an ontology, its next version."""
    if not diff.changes:
        return sentence("diff-no-differences", lang)
    counts = Message.joined((sentence("diff-n-kinds", lang, kinds=KINDS[k], n=n) for k, n in diff.counts.items())).verbatim(lang)
    broken = len(diff.breaking)
    parts = [counts, sentence("diff-breaking", lang, broken=broken)]
    if diff.is_ontology:
        version = sentence("diff-versions-next-version", lang, versions=diff.versions[0], next_version=diff.next_version)
        step = BUMPS[diff.bump].text(lang) + (version if diff.next_version else "")
        parts.append(sentence("diff-version-step", lang, step=step))
    return sentence("diff-parts", lang, parts=Message.joined(parts, "list-sentences"))


# -- text --------------------------------------------------------------------------------------------------------------


def _text(diff: GraphDiff, lang: Language) -> str:
    wording = DiffWording(diff, lang)
    lines = [summary(diff, lang)]
    for kind in diff.counts:
        groups, single = _of_kind(diff, kind)
        lines += ["", f"{KINDS[kind].text(lang)} ({diff.counts[kind]})"]
        lines += [f"  {_group(group, lang)}" for group in groups]
        for change in single:
            lines.append(f"  {_sign(change)} {_headline(change, wording)}")
            if kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
                lines += [f"      {_detail(detail, wording)}" for detail in change.details]
    for title, rows in _on_iris(diff, wording):
        lines += ["", title, *(f"  {row}" for row in rows)]
    return visible("\n".join(lines)) + "\n"


def _on_iris(diff: GraphDiff, wording: DiffWording) -> Iterable[tuple[str, list[str]]]:
    """Changes of IRIs that others may have linked to: retired ones, and those that now name something else."""
    if diff.retired:
        yield f"{RETIRED.text(wording.lang)} ({len(diff.retired)})", [wording.retired(one) for one in diff.retired]
    if diff.reassigned:
        rows = [f"{wording.value(one.iri)}  {_of(one.old)} → {_of(one.new)}" for one in diff.reassigned]
        yield f"{REASSIGNED.text(wording.lang)} ({len(diff.reassigned)})", rows


def _of(words: str) -> str:
    return " ".join(words.split()) or "—"


def _headline(change: Change, wording: DiffWording) -> str:
    """The resource, the similarity of a renamed one, and why it breaks something."""
    parts = [wording.called(change)]
    if change.similarity is not None:
        parts.append(f"{sentence('diff-similarity', wording.lang)} {change.similarity:.2f}")
    if change.breaking:
        parts.append(sentence("diff-breaking-short", wording.lang) + "; ".join(m.text(wording.lang) for m in change.breaking))
    return "  ".join(parts)


def _sign(change: Change) -> str:
    return {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-"}.get(change.kind, "~")


def _detail(detail: Detail, wording: DiffWording) -> str:
    return f"{wording.value(detail.predicate)}: {wording.values(detail.old)} → {wording.values(detail.new)}"


def _group(group: Group, lang: Language) -> str:
    old, new, changes = group
    return f"{old}… → {new}…  " + sentence("diff-resources", lang, changes=len(changes))


def _of_kind(diff: GraphDiff, kind: ChangeKind) -> tuple[list[Group], list[Change]]:
    """The changes of a kind: renames grouped by beginnings of IRIs where many share them, then the others one by one."""
    changes = [change for change in diff.changes if change.kind is kind]
    if kind is not ChangeKind.RENAMED:
        return [], changes
    by_beginning: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        by_beginning.setdefault(_beginnings(change), []).append(change)
    together = {key: found for key, found in by_beginning.items() if len(found) >= FEWEST_TOGETHER and all(key)}
    single = [change for change in changes if _beginnings(change) not in together]
    return [(old, new, tuple(found)) for (old, new), found in sorted(together.items())], single


def _beginnings(change: Change) -> tuple[str, str]:
    """The IRIs without their common end, from a slash or hash on; empty where they have none."""
    old, new = (re.split(r"(?<=[#/])", str(iri)) for iri in (change.old, change.new))
    same = 0
    while same < min(len(old), len(new)) - 1 and old[-1 - same] == new[-1 - same]:
        same += 1
    return ("".join(old[: len(old) - same]), "".join(new[: len(new) - same])) if same else ("", "")


# -- Markdown ----------------------------------------------------------------------------------------------------------


def _markdown(diff: GraphDiff, lang: Language) -> str:
    """As much as fits: first the statements are left out, then rows."""
    text = ""
    for most, folded in ((MOST_ROWS, True), (MOST_ROWS, False), (20, False), (3, False)):
        text = _tables(diff, DiffWording(diff, lang), most, folded)
        if len(text) <= MAX_LENGTH:
            break
    return text


def _tables(diff: GraphDiff, wording: DiffWording, most: int, folded: bool) -> str:
    lang = wording.lang
    pieces = [f"**{sentence('diff-semantic-diff', lang)}**: {_cell(summary(diff, lang))}\n"]
    for kind in diff.counts:
        groups, single = _of_kind(diff, kind)
        pieces.append(f"\n### {KINDS[kind].text(lang)} ({diff.counts[kind]})\n\n")
        pieces += [f"- {_code(old + '…')} → {_code(new + '…')}: {len(found)}\n" for old, new, found in groups]
        pieces.append("\n" if groups and single else "")
        pieces.append(_rows(single[:most], wording) if single else "")
        pieces.append(f"\n{wording.more(len(single) - most).strip()}\n" if len(single) > most else "")
        pieces.append(_folded(single[:most], wording) if folded else "")
    for title, rows in _on_iris(diff, wording):
        pieces.append(f"\n### {title}\n\n" + "".join(f"- {_code(row)}\n" for row in rows[:most]))
        pieces.append(f"\n{wording.more(len(rows) - most).strip()}\n" if len(rows) > most else "")
    return visible("".join(pieces))


def _rows(changes: Iterable[Change], wording: DiffWording) -> str:
    """A table: resource, label, what it breaks."""
    header = tuple(
        word.verbatim(wording.lang)
        for word in (
            Message("diff-resource"),
            Message("diff-label"),
            Message("diff-compatibility"),
        )
    )
    rows = ["| " + " | ".join(header) + " |\n", "| --- | --- | --- |\n"]
    for change in changes:
        names = " → ".join(_code(wording.value(iri)) for iri in dict.fromkeys((change.old, change.new)) if iri is not None)
        fine = sentence("diff-kept", wording.lang)
        broken = "; ".join(message.text(wording.lang) for message in change.breaking)
        cell = f"⚠ {broken}" if broken else fine
        rows.append(f"| {names} | {_cell(wording.label(change.resource))} | {cell} |\n")
    return "".join(rows)


def _folded(changes: Iterable[Change], wording: DiffWording) -> str:
    """The statements, in a collapsed section."""
    lines = []
    for change in changes:
        if change.details:
            lines.append(f"- {_code(wording.value(change.resource))}\n")
            lines += [f"  - {_code(_detail(detail, wording))}\n" for detail in change.details]
    if not lines:
        return ""
    title = sentence("diff-details", wording.lang)
    return f"\n<details><summary>{title}</summary>\n\n{''.join(lines)}\n</details>\n"


def _code(text: str) -> str:
    """`text` as code, also within a table: fenced by one backtick more than its longest run."""
    flat = " ".join(text.split()).replace("|", "\\|")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", flat)), default=0))
    return f"{fence}{' ' if '`' in flat else ''}{flat}{' ' if '`' in flat else ''}{fence}"


def _cell(text: str) -> str:
    """`text` as Markdown without markup."""
    return re.sub(r"([\\`*_\[\]<>|~&#!@])", r"\\\1", " ".join(text.split()))


# -- for programs ------------------------------------------------------------------------------------------------------


def _json(diff: GraphDiff) -> str:
    whole_iris = DiffWording(replace(diff, prefixes={}), "en")

    def plain(value: Value) -> object:
        if isinstance(value, Literal):
            extra = {"lang": value.language} if value.language else {"type": str(value.datatype)} if value.datatype else {}
            return {"value": str(value), **extra}
        return {"blank": whole_iris.value(value)} if isinstance(value, BNode) else {"iri": str(value)}

    def one(change: Change) -> Mapping[str, object]:
        labels = diff.labels.get(change.resource, ()) if isinstance(change.resource, URIRef) else ()
        return {
            "kind": change.kind,
            "old": None if change.old is None else plain(change.old),
            "new": None if change.new is None else plain(change.new),
            "labels": [plain(label) for label in labels],
            **({} if change.similarity is None else {"similarity": change.similarity}),
            "bump": change.bump,
            "breaking": [reason.in_each_language() for reason in change.breaking],
            "details": [
                {"predicate": str(d.predicate), "old": [plain(v) for v in d.old], "new": [plain(v) for v in d.new]}
                for d in change.details
            ],
        }

    report = {
        "counts": diff.counts,
        "breaking": len(diff.breaking),
        "bump": diff.bump if diff.is_ontology else None,
        "version": {"old": diff.versions[0], "new": diff.versions[1], "next": diff.next_version},
        "changes": [one(change) for change in diff.changes],
        "retired": [{"old": str(o.old), "new": list(map(str, o.new)), "basis": o.basis, "words": o.words} for o in diff.retired],
        "reassigned": [{"iri": str(o.iri), "old": o.old, "new": o.new} for o in diff.reassigned],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _turtle(diff: GraphDiff) -> str:
    """Changes of each named resource: renames with dcterms:replaces and prov:wasRevisionOf, everything as skos:changeNote."""
    triples: list[Triple] = []
    for change in diff.changes:
        if isinstance(change.resource, URIRef):
            triples += _statements(change, diff)
    for one in diff.retired:
        triples.append((one.old, OWL.deprecated, Literal(True)))
        triples += [(one.old, DCTERMS.isReplacedBy, new) for new in one.new]
    return TurtleWriter(diff.prefixes).turtle(dict.fromkeys(triples))


def _statements(change: Change, diff: GraphDiff) -> Iterable[Triple]:
    if change.kind is ChangeKind.RENAMED:
        yield change.new, PROV.wasRevisionOf, change.old
        yield change.new, DCTERMS.replaces, change.old
        yield change.old, DCTERMS.isReplacedBy, change.new
    for lang in ("ja", "en"):
        wording = DiffWording(diff, lang)
        note = KINDS[change.kind].text(lang)
        if change.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED) and change.details:
            note += ": " + "; ".join(_detail(detail, wording) for detail in change.details)
        if change.bump is Bump.MAJOR:
            note += " (" + "; ".join(reason.text(lang) for reason in change.breaking) + ")"
        yield change.resource, SKOS.changeNote, Literal(note, lang=lang)
