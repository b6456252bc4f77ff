"""The words of the command line, in Japanese and English."""

TEXTS: dict[str, tuple[str, str]] = {
    "about": (
        "政策プランの文書から、出典をたどれる知識グラフを作成します。",
        "Build a knowledge graph from policy plans, traceable to its sources.",
    ),
    "build": ("文書を読み取り、グラフを作成して検証します。", "Read documents, build their graphs and validate them."),
    "init": (
        "国ごとのフォルダーを作成します（設定、プロファイル、概念、例の文書）。",
        "Create a folder for the plans of a country: settings, profile, concepts, example document.",
    ),
    "check": ("オントロジー、データ、質問を検査します。", "Check ontology, data and queries."),
    "query": ("保存された質問や SPARQL のクエリに答えます。", "Answer a saved question or a SPARQL query."),
    "push": (
        "グラフを SPARQL 1.1 サーバーに送り、手元と同じ内容にします（差分だけを送ります）。",
        "Push graphs to a SPARQL 1.1 server and keep it in sync; only changes are sent.",
    ),
    "export": ("プランを別の形式で書き出します。", "Write plans in another format."),
    "show": ("プランを木の形で表示します。", "Show plans as trees."),
    "read": (
        "文書を読み取り、木の形で表示します。--explain を付けると、各行の分類を理由とともに表示します。",
        "Read a document and print its tree; with --explain, how each line was classified and why.",
    ),
    "explain": (
        "トリプルの根拠を、文書の行、推定の根拠、推論の公理までたどって表示します。",
        "Explain why a triple holds: the source line, the evidence for an inference, the axioms that entail it.",
    ),
    "docs": (
        "用語、語彙、質問、検査のリファレンスを HTML で書き出します。",
        "Write the reference of terms, vocabularies, questions and checks as HTML pages.",
    ),
    "site": (
        "プランのデータを、図、検索、質問の答えを備えた静的サイトとして書き出します。",
        "Write the data of plans as a static site with diagrams, search and answers to the saved questions.",
    ),
    "serve": (
        "ページ、SPARQL、保存された質問の答えを HTTP で提供します（読み取り専用）。",
        "Serve pages, SPARQL and answers to saved questions over HTTP (read-only).",
    ),
    "describe": (
        "データを VoID と DCAT で記述します（件数、来歴、ライセンス、サイズ、ダイジェスト）。",
        "Describe the data in VoID and DCAT: counts, provenance, licence, sizes, digests.",
    ),
    "completion": (
        "シェルの補完を設定するスクリプトを表示します。",
        "Print the script that completes commands, options and question names in a shell.",
    ),
    "diff": (
        "オントロジーやグラフの二つの版を意味で、文書の二つの版を構成要素ごとに比べます。",
        "Compare two versions of an ontology or graph, or two editions of a document component by component.",
    ),
    "commands": ("コマンド", "commands"),
    "arguments": ("引数", "arguments"),
    "options": ("オプション", "options"),
    "usage": ("使い方: ", "usage: "),
    "usage_error": ("使い方の誤り: ", "usage error: "),
    "see_help": ("{prog} --help で使い方を表示します。", "See {prog} --help."),
    "internal": (
        "内部エラーです（{error}）。再現する文書を添えて報告してください。SHISAKU_DEBUG=1 を設定すると詳細を表示します。",
        "Internal error ({error}). Please report it with the document. SHISAKU_DEBUG=1 shows details.",
    ),
    "help": ("このヘルプを表示して終了します", "show this help and exit"),
    "lang": (
        "メッセージの言語（既定は設定ファイルか環境変数の言語）",
        "language of messages (default: from the settings or the environment)",
    ),
    "quiet": ("結果、指摘、エラーだけを表示します", "print only results, findings and errors"),
    "version": ("バージョンを表示して終了します", "show the version and exit"),
    "source": (
        "文書（PDF、Word、テキストなど）またはそのフォルダー。- は標準入力",
        "document (PDF, Word, text and so on), or folder of documents; - is standard input",
    ),
    "document": ("文書（PDF、Word、テキストなど）。- は標準入力", "document (PDF, Word, text and so on); - is standard input"),
    "plan": (
        "文書、グラフ、データセット、プランの識別子（既定はここにあるすべてのプラン）",
        "document, graph, dataset, or identifier of a plan (default: all plans here)",
    ),
    "data": (
        "RDF ファイル、そのフォルダー、データセット（複数指定できます。既定はここで作成したグラフ）",
        "RDF file, folder of RDF files, or dataset (repeatable; default: the graphs built here)",
    ),
    "example": ("付属の例のデータを使います", "use the bundled example"),
    "base": ("IRI のベース", "base of the IRIs"),
    "format": ("形式（既定は %(default)s）", "format (default: %(default)s)"),
    "output": ("書き出し先のフォルダー。- は標準出力", "folder to write to; - is standard output"),
    "folder": ("書き出し先のフォルダー（既定は %(default)s）", "folder to write to (default: %(default)s)"),
    "file": (
        "書き出し先のファイル。- は標準出力（既定は %(default)s）",
        "file to write; - is standard output (default: %(default)s)",
    ),
    "ocr": (
        "画像だけのページを文字認識で読み取ります（tesseract が必要です）",
        "read image-only pages by character recognition (needs tesseract)",
    ),
    "engine": (
        "推論と検証のエンジン。reference は標準の owlrl と pySHACL で、低速です（既定は %(default)s）",
        "inference and validation engine; reference: owlrl and pySHACL, which are slow (default: %(default)s)",
    ),
    "fail_on": (
        "この重大度以上の指摘があると 1 で終了します（既定は %(default)s）",
        "exit with 1 on findings at or above this severity (default: %(default)s)",
    ),
    "build_output": (
        "書き出し先のフォルダー。- は標準出力。フォルダーを読むときと、名前が .dataset で終わるときはデータセット",
        "folder to write to; - is standard output; a dataset if a folder is read or the name ends in .dataset",
    ),
    "build_log": (
        "データセット作成のログの形式。json は一文書一行（既定は %(default)s）",
        "log format of a dataset build; json: one line per document (default: %(default)s)",
    ),
    "summary": ("木、件数、推定した配置、判定を表示します", "show tree, counts, inferred placements and verdict"),
    "jobs": ("データセットを作成するプロセスの数（既定はコアの数）", "processes that build a dataset (default: one per core)"),
    "cluster": (
        "データセットを作成する Dask のスケジューラー（tcp://ホスト:8786）",
        "Dask scheduler that builds a dataset (tcp://host:8786)",
    ),
    "init_folder": ("作成するフォルダー（既定は現在のフォルダー）", "folder to create (default: the current folder)"),
    "country": (
        "国コード（ISO 3166-1 の2文字。xa から xz は自由に使えます）",
        "country code (ISO 3166-1, two letters; xa to xz are for private use)",
    ),
    "language": ("文書の言語（BCP 47。既定はその国の言語）", "language of the documents (BCP 47; default: that of the country)"),
    "path": ("ファイルかフォルダー（既定はこのプロジェクト）", "files or folders (default: this project)"),
    "report": (
        "報告をファイルにも書き出します（形式=ファイル。複数指定できます）",
        "also write a report to a file (format=file; repeatable)",
    ),
    "rules": ("実行する規則。glob を使えます。! は除外", "rules to run; globs, ! excludes"),
    "name": (
        "質問の名前かその先頭、SPARQL のファイル（.rq）、標準入力なら -（既定は一覧の表示）",
        "question name or its beginning, SPARQL file (.rq), or - for standard input (default: list the questions)",
    ),
    "all": ("すべての質問に答え、一行ずつ表示します", "answer every question, one line each"),
    "set": ("パラメーターの値（名前=値。複数指定できます）", "value of a parameter (name=value; repeatable)"),
    "sparql": ("SPARQL のクエリ", "SPARQL query"),
    "answer_format": (
        "形式。SELECT と ASK は table markdown csv tsv json xml、CONSTRUCT と DESCRIBE は turtle nt json-ld xml（既定は %(default)s）",
        "format; SELECT and ASK: table markdown csv tsv json xml; CONSTRUCT and DESCRIBE: turtle nt json-ld xml (default: %(default)s)",
    ),
    "query_plan": ("データセットのうち一つのプランの識別子", "identifier of one plan of the dataset"),
    "inferred": ("データセットの推論されたトリプルも対象にします", "include the inferred triples of the dataset"),
    "endpoint": (
        "SPARQL サーバーの URL。認証情報は環境変数 SHISAKU_ENDPOINT_USER と _PASSWORD、または _TOKEN から読みます",
        "URL of a SPARQL server; credentials come from SHISAKU_ENDPOINT_USER and _PASSWORD, or _TOKEN, in the environment",
    ),
    "graph_store": (
        "Graph Store Protocol の URL（既定は --endpoint から決めます）",
        "URL for the Graph Store Protocol (default: derived from --endpoint)",
    ),
    "update_endpoint": (
        "SPARQL Update の URL（既定は --endpoint から決めます）",
        "URL for SPARQL Update (default: derived from --endpoint)",
    ),
    "timeout": ("一つの応答を待つ秒数（既定は %(default)g）", "seconds to wait for a response (default: %(default)g)"),
    "fetch": (
        "サーバーからグラフを取得し、手元で答えます（サーバーの答えが正しくないとき）",
        "fetch the graphs and answer here, where the server answers a question wrongly",
    ),
    "push_source": (
        "RDF ファイル、そのフォルダー、データセット（既定はここで作成したグラフ）",
        "RDF files, folders of RDF files, or datasets (default: the graphs built here)",
    ),
    "delete": (
        "手元にないグラフをサーバーから削除します（フォルダー、データセット、プロジェクトを送るとき）",
        "delete graphs on the server that are not here (when a folder, a dataset or the project is pushed)",
    ),
    "dry_run": ("送信、削除するものを表示するだけにします", "only show what would be sent and deleted"),
    "read_explain": (
        "一行ずつ、分類、確率、理由、配置した位置と次点を表示します",
        "show the class of each line, its probability, the reason, the placement and the runner-up",
    ),
    "read_html": (
        "同じ内容を、修正用の source.toml の行とともに HTML ファイルに書き出します（--explain とともに使います）",
        "write the same as an HTML file, with source.toml lines that correct each line (with --explain)",
    ),
    "subject": (
        "IRI、接頭辞付きの名前、キー（measure/6）、一つに決まる番号や見出し",
        "IRI, prefixed name, key (measure/6), or a number or label that one resource has",
    ),
    "predicate": ("述語（既定はすべての述語）", "predicate (default: all predicates)"),
    "object": ("目的語（既定はすべての値）", "object (default: all values)"),
    "explain_data": (
        "文書、グラフ、データセット、プランの識別子（複数指定できます。既定はここにあるプラン）",
        "document, graph, dataset, or identifier of a plan (repeatable; default: the plans here)",
    ),
    "url": ("公開先の URL（sitemap.xml に書きます）", "URL of the published site, for sitemap.xml"),
    "editions": (
        "新旧二つの版の文書。両方のプランのページと、並べて比較するページを作成します",
        "two editions of a document: pages of both plans, and of what became of each component",
    ),
    "serve_dataset": (
        "RDF ファイル、そのフォルダー、データセット（既定はここで作成したグラフ）",
        "RDF file, folder of RDF files, or dataset (default: the graphs built here)",
    ),
    "serve_endpoint": (
        "クエリに答える SPARQL サーバー（既定は手元のデータで答えます）",
        "SPARQL server that answers queries (default: the data here)",
    ),
    "host": (
        "待ち受けるアドレス（既定は %(default)s。このコンピューターからだけ接続できます）",
        "address to listen on (default: %(default)s, this machine only)",
    ),
    "port": (
        "待ち受けるポート。0 は空いているポート（既定は %(default)s）",
        "port to listen on; 0: any free port (default: %(default)s)",
    ),
    "host_name": (
        "受け付けるホスト名（複数指定できます。リバースプロキシの後ろで使います）",
        "host name to accept, as behind a proxy (repeatable)",
    ),
    "time_limit": (
        "一つのクエリの制限時間の秒数（既定は %(default)s）",
        "time limit of a query in seconds (default: %(default)s)",
    ),
    "workers": ("SPARQL に答えるプロセスの数（既定は %(default)s）", "processes that answer SPARQL (default: %(default)s)"),
    "queue": ("待機できるクエリの数（既定は %(default)s）", "queries that may wait for a process (default: %(default)s)"),
    "per_client": (
        "一つのクライアントの同時クエリ数の上限（既定は %(default)s）",
        "concurrent queries of one client (default: %(default)s)",
    ),
    "serve_log": (
        "ログの形式。一リクエスト一行（既定は %(default)s）",
        "log format, one line per request (default: %(default)s)",
    ),
    "shell": ("シェル", "shell"),
    "old": (
        "古い版（RDF ファイルかフォルダー、または文書）。- は標準入力",
        "older version (RDF file or folder, or document); - is standard input",
    ),
    "new": ("新しい版", "newer version"),
    "threshold": (
        "any: 違いがあると、breaking: 互換性を損なう違い（文書では廃止）があると 1 で終了します（既定は %(default)s）",
        "exit with 1 on any difference, or on breaking ones (for documents: dropped components; default: %(default)s)",
    ),
    "retired": (
        "新しい版にない IRI と、それに代わるキーを、source.toml の [retired] の表として表示します",
        "print the table [retired] for source.toml: IRIs that the newer graph lacks, and the keys that replace them",
    ),
}
"""Texts by key: Japanese, English. First the commands and the shared options, then the options of each command."""
