"""`shisaku init`: a folder that builds, is valid and answers questions as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shisaku.cli import main
from shisaku.pipeline import Context, read
from shisaku.project import find_project

Run = Callable[..., tuple[int, str, str]]
FILES = (
    "shisaku.toml",
    "profiles/{}.ttl",
    "schemes/{}.ttl",
    "data/sources/example/source.txt",
    "data/sources/example/source.toml",
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in an empty folder: exit code, output, messages."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, *capsys.readouterr()

    return command


@pytest.mark.parametrize(
    ("country", "language"),
    [("xa", "fr"), ("xb", "ko"), ("kr", None), ("jp", None), ("us", None), ("br", None), ("sh", "en"), ("ca", "fr-CA")],
)
def test_what_is_begun_builds_is_valid_and_answers(country: str, language: str | None, run: Run, tmp_path: Path) -> None:
    said = () if language is None else ("--language", language)
    assert run("init", "plans", "--country", country.upper(), *said)[0] == 0
    folder = tmp_path / "plans"
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == sorted(
        name.format(country) for name in FILES
    )
    source, graph = folder / FILES[3], folder / "data" / "graph"
    code, _, messages = run("build", str(source), "-o", str(graph), "--fail-on", "warning")
    assert (code, messages) == (0, f"{source} → {graph / 'example.ttl'}\n")
    code, answer, _ = run("query", "pillars-in-order", "--data", str(graph), "-f", "csv")
    assert code == 0
    assert len(answer.splitlines()) == 3


@pytest.mark.parametrize(("country", "language"), [("xa", "fr"), ("kr", None), ("jp", None), ("us", None)])
def test_the_example_is_read_with_all_that_is_settled(country: str, language: str | None, run: Run, tmp_path: Path) -> None:
    run("init", "--country", country, *(() if language is None else ("--language", language)))
    project = find_project(tmp_path)
    plan = read(project.source("example"), Context.of(project))
    assert plan.findings == ()
    assert plan.source.description.country == country
    first = next(found for found, _ in plan.walk() if found.details.responsibilities)
    assert [made.role for made in first.details.responsibilities] == ["lead"]
    assert [made.end for made in first.details.deadlines] == ["2031-12-31"]
    assert [pillar.details.kind is not None for pillar in plan.pillars] == [True, False]


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "xa.ttl").write_text("# mine\n", encoding="utf-8")
    code, _, messages = run("init", "--country", "xa", "--language", "fr", "--lang", "en")
    assert code == 2
    assert messages == f"error: {Path('schemes') / 'xa.ttl'} already exists. Nothing was written.\n"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["xa.ttl"]
    assert (tmp_path / "schemes" / "xa.ttl").read_text(encoding="utf-8") == "# mine\n"


def test_a_second_run_is_refused(run: Run) -> None:
    assert run("init", "--country", "kr")[0] == 0
    assert run("init", "--country", "kr")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "en", "ja"),
    [
        (("--country", "uk"), "--country: uk", "「uk」は国コードではありません"),
        (("--country", "xa"), "The language of XA is not known. Set it with --language.", "XA の言語が分かりません"),
        (
            ("--country", "xa", "--language", "fr_FR"),
            "--language: fr_FR is not a language tag",
            "「fr_FR」は言語タグではありません",
        ),
    ],
)
def test_what_is_not_known_is_reported_and_nothing_written(
    arguments: tuple[str, ...], en: str, ja: str, run: Run, tmp_path: Path
) -> None:
    for lang, said in (("en", en), ("ja", ja)):
        code, _, messages = run("init", *arguments, "--lang", lang)
        assert code == 2
        assert said in messages
    assert list(tmp_path.iterdir()) == []


def test_a_country_must_be_named(run: Run) -> None:
    code, _, messages = run("init", "--lang", "en")
    assert code == 2
    assert "missing --country" in messages


def test_comments_are_in_the_language_of_messages(run: Run, tmp_path: Path) -> None:
    run("init", "ja", "--country", "kr", "--lang", "ja")
    run("init", "en", "--country", "kr", "--lang", "en")
    ja, en = ((tmp_path / lang / "shisaku.toml").read_text(encoding="utf-8") for lang in ("ja", "en"))
    assert ja.startswith("# このフォルダーの設定。")
    assert en.startswith("# Settings of this folder;")
    assert "#ja" not in ja + en
    assert "#en" not in ja + en


def test_what_to_do_next_is_said_in_both_languages(run: Run) -> None:
    assert "Next:\n  cd a\n  shisaku build " in run("init", "a", "--country", "kr", "--lang", "en")[2]
    assert "次に:\n  cd b\n  shisaku build " in run("init", "b", "--country", "kr", "--lang", "ja")[2]
    assert "Next:" not in run("init", "c", "--country", "kr", "--lang", "en", "--quiet")[2]


def test_currency_and_fiscal_year_are_asked_for_where_they_are_not_known(run: Run, tmp_path: Path) -> None:
    run("init", "a", "--country", "xa", "--language", "fr")
    settings = (tmp_path / "a" / "shisaku.toml").read_text(encoding="utf-8")
    assert '# currency = "EUR"' in settings
    assert '# xa = { begins = "04-01", named_after = "start" }' in settings
    assert "currency" not in (tmp_path / "a" / "profiles" / "xa.ttl").read_text(encoding="utf-8")
    run("init", "b", "--country", "kr")
    assert 'currency = "KRW"\n' in (tmp_path / "b" / "shisaku.toml").read_text(encoding="utf-8")
    assert 'sh:in ( "KRW" )' in (tmp_path / "b" / "profiles" / "kr.ttl").read_text(encoding="utf-8")
