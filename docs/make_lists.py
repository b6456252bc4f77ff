"""Writes docs/ontology.md, schemes.md, questions.md and rules.md: every term, concept, saved question and rule, from their files."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from shisaku.check import rule_catalogue
from shisaku.check.ontology_rules import OntologyRule, rules
from shisaku.project import Project, find_project
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import CONCEPTS, PREFIXES, SHISAKU, local_name
from shisaku.sparql.questions import questions
from shisaku.sparql.saved_query import SavedQuery

DOCS = Path(__file__).resolve().parent
_CASES = DOCS.parent / "tests" / "check" / "rules"
_LANGUAGES = {".ttl": "turtle", ".rq": "sparql", ".csv": "text"}
_NOTE = "<!-- Made by docs/make_lists.py; change {source} instead, then run it again. -->\n\n"
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_KINDS = (("Classes", "クラス", (OWL.Class,)), ("Properties", "プロパティ", _PROPERTIES))
_PLAIN_TEXT = "rdf:PlainLiteral"
"""What a value is in OWL 2 that may have a language."""


def ontology_list(project: Project) -> str:
    """docs/ontology.md: every class and property with label and definition in both languages, deprecated ones apart."""
    terms = load_turtle(project.ontology / "shisaku.ttl")
    pieces = [
        _NOTE.format(source="ontology/shisaku.ttl"),
        "# The terms of the ontology / オントロジーの語彙\n\n",
        f"Namespace `{SHISAKU}`, prefix `shisaku`. After `⊑` come the superclasses or super-properties; around `→` the domain\n"
        "and the range. Kinds, roles, statuses and other concepts are in [schemes.md](schemes.md).\n\n"
        "`⊑` の後は上位のクラス・プロパティ、`→` の前後は定義域と値域です。種別・役割・進捗などの概念は [schemes.md](schemes.md) にあります。\n",
    ]
    deprecated = set(terms.subjects(OWL.deprecated, Literal(True)))
    for en, ja, kinds in _KINDS:
        rows = [_term_row(terms, term) for term in _terms(terms, kinds) if term not in deprecated]
        pieces.append(f"\n## {en} / {ja} ({len(rows)})\n\n{_table(('Term', '日本語', 'English'), rows)}")
    rows = [_deprecated_row(terms, term) for term in _terms(terms, (OWL.Class, *_PROPERTIES)) if term in deprecated]
    pieces.append(
        f"\n## Deprecated / 非推奨 ({len(rows)})\n\n"
        "Data of earlier versions have them; [ontology-changes.md](ontology-changes.md) shows how to write them now. `budgetAmount`,\n"
        "`department` and `description` are still written beside their replacements.\n\n"
        "以前の版のデータにある語です。書き換え方は [ontology-changes.md](ontology-changes.md) にあります。`budgetAmount`、`department`、\n"
        "`description` は、代わりの語とともに今も書き出します。\n\n"
        + _table(("Term", "Instead / 代わり", "日本語", "English"), rows)
    )
    return "".join(pieces)


def _terms(terms: Graph, kinds: Iterable[URIRef]) -> list[URIRef]:
    found = {URIRef(str(term)) for kind in kinds for term in terms.subjects(RDF.type, kind) if str(term).startswith(str(SHISAKU))}
    return sorted(found, key=lambda term: str(term).casefold())


def _term_row(terms: Graph, term: URIRef) -> tuple[str, ...]:
    above = [_short(one) for p in (RDFS.subClassOf, RDFS.subPropertyOf) for one in _named(terms, term, p)]
    ends = [" ".join(map(_short, _named(terms, term, p))) for p in (RDFS.domain, RDFS.range)]
    lines = [f"`{local_name(term)}`", " → ".join(ends) if all(ends) else "", "⊑ " + ", ".join(above) if above else ""]
    return "<br>".join(filter(None, lines)), *_described(terms, term)


def _deprecated_row(terms: Graph, term: URIRef) -> tuple[str, ...]:
    instead = ", ".join(f"`{_short(one)}`" for one in _named(terms, term, DCTERMS.isReplacedBy))
    return f"`{local_name(term)}`", instead, *_described(terms, term)


def _described(terms: Graph, term: URIRef) -> tuple[str, ...]:
    label = SKOS.prefLabel if (term, SKOS.prefLabel, None) in terms else RDFS.label
    return tuple(f"**{_in(terms, term, label, lang)}**: {_in(terms, term, SKOS.definition, lang)}" for lang in ("ja", "en"))


def _named(terms: Graph, term: URIRef, property_: URIRef) -> list[URIRef]:
    return sorted(one for one in terms.objects(term, property_) if isinstance(one, URIRef))


def _short(term: URIRef) -> str:
    """The term with its prefix; without it where it is one of ours."""
    namespace, name = str(term).removesuffix(local_name(term)), local_name(term)
    prefix = next((prefix for prefix, known in PREFIXES.items() if known == namespace), "")
    whole = name if namespace == str(SHISAKU) else f"{prefix}:{name}"
    return "text" if whole == _PLAIN_TEXT else whole


def scheme_list(project: Project) -> str:
    """docs/schemes.md: every concept scheme with its concepts, in the order of the files."""
    pieces = [
        _NOTE.format(source="the file that each section names"),
        "# The concept schemes / 概念体系\n\n",
        f"SKOS concepts, below `{CONCEPTS}`; in settings and in Python they are named by the end of the IRI (`lead`). The files also\n"
        "have the forms in which concepts are printed, as labels. How to add concepts of your own is in\n"
        "[using-the-ontology.md](using-the-ontology.md#add-your-own-terms).\n\n"
        f"SKOS の概念で、IRI は `{CONCEPTS}` で始まります。設定や Python では IRI の末尾（`lead`）で書きます。印刷される表記は、ファイルに\n"
        "ラベルとして入っています。自分の概念の足し方は [using-the-ontology.md](using-the-ontology.md#日本語) にあります。\n",
    ]
    for path in sorted(project.vocabularies, key=lambda one: one.name == "topics.ttl"):  # the long one last
        graph, text = load_turtle(path), path.read_text(encoding="utf-8")
        place = {name: at for at, name in enumerate(re.findall(r"^\S*?([\w-]+)>? a ", text, re.MULTILINE))}
        found = (URIRef(str(scheme)) for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme))
        in_order = sorted(found, key=lambda one: place[local_name(one)])
        pieces += [_scheme_section(graph, scheme, place, path.relative_to(project.root).as_posix()) for scheme in in_order]
    return "".join(pieces)


def _scheme_section(graph: Graph, scheme: URIRef, place: dict[str, int], file: str) -> str:
    def rows(concepts: Iterable[object], depth: int) -> Iterator[tuple[str, ...]]:
        for concept in sorted((URIRef(str(one)) for one in concepts), key=lambda one: place[local_name(one)]):
            name = str(concept).removeprefix(CONCEPTS)
            yield "&emsp;" * depth + f"`{name}`", *_described(graph, concept)
            yield from rows(graph.objects(concept, SKOS.narrower), depth + 1)

    found = list(rows(graph.objects(scheme, SKOS.hasTopConcept), 0))
    ja, en = (_in(graph, scheme, SKOS.prefLabel, lang) for lang in ("ja", "en"))
    about = [_in(graph, scheme, DCTERMS.description, lang) for lang in ("en", "ja")]
    head = f"\n## {en} / {ja} ({len(found)})\n\n`{scheme}` · [{file}](../{file})\n\n{about[0]}\n\n{about[1]}\n\n"
    return head + _table(("Concept", "日本語", "English"), found)


def _in(terms: Graph, term: URIRef, property_: URIRef, lang: str) -> str:
    return next(str(o) for o in terms.objects(term, property_) if getattr(o, "language", None) == lang)


def question_list(project: Project) -> str:
    """docs/questions.md: every saved question with both summaries, its tags and parameters."""
    found = questions(project)
    header = ("Question / 質問", "日本語", "English", "Tags", "Parameters")
    return (
        _NOTE.format(source="the header of the question in queries/")
        + f"# The saved questions / 保存された質問 ({len(found)})\n\n"
        + "Ask one with `shisaku query NAME`, set a parameter with `--set name=value`. The default is the first value found in the\n"
        + "data, or the value after the equals sign where there is none; `shisaku query` lists the defaults for the data at hand, and\n"
        + "the questions that they cannot answer, with the reason. The lookups are in `queries/values/` and `queries/needs/`.\n\n"
        + "`shisaku query 名前` で答えます。パラメーターは `--set 名前=値` で指定し、省くとデータにある最初の値が、データになければ等号の\n"
        + "後の値が使われます。`shisaku query` は、手元のデータでの値と、答えのない質問を一覧にします。\n\n"
        + _table(header, [_question_row(question) for question in found])
    )


def _question_row(question: SavedQuery) -> tuple[str, ...]:
    parameters = (f"`{p.name}={p.default}`: {p.label.verbatim('ja')} / {p.label.verbatim('en')}" for p in question.parameters)
    link = f"[{question.name}](../queries/{question.path.name})"
    return (
        link,
        question.summary.verbatim("ja"),
        question.summary.verbatim("en"),
        ", ".join(question.tags),
        "<br>".join(parameters),
    )


def rule_list() -> str:
    """docs/rules.md: every rule for ontologies with its sentences, where it is known from, and an example that breaks it."""
    found = rules()
    rows = [
        (f"[{rule.id}](#{_anchor(rule)})", rule.severity.word, rule.message.verbatim("ja"), rule.message.verbatim("en"))
        for rule in found
    ]
    return (
        _NOTE.format(source="the rule in src/shisaku/check/rules/ or its case in tests/check/rules/")
        + f"# The rules for ontologies / オントロジーの規則 ({len(found)})\n\n"
        + "`shisaku check` runs them on the ontology, the vocabularies, the alignments and the shapes of a project. Set another\n"
        + "severity, or `off`, in `shisaku.toml` under `[rules]`, with the rule's id as the key. In a message, `{label}` is\n"
        + "the resource, `{path}` the property and `{value}` the value. The examples are an invented\n"
        + "ontology of bridges; their prefixes are left out.\n\n"
        + "各規則は `shisaku check` で、プロジェクトのオントロジー、語彙、対応付け、形状に対して確かめられます。重大度は\n"
        + "`shisaku.toml` の `[rules]` で変えられ、`off` とすれば確かめません。文中の `{label}` は対象、`{path}` はプロパティ、\n"
        + "`{value}` は値を表します。例は架空の橋のオントロジーで、接頭辞の宣言は省いてあります。\n\n"
        + _table(("Rule / 規則", "Severity", "日本語", "English"), rows)
        + "".join(_rule_section(rule) for rule in found)
        + _other_rules()
    )


def _other_rules() -> str:
    """The rules that are not queries: files, profiles, contradictions, cases, questions, sources."""
    rows = [
        (
            f'<a id="{rule.id.replace("/", "-")}"></a>{rule.id}',
            rule.severity.word,
            rule.says().verbatim("ja"),
            rule.says().verbatim("en"),
        )
        for rule in rule_catalogue.rules()
    ]
    return (
        f"\n## The other rules / そのほかの規則 ({len(rows)})\n\n"
        + "Findings of the reader (`reading/`) and of the other stages of `shisaku check`. The shapes (`shacl/`) and checks\n"
        + "(`check/`) of a project are its own rules.\n\n"
        + "文書の読み取りで見つかること（`reading/`）と、`shisaku check` のほかの段階で見つかることです。形状（`shacl/`）と\n"
        + "検査（`check/`）は、それぞれのプロジェクトの規則です。\n\n"
        + _table(("Rule / 規則", "Severity", "日本語", "English"), rows)
    )


def _anchor(rule: OntologyRule) -> str:
    return rule.id.replace("/", "-")


def _rule_section(rule: OntologyRule) -> str:
    query = f"[{rule.path.name}](../src/shisaku/check/rules/{rule.path.name})"
    return (
        f'\n<a id="{_anchor(rule)}"></a>\n\n## {rule.id}\n\n'
        + f"{rule.severity.word} · {', '.join(rule.origin)} · {query}\n\n"
        + f"* {rule.message.verbatim('en')} {rule.remedy.verbatim('en')}\n* {rule.message.verbatim('ja')}{rule.remedy.verbatim('ja')}\n\n"
        + "\n".join(_examples(rule))
    )


def _examples(rule: OntologyRule) -> Iterator[str]:
    """The lines of the case that breaks the rule that are not in the one that holds, a block a file."""
    breaks, holds = (_CASES / rule.path.stem / kind for kind in ("breaks", "holds"))
    shown = {path: _blocks(path) for path in sorted(breaks.rglob("*.*"))}
    differing = {
        path: [b for b in blocks if b not in _blocks(holds / path.relative_to(breaks))] for path, blocks in shown.items()
    }
    for path, blocks in (differing if any(differing.values()) else shown).items():
        if blocks:
            yield f"```{_LANGUAGES[path.suffix]}\n" + "\n\n".join(blocks) + "\n```\n"


def _blocks(path: Path) -> list[str]:
    """The blocks of a file between blank lines, without its first comment and its prefixes; none of a missing file."""
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    body = "\n".join(line for line in lines if not line.startswith(("# ", "#+", "@prefix ", "PREFIX ")))
    return [block for block in body.strip("\n").split("\n\n") if block.strip()]


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def main() -> None:
    """Write the files."""
    project = find_project(DOCS)
    texts = {
        "ontology.md": ontology_list(project),
        "schemes.md": scheme_list(project),
        "questions.md": question_list(project),
        "rules.md": rule_list(),
    }
    for name, text in texts.items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
