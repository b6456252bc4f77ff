"""One gate for anybody's project: each kind of fault is told at its place, and nothing else is."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from shisaku.check import Located, Selection, check_paths, check_project, stages
from shisaku.model.findings import Severity
from shisaku.pipeline import Context, published, read
from shisaku.project import find_project

BRIDGES = Path(__file__).with_name("bridges")
Check = Callable[..., list[Located]]


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    """A project about bridges, to be broken."""
    return Path(shutil.copytree(BRIDGES, tmp_path / "bridges"))


def checked(root: Path, *patterns: str) -> list[Located]:
    return list(check_project(find_project(root), lambda name: None, Selection(patterns)))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(found: list[Located], root: Path) -> list[tuple[str, str, int]]:
    """Rule, file and line of each finding."""
    return [
        (f.finding.rule, str(Path(f.place.path).relative_to(root)) if f.place else "", f.place.line if f.place else 0)
        for f in found
    ]


def line_of(path: Path, words: str) -> int:
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1) if words in line)


def test_a_faultless_project_about_something_else_passes(bridges: Path) -> None:
    assert [f for f in checked(bridges) if f.finding.severity > Severity.INFO] == []


FAULTS = [
    ("ontology/bridges.ttl", ":Keeper a owl:Class ;", ":Keeper a owl:Class ; ;; x", "syntax/unreadable", "; ;; x"),
    ("data/bridges.ttl", ":keptBy <https://example.org/id/tasuke>", ":keptBy 太助", "syntax/unreadable", ":keptBy 太助"),
    ("queries/who-keeps-which-bridge.rq", "ORDER BY ?bridge", "ORDERED BY ?bridge", "syntax/unreadable", "ORDERED"),
    ("ontology/shapes.ttl", "sh:maxCount 1", 'sh:maxCount "1"', "shapes/DatatypeConstraintComponent", "sh:maxCount"),
    ("data/bridges.ttl", "    :keptBy", "    a :Keeper ; :keptBy", "owl/contradiction", "a :"),
    ("data/bridges.ttl", "    :keptBy", "    :keptby", "ontology/undefined-in-data", ":keptby"),
    ("data/bridges.ttl", 'rdfs:label "石橋"@ja ;', "", "shacl/Bridge-label", "stone> a :Bridge"),
    ("data/bridges.ttl", 'rdfs:label "太助"@ja .', "rdfs:seeAlso <urn:x> .", "check/keepers-have-a-name", "tasuke> a :Keeper"),
    ("queries/who-keeps-which-bridge.rq", "a :Bridge", "a :Brigde", "query/undefined-term", "a :Brigde"),
    ("ontology/keepers-have-a-name.rq", "a :Keeper", "a :Keepr", "query/undefined-term", "a :Keepr"),
    ("answers/who-keeps-which-bridge.csv", "太助", "次郎", "query/unexpected-answer", "石橋,次郎"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "rule", "words"), FAULTS, ids=[f"{fault[3]} {fault[2]}" for fault in FAULTS])
def test_a_fault_is_told_at_the_line_that_has_it(file: str, old: str, new: str, rule: str, words: str, bridges: Path) -> None:
    edit(bridges / file, old, new)
    assert (rule, file, line_of(bridges / file, words)) in told(checked(bridges), bridges)


def test_every_syntax_error_of_every_file_is_told(bridges: Path) -> None:
    edit(bridges / "data/bridges.ttl", '"石橋"@ja ;', "石橋 ;")
    edit(bridges / "data/bridges.ttl", '"太助"@ja .', "太助 .")
    edit(bridges / "ontology/shapes.ttl", "sh:minCount 1 ;", "sh:minCount ;")
    edit(bridges / "queries/who-keeps-which-bridge.rq", "SELECT", "SELEKT")
    assert [(rule, file) for rule, file, _ in told(checked(bridges), bridges)] == [
        ("syntax/unreadable", "ontology/shapes.ttl"),
        ("syntax/unreadable", "data/bridges.ttl"),
        ("syntax/unreadable", "data/bridges.ttl"),
        ("syntax/unreadable", "queries/who-keeps-which-bridge.rq"),
    ]


def test_a_question_that_answers_nothing_is_told_unless_nothing_is_expected(bridges: Path) -> None:
    (bridges / "answers/who-keeps-which-bridge.csv").unlink()
    assert told(checked(bridges), bridges) == []
    edit(bridges / "queries/who-keeps-which-bridge.rq", ":keptBy ?k", ":keptBy ?k , :Keeper")
    assert [rule for rule, _, _ in told(checked(bridges), bridges)] == ["query/empty-answer"]
    (bridges / "answers/who-keeps-which-bridge.csv").write_text("bridge,keeper\n", encoding="utf-8")
    assert told(checked(bridges), bridges) == []


def test_an_expected_answer_without_its_question_is_told(bridges: Path) -> None:
    (bridges / "answers/who-built-it.csv").write_text("bridge\n", encoding="utf-8")
    assert [f.finding.rule for f in checked(bridges)] == ["query/orphaned-answer"]


def test_a_question_that_does_not_say_what_it_answers_is_asked_all_the_same(bridges: Path) -> None:
    question = bridges / "queries/who-keeps-which-bridge.rq"
    code = "\n".join(line for line in question.read_text(encoding="utf-8").split("\n") if not line.startswith("#+"))
    question.write_text(code.replace("a :Bridge", "a :Brigde"), encoding="utf-8")
    found = checked(bridges, "query/*")
    assert [f.finding.rule for f in found] == ["query/undescribed", "query/undefined-term", "query/unexpected-answer"]
    assert "summary, summary_ja, description, description_ja, tags" in found[0].finding.message.verbatim("en")


def test_a_file_that_is_not_there_is_told_with_the_setting_that_names_it(bridges: Path) -> None:
    (bridges / "ontology/shapes.ttl").unlink()
    (found,) = [f.finding for f in checked(bridges) if f.finding.rule == "syntax/unreadable"]
    assert 'shapes = ["…"]' in found.message.verbatim("en")
    assert 'shapes = ["…"]' in found.message.verbatim("ja")


def test_rules_are_chosen_by_pattern(bridges: Path) -> None:
    edit(bridges / "data/bridges.ttl", 'rdfs:label "石橋"@ja ;', "")
    edit(bridges / "data/bridges.ttl", 'rdfs:label "太助"@ja .', "rdfs:seeAlso <urn:x> .")
    rules = {f.finding.rule for f in checked(bridges)}
    assert {"shacl/Bridge-label", "check/keepers-have-a-name", "query/unexpected-answer"} == rules
    assert {f.finding.rule for f in checked(bridges, "shacl/*", "check/*")} == {"shacl/Bridge-label", "check/keepers-have-a-name"}
    assert {f.finding.rule for f in checked(bridges, "!shacl/*")} == rules - {"shacl/Bridge-label"}


def test_the_settings_of_a_project_give_rules_another_severity_or_none(bridges: Path) -> None:
    edit(bridges / "data/bridges.ttl", 'rdfs:label "石橋"@ja ;', "")
    with (bridges / "shisaku.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[rules]\n"shacl/Bridge-*" = "info"\n"query/*" = "off"\n')
    assert [(f.finding.rule, f.finding.severity) for f in checked(bridges)] == [("shacl/Bridge-label", Severity.INFO)]


def test_what_cannot_be_read_is_told_whatever_rules_are_chosen(bridges: Path) -> None:
    edit(bridges / "data/bridges.ttl", '"石橋"@ja ;', "石橋 ;")
    assert [f.finding.rule for f in checked(bridges, "shacl/*")] == ["syntax/unreadable"]


def test_a_file_of_the_project_is_looked_at_with_the_others_and_its_findings_alone_are_told(bridges: Path) -> None:
    edit(bridges / "data/bridges.ttl", 'rdfs:label "石橋"@ja ;', "")
    edit(bridges / "ontology/keepers-have-a-name.rq", "a :Keeper", "a :Keepr")
    project = find_project(bridges)
    found = check_paths([bridges / "data/bridges.ttl"], project, lambda name: None, Selection())
    assert {f.finding.rule for f in found} == {"shacl/Bridge-label"}


def test_a_term_that_is_misspelt_is_told_with_the_one_that_was_meant(bridges: Path) -> None:
    edit(bridges / "queries/who-keeps-which-bridge.rq", "a :Bridge", "a :Brigde")
    (found,) = [f for f in checked(bridges) if f.finding.rule == "query/undefined-term"]
    assert "Did you mean :Bridge?" in found.finding.message.verbatim("en")
    assert ":Bridge のことですか" in found.finding.message.verbatim("ja")


@pytest.mark.parametrize(
    ("settings", "line", "column"),
    [
        ('queries = ["queries/*.rq"]\nshape = "x"\n', 2, 1),
        ('queries = 5\n', 1, 1),
        ('queries = ["/etc/passwd"]\n', 1, 1),
        ('queries = ["../x"]\n', 1, 1),
        ('[rules]\n"shacl/*" = "never"\n', 1, 2),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_told_with_their_place(settings: str, line: int, column: int, tmp_path: Path) -> None:
    from shisaku.errors import SettingsError

    (tmp_path / "shisaku.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        find_project(tmp_path)
    assert error.value.place is not None
    assert (error.value.place.line, error.value.place.column) == (line, column)


def test_settings_may_stand_in_pyproject(bridges: Path) -> None:
    text = (bridges / "shisaku.toml").read_text(encoding="utf-8")
    (bridges / "pyproject.toml").write_text("[tool.shisaku]\n" + text, encoding="utf-8")
    (bridges / "shisaku.toml").unlink()
    assert find_project(bridges).layout.ontology == ("ontology/bridges.ttl",)


FAULTY = "海の計画\n\n○：予算\n\nⅠ 漁港\n\n１ 港\n\n○桟橋\n\n３ 市場\n\n○直売所\n○防波堤の耐震化（再掲）\n"
"""A plan without a measure 2, and with an entry that restates nothing."""


@pytest.fixture
def sea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of the real ontology with that plan: its document, and the graph that is kept of it.

    That the shapes of the ontology are SHACL is not asked again for each check of it.
    """
    monkeypatch.setattr(stages, "validate_shapes", lambda shapes: ())
    root = tmp_path / "sea"
    for folder in ("data/sources/umi", "data/graph"):
        (root / folder).mkdir(parents=True)
    (root / "ontology").symlink_to(find_project(Path(__file__).parent).root.resolve() / "ontology")
    document = root / "data/sources/umi/source.txt"
    document.write_text(FAULTY, encoding="utf-8")
    context = Context.of(find_project(root))
    (root / "data/graph/umi.ttl").write_text(published(read(document, context), context), encoding="utf-8")
    return root


def test_what_reading_a_document_tells_is_not_told_again_of_its_graph(sea: Path) -> None:
    chosen = ("reading/*", "check/*", "shacl/*", "data/*")
    with_document = [(rule, file) for rule, file, _ in told(checked(sea, *chosen), sea)]
    (sea / "data/sources/umi/source.txt").unlink()
    of_the_graph = {rule for rule, _, _ in told(checked(sea, *chosen), sea)}
    assert {"check/ordinals-have-no-gaps", "check/restatement-has-original"} <= of_the_graph
    assert ("reading/measure-gap", "data/sources/umi/source.txt") in with_document
    assert ("reading/restatement-of-nothing", "data/sources/umi/source.txt") in with_document
    again = {rule for rule, file in with_document if file == "data/graph/umi.ttl"}
    assert again & {"check/ordinals-have-no-gaps", "check/restatement-has-original"} == set()
    assert again == of_the_graph - {"check/ordinals-have-no-gaps", "check/restatement-has-original"} != set()


def test_a_query_that_a_question_names_is_checked_as_the_question_is(bridges: Path) -> None:
    edit(bridges / "queries/who-keeps-which-bridge.rq", "#+ tags:", "#+ needs: [bridges]\n#+ tags:")
    assert [(rule, line) for rule, _, line in told(checked(bridges), bridges)] == [("syntax/unreadable", 5)]
    needed = bridges / "queries/needs/bridges.rq"
    needed.parent.mkdir()
    prefix = "PREFIX : <https://example.org/bridges#>\n"
    assert prefix.strip() in (bridges / "queries/who-keeps-which-bridge.rq").read_text(encoding="utf-8")
    needed.write_text(f"{prefix}ASK {{ ?bridge a :Bridge }}\n", encoding="utf-8")
    assert [rule for rule, _, _ in told(checked(bridges), bridges) if rule != "query/undescribed"] == []
    edit(needed, ":Bridge", ":Brigde")
    assert ("query/undefined-term", "queries/needs/bridges.rq", 2) in told(checked(bridges), bridges)
    edit(needed, "ASK", "AKS")
    assert [(rule, file) for rule, file, _ in told(checked(bridges), bridges)] == [
        ("syntax/unreadable", "queries/needs/bridges.rq")
    ]


def test_a_question_without_what_it_needs_in_the_data_may_answer_nothing(bridges: Path) -> None:
    (bridges / "answers/who-keeps-which-bridge.csv").unlink()
    edit(bridges / "queries/who-keeps-which-bridge.rq", ":keptBy ?k", ":keptBy ?k , :Keeper")
    assert [rule for rule, _, _ in told(checked(bridges), bridges)] == ["query/empty-answer"]
    (bridges / "queries/needs").mkdir()
    (bridges / "queries/needs/boats.rq").write_text("ASK { ?boat a <urn:boat> }\n", encoding="utf-8")
    edit(bridges / "queries/who-keeps-which-bridge.rq", "#+ tags:", "#+ needs: [boats]\n#+ tags:")
    assert "query/empty-answer" not in [rule for rule, _, _ in told(checked(bridges), bridges)]
