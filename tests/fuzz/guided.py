"""Reading guided by coverage: `python -m tests.fuzz.guided FOLDER [libFuzzer's options]`; needs `pip install atheris`.

FOLDER holds what has been found worth keeping; it is filled with the project's documents and generated ones where it is empty.
What fails is printed once for every place it fails at, made as short as it goes, and does not stop the run.
"""

import importlib
import sys
from pathlib import Path
from random import Random

DOCUMENTS = 300
"""Generated documents to begin with."""


def main() -> None:
    """Runs until libFuzzer's limits (`-runs=`, `-max_total_time=`) are reached."""
    atheris = importlib.import_module("atheris")
    # The search is bounded, and slow where every line is watched; its own tests cover it.
    search = [f"shisaku.reading.overview.{name}" for name in ("search", "supposition", "bounds", "scores")]
    with atheris.instrument_imports(include=["shisaku.reading"], exclude=search):
        documents = importlib.import_module("tests.fuzz.documents")
        octets = importlib.import_module("tests.fuzz.octets")
        properties = importlib.import_module("tests.fuzz.properties")
        minimise = importlib.import_module("tests.fuzz.minimise")

    def check(text: str) -> None:
        properties.check_text(properties.source_of(text), twice=False)

    told: set[tuple[str, str]] = set()

    def one(data: bytes) -> None:
        text = data.decode("utf-8", "ignore")
        failure = minimise.failure_of(check, text)
        if failure is not None and failure not in told:
            told.add(failure)
            print(f"{failure}: {minimise.minimised(text, check)!r}", flush=True)

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        generated = [documents.document(Random(number)).encode("utf-8", "ignore") for number in range(DOCUMENTS)]
        for number, data in enumerate([*octets.SEEDS, *generated]):
            (folder / f"{number:05}").write_bytes(data)
    signs = folder.with_suffix(".dict")
    words = {*documents.WORDS, *documents.NUMBERS, *documents.MARKS, *documents.BREAKS, *documents.ODD}
    spelt = sorted({_escaped(word) for word in words} - {""})
    signs.write_text("".join(f'"{word}"\n' for word in spelt), encoding="ascii")
    atheris.Setup([sys.argv[0], str(folder), f"-dict={signs}", "-max_len=500", *sys.argv[2:]], one)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    """`word` as libFuzzer's dictionaries spell it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "ignore"))


if __name__ == "__main__":
    main()
