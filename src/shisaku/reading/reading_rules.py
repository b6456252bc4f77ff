"""Rules of the findings of the reader, each with its sentence in both languages."""

from shisaku.model.findings import Rule, Severity

EMPTY = Rule(
    "reading/empty",
    Severity.ERROR,
    "文書に文字がありません。紙を画像として読み取った PDF なら、先に文字認識（OCR）にかけてください。",
    "The document has no characters. If it is a PDF of scanned pages, put it through character recognition (OCR) first.",
    also="shacl/PolicyPlan-quotedFrom-given",
)
UNUSED_SETTINGS = Rule(
    "reading/unused-settings",
    Severity.WARNING,
    "{settings} は複数の文書と同じフォルダーにあるため、どの文書にも使われません。この文書のものなら {own} に名前を変えてください。",
    "{settings} lies beside several documents, so it applies to none of them. If it is about this one, rename it to {own}.",
)
NO_PILLAR = Rule(
    "reading/no-pillar",
    Severity.WARNING,
    "柱（Ⅰ、第１章など）が見つかりません。施策はプランの直下に置きました。",
    "No pillar (Ⅰ, 第１章 …) was found; measures were put right under the plan.",
)
NO_MEASURE = Rule(
    "reading/no-measure",
    Severity.WARNING,
    "番号の付いた施策が見つかりません。対応していない形式の文書かもしれません。",
    "No numbered measure was found; the document may be of a kind that is not read.",
)
NO_TITLE = Rule(
    "reading/no-title",
    Severity.WARNING,
    "題名が見つかりません。source.toml の title か識別子を題名としました。",
    "No title was found; the title of source.toml, or the identifier, stands for it.",
    also="shacl/PolicyPlan-quotedFrom-given",
)
UNIT_ASSUMED = Rule(
    "reading/unit-assumed",
    Severity.WARNING,
    "金額の欄に単位がないため、千円として読みました。原文を確かめてください。",
    "The fields for sums state no unit; their figures were read as thousands of yen. Check the source.",
)
DUPLICATE_PILLAR = Rule(
    "reading/duplicate-pillar",
    Severity.ERROR,
    "柱の番号 {number} が二度あります。どちらも残しました。原文を確かめてください。",
    "Pillar number {number} stands twice; both were kept. Check the source.",
    also="check/ordinals-are-unique",
)
DUPLICATE_MEASURE = Rule(
    "reading/duplicate-measure",
    Severity.ERROR,
    "施策の番号 {number} が二度あります。どちらも残しました。原文を確かめてください。",
    "Measure number {number} stands twice; both were kept. Check the source.",
    also="check/ordinals-are-unique",
)
PILLAR_GAP = Rule(
    "reading/pillar-gap",
    Severity.WARNING,
    "柱の番号が飛んでいます。{number} の前に {missing} がありません。",
    "A gap in the numbers of the pillars: {missing} is missing before {number}.",
    also="check/ordinals-have-no-gaps",
)
MEASURE_GAP = Rule(
    "reading/measure-gap",
    Severity.WARNING,
    "施策の番号が飛んでいます。{number} の前に {missing} がありません。",
    "A gap in the numbers of the measures: {missing} is missing before {number}.",
    also="check/ordinals-have-no-gaps",
)
MEASURE_WITHOUT_ENTRY = Rule(
    "reading/measure-without-entry",
    Severity.WARNING,
    "施策 {number} の下に取組がありません。",
    "Measure {number} has no entry under it.",
    also="shacl/Measure-initiative",
)
ENTRY_WITHOUT_MEASURE = Rule(
    "reading/entry-without-measure",
    Severity.WARNING,
    "施策の見出しの下にない取組です。本文で直前にある施策の下に置きました（施策がなければ未読とします）。",
    "An entry under no measure; it was put under the measure before it in the text (left unread where there is none).",
)
NOT_UNDERSTOOD = Rule(
    "reading/not-understood",
    Severity.WARNING,
    "何であるか読み取れない文字列です。どの構成要素にも入れていません。",
    "These words were not understood; they are in no component.",
)
MOSTLY_NOT_UNDERSTOOD = Rule(
    "reading/mostly-not-understood",
    Severity.ERROR,
    "この文書の半分以上は、読み取れていないと見込まれます。計画でないか、まだ読めない形の文書です。結果をそのまま使わないでください。",
    "More than half of this document was probably not understood: it is no plan, or one of a form that is not read yet. Do not rely on the result.",
)
UNEXPLAINED_MARK = Rule(
    "reading/unexplained-mark",
    Severity.WARNING,
    "記号「{symbol}」の説明が凡例にありません。",
    "The legend does not explain the mark {symbol}.",
    also="check/marks-are-in-the-legend",
)
UNCERTAIN = Rule(
    "reading/uncertain-placement",
    Severity.WARNING,
    "「{label}」を「{parent}」の下に置きましたが、確かさは {confidence:.2f} です。ほかの候補: {rivals}。",
    "“{label}” was put under “{parent}” with a confidence of only {confidence:.2f}. Rivals: {rivals}.",
    also="check/conclusions-are-confident",
)
NOT_PLACED = Rule(
    "reading/not-placed",
    Severity.WARNING,
    "「{label}」の置き場所が決まりません。プランの直下に置きました。",
    "No place was found for “{label}”; it was put right under the plan.",
    also="check/conclusions-are-confident",
)
NOT_EXACT = Rule(
    "reading/search-cut-short",
    Severity.WARNING,
    "配置の候補が多すぎるため、すべては比べていません。確かさは目安です。",
    "There are too many arrangements to compare them all; confidences are a guide only.",
)
REPORT = Rule(
    "reading/report",
    Severity.WARNING,
    "これから行うことではなく、あったことを述べる文章のようです。柱や施策は取り出さず、本文をそのまま残しました。",
    "This reads as a report of what has been, not as a plan of what is to be done; its text was kept, nothing was made a measure.",
)
DANGLING_RESTATEMENT = Rule(
    "reading/restatement-of-nothing",
    Severity.WARNING,
    "再掲とありますが、元の取組が見つかりません: 「{label}」。",
    "Marked as restated, but no original was found: “{label}”.",
    also="check/restatement-has-original",
)
UNCERTAIN_RESTATEMENT = Rule(
    "reading/uncertain-restatement",
    Severity.WARNING,
    "再掲「{label}」の元を「{original}」としましたが、確かさは {confidence:.2f} です。ほかの候補: {rivals}。",
    "“{label}” was taken to restate “{original}” with a confidence of only {confidence:.2f}. Rivals: {rivals}.",
    also="check/conclusions-are-confident",
)
WRONG_DIGEST = Rule(
    "reading/changed-source",
    Severity.ERROR,
    "原文の SHA-256 が source.toml と違います（{actual}）。原文が変わったか、ファイルを取り違えています。",
    "The source's SHA-256 differs from source.toml (it is {actual}): the source changed, or it is another file.",
)
ENCODING = Rule(
    "reading/encoding",
    Severity.INFO,
    '文字コードを {encoding} と判断して読みました。source.toml に encoding = "{encoding}" と書けば確定します。',
    'Read as {encoding}. Settle it with encoding = "{encoding}" in source.toml.',
)
AMBIGUOUS_ENCODING = Rule(
    "reading/ambiguous-encoding",
    Severity.WARNING,
    "文字コードがはっきりしません。{encoding} として読みました。ほかの候補: {rivals}。"
    '原文を確かめ、source.toml に encoding = "{encoding}" のように書いてください。',
    "The encoding is not certain; it was read as {encoding}. Rivals: {rivals}. "
    'Look at the text and settle it in source.toml, e.g. encoding = "{encoding}".',
)
UNDECODED = Rule(
    "reading/undecoded-bytes",
    Severity.ERROR,
    "{encoding} として読めない {count} バイトがあります（先頭から {offset} バイトの位置、{bytes}）。文字 U+FFFD に置き換えました。"
    "ファイルの破損か、文字コードの混在を確かめてください。",
    "{count} bytes that are not {encoding} (at byte {offset}: {bytes}); U+FFFD stands for them. "
    "See whether the file is damaged, or of more than one encoding.",
)
MORE_UNDECODED = Rule(
    "reading/undecoded-bytes",
    Severity.ERROR,
    "{encoding} として読めないバイト列が、ここからさらに {runs} か所、計 {count} バイトあります。",
    "From here on there are {runs} more places with bytes that are not {encoding}, {count} bytes in all.",
)
OTHER_FORMAT = Rule(
    "reading/other-format",
    Severity.INFO,
    "形式の食い違い: {notice}",
    "Another format: {notice}",
)
SCANNED = Rule(
    "reading/scanned-pages",
    Severity.WARNING,
    "文字のない画像だけのページが {count} ページあり、読んでいません（{pages} ページ）。--ocr を付けるか、source.toml の [reading] に "
    "ocr = true と書けば、文字認識で読みます。{install}",
    "{count} pages are pictures without letters and were not read (pages {pages}). With --ocr, or ocr = true under [reading] in "
    "source.toml, they are read by character recognition. {install}",
)
NOT_RECOGNISED = Rule(
    "reading/not-recognised",
    Severity.WARNING,
    "文字認識でも、文字の見つからないページが {count} ページあります（{pages} ページ）。何も印刷されていないか、画像が粗すぎます。",
    "Character recognition found no letters on {count} pages (pages {pages}): nothing is printed there, or the picture is too coarse.",
)
RECOGNISED = Rule(
    "reading/recognised",
    Severity.INFO,
    "文字認識で読んだページが {count} ページあります（{pages} ページ）。読み違いがありえます。ページと見比べてください。",
    "{count} pages were read by character recognition (pages {pages}), which misreads some letters. Compare them with the pages.",
)
PART_LOST = Rule(
    "reading/part-skipped",
    Severity.WARNING,
    "{what}を飛ばしました: {count} か所{places}。元のファイルを開いて、そこに何があるか確かめてください。",
    "Skipped {what}: {count}{places}. Open the file to see what is there.",
)
PART_LEFT_OUT = Rule(
    "reading/part-left-out",
    Severity.INFO,
    "{what}は読み取りの対象ではありません: {count} か所{places}。",
    "Left out as not meant to be read: {what}, {count}{places}.",
)
DECEPTIVE = Rule(
    "reading/deceptive-characters",
    Severity.WARNING,
    "表示を変えうる制御文字 {name} が {count} か所にあります（{lines} 行目）。見える文言と実際の文字列が違うことがあります。",
    "{count} of the control character {name} (lines {lines}): what is seen may differ from what is written.",
)
INVISIBLE = Rule(
    "reading/invisible-characters",
    Severity.INFO,
    "目に見えない文字 {name} が {count} か所にあります（{lines} 行目）。照合では無視し、引用には残します。",
    "{count} of the invisible character {name} (lines {lines}); passed over in comparing, kept in quotes.",
)
WITHOUT_EFFECT = Rule(
    "reading/override-without-effect",
    Severity.ERROR,
    "{file} の {line} 行目の指定（{said}）は効きません。{why_ja}。文書と指定を見比べて直してください。",
    "The override in line {line} of {file} ({said}) has no effect: {why_en}. Compare it with the document and mend it.",
)
RETIRED_IN_USE = Rule(
    "reading/retired-key-in-use",
    Severity.ERROR,
    "[retired] にあるキー {key} は、いま「{words}」のキーです。廃止したキーは別のものに使えません。[retired] からその行を消してください。",
    "The key {key} in [retired] is that of “{words}”. A retired key may not be used again. Remove its line from [retired].",
)
RETIRED_LEADS_NOWHERE = Rule(
    "reading/retired-key-leads-nowhere",
    Severity.WARNING,
    "[retired] にあるキー {key} の代わりの {new} は、このプランにありません。shisaku diff --retired で今のキーを調べてください。",
    "In [retired], {new} is to replace {key}, but the plan has no such key. Look up the present one with shisaku diff --retired.",
)
