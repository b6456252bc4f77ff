"""The door: parses options, calls one function of `shisaku.commands`, exits.

Nothing heavy is imported before a command runs, so that `--help` is quick.
"""

import argparse
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from shisaku.errors import Language
from shisaku.garbage import collect_seldom

_FORMATS = ("turtle", "json-ld", "nt", "nquads", "trig", "xml", "stratml")
_ANSWER_FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml")
_REPORTS = ("human", "json", "sarif", "junit", "github", "markdown")
_DIFF_FORMATS = ("text", "markdown", "json", "turtle")
_DIFFERENCES = ("any", "breaking", "none")
_EXPLANATION_FORMATS = ("text", "json", "markdown")
_ENGINES = ("compiled", "reference")
_FAIL_ON = ("error", "warning", "warn", "info", "none")

_TEXTS: dict[str, tuple[str, str]] = {
    "about": (
        "政策プランの文書を、出典をたどれる知識グラフにします。",
        "Turns policy plans into a knowledge graph that can be traced to the source.",
    ),
    "build": ("文書を読み、グラフを作り、検証します。", "Read documents, build their graphs, validate them."),
    "check": ("オントロジー、データ、問いを検査します。", "Check ontology, data and queries."),
    "query": ("保存された問いに答えます。", "Answer a saved question."),
    "export": ("プランを別の形式で書き出します。", "Write a plan in another format."),
    "show": ("プランを木の形で表示します。", "Show a plan as a tree."),
    "diff": (
        "オントロジーやグラフの二つの版を意味で、文書の二つの版を構成要素ごとに比べます。",
        "Compare two versions of an ontology or of a graph, or two editions of a document component by component.",
    ),
    "explain": (
        "トリプルがなぜあるのかを、印刷された行、推定の根拠、推論の公理までたどって示します。",
        "Tell why a triple is there: printed at which line, concluded on what, inferred by which axiom from what.",
    ),
    "docs": (
        "用語、語彙、問い、検査の手引きを HTML のページにします。",
        "Write the reference of terms, vocabularies, questions and checks as HTML pages.",
    ),
    "site": (
        "プランのデータを、図、検索、問いの答えとともに静的なサイトにします。",
        "Write the data of plans as a static site, with pictures, a search and the answers to the questions.",
    ),
    "push": (
        "グラフを SPARQL 1.1 のサーバーに送り、手元と同じにします。",
        "Push graphs to a SPARQL 1.1 server and keep it in step: only what differs travels.",
    ),
    "serve": (
        "ページ、SPARQL、保存された問いの答えを HTTP で出す。読み取り専用。",
        "Serve pages, SPARQL and the answers to saved questions over HTTP; read only.",
    ),
    "served": (
        "RDF ファイルかそのフォルダー（既定は data/graph）",
        "an RDF file, or a folder of them (default: data/graph)",
    ),
    "asked": (
        "問い合わせ先の SPARQL サーバー（省くと、手元のデータに答える）",
        "SPARQL server that answers queries (none: the data here)",
    ),
    "host": (
        "待ち受けるアドレス（既定 %(default)s：この機械からだけ）",
        "address to listen at (default: %(default)s, this machine only)",
    ),
    "port": (
        "待ち受けるポート。0 は空いているもの（既定 %(default)s）",
        "port to listen at; 0: any that is free (default: %(default)s)",
    ),
    "host_name": (
        "受け付けるホスト名（何度でも。リバースプロキシの後ろで使う）",
        "name to answer to, as behind a proxy (may be repeated)",
    ),
    "time_limit": ("一つの問いの秒数の上限（既定 %(default)s）", "seconds that a query may take (default: %(default)s)"),
    "processes": ("SPARQL に答えるプロセスの数（既定 %(default)s）", "processes that answer SPARQL (default: %(default)s)"),
    "queue": ("順番を待てる問いの数（既定 %(default)s）", "queries that may wait for a process (default: %(default)s)"),
    "per_client": ("同じ相手の同時の問いの数の上限（既定 %(default)s）", "queries of one client at once (default: %(default)s)"),
    "log": ("一行ずつの記録の形（既定 %(default)s）", "form of the log, a line a request (default: %(default)s)"),
    "describe": (
        "データを VoID と DCAT で説明します：件数、出どころ、ライセンス、大きさ、ダイジェスト。",
        "Describe the data by VoID and DCAT: figures, provenance, licence, sizes, digests.",
    ),
    "file": ("書き出すファイル。- は標準出力（既定 %(default)s）", "file to write; - is standard output (default: %(default)s)"),
    "lang": ("メッセージの言語（既定は環境から）", "language of messages (default: from the environment)"),
    "version": ("版を表示して終わる", "show the version and exit"),
    "help": ("この説明を表示して終わる", "show this help and exit"),
    "source": (
        "文書（テキストか PDF）か、その入ったフォルダー。- は標準入力",
        "a document (text or PDF), or a folder of them; - is standard input",
    ),
    "output": ("書き出し先のフォルダー。- は標準出力", "folder to write to; - is standard output"),
    "output_or_dataset": (
        "書き出し先のフォルダー。- は標準出力。フォルダーを読むときと、名前が .dataset で終わるときは、データセット",
        "folder to write to; - is standard output; a dataset where a folder is read, or the name ends in .dataset",
    ),
    "jobs": (
        "データセットを作るプロセスの数（既定はコアの数）",
        "processes that build a dataset (default: as many as there are cores)",
    ),
    "cluster": (
        "データセットを作る Dask のスケジューラー（tcp://ホスト:8786）",
        "Dask scheduler that builds a dataset (tcp://host:8786)",
    ),
    "log_plans": (
        "データセットの作成の記録の形（json は一文書一行。既定 %(default)s）",
        "how the build of a dataset is told; json: a line a document (default: %(default)s)",
    ),
    "dataset": ("問うデータセット（shisaku build の -o）", "dataset to ask (-o of shisaku build)"),
    "of_plan": ("データセットのうちの一つのプラン（識別子）", "one plan of the dataset (its identifier)"),
    "inferred": ("データセットのうち、推論されたものも問う", "ask what is inferred in the dataset as well"),
    "folder": ("書き出し先のフォルダー（既定 %(default)s）", "folder to write to (default: %(default)s)"),
    "format": ("形式（既定 %(default)s）", "format (default: %(default)s)"),
    "base": ("IRI の基底", "base of the IRIs"),
    "engine": (
        "推論と検証のエンジン。reference は標準の owlrl と pySHACL（遅い。既定 %(default)s）",
        "what infers and validates; reference: owlrl and pySHACL, which are slow (default: %(default)s)",
    ),
    "fail_on": ("この重さ以上の所見があれば 1 で終わる", "exit with 1 on findings at or above this severity"),
    "summary": ("木、件数、推定した配置、判定を表示する", "show tree, counts, conclusions and verdict"),
    "report": (
        "報告をファイルにも書く（形式=ファイル。何度でも）",
        "write a report to a file as well (format=file; may be repeated)",
    ),
    "rules": ("見る規則。* は任意、! は除外", "rules to heed; * stands for anything, ! leaves out"),
    "path": ("ファイルかフォルダー（省くとこのプロジェクト）", "files or folders (none: this project)"),
    "name": (
        "問いの名前かその始まり、SPARQL のファイル（.rq）、標準入力なら -（省くと一覧）",
        "name of a question or how it begins, a file of SPARQL (.rq), - for standard input (none: list them)",
    ),
    "all": ("すべての問いに答え、一行ずつ示す", "answer every question, one line each"),
    "set": ("パラメーターの値（名前=値）", "value of a parameter (name=value)"),
    "data": ("RDF ファイル（既定は data/graph のすべて）", "RDF files (default: all of data/graph)"),
    "pushed": (
        "RDF ファイルかフォルダー。フォルダーにないグラフはサーバーから除く（既定はこのプロジェクト）",
        "RDF files or folders; what a folder no longer holds goes from the server as well (none: this project)",
    ),
    "endpoint": (
        "SPARQL サーバーの URL。認証は環境変数 SHISAKU_ENDPOINT_USER と _PASSWORD、又は _TOKEN",
        "address of a SPARQL server; SHISAKU_ENDPOINT_USER and _PASSWORD, or _TOKEN, in the environment say who asks",
    ),
    "update_endpoint": ("更新の URL（既定は --endpoint から）", "address for updates (default: told from --endpoint)"),
    "graph_store": (
        "Graph Store Protocol の URL（既定は --endpoint から）",
        "address for the Graph Store Protocol (default: told from --endpoint)",
    ),
    "fetch": (
        "サーバーからグラフを取り寄せ、ここで答える（サーバーの答えが正しくないとき）",
        "fetch the graphs from the server and answer here, where the server answers a question wrongly",
    ),
    "dry_run": ("何が送られ、除かれるかを示すだけにする", "only show what would be sent and dropped"),
    "timeout": ("一つの答えを待つ秒数（既定 %(default)g）", "seconds to wait for one answer (default: %(default)g)"),
    "plan": ("プランの識別子か文書（省くとすべて）", "identifier of a plan, or a document (none: all)"),
    "old": (
        "古い版（RDF ファイルかフォルダー、又は文書）。- は標準入力",
        "older version (RDF file or folder, or a document); - is standard input",
    ),
    "new": ("新しい版", "newer version"),
    "url": ("置く場所。sitemap.xml に書く", "where it will stand; goes into sitemap.xml"),
    "editions": (
        "新旧二つの版の文書。プランのページと、左右に並べた比較のページを作る",
        "documents of two editions: pages of both plans, and of what became of each component",
    ),
    "threshold": (
        "any: 違いがあれば、breaking: 互換性を損なう違い（文書では廃止）があれば 1 で終わる（既定 %(default)s）",
        "exit with 1 on any difference, or on those that break compatibility (in documents: what was dropped; default: %(default)s)",
    ),
    "subject": (
        "IRI、接頭辞付きの名前、キー（measure/6）、一つに決まる番号や見出し",
        "an IRI, a prefixed name, a key (measure/6), or a number or label that one resource has",
    ),
    "predicate": ("述語（省くと、知られていることのすべて）", "predicate (none: everything known)"),
    "object": ("目的語（省くと、すべての値）", "object (none: every value)"),
    "explained": (
        "文書、プランの識別子、Turtle ファイル（既定はこのプロジェクトのプラン）",
        "documents, identifiers of plans, Turtle files (default: the plans of this project)",
    ),
    "commands": ("コマンド", "commands"),
    "arguments": ("引数", "arguments"),
    "options": ("オプション", "options"),
    "usage": ("使い方: ", "usage: "),
    "wrong": ("使い方の誤り: ", "wrong use: "),
    "see": ("{prog} --help で使い方が出ます。", "See {prog} --help."),
    "internal": (
        "内部エラーです（{error}）。再現する文書を添えて知らせてください。SHISAKU_DEBUG=1 で詳細が出ます。",
        "Internal error ({error}). Please report it with the document. SHISAKU_DEBUG=1 shows details.",
    ),
}
"""What the command line says, in Japanese and English."""


class _Parser(argparse.ArgumentParser):
    """A parser that speaks the user's language and exits with 2 on wrong use."""

    def __init__(self, lang: Language, **options: object) -> None:
        super().__init__(add_help=False, **options)  # type: ignore[arg-type]
        self.lang = lang
        self._positionals.title = self.say("arguments")
        self._optionals.title = self.say("options")
        self.add_argument("-h", "--help", action="help", help=self.say("help"))
        self.add_argument("--lang", choices=("ja", "en"), default=lang, help=self.say("lang"))

    def say(self, key: str) -> str:
        """One of the texts in the language of this run."""
        return _TEXTS[key][0 if self.lang == "ja" else 1]

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", self.say("usage"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", self.say("usage"), 1)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.say('wrong')}{message}\n{self.say('see').format(prog=self.prog)}\n")


class _Version(argparse.Action):
    """Prints the version; looked up only then, because that takes as long as the rest of the help."""

    def __call__(self, parser: argparse.ArgumentParser, *unused: object) -> NoReturn:
        from importlib.metadata import version

        print(f"shisaku {version('shisaku')}")
        parser.exit()


def _positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    """What reads a number above nought."""

    def number(text: str) -> float:
        value = kind(text)
        if not 0 < value < float("inf"):
            raise ValueError(text)
        return value

    number.__name__ = kind.__name__  # argparse tells it where the text is none
    return number


def _parser(lang: Language) -> _Parser:
    parser = _Parser(lang, prog="shisaku")
    say = parser.say
    parser.description = say("about")
    parser.add_argument("--version", action=_Version, nargs=0, help=say("version"))
    commands = parser.add_subparsers(dest="command", title=say("commands"), metavar="COMMAND", required=True)

    def command(name: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, lang=lang, help=say(name), description=say(name))

    def server(added: argparse.ArgumentParser, required: bool) -> None:
        added.add_argument("--endpoint", required=required, default=None, metavar="URL", help=say("endpoint"))
        added.add_argument("--graph-store", default=None, metavar="URL", help=say("graph_store"))
        added.add_argument("--timeout", type=_positive(float), default=60.0, metavar="SECONDS", help=say("timeout"))
        added.add_argument("--base", default=None, metavar="IRI", help=say("base"))

    build = command("build")
    build.add_argument("source", nargs="+", metavar="SOURCE", help=say("source"))
    build.add_argument("-o", "--output", default=".", metavar="DIR", help=say("output_or_dataset"))
    build.add_argument("-f", "--format", choices=_FORMATS, default="turtle", help=say("format"))
    build.add_argument("--base", default=None, metavar="IRI", help=say("base"))
    build.add_argument("--summary", action="store_true", help=say("summary"))
    build.add_argument("--engine", choices=_ENGINES, default="compiled", help=say("engine"))
    build.add_argument("--fail-on", choices=_FAIL_ON, default="error", help=say("fail_on"))
    build.add_argument("-j", "--jobs", type=_positive(int), default=None, metavar="N", help=say("jobs"))
    build.add_argument("--cluster", default=None, metavar="URL", help=say("cluster"))
    build.add_argument("--log", choices=("text", "json"), default="text", help=say("log_plans"))

    check = command("check")
    check.add_argument("path", nargs="*", metavar="PATH", help=say("path"))
    check.add_argument("-f", "--format", choices=_REPORTS, default="human", help=say("format"))
    check.add_argument("--report", action="append", default=[], metavar="FORMAT=FILE", help=say("report"))
    check.add_argument("--rules", action="append", default=[], metavar="RULE,…", help=say("rules"))
    check.add_argument("--engine", choices=_ENGINES, default="compiled", help=say("engine"))
    check.add_argument("--fail-on", choices=_FAIL_ON, default="error", help=say("fail_on"))

    query = command("query")
    query.add_argument("name", nargs="?", metavar="NAME|FILE", help=say("name"))
    query.add_argument("--all", action="store_true", help=say("all"))
    query.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help=say("set"))
    query.add_argument("-f", "--format", choices=_ANSWER_FORMATS, default="table", help=say("format"))
    query.add_argument("--data", nargs="+", metavar="FILE", help=say("data"))
    query.add_argument("--dataset", default=None, metavar="DIR", help=say("dataset"))
    query.add_argument("--plan", default=None, metavar="ID", help=say("of_plan"))
    query.add_argument("--inferred", action="store_true", help=say("inferred"))
    server(query, required=False)
    query.add_argument("--fetch", action="store_true", help=say("fetch"))

    push = command("push")
    push.add_argument("source", nargs="*", metavar="SOURCE", help=say("pushed"))
    server(push, required=True)
    push.add_argument("--update-endpoint", default=None, metavar="URL", help=say("update_endpoint"))
    push.add_argument("--dry-run", action="store_true", help=say("dry_run"))

    export = command("export")
    export.add_argument("plan", nargs="*", metavar="PLAN", help=say("plan"))
    export.add_argument("-f", "--format", choices=_FORMATS, default="turtle", help=say("format"))
    export.add_argument("-o", "--output", default=None, metavar="DIR", help=say("output"))
    export.add_argument("--base", default=None, metavar="IRI", help=say("base"))

    show = command("show")
    show.add_argument("plan", nargs="*", metavar="PLAN", help=say("plan"))

    explain = command("explain")
    explain.add_argument("subject", metavar="SUBJECT", help=say("subject"))
    explain.add_argument("predicate", nargs="?", metavar="PREDICATE", help=say("predicate"))
    explain.add_argument("object", nargs="?", metavar="OBJECT", help=say("object"))
    explain.add_argument("-f", "--format", choices=_EXPLANATION_FORMATS, default="text", help=say("format"))
    explain.add_argument("--data", nargs="+", default=[], metavar="FILE|SOURCE", help=say("explained"))

    docs = command("docs")
    docs.add_argument("-o", "--output", default="build/docs", metavar="DIR", help=say("folder"))

    site = command("site")
    site.add_argument("-o", "--output", default="build/site", metavar="DIR", help=say("folder"))
    site.add_argument("--data", nargs="+", default=[], metavar="FILE", help=say("data"))
    site.add_argument("--url", default="", metavar="URL", help=say("url"))
    site.add_argument("--editions", nargs=2, default=None, metavar=("OLD", "NEW"), help=say("editions"))

    serve = command("serve")
    serve.add_argument("dataset", nargs="?", metavar="DATASET", help=say("served"))
    serve.add_argument("--endpoint", default=None, metavar="URL", help=say("asked"))
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=say("host"))
    serve.add_argument("--port", type=int, default=8000, metavar="N", help=say("port"))
    serve.add_argument("--name", action="append", default=[], metavar="HOST", help=say("host_name"))
    serve.add_argument("--time-limit", type=_positive(float), default=10.0, metavar="SECONDS", help=say("time_limit"))
    serve.add_argument("--workers", type=_positive(int), default=2, metavar="N", help=say("processes"))
    serve.add_argument("--queue", type=_positive(int), default=16, metavar="N", help=say("queue"))
    serve.add_argument("--per-client", type=_positive(int), default=8, metavar="N", help=say("per_client"))
    serve.add_argument("--log", choices=("text", "json"), default="text", help=say("log"))

    describe = command("describe")
    describe.add_argument("data", nargs="*", metavar="FILE", help=say("data"))
    describe.add_argument("-o", "--output", default="-", metavar="FILE", help=say("file"))

    diff = command("diff")
    diff.add_argument("old", metavar="OLD", help=say("old"))
    diff.add_argument("new", metavar="NEW", help=say("new"))
    diff.add_argument("-f", "--format", choices=_DIFF_FORMATS, default="text", help=say("format"))
    diff.add_argument("--fail-on", dest="threshold", choices=_DIFFERENCES, default="any", help=say("threshold"))
    return parser


def _language(arguments: list[str]) -> Language:
    """The language asked for: by `--lang`, else by the environment (POSIX locale variables), else English."""
    for i, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "ja" if locale.startswith("ja") else "en"


def _silence_rdflib() -> None:
    """It logs a traceback, or warns, where a literal is not written as its datatype demands: findings tell that, with its place."""
    import logging
    import warnings

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="rdflib")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code: 0 fine, 1 findings, 2 wrong use or unreadable input, 3 a fault of ours."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser(_language(given))
    options = parser.parse_args(given)
    from shisaku import commands
    from shisaku.errors import ShisakuError

    _silence_rdflib()
    collect_seldom()
    try:
        if hasattr(options, "base") and (options.base or not commands.makes_dataset(options)):
            options.base = commands.base_of(options.base)
        if hasattr(options, "fail_on"):
            options.fail_on = commands.severity_of(options.fail_on)
        code: int = getattr(commands, options.command)(options)
        sys.stdout.flush()
        return code
    except ShisakuError as error:
        print(("エラー: " if options.lang == "ja" else "error: ") + error.text(options.lang), file=sys.stderr)
        return commands.WRONG_USE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.FINE
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("SHISAKU_DEBUG"):
            raise
        text = parser.say("internal").format(error=f"{type(error).__name__}: {error}")
        print(text, file=sys.stderr)
        return commands.INTERNAL
