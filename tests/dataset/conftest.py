"""The invented corpus, and datasets built from it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from shisaku.dataset import conversion
from shisaku.dataset import dataset_build as building
from shisaku.dataset.conversion import Converted, Task
from shisaku.dataset.dataset_build import Summary, build_dataset
from shisaku.dataset.dataset_layout import DatasetLayout
from shisaku.dataset.manifest import ManifestEntry, read_manifest
from shisaku.dataset.sources import BuildConfig
from shisaku.pipeline import Context
from shisaku.project import find_project

CORPUS = Path(__file__).parent / "corpus"
PLANS = tuple(sorted(path.name for path in CORPUS.iterdir()))
Built = Callable[..., Summary]
Folder = tuple[str, tuple[tuple[str, bytes], ...]]
"""A document as seen from its dataset, with every file that lies beside it."""


class Contents:
    """All that a dataset holds, for comparison: the files of its plans, what it says of them, the quads of its store."""

    def __init__(self, folder: Path) -> None:
        layout = DatasetLayout(folder)
        manifest = json.loads(layout.manifest.read_bytes())
        self.plans = {path.name: path.read_bytes() for path in layout.plans.iterdir()}
        self.stated = (manifest["plans"], manifest["failed"], manifest["ontology"])
        store = ox.Store.read_only(str(layout.store(manifest["store"])))
        quads = (str(quad) for quad in store)
        # only the ontology has blank nodes; a store gives them names of its own
        self.quads = sorted(re.sub(r"_:\w+", "_:b", quad) if "_:" in quad else quad for quad in quads)
        self.stores = [path.name for path in layout.stores.iterdir()]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Contents) and (self.plans, self.stated, self.quads) == (other.plans, other.stated, other.quads)

    __hash__ = None  # type: ignore[assignment]


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> BuildConfig:
    """As the commands build in the folder of somebody who has no project."""
    return BuildConfig(find_project(tmp_path_factory.mktemp("nowhere")))


@pytest.fixture(scope="session")
def plain_context(config: BuildConfig) -> Context:
    """The ontology, without a licence for graphs."""
    return Context.of(config.project)


@pytest.fixture(scope="session")
def build_from_nothing(config: BuildConfig) -> Callable[[Path, Path], None]:
    """Builds a dataset anew of the sources of a folder, with nothing of a dataset that was there before.

    What a document becomes is known from others that were built so: by its bytes and those beside it, not by the fingerprints that
    these tests are about.
    """
    known: dict[Folder, Converted] = {}

    def convert(task: Task) -> Converted:
        beside = sorted(path for path in task.document.path.parent.iterdir() if path.is_file())
        folder = task.source, tuple((path.name, path.read_bytes()) for path in beside)
        if folder in known:
            return known[folder]
        made = conversion.convert(task)
        if isinstance(made.outcome, ManifestEntry):  # what is said of one that fails names a folder of that test alone
            known[folder] = made
        return made

    def build(folder: Path, source: Path) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(building, "convert", convert)
            build_dataset(folder, [source], config)

    return build


@pytest.fixture(scope="session")
def corpus_dataset(tmp_path_factory: pytest.TempPathFactory, build_from_nothing: Callable[[Path, Path], None]) -> Path:
    """A dataset of the corpus, built at once; not to be changed."""
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copytree(CORPUS, folder / "sources")
    build_from_nothing(folder / "plans.dataset", folder / "sources")
    return folder / "plans.dataset"


@pytest.fixture(scope="session")
def corpus_contents(corpus_dataset: Path) -> Contents:
    """What it holds."""
    return Contents(corpus_dataset)


@pytest.fixture
def place(corpus_dataset: Path, tmp_path: Path) -> Path:
    """A folder with the sources of the corpus and a dataset of them, to be changed: `sources` and `plans.dataset`."""
    shutil.copytree(corpus_dataset.parent, tmp_path / "place")
    return tmp_path / "place"


@pytest.fixture
def build(place: Path, config: BuildConfig) -> Built:
    """Brings the dataset of that place up to date."""

    def built(**options: object) -> Summary:
        return build_dataset(place / "plans.dataset", [place / "sources"], config, **options)  # type: ignore[arg-type]

    return built


@pytest.fixture(scope="session")
def built_from_nothing() -> dict[tuple[tuple[str, bytes], ...], Contents]:
    """What datasets of sources hold, by the sources: of the same ones it is not built again for another test."""
    return {}


@pytest.fixture
def anew(
    place: Path,
    build_from_nothing: Callable[[Path, Path], None],
    built_from_nothing: dict[tuple[tuple[str, bytes], ...], Contents],
) -> Callable[[], Contents]:
    """What a dataset of the sources of that place holds that is built from nothing."""

    def contents() -> Contents:
        files = sorted(path for path in (place / "sources").rglob("*") if path.is_file())
        sources = tuple((str(path.relative_to(place)), path.read_bytes()) for path in files)
        if sources not in built_from_nothing:
            build_from_nothing(place / "anew.dataset", place / "sources")
            built_from_nothing[sources] = Contents(place / "anew.dataset")
        return built_from_nothing[sources]

    return contents


def entries(place: Path) -> list[str]:
    """Identifiers of the plans that are published."""
    return [entry.plan for entry in read_manifest(DatasetLayout(place / "plans.dataset")).entries]
