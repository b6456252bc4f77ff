"""What a check looks at, and what it was checked as: the verdict says both, and nothing else passes.

no path, settings         the files of the project, by the roles in its settings
no path, no settings      the RDF files and queries of the folder, by what they hold
paths                     projects, datasets, documents; other files by what they hold, together
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from shisaku.check.project_files import DATA, ONTOLOGY, ROLES, SECONDS, SHAPES, VOCABULARIES, ProjectFiles
from shisaku.check.vocabulary_use import Own
from shisaku.formats.companions import is_document_of_folder
from shisaku.messages import Message
from shisaku.rdf.rdf_files import ENDINGS

QUERIES, DOCUMENTS, DATASETS = "queries", "documents", "datasets"
"""Roles of what is no RDF file."""
CHECKED_ENDINGS = frozenset({*ENDINGS, ".rq"})
"""Endings of RDF files and queries."""
_LEFT_OUT = frozenset({"node_modules", "site-packages", "__pycache__", "build", "dist", "venv"})
"""Folders in which nothing is looked for; nor in hidden ones."""


@dataclass
class Scope:
    """What has been checked so far, and how long a step may take."""

    seconds: float = SECONDS
    """How long one step on one file may take."""
    roles: dict[Path, str] = field(default_factory=dict)
    """Each file with its main role."""
    namespaces: dict[str, None] = field(default_factory=dict)
    """Namespaces whose terms were taken as the project's own, in order."""
    unsupported: bool = False
    """Whether data were checked without any ontology or shapes."""

    def add(self, path: Path, role: str) -> None:
        """Note a file; its first role is the one that counts."""
        self.roles.setdefault(path, role)

    def add_files(self, project_files: ProjectFiles) -> None:
        """Note the files of a project, or of files taken together."""
        for file in project_files.files:
            self.add(file.path, file.role)
        for located in project_files.broken:
            self.add(located.path, QUERIES if located.path.suffix == ".rq" else DATA)
        for query in (*project_files.checks, *project_files.queries):
            self.add(query.path, QUERIES)
        self.namespaces |= dict.fromkeys(
            Own.of(project_files.union(ONTOLOGY, VOCABULARIES), project_files.project.layout.namespaces).namespaces
        )
        held = {file.role for file in project_files.files}
        self.unsupported |= DATA in held and not held & {ONTOLOGY, VOCABULARIES, SHAPES}

    def summary(self) -> Message:
        """Return the files by role, in a sentence; the own namespaces; and what was not there to check data by."""
        counted = Counter(self.roles.values())
        parts = [
            Message(f"check-number-of-{role}", number=counted[role])
            for role in (*ROLES, QUERIES, DOCUMENTS, DATASETS)
            if counted[role]
        ]
        lines = [Message("check-checked", files=len(self.roles), parts=Message.joined(parts))]
        if self.namespaces:
            lines.append(Message("check-own-namespaces", namespaces=Message.joined(self.namespaces)))
        if self.unsupported:
            lines.append(Message("check-syntax-alone"))
        return Message.joined(lines, "list-of-lines")


def files_below(path: Path, documents: bool) -> list[Path]:
    """Return `path` if it is a file; else the RDF files and queries below it, and its documents if asked for, sorted."""
    if not path.is_dir():
        return [path]
    found = []
    for root, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _LEFT_OUT]
        found += [Path(root) / name for name in names]
    return sorted(file for file in found if file.suffix.lower() in CHECKED_ENDINGS or (documents and is_document_of_folder(file)))
