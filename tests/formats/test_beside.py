"""Files of a folder that are about the folder are no documents of it, unless somebody says so."""

from pathlib import Path

import pytest

from shisaku.cli import main
from shisaku.formats.companions import is_about_folder, is_document_of_folder
from shisaku.reading.opening import settings_of

PLAN = "Ⅰ 港\n１ 岸壁の整備\n・ 岸壁を直す\n"


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "readme.txt", "README.ja.md", "Readme_first.txt", "README-2024.pdf", "README.docx", "ReadMe.html"),
        *("はじめにお読みください.txt", "お読みください.pdf", "Read me.txt"),
        *("LICENSE.txt", "LICENCE.md", "license.md", "COPYING.txt", "CHANGELOG.md", "LICENSE_pt-br.md", "CODE_OF_CONDUCT.md"),
        *("SECURITY.md", "NOTICE.txt", "HISTORY.ja.md", "robots.txt", "llms.txt", "requirements.txt", "sitemap.xml"),
    ],
)
def test_names_that_are_about_a_folder(name: str) -> None:
    assert is_about_folder(Path(name))
    assert not is_document_of_folder(Path(name))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "security.md",
            "notice.txt",
            "history.md",
            "changes.txt",
            "support.md",
            "SECURITY.pdf",
            "LICENSE.pdf",
            "license-reform.md",
        ),
        *(
            "SECURITY-STRATEGY.md",
            "readmecentre.txt",
            "requirements.md",
            "requirements.docx",
            "robots.pdf",
            "robots-strategy.txt",
        ),
        *(
            "index.html",
            "source.txt",
            "data.csv",
            "plan.xml",
            "お読みくださる方へ.txt",
            "計画のお読みください.txt",
            "contributing-factors.md",
        ),
    ],
)
def test_names_that_documents_may_have(name: str) -> None:
    assert not is_about_folder(Path(name))
    assert is_document_of_folder(Path(name))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents, and what else lies in such folders; the working folder is the one around it."""
    monkeypatch.chdir(tmp_path)
    there = tmp_path / "plans"
    there.mkdir()
    for name in ("harbour.txt", "README.md", "LICENSE.txt", "harbour.gold.json", ".notes.txt", "harbour.txt~", "robots.txt"):
        (there / name).write_text(PLAN, encoding="utf-8")
    (there / "costs.csv").write_text("事業名,担当,予算\n岸壁,港湾局,1000\n", encoding="utf-8")
    (there / "harbour.toml").write_text('id = "harbour"\n', encoding="utf-8")
    return there


@pytest.mark.parametrize("output", [(), ("-o", "all.dataset", "-j", "1")], ids=["graphs", "dataset"])
def test_only_documents_of_a_folder_are_built_and_each_other_file_is_reported(
    output: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "plans", *output, "--lang", "en"]) < 2
    reported = capsys.readouterr().err
    built = folder.parent / "all.dataset" / "plans" if output else folder.parent
    assert {path.stem for path in built.iterdir() if path.suffix in (".ttl", ".nq")} == {"harbour", "costs"}
    reported = reported.partition("files not read as documents: ")[2]
    count, *lines = reported.splitlines()[:7]
    assert count == "6"
    reasons = {Path(line.split(": ")[0].strip()).name: line.split(": ", 1)[1] for line in lines}
    assert reasons == {
        "harbour.gold.json": "is not in a document format (.json).",
        "harbour.txt~": "is not in a document format (.txt~).",
        **dict.fromkeys(
            ("LICENSE.txt", "README.md", "robots.txt"),
            "has a name that is used for files about their folder. If it is a document, rename it or name the file itself.",
        ),
        ".notes.txt": "is hidden.",
    }


def test_such_a_file_is_read_where_it_is_named_or_has_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "plans/LICENSE.txt"])
    assert (folder.parent / "license.ttl").is_file()
    (folder / "README.toml").write_text('id = "told"\n', encoding="utf-8")
    main(["build", "plans", "--lang", "en"])
    assert (folder.parent / "told.ttl").is_file()
    assert "README.md: has a name" not in capsys.readouterr().err


def test_settings_of_a_folder_are_of_its_one_document_though_a_readme_lies_beside_it(tmp_path: Path) -> None:
    for name in ("plan.txt", "README.md", "source.toml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert settings_of(tmp_path / "plan.txt") == tmp_path / "source.toml"
    (tmp_path / "other.txt").write_text("", encoding="utf-8")
    assert settings_of(tmp_path / "plan.txt") is None


def test_a_folder_of_nothing_else_is_reported_to_have_no_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("harbour.txt", "costs.csv"):
        (folder / name).unlink()
    assert main(["build", "plans", "--lang", "en"]) == 2
    reported = capsys.readouterr().err
    assert "contains no document" in reported
    assert "README.md: has a name that is used for files about their folder" in reported


def test_a_check_of_a_folder_takes_the_same_documents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("README.md", "second.md"):
        (folder / name).write_bytes(b"%PDF-1.7 broken")
    main(["check", "plans", "--lang", "en"])
    reported = capsys.readouterr()
    assert "second.md" in reported.out + reported.err
    assert "README.md" not in reported.out + reported.err
