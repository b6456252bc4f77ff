"""What a programmer calls: documents of every kind are read, answers of every form come back, and docs/api.md says so."""

import copy
import dataclasses
import doctest
import inspect
import io
import json
import pickle
import re
import subprocess
import sys
import types
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF
from tests.conftest import FARMING

import shisaku
from shisaku import pipeline
from shisaku.errors import InputError, OntologyError, QueryError
from shisaku.model.html_text import MOST_LINES
from shisaku.model.plan import Initiative, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.source import Description
from shisaku.pipeline import Build, Context
from shisaku.project import Project
from shisaku.rdf.namespaces import PREFIXES, SHISAKU
from shisaku.reading.opening import source_of, source_of_text
from shisaku.sparql.answer_rows import Rows

ROOT = Path(__file__).resolve().parent.parent
DOCS = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SECTIONS: dict[str, str] = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^###? |\Z)", DOCS, re.MULTILINE | re.DOTALL))
HARBOUR = "海の計画\n\n○：予算\n\nⅠ 漁港\n\n１ <b>港 & 川</b>\n\n○桟\u202e橋\n"


@pytest.fixture(autouse=True)
def one_context(monkeypatch: pytest.MonkeyPatch, context: Context, tmp_path: Path) -> None:
    """The ontology is loaded once; the working folder is a new one, outside of any project."""

    def of(project: Project) -> Context:
        return context

    monkeypatch.setattr(pipeline.Context, "of", of)
    monkeypatch.chdir(tmp_path)


# -- docs/api.md -------------------------------------------------------------------------------------------------------


def test_every_public_name_has_a_section_of_its_own_and_no_other_has() -> None:
    assert set(SECTIONS) == set(shisaku.__all__)


def test_every_example_prints_what_is_shown() -> None:
    examples = doctest.DocTestParser().get_doctest(_code(DOCS), {}, "api.md", "docs/api.md", 0)
    out = io.StringIO()
    failed, tried = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(examples, out=out.write)
    assert failed == 0, out.getvalue()
    assert tried == len(re.findall(r"^>>> ", DOCS, re.MULTILINE))


def _code(markdown: str) -> str:
    """The Python blocks alone, one behind the other."""
    return "\n".join(re.findall(r"^```python\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", shisaku.__all__)
def test_every_section_has_an_example_and_names_every_parameter_field_and_method(name: str) -> None:
    section, described = SECTIONS[name], getattr(shisaku, name)
    assert "```python\n>>> " in section
    for part in _parts(described):
        assert re.search(rf"`[^`\n]*\b{part}\b[^`\n]*`", section), part


def _parts(described: object) -> list[str]:
    if inspect.isfunction(described):
        signature = inspect.signature(described)
        return [parameter for parameter in signature.parameters if parameter != "parameters"]
    if not inspect.isclass(described):
        return []
    fields = [field.name for field in dataclasses.fields(described)] if dataclasses.is_dataclass(described) else []
    own = [part for part, value in vars(described).items() if isinstance(value, property) or inspect.isfunction(value)]
    own += [part for part, value in vars(described).items() if isinstance(value, classmethod)] if described is not Rows else []
    return [part for part in dict.fromkeys((*fields, *own)) if not part.startswith("_")]


@pytest.mark.parametrize("name", ["read", "build", "query", "compare"])
def test_the_signature_of_a_function_is_the_one_in_the_docs(name: str) -> None:
    (told,) = re.findall(rf"^    {name}\((.*)\)(?: -> (\w+))?$", SECTIONS[name], re.MULTILINE)
    signature = inspect.signature(getattr(shisaku, name))
    plain = signature.replace(
        parameters=[parameter.replace(annotation=parameter.empty) for parameter in signature.parameters.values()],
        return_annotation=signature.empty,
    )
    assert f"({told[0]})".replace('"', "'") == str(plain)
    returned = getattr(signature.return_annotation, "__name__", signature.return_annotation)
    assert told[1] == ("" if signature.return_annotation is Any else returned)


def test_the_version_is_that_of_the_package() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(rf'^version = "{re.escape(shisaku.__version__)}"$', text, re.MULTILINE)


def test_nothing_is_imported_before_it_is_used() -> None:
    code = "import sys, shisaku; sys.exit(any(name in sys.modules for name in ('rdflib', 'pyoxigraph', 'importlib.metadata')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- reading -----------------------------------------------------------------------------------------------------------


def test_a_document_is_read_from_wherever_it_is(tmp_path: Path) -> None:
    path = tmp_path / "farming.txt"
    path.write_text(FARMING, encoding="utf-8")
    plan = shisaku.read(path)
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        same = [
            shisaku.read(str(path)),
            shisaku.read(path.read_bytes()),
            shisaku.read(binary),
            shisaku.read(text),
            shisaku.read(io.BytesIO(FARMING.encode("cp932"))),
            shisaku.read(io.StringIO(FARMING)),
            shisaku.read(text=FARMING),
        ]
    for other in same:
        assert (other.parts, other.placements, other.title) == (plan.parts, plan.placements, plan.title)
    assert [other.source.description.id for other in same[:5]] == [
        "farming",
        same[1].source.description.id,
        "farming",
        "farming",
        same[4].source.description.id,
    ]
    assert all(re.fullmatch(r"plan-[0-9a-f]{8}", same[n].source.description.id) for n in (1, 4, 5, 6))
    assert same[1].source.description.id == same[6].source.description.id
    assert [other.source.path for other in same] == [str(path), "<bytes>", str(path), str(path), "<bytes>", "<text>", "<text>"]
    assert [other.source.encoding for other in same] == ["utf-8"] * 4 + ["cp932", "utf-8", "utf-8"]


def test_a_text_is_never_taken_for_a_path_and_a_path_never_for_a_text(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(FARMING, encoding="utf-8")
    assert shisaku.read(text="plan.txt").pillars == ()
    with pytest.raises(InputError, match="no such file"):
        shisaku.read("Ⅰ 柱\n")


def test_a_pdf_is_read_from_bytes(tmp_path: Path) -> None:
    path = next((ROOT / "tests" / "reading" / "pages").glob("*.pdf"), None) or _pdf(tmp_path)
    plan = shisaku.read(path.read_bytes())
    assert (plan.source.encoding, plan.source.layout != ()) == ("pdf", True)
    assert plan.source.text == shisaku.read(path).source.text


def _pdf(folder: Path) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(folder / "plan.pdf"))
    canvas.drawString(72, 720, "I Clear water")
    canvas.save()
    return folder / "plan.pdf"


def test_what_a_pdf_holds_is_no_text() -> None:
    with pytest.raises(InputError, match="<text>: not text but PDF"):
        shisaku.read(text="%PDF-1.7\n1 0 obj")


def test_a_byte_order_mark_is_no_part_of_a_text() -> None:
    assert source_of_text("\ufeffⅠ 森\n").text == "Ⅰ 森\n"


def test_a_description_has_what_is_not_printed(tmp_path: Path) -> None:
    described = Description("nousei-2032", year=2032, publishers=(shisaku.Publisher("農政局"),))
    assert shisaku.read(text=FARMING, description=described).source.description == described
    assert shisaku.read(FARMING.encode(), description=described).source.description == described
    (tmp_path / "source.txt").write_text(FARMING, encoding="utf-8")
    (tmp_path / "source.toml").write_text('id = "other"\nyear = 2031\n', encoding="utf-8")
    assert shisaku.read("source.txt").source.description.id == "other"
    assert shisaku.read("source.txt", description=described).source.description == described


def test_an_encoding_in_a_description_is_that_of_the_bytes() -> None:
    described = Description("x", encoding="euc-jp")
    assert source_of("森".encode("euc-jp"), description=described).text == "森"
    assert source_of_text("森", description=described).text == "森"


@pytest.mark.parametrize("wrong", [(), (b"x", "y"), (None, None)])
def test_one_document_is_read_at_a_time(wrong: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match="give either a document or text="):
        shisaku.read(*wrong[:1], text=wrong[1] if len(wrong) > 1 else None)


@pytest.mark.parametrize("wrong", [3, ["a"], bytearray(b"x"), object()])
def test_what_is_no_document_is_reported_with_what_would_be(wrong: Any) -> None:
    with pytest.raises(TypeError, match="a document is a path, bytes or an open file, not"):
        shisaku.read(wrong)


def test_bytes_that_are_no_text_are_an_input_error() -> None:
    with pytest.raises(InputError, match="<bytes>: is a picture"):
        shisaku.read(b"\x89PNG\r\n\x1a\n" + bytes(600))
    with pytest.raises(InputError, match="character 2 is not a Unicode character"):
        shisaku.read(text="a\ud800b")


# -- the plan ----------------------------------------------------------------------------------------------------------


def test_a_plan_as_plain_values_is_whole_and_in_a_stable_order(soumu: Build) -> None:
    plain = soumu.plan.to_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert json.dumps(plain) == json.dumps(soumu.plan.to_dict())
    _hold(plain, soumu.plan)


def _hold(plain: Any, value: Any) -> None:
    """Assert that a value is all in its plain form, and nothing else is."""
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value) if not field.name.startswith("_")]
        kind = ["type"] if isinstance(value, Pillar | MeasureGroup | Measure | Initiative) else []
        assert list(plain) == [*kind, *names]
        assert not kind or plain["type"] == type(value).__name__
        for name in names:
            _hold(plain[name], getattr(value, name))
    elif isinstance(value, tuple):
        assert isinstance(plain, list)
        assert len(plain) == len(value)
        for one, other in zip(plain, value, strict=True):
            _hold(one, other)
    elif isinstance(value, shisaku.Severity):
        assert plain == value.word
    else:
        assert (type(plain), plain) == (type(value), value)


def test_bytes_are_plain_as_hexadecimal_digits() -> None:
    plan = shisaku.read("Ⅰ 港の整備を進める\n".encode() + b"\xff\xfe\n", description=Description("x", encoding="utf-8"))
    assert plan.source.undecoded
    assert [bytes.fromhex(one["data"]) for one in plan.to_dict()["source"]["undecoded"]] == [
        one.data for one in plan.source.undecoded
    ]


def test_a_plan_and_a_build_are_shown_in_a_line(soumu: Build) -> None:
    assert (
        repr(soumu.plan)
        == "<Plan soumu-2021: デジタル変革を通じた新しい地域と社会の構築, 5 pillars, 3 groups, 20 measures, 61 initiatives>"
    )
    assert re.fullmatch(r"<Build soumu-2021: [0-9]+ triples, [0-9]+ inferred, 0 errors, 0 warnings, [0-9]+ notes>", repr(soumu))
    assert len(repr(shisaku.Context.load())) < 100


class Strict(HTMLParser):
    """Notes what is opened and not closed, and all text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"table", "caption", "thead", "tbody", "tr", "th", "td", "div", "strong"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_in_a_notebook_text_stays_text() -> None:
    plan = shisaku.read(text=HARBOUR)
    shown = plan._repr_html_()
    assert Strict(shown).words == [
        "海の計画 (1 pillars, 0 groups, 1 measures, 1 initiatives)",
        "Ⅰ 漁港",
        "１ <b>港 & 川</b>",
        "○ 桟<U+202E>橋",
    ]
    assert re.findall(r"margin-left: (\d+)em", shown) == ["0", "2", "4"]
    made = pipeline.build(plan)
    assert "triples" in Strict(made._repr_html_()).words
    rows = shisaku.query("what-is-the-outline", made.graph)
    assert "<b>港 & 川</b>" in " ".join(Strict(rows._repr_html_()).words)


def test_in_a_notebook_what_is_long_is_cut(soumu: Build) -> None:
    rows = shisaku.query("SELECT ?a { ?a ?b ?c }", soumu.graph)
    shown = Strict(rows._repr_html_())
    assert shown.words[0] == f"{len(rows)} rows"
    assert shown.words[-1] == f"… {len(rows) - MOST_LINES} more"
    assert rows._repr_html_().count("<tr>") == MOST_LINES + 1
    large = shisaku.read(text="Ⅰ 柱\n\n１ 施策\n\n" + "".join(f"○取組{n}\n" for n in range(MOST_LINES)))
    assert Strict(large._repr_html_()).words[-1] == "… 2 more"


# -- graphs ------------------------------------------------------------------------------------------------------------


def test_graphs_are_written_with_our_prefixes(soumu: Build) -> None:
    for graph in (soumu.graph, soumu.asserted, soumu.reconstructed, soumu.inferred, *soumu.layers.values()):
        assert PREFIXES.items() <= {name: str(namespace) for name, namespace in graph.namespaces()}.items()
    assert "shisaku:Pillar" in soumu.graph.serialize()
    assert "ns1:" not in soumu.graph.serialize()


def test_the_context_of_a_folder_is_that_of_its_project(monkeypatch: pytest.MonkeyPatch, context: Context) -> None:
    asked = []

    def of(project: Project) -> Context:
        asked.append(project)
        return context

    monkeypatch.setattr(pipeline.Context, "of", of)
    monkeypatch.chdir(ROOT)
    for folder in (ROOT / "queries", str(ROOT / "queries"), None):
        assert shisaku.Context.load(folder) is context
    assert [project.root.resolve() for project in asked] == [ROOT, ROOT, ROOT]


def test_editions_are_compared_as_plans_and_as_documents(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(FARMING, encoding="utf-8")
    old = shisaku.read(tmp_path / "old.txt")
    new = FARMING.replace("無人トラクターの実証", "無人田植機の実証")
    for first, second in ((old, shisaku.read(text=new)), (tmp_path / "old.txt", new.encode()), ("old.txt", io.StringIO(new))):
        editions = shisaku.compare(first, second)
        assert editions.old.parts == old.parts
        assert {succession.kind for succession in editions.successions if succession.kind != "continued"} != set()


# -- answers -----------------------------------------------------------------------------------------------------------

PREFIX = "PREFIX shisaku: <https://w3id.org/shisaku/ontology#> PREFIX own: <https://w3id.org/shisaku/id/soumu-2021/> "


def test_sparql_is_answered_by_its_form(soumu: Build) -> None:
    rows = shisaku.query(PREFIX + "SELECT ?n { own:pillar\\/2 shisaku:ordinal ?n }", soumu.graph)
    assert (type(rows), rows, rows.columns) == (Rows, [{"n": 2}], ("n",))
    assert shisaku.query("ASK{}", soumu.graph) is True
    assert shisaku.query(PREFIX + "ASK { ?a a shisaku:NoSuchThing }", soumu.graph) is False
    graph = shisaku.query(PREFIX + 'CONSTRUCT { own:a shisaku:text "川"@ja, [] } {}', soumu.graph)
    assert isinstance(graph, Graph)
    assert (URIRef("https://w3id.org/shisaku/id/soumu-2021/a"), SHISAKU.text, Literal("川", lang="ja")) in graph
    assert len(graph) == 2
    assert "own:a shisaku:text" in graph.serialize()
    described = shisaku.query("DESCRIBE <https://w3id.org/shisaku/id/soumu-2021/pillar/2>", soumu.graph)
    assert (URIRef("https://w3id.org/shisaku/id/soumu-2021/pillar/2"), RDF.type, SHISAKU.Pillar) in described


def test_a_file_of_sparql_is_asked_by_its_path(tmp_path: Path, soumu: Build) -> None:
    (tmp_path / "mine.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    assert shisaku.query(tmp_path / "mine.rq", soumu.graph) is True
    with pytest.raises(QueryError, match=r"no saved question “mine\.rq”"):
        shisaku.query("mine.rq", soumu.graph)
    with pytest.raises(OntologyError, match=r"nothing\.rq: cannot be read"):
        shisaku.query(tmp_path / "nothing.rq", soumu.graph)


@pytest.mark.parametrize("name", ["", "施策", "../needs/topics", "no-such-question"])
def test_a_word_is_the_name_of_a_question(name: str, soumu: Build) -> None:
    with pytest.raises(QueryError, match="There is no saved question"):
        shisaku.query(name, soumu.graph)


@pytest.mark.parametrize(
    ("text", "column"), [("SELEKT ?a {}", 1), ("SELECT ?a { ?a ?b }", 16), ("SELECT *{ SERVICE <urn:x> {} }", 11)]
)
def test_a_mistake_in_sparql_is_reported_with_its_place(text: str, column: int, soumu: Build) -> None:
    with pytest.raises(OntologyError, match=f"^query:1:{column}: ") as raised:
        shisaku.query(text, soumu.graph)
    assert raised.value.place is not None


def test_sparql_has_no_parameters(soumu: Build) -> None:
    with pytest.raises(QueryError, match="no parameter topic"):
        shisaku.query("ASK {}", soumu.graph, topic="5G")


def test_triples_that_rdflib_cannot_hold_are_reported(soumu: Build) -> None:
    with pytest.raises(QueryError, match=r"RDF 1\.2"):
        shisaku.query("CONSTRUCT { <urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> } {}", soumu.graph)


def test_rows_are_a_list_of_dicts_with_a_short_name(soumu: Build) -> None:
    rows: Rows = shisaku.query("pillars-in-order", soumu.graph)
    assert (isinstance(rows, list), type(rows[0])) == (True, dict)
    assert rows == list(rows)
    assert repr(rows) == "<Rows: 5 rows of plan, pillar, printed, label>"
    for same in (copy.copy(rows), copy.deepcopy(rows), pickle.loads(pickle.dumps(rows))):
        assert (same, same.columns, repr(same)) == (rows, rows.columns, repr(rows))
    assert repr(shisaku.query("SELECT ?a { ?a a <urn:x> }", soumu.graph)) == "<Rows: 0 rows of a>"
    assert shisaku.query("SELECT ?a ?b { VALUES ?a { 1 } }", soumu.graph) == [{"a": 1, "b": None}]


def test_blank_nodes_in_rows_are_named_by_the_order_in_which_they_come(soumu: Build) -> None:
    assert shisaku.query("SELECT ?b { VALUES ?n { 1 2 } BIND (BNODE() AS ?b) }", soumu.graph) == [{"b": "_:b0"}, {"b": "_:b1"}]


def test_rows_become_a_frame_of_pandas_where_it_is_installed(monkeypatch: pytest.MonkeyPatch, soumu: Build) -> None:
    frames: list[tuple[list[dict[str, Any]], list[str]]] = []

    class DataFrame:
        def __init__(self, data: list[dict[str, Any]], columns: list[str]) -> None:
            frames.append((data, columns))

    pandas = types.ModuleType("pandas")
    pandas.DataFrame = DataFrame  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    rows = shisaku.query("pillars-in-order", soumu.graph)
    assert isinstance(rows.to_pandas(), DataFrame)
    empty = shisaku.query("SELECT ?a ?b { ?a <urn:none> ?b }", soumu.graph)
    assert isinstance(empty.to_pandas(), DataFrame)
    assert frames == [(list(rows), ["plan", "pillar", "printed", "label"]), ([], ["a", "b"])]
    assert type(frames[0][0]) is list


def test_without_pandas_it_is_reported_how_to_have_it(monkeypatch: pytest.MonkeyPatch, soumu: Build) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        shisaku.query("pillars-in-order", soumu.graph).to_pandas()


def test_a_plan_may_be_named_by_its_type() -> None:
    assert shisaku.Plan is Plan
