"""Names of files that describe their folder of documents, and are no documents: README.md, LICENSE.txt, robots.txt.

They are known by conventions of publishers of folders and of programs that look for a name. Such a file is still read where it is
named explicitly, or has settings beside it.
"""

import re
from pathlib import Path

from shisaku.formats.registry import FORMATS, TEXT, is_document

_TAG = r"(?:[-_.][a-z]{2}(?:[-_][a-z]{2,4})?)?"
"""A language suffix: `README.ja.md`, `LICENSE_pt-br.txt`."""
_ALWAYS = re.compile(r"(?:read ?me|はじめにお読みください|お読みください)(?:[-_. ].*)?", re.IGNORECASE)
"""In any format; the suffix is a language or a date."""
_OF_TEXT = re.compile(
    rf"(?:licen[cs]e|copying|changelog|contributing|contributors|authors|citation|code[-_ ]of[-_ ]conduct){_TAG}", re.IGNORECASE
)
_IN_CAPITALS = re.compile(rf"(?:SECURITY|NOTICE|CHANGES|HISTORY|INSTALL|SUPPORT|GOVERNANCE|MAINTAINERS|TODO){_TAG}")
"""In capitals only, as is customary: in other letters these words are what plans are about."""
_TEXT = (*TEXT.endings, *FORMATS["markdown"].endings)
_OF_PROGRAMS = ("robots.txt", "humans.txt", "llms.txt", "requirements.txt", "sitemap.xml", "cmakelists.txt")


def is_about_folder(path: Path) -> bool:
    """Whether a file's name marks it as describing its folder, and no settings of its own beside it mark it as a document."""
    of_text = path.suffix.lower() in _TEXT
    named = (
        _ALWAYS.fullmatch(path.stem)
        or (of_text and (_OF_TEXT.fullmatch(path.stem) or _IN_CAPITALS.fullmatch(path.stem)))
        or path.name.lower() in _OF_PROGRAMS
    )
    return bool(named) and not path.with_suffix(".toml").is_file()


def is_document_of_folder(path: Path) -> bool:
    """Whether the file at `path` is a document of its folder when it is not named explicitly."""
    return is_document(path) and not is_about_folder(path)
