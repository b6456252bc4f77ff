"""Everything that is concluded of an overview, to the last hundredth: parents, confidences, rivals, reasons and findings.

Each document in `concluded/` stands for one situation, and beside it is what is concluded of it, so that no change goes unseen. Where
nothing tells what belongs where, what is concluded need not be right, but it is said to be doubtful.
"""

from pathlib import Path

import pytest

from shisaku.model.plan import Identification, Placement, Plan
from shisaku.model.source import Description, Source, Span
from shisaku.reading.lexicon import Lexicon
from shisaku.reading.overview import search
from shisaku.reading.overview.overview_assembly import overview_plan
from shisaku.reading.tokens.conventions import conventions
from shisaku.reading.tokens.lines import lines

DOCUMENTS = sorted((Path(__file__).parent / "concluded").glob("*.txt"))


def read(text: str, lexicon: Lexicon | None = None, sha256: str | None = None) -> Plan:
    source = Source(text, "a.txt", Description("umi", title="海", sha256=sha256), sha256="00", encoding="utf-8")
    printed = lines(text)
    signs = conventions(printed)
    return overview_plan(source, printed, signs) if lexicon is None else overview_plan(source, printed, signs, lexicon)


def concluded(plan: Plan) -> str:
    """The plan in lines: components with their parents, then conclusions with their reasons, then findings."""

    def quoted(span: Span | None) -> str:
        return "-" if span is None else f"「{plan.source.quote(span)}」".replace("\n", "|")

    rows = [f"title {plan.title} / {plan.edition or '-'} {quoted(plan.title_span)}"]
    rows += [f"legend {entry.symbol} {entry.meaning or '-'} {quoted(entry.span)}" for entry in plan.legend]
    rows += [
        f"{purpose.key} of {parent or 'plan'}: {purpose.text} {quoted(purpose.span)}" for purpose, parent in plan.all_purposes()
    ]
    for component, parent in plan.walk():
        signs = " ".join(filter(None, (getattr(component, "printed", ""), getattr(component, "marks", ""))))
        again = " restated" if getattr(component, "restated", False) else ""
        rows.append(
            f"{component.key} of {parent or 'plan'} #{component.ordinal} {signs} {component.label}{again} {quoted(component.span)}"
        )
    conclusions: list[Placement | Identification] = [*plan.placements, *plan.identifications]
    for made in conclusions:
        parent = made.parent if isinstance(made, Placement) else made.original
        rivals = ", ".join(f"{rival or 'plan'} {share}" for rival, share in made.rivals)
        rows.append(f"{made.component} -> {parent or 'plan'} {made.confidence} [{rivals}]")
        rows += [f"    {reason.basis} {quoted(reason.span)}" for reason in made.evidence]
    rows += [f"furniture {quoted(span)}" for span in plan.furniture] + [f"unread {quoted(span)}" for span in plan.unread]
    rows += [f"{f.rule} {f.subject or '-'} {quoted(f.span)} {f.label or ''}".rstrip() for f in plan.findings]
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_what_is_concluded_of_a_document(document: Path) -> None:
    expected = document.with_suffix(".expected").read_text(encoding="utf-8")
    assert concluded(read(document.read_text(encoding="utf-8"))) == expected


def test_there_are_documents() -> None:
    assert len(DOCUMENTS) == len(list((Path(__file__).parent / "concluded").glob("*.expected"))) > 5


SHUFFLED = (Path(__file__).parent / "concluded" / "boxes-in-any-order.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("limit", ["MOST_WORK", "MOST_PAIRS"])
def test_a_document_beyond_a_limit_is_put_by_the_order_of_its_text(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, limit, 1)
    plan = read(SHUFFLED)
    parents = {component.key: parent for component, parent in plan.walk()}
    assert {parents[f"measure/{number}"] for number in (1, 2)} == {"pillar/1"}
    assert {parents[f"measure/{number}"] for number in (3, 4)} == {"pillar/1"}  # none stands before them: the first takes them
    assert {made.confidence for made in plan.placements} == {0.5}
    assert "reading/search-cut-short" in {finding.rule for finding in plan.findings}


def test_the_digest_that_is_expected_is_compared() -> None:
    assert not [f for f in read(SHUFFLED, sha256="00").findings if f.rule == "reading/changed-source"]
    assert [f.rule for f in read(SHUFFLED, sha256="01").findings] == ["reading/changed-source"]
    assert [f.rule for f in read("", sha256="01").findings] == ["reading/changed-source", "reading/empty"]


def test_the_word_resource_that_weighed_the_words_is_named() -> None:
    assert read(SHUFFLED).lexicon == "shisaku character parts 3"
