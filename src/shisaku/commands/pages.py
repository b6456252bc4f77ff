"""What people read in a browser: `docs`, `site`."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.commands.codes import FINE
from shisaku.commands.telling import tell
from shisaku.errors import visible
from shisaku.project import find_project

if TYPE_CHECKING:
    pass


def docs(options: Namespace) -> int:
    """Write the reference as HTML pages."""
    from shisaku.site.write import write_reference

    number = write_reference(find_project(), Path(options.output))
    text = f"{number} ページ → {options.output}" if options.lang == "ja" else f"{number} pages → {options.output}"
    tell(visible(text), options.lang)
    return FINE


def site(options: Namespace) -> int:
    """Write the data of plans as a static site."""
    from shisaku.site.write import write_site

    number = write_site(find_project(), Path(options.output), tuple(Path(path) for path in options.data))
    text = f"{number} ページ → {options.output}" if options.lang == "ja" else f"{number} pages → {options.output}"
    tell(visible(text), options.lang)
    return FINE
