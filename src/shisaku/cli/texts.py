"""What the command line says, in Japanese and English."""

TEXTS: dict[str, tuple[str, str]] = {
    "about": (
        "政策プランの文書を、出典をたどれる知識グラフにします。",
        "Turns policy plans into a knowledge graph that can be traced to the source.",
    ),
    "build": ("文書を読み、グラフを作り、検証します。", "Read documents, build their graphs, validate them."),
    "init": (
        "国ごとのフォルダーを用意します：設定、プロファイル、概念、例の文書。",
        "Begin a folder for the plans of a country: settings, a profile, concepts, an example.",
    ),
    "new_folder": ("用意するフォルダー（既定はここ）", "folder to begin (default: here)"),
    "country": (
        "国の符号（ISO 3166-1 の二文字。自分で決める国は xa から xz）",
        "code of the country (ISO 3166-1, two letters; xa to xz are free for use)",
    ),
    "language": (
        "文書の言語（BCP 47。省くと、その国の言語）",
        "language of its documents (BCP 47; none: that known of the country)",
    ),
    "check": ("オントロジー、データ、問いを検査します。", "Check ontology, data and queries."),
    "query": ("保存された問いに答えます。", "Answer a saved question."),
    "export": ("プランを別の形式で書き出します。", "Write a plan in another format."),
    "show": ("プランを木の形で表示します。", "Show a plan as a tree."),
    "read": (
        "文書を読み、読み取った木を表示します。--explain では、各行を何と読み取ったかを理由とともに示します。",
        "Read a document and print the tree; with --explain, what each of its lines was taken for, and why.",
    ),
    "document": ("文書（PDF、Word、テキストなど）。- は標準入力", "a document (PDF, Word, text and so on); - is standard input"),
    "line_by_line": (
        "一行ずつ、何と読み取ったか、その確率、理由、置いた位置と次点を示す",
        "go through the document line by line: what each was taken for, how likely, why, and where it was put",
    ),
    "reading_page": (
        "同じことを、直すための source.toml の行とともに、一つの HTML ファイルに書く（--explain とともに）",
        "write the same, with lines for source.toml that correct each, as one HTML file (with --explain)",
    ),
    "diff": (
        "オントロジーやグラフの二つの版を意味で、文書の二つの版を構成要素ごとに比べます。",
        "Compare two versions of an ontology or of a graph, or two editions of a document component by component.",
    ),
    "retired": (
        "後の版にないIRIと、それに代わるキーを、source.toml の [retired] の表として書き出します。",
        "print the table [retired] for source.toml: the IRIs that the later graph lacks, and the keys that replace them",
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
        "RDF ファイル、そのフォルダー、データセット（既定はここで作ったグラフ）",
        "an RDF file, a folder of them, or a dataset (default: the graphs that were built here)",
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
    "quiet": ("結果、指摘、エラーのほかは何も表示しない", "print results, findings and errors, and nothing else"),
    "completion": (
        "シェルの補完を設定するスクリプトを表示します。",
        "Print the script that makes a shell complete commands, options and names of questions.",
    ),
    "shell": ("シェル", "the shell"),
    "version": ("版を表示して終わる", "show the version and exit"),
    "help": ("この説明を表示して終わる", "show this help and exit"),
    "source": (
        "文書（PDF、Word、テキストなど）か、その入ったフォルダー。- は標準入力",
        "a document (PDF, Word, text and so on), or a folder of them; - is standard input",
    ),
    "ocr": (
        "画像だけのページを文字認識で読む（tesseract が要る）",
        "read pages that are pictures by character recognition (needs tesseract)",
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
    "sparql": ("SPARQL で書いた質問", "a query in SPARQL"),
    "answer_format": (
        "形式。SELECT と ASK は table markdown csv tsv json xml、CONSTRUCT と DESCRIBE は turtle nt json-ld xml（既定 %(default)s）",
        "format; SELECT and ASK: table markdown csv tsv json xml; CONSTRUCT and DESCRIBE: turtle nt json-ld xml (default: %(default)s)",
    ),
    "data": (
        "RDF ファイル、そのフォルダー、データセット（何度でも。既定はここで作ったグラフ）",
        "an RDF file, a folder of them, or a dataset (may be repeated; default: the graphs that were built here)",
    ),
    "example": ("付属の例のデータを使う", "use the example that comes with shisaku"),
    "delete": (
        "手元にないグラフをサーバーから除く（フォルダー、データセット、プロジェクトを送るとき）",
        "drop graphs from the server that are not here (where a folder, a dataset or the project is pushed)",
    ),
    "pushed": (
        "RDF ファイル、そのフォルダー、データセット（既定はここで作ったグラフ）",
        "RDF files, folders of them, or datasets (default: the graphs that were built here)",
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
    "plan": (
        "文書、グラフ、データセット、プランの識別子（省くとここにあるすべて）",
        "a document, a graph, a dataset, or the identifier of a plan (none: all that are here)",
    ),
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
        "文書、グラフ、データセット、プランの識別子（何度でも。既定はここにあるプラン）",
        "a document, a graph, a dataset, or the identifier of a plan (may be repeated; default: the plans that are here)",
    ),
    "commands": ("コマンド", "commands"),
    "arguments": ("引数", "arguments"),
    "options": ("オプション", "options"),
    "usage": ("使い方: ", "usage: "),
    "wrong": ("使い方の誤り: ", "usage error: "),
    "see": ("{prog} --help で使い方が出ます。", "See {prog} --help."),
    "internal": (
        "内部エラーです（{error}）。再現する文書を添えて知らせてください。SHISAKU_DEBUG=1 で詳細が出ます。",
        "Internal error ({error}). Please report it with the document. SHISAKU_DEBUG=1 shows details.",
    ),
}
"""Texts by key: Japanese, English."""
