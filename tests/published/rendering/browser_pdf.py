"""PDF as Chromium prints it from a page of the web, with fonts in the file; and as LibreOffice makes it from a Word document."""

import atexit
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tests.npm.packages import NotToBeHadError, chromium, packages

from .printed import Printed
from .web import render as page_of
from .word import render as word_of

NO_FONT = ("ko",)
"""Languages that the font with the browser has no letters for."""
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match><edit name="family" mode="append_last"><string>Noto Sans Japanese</string></edit></match></fontconfig>
"""
_WHEN = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_ID = re.compile(rb"/ID \[<[0-9A-Fa-f]+> <[0-9A-Fa-f]+>\]")
_NO_ID = b"/ID [<%s> <%s>]" % (b"0" * 32, b"0" * 32)
PATIENCE = 60_000
"""Milliseconds that a page may take."""


@cache
def _settings() -> tuple[Path, dict[str, str | float | bool]]:
    """The program, and surroundings that have nothing of this machine. Raises NotToBeHadError."""
    program, libraries = chromium()
    home = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    fonts = packages() / "node_modules" / "@embedpdf" / "fonts-jp" / "fonts"
    (home / "fonts.conf").write_text(_FONTS.format(fonts=fonts, cache=home / "cache"), encoding="utf-8")
    return program, {
        "HOME": str(home),
        "PATH": str(home),
        "LD_LIBRARY_PATH": str(libraries),
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
    }


@contextmanager
def _page() -> Iterator[Any]:
    """A page of a browser that ends with it: one that stays open keeps an event loop running, in which no other may be run."""
    # Slow to load, and needed for nothing else.
    from playwright.sync_api import sync_playwright

    program, bare = _settings()
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=program, env=bare, timeout=PATIENCE) as browser,
    ):
        yield browser.new_page()


def by_chromium(printed: Printed) -> bytes:
    """The file, with its dates fixed. Raises NotToBeHadError where there is no browser, or no font for the language."""
    if printed.language in NO_FONT:
        raise NotToBeHadError(f"no font of the browser has letters for {printed.language}")
    look = printed.look
    with _page() as page:
        page.set_content(page_of(printed).decode(), timeout=PATIENCE)
        margin = f"{max(look.margin, 40) * 4 / 3:.0f}px"
        number = "<span class='pageNumber'></span>" if look.numbered else ""
        head = f"<span style='font-size: 7pt'>{printed.title if look.running else ''}</span>"
        made: bytes = page.pdf(
            format="A4",
            landscape=look.landscape,
            print_background=look.shaded,
            margin=dict.fromkeys(("top", "bottom", "left", "right"), margin),
            display_header_footer=look.running or look.numbered,
            header_template=head,
            footer_template=f"<span style='font-size: 7pt; width: 100%; text-align: center'>{number}</span>",
        )
    return _fixed(made)


def _fixed(data: bytes) -> bytes:
    """The file with dates and identifier that are the same whenever it is made."""
    return _ID.sub(_NO_ID, _WHEN.sub(rb"\g<1>20260401090000", data))


def by_libreoffice(printed: Printed) -> bytes:
    """The file. Raises NotToBeHadError where LibreOffice is not installed."""
    program = shutil.which("soffice")
    if program is None:
        raise NotToBeHadError("soffice (LibreOffice) is not installed")
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "given.docx"
        source.write_bytes(word_of(printed, styled=True))
        command = [
            program,
            f"-env:UserInstallation=file://{name}/home",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            name,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE / 1000)
        return _fixed(source.with_suffix(".pdf").read_bytes())
