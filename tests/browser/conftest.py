"""A browser that npm brings, a site of two editions of a small invented plan, and a server of the same data."""

import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.visitor import WIDE, Visitor
from tests.conftest import FARMING, FARMING_SETTINGS, ROOT
from tests.npm.once import once
from tests.npm.packages import NotToBeHadError, chromium, packages
from tests.patience import PATIENCE
from tests.serve.conftest import Served, start, stop

from shisaku.cli.site_command import graphs_of_editions
from shisaku.editions.edition_comparison import succession
from shisaku.model.digests import digest
from shisaku.pages.page_files import write_site
from shisaku.pipeline import Context
from shisaku.pipeline import read as read_plan
from shisaku.project import Project

OLD, NEW = "nousei-2032", "nousei-2033"
_NEXT = (
    ("2032", "2033"),
    ("○農業研修の拡充\n", "○農業研修と就農相談の拡充\n"),
    ("○無人トラクターの実証", "○無人トラクターの実証\n☆スマート農業のデータ連携\n○テレワークによる農業経営の支援"),
)
"""What the next edition says otherwise."""
ENTRY = "スマート農業のデータ連携"
"""An entry of the next edition alone, on a topic."""
ENTRY_PAGE = f"id/{NEW}/initiative/{digest(ENTRY)}"
TEXT_PAGE = f"id/{OLD}/text/{hashlib.sha256(FARMING.encode()).hexdigest()[:8]}"
_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
<match><edit name="family" mode="append_last"><string>Noto Sans Japanese</string></edit></match>
</fontconfig>
"""

Visiting = Callable[..., Visitor]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that has nothing of this machine but the C library: neither programs nor fonts nor settings."""
    try:
        program, libraries = chromium()
    except NotToBeHadError as error:
        pytest.skip(str(error))
    home = tmp_path_factory.mktemp("home")
    shutil.copy(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSansMono.ttf", home)
    folders = (packages() / "node_modules" / "@embedpdf" / "fonts-jp" / "fonts", home)  # the first is for all but code
    told = _FONTS.format(folders="\n".join(f"<dir>{path}</dir>" for path in folders), cache=home / "cache")
    (home / "fonts.conf").write_text(told, encoding="utf-8")
    bare: dict[str, str | float | bool] = {
        "HOME": str(home),
        "PATH": str(home),
        "LD_LIBRARY_PATH": str(libraries),
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
    }
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=program, env=bare, timeout=1000 * PATIENCE) as launched,
    ):
        yield launched


@pytest.fixture
def visiting(browser: Browser) -> Iterator[Visiting]:
    """Opens windows, each of a visitor who was never here before; none of them may have met a fault at the end."""
    opened: list[Visitor] = []

    def visit(**settings: Any) -> Visitor:
        context = browser.new_context(**{"viewport": WIDE, "locale": "ja", **settings})
        context.set_default_timeout(1000 * PATIENCE)
        opened.append(Visitor(context.new_page()))
        return opened[-1]

    yield visit
    for visitor in opened:
        visitor.page.context.close()
    assert [fault for visitor in opened for fault in visitor.faults] == []


@pytest.fixture
def visitor(visiting: Visiting) -> Visitor:
    """A visitor in Japanese, with a wide window, in the light."""
    return visiting()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run of the tests see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def graphs(shared: Path, context: Context) -> Path:
    """The graphs of two editions of the invented plan, and of what became of each component."""

    def make(folder: Path) -> None:
        text = FARMING
        for before, after in _NEXT:
            text = text.replace(before, after)
        for name, written in ((OLD, FARMING), (NEW, text)):
            (folder / name).mkdir()
            (folder / name / "source.txt").write_text(written, encoding="utf-8")
            (folder / name / "source.toml").write_text(FARMING_SETTINGS.replace("2032", name[-4:]), encoding="utf-8")
        old, new = (read_plan(folder / name / "source.txt", context) for name in (OLD, NEW))
        graphs_of_editions(succession(old, new, context.ontology.vocabulary), context, folder)

    return once(shared / "graphs", make)


@pytest.fixture(scope="session")
def site(shared: Path, graphs: Path, project: Project) -> Path:
    """The site of these graphs, written as users write it."""
    return once(shared / "site", lambda folder: _write(project, folder, graphs))


def _write(project: Project, folder: Path, graphs: Path) -> None:
    assert write_site(project, folder, tuple(sorted(graphs.glob("*.ttl")))) > 0


class _Silent(SimpleHTTPRequestHandler):
    """A file server that knows nothing of the site."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Where a plain file server has the site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site))) as files:
        threading.Thread(target=files.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{files.server_port}"
        files.shutdown()


@pytest.fixture(scope="session")
def server(graphs: Path) -> Iterator[Served]:
    """`shisaku serve` over the same graphs."""
    served = start(ROOT, str(graphs))
    yield served
    assert stop(served) == 0
