"""docs/mutation.md: which share of the faults the gate tells, and why it does not tell the others for what they are."""

import json
import re
from collections import Counter
from pathlib import Path

Row = dict[str, str]
_TEXTS = (
    "label",
    "prefLabel",
    "altLabel",
    "hiddenLabel",
    "definition",
    "example",
    "comment",
    "title",
    "description",
    "message",
    "name",
)
_WHY = {
    "text": "another text, well-formed in itself: only a reader sees that it is wrong",
    "topic": "another form or link of a topic: which words name a topic is a judgement",
    "bound": "a shape that demands less: the one case of that shape breaks another of its demands",
    "axiom": "another axiom that nothing contradicts: what is meant is a judgement",
    "data": "another value that the document does not contradict on its page",
}


def why(row: Row) -> str:
    """The kind of reason why a fault is not told for what it is."""
    line = row["before"].split("\n")[0]
    predicate = re.split(r"[#/]", line.split(" ")[1].strip("<>"))[-1]
    if row["file"].endswith("topics.ttl"):
        return "topic"
    if predicate in _TEXTS:
        return "text"
    return "bound" if row["file"].endswith("shapes.ttl") else "data" if row["file"].startswith("data/") else "axiom"


MEASURED = "0.1.1"
"""Version of the ontology that the faults of docs/mutation.json were made in; to be raised with the next run."""


def report(rows: list[Row]) -> str:
    """The page."""
    told = [row for row in rows if row["rule"]]
    recorded = [row for row in rows if not row["rule"] and row["record"]]
    silent = [row for row in rows if not row["rule"] and not row["record"]]
    lines = [
        "# What the gate catches",
        "",
        "`python -m tests.mutation` makes one small fault at a time in ontology, vocabularies, shapes and data: a triple deleted, the",
        "values of two exchanged, one given another type, or one letter misspelt. Then it asks the gate. A fault is told *for what it",
        "is* by a rule that sees what is wrong, or *by record*: by the digest in `ontology/versions.csv`, or because the graph is not",
        "what its source gives. Records tell any change, right or wrong, so both are counted apart. Of the cases, a shape's own are",
        "asked. Deleted and exchanged blank nodes are left out, as most hold no more than a list. Mistakes in the code are counted in",
        "[mutants.md](mutants.md).",
        "",
        f"Of {len(rows)} faults {len(told) + len(recorded)} are told ({_share(len(told) + len(recorded), len(rows))}), "
        f"{len(told)} of them for what they are ({_share(len(told), len(rows))}). Measured on version {MEASURED} of the ontology.",
        "",
        "| file | faults | told for what they are | by record | not told |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += _counted(rows, "file")
    lines += ["", "| fault | faults | told for what they are | by record | not told |", "|---|---:|---:|---:|---:|"]
    lines += _counted(rows, "kind")
    lines += ["", "Which rules told most:", ""]
    lines += [f"* {rule}: {number}" for rule, number in Counter(row["rule"] for row in told).most_common(12)]
    for title, some in (("Told by record alone", recorded), ("Not told", silent)):
        lines += ["", f"## {title} ({len(some)})"]
        for reason in sorted({why(row) for row in some}):
            group = [row for row in some if why(row) == reason]
            lines += ["", f"### {_WHY[reason]} ({len(group)})", ""]
            lines += [f"* {row['kind']}: {_shown(row)}" for row in group]
    return "\n".join(lines) + "\n"


def _counted(rows: list[Row], key: str) -> list[str]:
    """A line of a table for each value of `key`."""
    values = dict.fromkeys(row[key] for row in rows)
    return [
        f"| {value} | " + " | ".join(str(n) for n in _numbers([r for r in rows if r[key] == value])) + " |" for value in values
    ]


def _numbers(rows: list[Row]) -> tuple[int, int, int, int]:
    told = sum(bool(row["rule"]) for row in rows)
    recorded = sum(not row["rule"] and bool(row["record"]) for row in rows)
    return len(rows), told, recorded, len(rows) - told - recorded


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def _shown(row: Row) -> str:
    before, after = (_short(row[key].split("\n")[0]) for key in ("before", "after"))
    return f"`{before}`" + (f" → `{after}`" if after else "")


def _short(line: str) -> str:
    """A triple with the ends of its IRIs, its text cut."""
    text = re.sub(r"<[^<> ]*[/#]([^<>/# ]+)>", r"\1", line.removesuffix(" .")).replace("`", "'")
    return text if len(text) <= 110 else text[:109] + "…"


def write(root: Path) -> None:
    """Make the page from the list that a run has left."""
    rows = json.loads((root / "docs" / "mutation.json").read_text(encoding="utf-8"))
    (root / "docs" / "mutation.md").write_text(report(rows), encoding="utf-8")
