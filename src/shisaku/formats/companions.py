"""Names of files that lie in folders of documents and are about the folder, not among its documents: README.md, LICENSE.txt, robots.txt.

They are known by conventions that hold everywhere, of people who publish folders and of programs that look for a name. Whoever names such
a file, or puts settings beside it, has it read all the same.
"""

import re
from pathlib import Path

from shisaku.formats.registry import FORMATS, TEXT, is_document

_TAG = r"(?:[-_.][a-z]{2}(?:[-_][a-z]{2,4})?)?"
"""A language behind the name: `README.ja.md`, `LICENSE_pt-br.txt`."""
_ALWAYS = re.compile(r"(?:read ?me|はじめにお読みください|お読みください)(?:[-_. ].*)?", re.IGNORECASE)
"""Whatever the format; what follows says for whom or when it was written."""
_OF_TEXT = re.compile(
    rf"(?:licen[cs]e|copying|changelog|contributing|contributors|authors|citation|code[-_ ]of[-_ ]conduct){_TAG}", re.IGNORECASE
)
_IN_CAPITALS = re.compile(rf"(?:SECURITY|NOTICE|CHANGES|HISTORY|INSTALL|SUPPORT|GOVERNANCE|MAINTAINERS|TODO){_TAG}")
"""In capitals alone, as the custom is: in other letters they are what plans are about."""
_TEXT = (*TEXT.endings, *FORMATS["markdown"].endings)
_OF_PROGRAMS = ("robots.txt", "humans.txt", "llms.txt", "requirements.txt", "sitemap.xml", "cmakelists.txt")


def is_about_folder(path: Path) -> bool:
    """Whether the name of a file says that it is about its folder, and no settings of its own beside it say that it is a document."""
    of_text = path.suffix.lower() in _TEXT
    named = (
        _ALWAYS.fullmatch(path.stem)
        or (of_text and (_OF_TEXT.fullmatch(path.stem) or _IN_CAPITALS.fullmatch(path.stem)))
        or path.name.lower() in _OF_PROGRAMS
    )
    return bool(named) and not path.with_suffix(".toml").is_file()


def is_document_of_folder(path: Path) -> bool:
    """Whether the file at `path` is one of the documents of its folder, though nobody has named it."""
    return is_document(path) and not is_about_folder(path)
