"""A release: the same bytes for the same files, digests that are right, one version everywhere."""

import importlib.util
import re
import subprocess
import tarfile
import tomllib
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from rdflib import Graph, Namespace
from rdflib.namespace import DCAT

from shisaku.project import Project

ROOT = Path(__file__).parent.parent
SPDX = Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_release", ROOT / "docs" / "make_release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def archive(maker: ModuleType, project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    packed: Path = maker.pack(project, tmp_path_factory.mktemp("release"))
    return packed


def test_the_archive_holds_data_ontology_questions_citation_and_licence(archive: Path, project: Project) -> None:
    with tarfile.open(archive) as packed:
        entries = packed.getmembers()
        names = {entry.name.partition("/")[2] for entry in entries}
        assert {entry.name.partition("/")[0] for entry in entries} == {archive.name.removesuffix(".tar.gz")}
        assert {(entry.mtime, entry.uid, entry.uname) for entry in entries} == {(0, 0, "")}
    expected = {
        "data/soumu-2021.ttl",
        "data/soumu-2021.nt",
        "data/description.ttl",
        "ontology/shisaku.ttl",
        "ontology/shapes.ttl",
    }
    assert names > expected | {"ontology/context.jsonld", "ontology/LICENSE", "CITATION.cff"}
    for query in project.queries:
        assert {f"questions/{query.stem}.{ending}" for ending in ("rq", "ttl", "csv", "csv-metadata.json")} <= names


def test_every_file_that_the_description_names_is_in_the_archive_with_that_digest(archive: Path) -> None:
    top = archive.name.removesuffix(".tar.gz")
    with tarfile.open(archive) as packed:

        def content(path: str) -> bytes:
            member = packed.extractfile(f"{top}/{path}")
            assert member is not None
            return member.read()

        described = Graph().parse(data=content("data/description.ttl"), format="turtle")
        urls = list(described.subject_objects(DCAT.downloadURL))
        assert len(urls) == 3
        for distribution, url in urls:
            digest = described.value(described.value(distribution, SPDX.checksum), SPDX.checksumValue)
            assert sha256(content(str(url).removeprefix("https://w3id.org/shisaku/"))).hexdigest() == str(digest)


def test_packed_again_it_has_the_same_bytes(archive: Path, maker: ModuleType, project: Project, tmp_path: Path) -> None:
    assert maker.pack(project, tmp_path).read_bytes() == archive.read_bytes()


def test_the_digests_are_those_that_sha256sum_checks(archive: Path, maker: ModuleType) -> None:
    folder = archive.parent
    (folder / "SHA256SUMS").write_text(maker.sums(folder), encoding="utf-8")
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 0
    (folder / archive.name).write_bytes(archive.read_bytes() + b" ")
    assert subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 1


def test_the_citation_has_what_the_format_asks_for_and_the_version_of_the_package() -> None:
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(told)
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert told["version"] == package["version"]
    assert package["license"] == " AND ".join(told["license"])
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(told['version'])}\] - {told['date-released']}$", changelog, re.MULTILINE)
