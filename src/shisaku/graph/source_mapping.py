"""The source of a plan: the file, its text, and the reading of that text."""

from importlib.metadata import version
from mimetypes import guess_type
from pathlib import PurePath

from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, RDFS, XSD

from shisaku.graph.layers import Layers, offset
from shisaku.messages import FIRST, LANGUAGES, Message
from shisaku.model.plan import Plan
from shisaku.rdf.namespaces import SHISAKU, PlanIris, software

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_TEXT = "text/plain"


class SourceWriter:
    """Writes the file, the text and the reading of one plan."""

    def __init__(self, layers: Layers, iris: PlanIris, plan: Plan) -> None:
        self.layers = layers
        self.iris = iris
        self.plan = plan

    def write(self, title: Literal | None, publishers: tuple[URIRef, ...]) -> None:
        """Write everything; `title` and `publishers` are the plan's."""
        self._file(publishers)
        self._text(title)
        self._reading()

    def _file(self, publishers: tuple[URIRef, ...]) -> None:
        source, described = self.plan.source, self.plan.source.description
        kind = guess_type(PurePath(source.path).name)[0] or _TEXT
        name = PurePath(described.url or "").suffix
        access = DCAT.downloadURL if name and name == PurePath(source.path).suffix else DCAT.accessURL
        self.layers.add_asserted(
            self.iris.file,
            (RDF.type, SHISAKU.SourceFile),
            (DCAT.mediaType, URIRef(_MEDIA_TYPES + kind)),
            (access, URIRef(described.url) if described.url else None),
            (DCTERMS.license, URIRef(described.licence) if described.licence else None),
            *((DCTERMS.publisher, publisher) for publisher in publishers),
            (SHISAKU.sha256, Literal(source.sha256)),
            (SHISAKU.retrievedOn, Literal(described.retrieved, datatype=XSD.date) if described.retrieved else None),
        )

    def _text(self, title: Literal | None) -> None:
        source, language = self.plan.source, title.language if title is not None else None
        called = Message("graph-source-text-of", title=str(title) if title is not None else self.iris.plan_id).in_each_language()
        self.layers.add_asserted(
            self.iris.text,
            (RDF.type, SHISAKU.SourceText),
            *((RDFS.label, Literal(called[lang], lang=lang)) for lang in ((FIRST,) if language == FIRST else LANGUAGES)),
            (PROV.wasDerivedFrom, self.iris.file),
            (SHISAKU.sha256, Literal(source.text_sha256)),
            (SHISAKU.characterCount, offset(len(source.text))),
            (SHISAKU.sourceText, Literal(source.text)),
        )

    def _reading(self) -> None:
        number = version("shisaku")
        agent = software(number)
        self.layers.add_asserted(
            self.iris.reading,
            (RDF.type, PROV.Activity),
            *(
                (RDFS.label, Literal(words, lang=lang))
                for lang, words in Message("graph-reading-of-source").in_each_language().items()
            ),
            (PROV.used, self.iris.text),
            (PROV.wasAssociatedWith, agent),
            (SHISAKU.lexicon, Literal(self.plan.lexicon) if self.plan.lexicon else None),
        )
        self.layers.add_asserted(agent, (RDF.type, PROV.SoftwareAgent), (RDFS.label, Literal(f"shisaku {number}", lang="en")))
