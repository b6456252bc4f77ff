"""What pages there are, and what each of them tells: plain values, without a word of HTML."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS, VANN

from shisaku.errors import Language, Message
from shisaku.export.answer_tables import answer_text
from shisaku.pages.examples import Examples
from shisaku.pages.executables import executable
from shisaku.pages.page_words_catalogue import tag, word
from shisaku.pages.query_view import AnswerTable, own_terms, pieces, tabled
from shisaku.pages.reference import ReferenceData, local
from shisaku.pages.shape_requirements import Demand, ShapeView, shapes
from shisaku.pages.term_labels import LANGUAGES, Text, name_of, text_of, texts
from shisaku.pages.terms import Describing, Ref
from shisaku.saved_query import SavedQuery


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    path: str
    """Below the folder of its language: `class/Measure.html`."""
    lang: Language
    """Its language."""
    template: str
    """Name of its template, without endings."""
    title: Text
    """Its heading."""
    data: Mapping[str, Any]
    """What the template shows."""
    alternates: tuple[tuple[str, str], ...] = field(default=())
    """The same in other formats: media types with paths below the root of the site."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is given as it is."""

    path: str
    """Below the root of the site."""
    text: str
    """What is in it."""


@dataclass(frozen=True, slots=True)
class TermBranch:
    """A term in a tree."""

    ref: Ref
    """The term."""
    definition: Text | None
    """What it means."""
    branches: tuple["TermBranch", ...]
    """What is narrower."""


def reference_pages(reference: ReferenceData) -> Iterator[Page | Asset]:
    """Every page of the reference in each language, and the files beside them."""
    examples = Examples(reference.store, reference.terms)
    for lang in LANGUAGES:
        tables = {name: tabled(reference, answer, lang) for name, answer in reference.answers.items()}
        yield from _Pages(reference, lang, tables, examples).all()
    for question in reference.questions:
        yield Asset(f"question/{question.name}.csv", answer_text(reference.answers[question.name], "csv"))
        yield Asset(f"question/{question.name}.ttl", executable(question, reference.values[question.name]))
    for file in reference.files:
        yield Asset(f"file/{file.name}", file.text)


class _Pages:
    """The pages of one language."""

    def __init__(self, reference: ReferenceData, lang: Language, tables: Mapping[str, AnswerTable], examples: Examples) -> None:
        self.reference = reference
        self.lang = lang
        self.tables = tables
        self.examples = examples
        self.describing = Describing(reference, lang)
        self.shapes = shapes(reference.shapes, reference.prefixes, lang)
        self.site = name_of(reference.terms, reference.ontology, lang) or Text(str(reference.ontology), "")
        self.menu = tuple((key, path) for key, path, _ in self._numbers())

    def all(self) -> Iterator[Page]:
        yield self._index()
        for term in (*self.reference.classes, *self.reference.properties):
            yield self._term(term)
        for scheme in self.reference.schemes:
            yield self._vocabulary(scheme)
            for concept in self.reference.concepts(scheme):
                yield self._term(concept)
        yield self._list("questions", self.reference.questions)
        yield self._list("checks", self.reference.checks)
        if self.reference.rules:
            yield self._list("rules", self.reference.rules)
        for question in self.reference.questions:
            yield self._question(question)
        for kind, queries in (("check", self.reference.checks), ("rule", self.reference.rules)):
            for query in queries:
                yield self._check(kind, query)
        yield self._shapes()
        yield from self._files()

    def _page(self, path: str, template: str, title: Text, alternates: tuple[tuple[str, str], ...] = (), **data: Any) -> Page:
        around = {"site": self.site, "menu": self.menu, "short": self.reference.short}
        return Page(path, self.lang, template, title, around | data, alternates)

    def _word(self, key: str, *values: object) -> Text:
        return Text(word(key, self.lang, *values), self.lang)

    def _say(self, message: Message) -> Text:
        return Text(message.ja if self.lang == "ja" else message.en, self.lang)

    def _tag(self, name: str) -> Text:
        return Text(*tag(name, self.lang))

    def _index(self) -> Page:
        r = self.reference
        header = r.ontology
        facts = {
            "iri": (header,),
            "version": tuple(r.terms.objects(header, OWL.versionInfo)),
            "prefix": (
                *r.terms.objects(header, VANN.preferredNamespacePrefix),
                *r.terms.objects(header, VANN.preferredNamespaceUri),
            ),
            "licence": tuple(r.terms.objects(header, DCTERMS.license)),
        }
        return self._page(
            "index.html",
            "index",
            self.site,
            descriptions=texts(r.terms, header, (DCTERMS.description,), self.lang),
            notes=texts(r.terms, header, (RDFS.comment,), self.lang),
            facts={key: tuple(str(value) for value in values) for key, values in facts.items() if values},
            classes=self._tree(r.classes, RDFS.subClassOf),
            properties=tuple(self._branch(p) for p in r.properties),
            schemes=tuple((self.describing.ref(scheme), len(r.concepts(scheme))) for scheme in r.schemes),
            numbers=self._numbers(),
            alternates=(("text/turtle", f"file/{r.files[0].name}"),),
        )

    def _numbers(self) -> tuple[tuple[str, str, int], ...]:
        """Lists of other pages: keys of their names, paths, lengths."""
        r = self.reference
        lists = (
            ("questions", len(r.questions)),
            ("checks", len(r.checks)),
            ("rules", len(r.rules)),
            ("shapes", len(self.shapes)),
            ("files", len(r.files)),
        )
        return tuple((key, f"{key}.html", number) for key, number in lists if number)

    def _tree(self, terms: Iterable[URIRef], by: URIRef) -> tuple[TermBranch, ...]:
        """The terms as a tree by what each is directly below; a term below two stands twice."""
        known = list(terms)
        parents = {term: [o for o in self.reference.whole.objects(term, by) if o in known] for term in known}
        children: dict[Any, list[URIRef]] = {}
        for term in known:
            for parent in parents[term]:
                children.setdefault(parent, []).append(term)

        def grow(term: URIRef, above: frozenset[URIRef]) -> TermBranch:
            below = (child for child in children.get(term, ()) if child not in above)
            return self._branch(term, tuple(grow(child, above | {child}) for child in below))

        return tuple(grow(term, frozenset({term})) for term in known if not parents[term])

    def _branch(self, term: URIRef, branches: tuple[TermBranch, ...] = ()) -> TermBranch:
        definition = next(iter(texts(self.reference.whole, term, (SKOS.definition, RDFS.comment), self.lang)), None)
        return TermBranch(self.describing.ref(term), definition, branches)

    def _term(self, term: URIRef) -> Page:
        described = self.describing.describe(term)
        find: dict[str, Callable[[], Any]] = {
            "class": lambda: self.examples.of_class(term),
            "property": lambda: self.examples.of_property(term, self.lang),
            "concept": lambda: self.examples.of_concept(term),
        }
        place = self.reference.place(term)
        used = self.reference.used_in.get(str(term), ())
        return self._page(
            self.reference.addresses[str(term)],
            "term",
            described.ref.name,
            described=described,
            place=place,
            found=find[described.kind](),
            addresses=self.reference.addresses,
            demands=self._demands(term),
            wider_shapes=tuple(
                self.describing.ref(c) for c in self.describing.ancestors(term) if any(str(c) in s.classes for s in self.shapes)
            ),
            used=tuple((self._kind(query), query, self._say(query.summary)) for query in used),
            version=next((str(o) for o in self.reference.terms.objects(self.reference.ontology, OWL.versionInfo)), ""),
            alternates=(("text/turtle", f"file/{place[0].name}"),) if place else (),
        )

    def _kind(self, query: SavedQuery) -> str:
        r = self.reference
        return "question" if query in r.questions else "check" if query in r.checks else "rule"

    def _demands(self, term: URIRef) -> tuple[tuple[ShapeView, Demand], ...]:
        """Those of the shapes of a class; of a property, those along it and those on whatever has it."""
        iri = str(term)
        return tuple(
            (shape, demand)
            for shape in self.shapes
            for demand in shape.demands
            if iri in (*shape.classes, *shape.subjects_of) or demand.property == iri
        )

    def _vocabulary(self, scheme: URIRef) -> Page:
        place = self.reference.place(scheme)
        return self._page(
            self.reference.addresses[str(scheme)],
            "vocabulary",
            name_of(self.reference.vocabularies, scheme, self.lang) or Text(local(scheme), ""),
            iri=str(scheme),
            descriptions=texts(self.reference.vocabularies, scheme, (DCTERMS.description, SKOS.definition), self.lang),
            tree=self._tree(self.reference.concepts(scheme), SKOS.broader),
            number=len(self.reference.concepts(scheme)),
            place=place,
            alternates=(("text/turtle", f"file/{place[0].name}"),) if place else (),
        )

    def _list(self, key: str, queries: tuple[SavedQuery, ...]) -> Page:
        lacks = self.reference.lacks if key == "questions" else {}
        of = {query.name: query.tags[0] if query.tags else "" for query in queries if query.name not in lacks}
        groups = tuple(
            (name, self._tag(name), tuple((q, self._say(q.summary)) for q in queries if of.get(q.name) == name))
            for name in sorted(set(of.values()))
        )
        rows = {name: len(table.rows) for name, table in self.tables.items()} if key == "questions" else {}
        apart = tuple((q, self._say(q.summary), tuple(map(self._say, lacks[q.name]))) for q in queries if q.name in lacks)
        kind = key.removesuffix("s")
        return self._page(f"{key}.html", "queries", self._word(key), kind=kind, groups=groups, rows=rows, apart=apart)

    def _question(self, question: SavedQuery) -> Page:
        values = self.reference.values[question.name]
        settings = (word for name, value in values.items() for word in ("--set", f"{name}={value}"))
        return self._page(
            f"question/{question.name}.html",
            "question",
            self._say(question.summary),
            query=question,
            tags=tuple(map(self._tag, question.tags)),
            columns=self._say(question.description),
            table=self.tables[question.name],
            graphs=len(self.reference.project.graphs),
            lacks=tuple(map(self._say, self.reference.lacks.get(question.name, ()))),
            parameters=tuple((p, self._say(p.label), text_of(values[p.name])) for p in question.parameters),
            command=shlex.join(("shisaku", "query", question.name, *settings)),
            pieces=pieces(self.reference, question),
            terms=self.describing.refs(URIRef(iri) for iri in own_terms(self.reference, question)),
            alternates=(("text/csv", f"question/{question.name}.csv"), ("text/turtle", f"question/{question.name}.ttl")),
        )

    def _check(self, kind: str, query: SavedQuery) -> Page:
        return self._page(
            f"{kind}/{query.name}.html",
            "check",
            self._say(query.summary),
            kind=kind,
            query=query,
            tags=tuple(map(self._tag, query.tags)),
            meaning=self._say(query.description),
            pieces=pieces(self.reference, query),
            terms=self.describing.refs(URIRef(iri) for iri in own_terms(self.reference, query)),
        )

    def _shapes(self) -> Page:
        refs = {iri: self.describing.ref(URIRef(iri)) for shape in self.shapes for iri in (*shape.classes, *shape.subjects_of)}
        shown = (
            (shape, tuple((shape, demand) for demand in shape.demands), self.reference.place(URIRef(shape.iri)))
            for shape in self.shapes
        )
        return self._page("shapes.html", "shapes", self._word("shapes"), shapes=tuple(shown), refs=refs)

    def _files(self) -> Iterator[Page]:
        listed = tuple((file.name, len(file.text.rstrip("\n").split("\n"))) for file in self.reference.files)
        yield self._page("files.html", "files", self._word("files"), listed=listed)
        for file in self.reference.files:
            yield self._page(
                f"file/{file.name}.html",
                "file",
                Text(file.name, ""),
                name=file.name,
                lines=file.text.rstrip("\n").split("\n"),
                alternates=(("text/turtle", f"file/{file.name}"),),
            )
