"""The reference of this project, written once; a small invented ontology beside it."""

from pathlib import Path

import pytest
from tests.pages.pages_read import Reader, pages_below

from shisaku.pages.data_pages import data_pages
from shisaku.pages.data_site import DataSite, read_site
from shisaku.pages.page import Asset, Page
from shisaku.pages.page_files import write_reference
from shisaku.pages.reference import ReferenceData, read_reference
from shisaku.project import Project

URL = "https://example.org/shisaku/"


@pytest.fixture(scope="session")
def data_site(project: Project) -> DataSite:
    return read_site(project, url=URL)


@pytest.fixture(scope="session")
def made(data_site: DataSite) -> list[Page | Asset]:
    """Every page and file of the site of the data."""
    return list(data_pages(data_site))


@pytest.fixture(scope="session")
def reference(project: Project) -> ReferenceData:
    return read_reference(project)


@pytest.fixture(scope="session")
def site(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    assert write_reference(project, folder) == sum(1 for _ in folder.rglob("*.html"))
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Reader]:
    """Every page by its path below the folder."""
    return pages_below(site)


INVENTED = """\
@prefix garden: <https://example.org/garden#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://example.org/garden> a owl:Ontology ; owl:versionInfo "3.1" ; rdfs:label "庭"@ja , "Garden"@en .

garden:Plant a owl:Class ; rdfs:isDefinedBy <https://example.org/garden> ;
    rdfs:label "植物"@ja , "plant"@en ; skos:definition "Grows <b>& blooms</b>."@en .
garden:Tree a owl:Class ; rdfs:subClassOf garden:Plant ; rdfs:isDefinedBy <https://example.org/garden> ;
    rdfs:label "木"@ja ; owl:versionInfo "2.0" ; owl:deprecated true .
garden:shades a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:domain garden:Tree ; rdfs:range garden:Plant ;
    rdfs:isDefinedBy <https://example.org/garden> ; rdfs:label "shades"@en .
garden:shadedBy a owl:ObjectProperty ; owl:inverseOf garden:shades ; rdfs:isDefinedBy <https://example.org/garden> .
"""
INVENTED_DATA = """\
@prefix garden: <https://example.org/garden#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/oak> a garden:Tree ; rdfs:label "樫"@ja ; garden:shades <https://example.org/fern> .
<https://example.org/fern> a garden:Plant ; rdfs:label "羊歯"@ja .
"""


@pytest.fixture(scope="session")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of an ontology that has nothing but terms and a little data."""
    root = tmp_path_factory.mktemp("garden")
    (root / "garden.ttl").write_text(INVENTED, encoding="utf-8")
    (root / "data.ttl").write_text(INVENTED_DATA, encoding="utf-8")
    keys = ("vocabularies", "alignments", "imports", "shapes", "checks", "queries", "sources")
    empty = "".join(f"{key} = []\n" for key in keys)
    (root / "shisaku.toml").write_text(f'ontology = ["garden.ttl"]\ndata = ["data.ttl"]\n{empty}', encoding="utf-8")
    from shisaku.project import find_project

    write_reference(find_project(root), root / "pages")
    return root / "pages"
