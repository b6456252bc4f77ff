"""Writes docs/ontology.md and docs/questions.md: every term and every saved question, from the files that define them."""

from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from shisaku.graph.namespaces import SHISAKU, local_name
from shisaku.graph.ontology import load_turtle
from shisaku.project import Project, find_project
from shisaku.publish.questions import questions
from shisaku.saved_query import SavedQuery

DOCS = Path(__file__).resolve().parent
_NOTE = "<!-- Made by docs/make_lists.py; change {source} instead, then run it again. -->\n\n"
_KINDS = (("Classes", "クラス", (OWL.Class,)), ("Properties", "プロパティ", (OWL.ObjectProperty, OWL.DatatypeProperty)))


def ontology_list(project: Project) -> str:
    """docs/ontology.md: every class and property with label and definition in both languages."""
    terms = load_turtle(project.ontology / "shisaku.ttl")
    pieces = [
        _NOTE.format(source="ontology/shisaku.ttl"),
        "# The terms of the ontology / オントロジーの語彙\n\n",
        f"Namespace `{SHISAKU}`, prefix `shisaku`. A property stands with what it leads from and to.\n",
    ]
    for en, ja, kinds in _KINDS:
        found = {term for kind in kinds for term in terms.subjects(RDF.type, kind) if str(term).startswith(str(SHISAKU))}
        rows = [_term_row(terms, URIRef(str(term))) for term in sorted(found, key=lambda term: str(term).casefold())]
        pieces.append(f"\n## {en} / {ja} ({len(rows)})\n\n{_table(('Term', '日本語', 'English'), rows)}")
    return "".join(pieces)


def _term_row(terms: Graph, term: URIRef) -> tuple[str, ...]:
    ends = [next((local_name(URIRef(str(o))) for o in terms.objects(term, p)), "") for p in (RDFS.domain, RDFS.range)]
    name = f"`{local_name(term)}`" + (f"<br>{ends[0]} → {ends[1]}" if all(ends) else "")
    return name, *(
        f"**{_in(terms, term, RDFS.label, lang)}**: {_in(terms, term, SKOS.definition, lang)}" for lang in ("ja", "en")
    )


def _in(terms: Graph, term: URIRef, property_: URIRef, lang: str) -> str:
    return next(str(o) for o in terms.objects(term, property_) if getattr(o, "language", None) == lang)


def question_list(project: Project) -> str:
    """docs/questions.md: every saved question with both summaries, its tags and parameters."""
    found = questions(project)
    header = ("Question / 問い", "日本語", "English", "Tags", "Parameters")
    return (
        _NOTE.format(source="the header of the question in queries/")
        + f"# The saved questions / 保存された問い ({len(found)})\n\n"
        + "Ask one with `shisaku query NAME`, set a parameter with `--set name=value`; defaults stand behind the equals sign.\n\n"
        + _table(header, [_question_row(question) for question in found])
    )


def _question_row(question: SavedQuery) -> tuple[str, ...]:
    parameters = (f"`{p.name}={p.default}`: {p.label.ja} / {p.label.en}" for p in question.parameters)
    link = f"[{question.name}](../queries/{question.path.name})"
    return link, question.summary.ja, question.summary.en, ", ".join(question.tags), "<br>".join(parameters)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def main() -> None:
    """Write both files."""
    project = find_project(DOCS)
    for name, text in (("ontology.md", ontology_list(project)), ("questions.md", question_list(project))):
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
