"""Runs HermiT, a complete reasoner for OWL 2 DL: whether an ontology is consistent, and which classes can have no instance.

HermiT is a Java program in the package owlready2. It runs as a separate process; nothing of owlready2 is imported.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from rdflib import Graph, URIRef
from rdflib.namespace import OWL

_MAIN = "org.semanticweb.HermiT.cli.CommandLine"
_JAVA = ("-Xmx2000M", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""JVM options for a quick start: half the processor time for an ontology of a few hundred axioms."""
_UTF8 = ("-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-Dstdout.encoding=UTF-8")
_NOTHING = re.compile(r"^Classes equivalent to [^\n]*\n((?:\t[^\n]*\n?)*)", re.MULTILINE)
_COMPLAINT = re.compile(r"^Exception in thread \"main\" (?:[\w.$]+: )?([^\n]*)", re.MULTILINE)


class HermitState(Enum):
    """How HermiT ended."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    TIMEOUT = "timeout"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of HermiT."""

    state: HermitState
    """How HermiT ended."""
    unsatisfiable: tuple[URIRef, ...] = ()
    """Classes that can have no instance, in order; known if the ontology is consistent."""
    complaint: str = ""
    """First line of its output if it refused the ontology."""


def missing() -> str | None:
    """Return what HermiT needs and is not installed: `Java` or `owlready2`; None if both are installed."""
    if shutil.which("java") is None:
        return "Java"
    return None if _folder() is not None else "owlready2"


def _folder() -> Path | None:
    """Folder of HermiT in owlready2."""
    spec = find_spec("owlready2")
    folder = Path(spec.origin).parent / "hermit" if spec is not None and spec.origin else None
    return folder if folder is not None and (folder / "HermiT.jar").is_file() else None


def ask(graph: Graph, seconds: float) -> Verdict:
    """Return the verdict of HermiT on `graph`, within `seconds`. Its output is not shown, and it fetches no imports."""
    java, folder = shutil.which("java"), _folder()
    if java is None or folder is None:
        return Verdict(HermitState.REFUSED, complaint=f"{missing()} is missing")
    with TemporaryDirectory() as temporary:
        file = Path(temporary) / "ontology.nt"
        graph.serialize(file, format="nt", encoding="utf-8")
        classpath = os.pathsep.join((str(folder), str(folder / "HermiT.jar")))
        options = ("-k", "-U", "-N", "--ignoreUnsupportedDatatypes")
        command = (java, *_JAVA, *_UTF8, "-cp", classpath, _MAIN, *options, file.as_uri())
        try:
            ended = subprocess.run(command, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return Verdict(HermitState.TIMEOUT)
    return _verdict(ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace"))


def _verdict(printed: str, complained: str) -> Verdict:
    """The verdict from the output of HermiT."""
    if "Inconsistent ontology" in complained or "owl#Thing is not satisfiable" in printed:
        return Verdict(HermitState.INCONSISTENT)
    listed = _NOTHING.search(printed)
    if listed is None:
        complaint = _COMPLAINT.search(complained)
        return Verdict(HermitState.REFUSED, complaint=complaint[1].strip(" .,") if complaint else "")
    names = sorted({URIRef(line.strip()) for line in listed[1].splitlines() if line.strip()} - {OWL.Nothing})
    return Verdict(HermitState.CONSISTENT, tuple(names))
