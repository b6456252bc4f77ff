"""Packs a release into build/release: data, ontology and questions as one archive, and SHA256SUMS of it and of what stands beside it.

.venv/bin/python docs/make_release.py     (make release builds the wheel and the source archive first)
"""

import gzip
import io
import tarfile
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from shisaku.export.answer_tables import answer_text
from shisaku.pages.csvw import ENDING, metadata_of_answer
from shisaku.pages.data_site import read_site
from shisaku.pages.dataset_description import description
from shisaku.pages.executables import executable
from shisaku.project import Project, find_project

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "build" / "release"
SUMS = "SHA256SUMS"


def members(project: Project) -> dict[str, bytes]:
    """Every file of the archive by its path."""
    site = read_site(project)
    texts = {f"data/{dump.name}": dump.text for dump in site.dumps}
    texts["data/description.ttl"] = description(site.dataset.files, site.context)
    for question in site.reference.questions:
        answer, values = site.reference.answers[question.name], site.reference.values[question.name]
        stem = f"questions/{question.name}"
        texts |= {
            f"{stem}.rq": question.text,
            f"{stem}.ttl": executable(question, values),
            f"{stem}.csv": answer_text(answer, "csv"),
        }
        texts[f"{stem}.csv{ENDING}"] = metadata_of_answer(question, answer, site.licence)
    kept = (*project.schemes, *project.shapes, *project.alignments, project.context, project.ontology / "LICENSE")
    files = {path.relative_to(project.root).as_posix(): path.read_bytes() for path in kept}
    files["CITATION.cff"] = (project.root / "CITATION.cff").read_bytes()
    return files | {path: text.encode("utf-8") for path, text in texts.items()}


def pack(project: Project, folder: Path) -> Path:
    """The archive, written into `folder`: the same bytes for the same files, whoever packs it and when."""
    name = f"shisaku-data-{version('shisaku')}"
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path, content in sorted(members(project).items()):
            entry = tarfile.TarInfo(f"{name}/{path}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.tar.gz"
    target.write_bytes(gzip.compress(packed.getvalue(), mtime=0))
    return target


def sums(folder: Path) -> str:
    """Digests of all files in a folder, as `sha256sum --check` reads them."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    return "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def main() -> None:
    """Write archive and digests."""
    pack(find_project(ROOT), RELEASE)
    text = sums(RELEASE)
    (RELEASE / SUMS).write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
