"""What HermiT, a complete reasoner for OWL 2 DL, finds out about an ontology: consistent or not, and which classes can have no instance.

HermiT is a Java program that the package owlready2 carries. It is started as a program of its own; nothing of owlready2 is imported.
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
"""A quick start matters more than long runs: half the processor time for an ontology of a few hundred axioms."""
_UTF8 = ("-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-Dstdout.encoding=UTF-8")
_NOTHING = re.compile(r"^Classes equivalent to [^\n]*\n((?:\t[^\n]*\n?)*)", re.MULTILINE)
_COMPLAINT = re.compile(r"^Exception in thread \"main\" (?:[\w.$]+: )?([^\n]*)", re.MULTILINE)


class HermitState(Enum):
    """How it ended."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    TIMEOUT = "timeout"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of HermiT."""

    state: HermitState
    """How it ended."""
    unsatisfiable: tuple[URIRef, ...] = ()
    """Classes that can have no instance, in order; known where the ontology is consistent."""
    complaint: str = ""
    """Where HermiT refused: its first line."""


def missing() -> str | None:
    """What is not there for HermiT to run: `Java` or `owlready2`; None where both are."""
    if shutil.which("java") is None:
        return "Java"
    return None if _folder() is not None else "owlready2"


def _folder() -> Path | None:
    """Where owlready2 keeps HermiT."""
    spec = find_spec("owlready2")
    folder = Path(spec.origin).parent / "hermit" if spec is not None and spec.origin else None
    return folder if folder is not None and (folder / "HermiT.jar").is_file() else None


def ask(graph: Graph, seconds: float) -> Verdict:
    """The verdict of HermiT on `graph`, in at most that time. Its output is not passed on, and it fetches no imports."""
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
    """What HermiT's words mean."""
    if "Inconsistent ontology" in complained or "owl#Thing is not satisfiable" in printed:
        return Verdict(HermitState.INCONSISTENT)
    listed = _NOTHING.search(printed)
    if listed is None:
        complaint = _COMPLAINT.search(complained)
        return Verdict(HermitState.REFUSED, complaint=complaint[1].strip(" .,") if complaint else "")
    names = sorted({URIRef(line.strip()) for line in listed[1].splitlines() if line.strip()} - {OWL.Nothing})
    return Verdict(HermitState.CONSISTENT, tuple(names))
