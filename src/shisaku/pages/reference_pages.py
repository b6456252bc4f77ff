"""The pages of the ontology, its vocabularies, questions, checks and files, as values."""

import shlex
from collections.abc import Callable, Iterable, Iterator

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS, VANN

from shisaku.export.answer_tables import answer_text
from shisaku.messages import LANGUAGES, Language, Message
from shisaku.pages.examples import Example, Examples
from shisaku.pages.executables import executable
from shisaku.pages.navigation import Navigation, reference_lists, reference_navigation
from shisaku.pages.page import Asset, Page, PageHead
from shisaku.pages.query_view import QueryPiece, own_terms, pieces, tabled
from shisaku.pages.reference import ReferenceData, local
from shisaku.pages.reference_page_classes import (
    CheckPage,
    FilePage,
    FilesPage,
    IndexPage,
    QueryListPage,
    QuestionPage,
    ShapesPage,
    TermBranch,
    TermPage,
    VocabularyPage,
)
from shisaku.pages.shape_requirements import ShapeRequirement, ShapeView, shapes
from shisaku.pages.term_labels import Ref, Text, name_of, text_of, texts
from shisaku.pages.term_reader import TermReader
from shisaku.pages.turtle_files import TurtleFile
from shisaku.pages.wording import tag, word
from shisaku.sparql.saved_query import SavedQuery


def reference_pages(
    reference: ReferenceData, navigation: Callable[[Language], Navigation] | None = None
) -> Iterator[Page | Asset]:
    """Return every page of the reference in each language, and their files; `navigation` returns the links of a larger site."""
    examples = Examples(reference)
    for lang in LANGUAGES:
        links = reference_navigation(reference, lang) if navigation is None else navigation(lang)
        yield from _ReferencePages(reference, lang, links, examples).all()
    for question in reference.questions:
        yield Asset(f"question/{question.name}.csv", answer_text(reference.answers[question.name], "csv"))
        yield Asset(f"question/{question.name}.ttl", executable(question, reference.values[question.name]))
    for file in reference.files:
        yield Asset(f"file/{file.name}", file.text)


class _ReferencePages:
    """The pages of one language."""

    def __init__(self, reference: ReferenceData, lang: Language, navigation: Navigation, examples: Examples) -> None:
        self.reference = reference
        self.lang = lang
        self.navigation = navigation
        self.tables = {name: tabled(reference, answer, lang) for name, answer in reference.answers.items()}
        self.examples = examples
        self.terms = TermReader(reference, lang)
        self.shapes = shapes(reference.shapes, reference.prefixes, lang)

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

    def _head(self, path: str, title: Text, *alternates: tuple[str, str]) -> PageHead:
        return PageHead(path, self.lang, title, self.navigation, alternates)

    def _word(self, key: str) -> Text:
        return Text(word(key, self.lang), self.lang)

    def _say(self, message: Message) -> Text:
        return Text(message.verbatim(self.lang), self.lang)

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
        return IndexPage(
            self._head("index.html", reference_navigation(r, self.lang).site, _turtle(r.files[0])),
            descriptions=texts(r.terms, header, (DCTERMS.description,), self.lang),
            notes=texts(r.terms, header, (RDFS.comment,), self.lang),
            facts={key: tuple(str(value) for value in values) for key, values in facts.items() if values},
            lists=reference_lists(r),
            classes=self._tree(r.classes, RDFS.subClassOf),
            properties=tuple(self._branch(p) for p in r.properties),
            schemes=tuple((self.terms.ref(scheme), len(r.concepts(scheme))) for scheme in r.schemes),
        )

    def _tree(self, terms: Iterable[URIRef], by: URIRef) -> tuple[TermBranch, ...]:
        """Terms as a tree by their parents; a term with two parents is in it twice."""
        known = list(terms)
        parents = {term: [o for o in self.reference.whole.objects(term, by) if o in known] for term in known}
        children: dict[object, list[URIRef]] = {}
        for term in known:
            for parent in parents[term]:
                children.setdefault(parent, []).append(term)

        def grow(term: URIRef, above: frozenset[URIRef]) -> TermBranch:
            below = (child for child in children.get(term, ()) if child not in above)
            return self._branch(term, tuple(grow(child, above | {child}) for child in below))

        return tuple(grow(term, frozenset({term})) for term in known if not parents[term])

    def _branch(self, term: URIRef, branches: tuple[TermBranch, ...] = ()) -> TermBranch:
        definition = next(iter(texts(self.reference.whole, term, (SKOS.definition, RDFS.comment), self.lang)), None)
        return TermBranch(self.terms.ref(term), definition, branches)

    def _term(self, term: URIRef) -> Page:
        r = self.reference
        described = self.terms.describe(term)
        find: dict[str, Callable[[], tuple[Example, ...]]] = {
            "class": lambda: self.examples.of_class(term),
            "property": lambda: self.examples.of_property(term, self.lang),
            "concept": lambda: self.examples.of_concept(term),
        }
        place = r.place(term)
        wider = self.terms.ancestors(term)
        return TermPage(
            self._head(r.addresses[str(term)], described.ref.name, *([_turtle(place[0])] if place else [])),
            term=described,
            version=next((str(o) for o in r.terms.objects(r.ontology, OWL.versionInfo)), ""),
            place=place,
            requirements=self._requirements(str(term)),
            wider_shapes=tuple(self.terms.ref(c) for c in wider if any(str(c) in shape.classes for shape in self.shapes)),
            examples=find[described.kind](),
            used=tuple((self._kind(query), query, self._say(query.summary)) for query in r.used_in.get(str(term), ())),
        )

    def _kind(self, query: SavedQuery) -> str:
        r = self.reference
        return "question" if query in r.questions else "check" if query in r.checks else "rule"

    def _requirements(self, iri: str) -> tuple[tuple[ShapeView, ShapeRequirement], ...]:
        """Requirements on a class; for a property, those on its values and those on its subjects."""
        return tuple(
            (shape, requirement)
            for one in self.shapes
            for shape, requirement in one.rows
            if iri in (*shape.classes, *shape.subjects_of) or requirement.property == iri
        )

    def _vocabulary(self, scheme: URIRef) -> Page:
        r = self.reference
        place, concepts = r.place(scheme), r.concepts(scheme)
        name = name_of(r.vocabularies, scheme, self.lang) or Text(local(scheme), "")
        return VocabularyPage(
            self._head(r.addresses[str(scheme)], name, *([_turtle(place[0])] if place else [])),
            iri=str(scheme),
            descriptions=texts(r.vocabularies, scheme, (DCTERMS.description, SKOS.definition), self.lang),
            tree=self._tree(concepts, SKOS.broader),
            length=len(concepts),
            place=place,
        )

    def _list(self, key: str, queries: tuple[SavedQuery, ...]) -> Page:
        lacks = self.reference.lacks if key == "questions" else {}
        tags = {query.name: query.tags[0] if query.tags else "" for query in queries if query.name not in lacks}
        return QueryListPage(
            self._head(f"{key}.html", self._word(key)),
            kind=key.removesuffix("s"),
            groups=tuple(
                (name, self._tag(name), tuple((q, self._say(q.summary)) for q in queries if tags.get(q.name) == name))
                for name in sorted(set(tags.values()))
            ),
            rows={name: len(table.rows) for name, table in self.tables.items()} if key == "questions" else {},
            unanswered=tuple((q, self._say(q.summary), tuple(map(self._say, lacks[q.name]))) for q in queries if q.name in lacks),
        )

    def _question(self, question: SavedQuery) -> Page:
        values = self.reference.values[question.name]
        settings = (word for name, value in values.items() for word in ("--set", f"{name}={value}"))
        stem = f"question/{question.name}"
        files = (("text/csv", f"{stem}.csv"), ("text/turtle", f"{stem}.ttl"))
        return QuestionPage(
            self._head(f"{stem}.html", self._say(question.summary), *files),
            *self._saved_query(question),
            columns=self._say(question.description),
            parameters=tuple((p, self._say(p.label), text_of(values[p.name])) for p in question.parameters),
            answer=self.tables[question.name],
            graphs=len(self.reference.project.graphs),
            lacks=tuple(map(self._say, self.reference.lacks.get(question.name, ()))),
            command=shlex.join(("shisaku", "query", question.name, *settings)),
        )

    def _check(self, kind: str, query: SavedQuery) -> Page:
        return CheckPage(
            self._head(f"{kind}/{query.name}.html", self._say(query.summary)),
            *self._saved_query(query),
            kind=kind,
            meaning=self._say(query.description),
        )

    def _saved_query(self, query: SavedQuery) -> tuple[SavedQuery, tuple[Text, ...], tuple[QueryPiece, ...], tuple[Ref, ...]]:
        """The query, its tags, its text in pieces and the own terms that it uses."""
        terms = self.terms.refs(URIRef(iri) for iri in own_terms(self.reference, query))
        return query, tuple(map(self._tag, query.tags)), pieces(self.reference, query), terms

    def _shapes(self) -> Page:
        return ShapesPage(
            self._head("shapes.html", self._word("shapes")),
            shapes=tuple((shape, self.reference.place(URIRef(shape.iri))) for shape in self.shapes),
            refs={iri: self.terms.ref(URIRef(iri)) for shape in self.shapes for iri in (*shape.classes, *shape.subjects_of)},
        )

    def _files(self) -> Iterator[Page]:
        files = self.reference.files
        yield FilesPage(self._head("files.html", self._word("files")), names=tuple(file.name for file in files))
        for file in files:
            head = self._head(f"file/{file.name}.html", Text(file.name, ""), _turtle(file))
            yield FilePage(head, name=file.name, lines=tuple(file.text.rstrip("\n").split("\n")))


def _turtle(file: TurtleFile) -> tuple[str, str]:
    """Media type and path of a file as an alternate of a page."""
    return "text/turtle", f"file/{file.name}"
