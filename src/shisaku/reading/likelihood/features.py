"""The features of an item by which it is judged to be a component of the plan or not: named numbers, most of them 0 or 1.

Nothing here is about one document: lengths are in lines of the language, sizes against the body's, counts as logarithms.
"""

import math
import re
from collections.abc import Sequence

from shisaku.model.span import Span
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.items.background import DIGITS, FULL_STOP_WITHIN, LINE, Background, background
from shisaku.reading.items.heads import NO_HEAD
from shisaku.reading.items.item_text import framed
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.among_others import of_class, of_document, of_neighbours, over_tables
from shisaku.reading.likelihood.learned import Features
from shisaku.reading.likelihood.pairs import put_pairs
from shisaku.reading.tokens.paragraphs import cells

_CLAUSE = ("、", "，", ",", ";", "；", "及び", "並びに", "又は", " and", " or", " of", " the", " to", " for")
_PERCENT = re.compile(r"[%％]|[0-9０-９][人件回か所箇所校戸台](?![一-鿿])")
_MONEY = re.compile(
    r"[0-9０-９][,，0-9０-９.．]*\s?(?:千円|百万円|万円|億円|円|億)|[€£$¥]\s?[0-9]|[0-9]\s?(?:million|billion|bn)\b"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[０-９]{4}\s?年|(?:令和|平成)|年度|[RＲHＨ][0-9０-９]{1,2}")
_URL = re.compile(r"https?://|www\.|@[a-z]+\.|\.pdf\b")
_QUESTION = re.compile(r"[?？]")
_VERB_EN = re.compile(r"[A-Z][a-z]+(?:e|[^aeious]|ow|ay)\b(?! of\b)")
_DATE = re.compile(r"^(?:(?:令和|平成|昭和)\s?[0-9０-９元]{1,2}|[0-9０-９]{4})\s?年?[\s/.]?\s?[0-9０-９]{0,2}\s?月?")
_LEADERS = re.compile(r"(?:[.．…‥・･⋯]\s?){3}\s*[0-9０-９]{0,4}$|\s\s[0-9０-９]{1,3}$|[^0-9０-９.．]\s[0-9０-９]{1,3}$")
_CAPTION = re.compile(
    r"(?:table|tableau|tabelle|fig(?:ure|\.)|abbildung|chart|box)\s?(?:[0-9]{1,2}(?:[.-][0-9]{1,2})*|[IVX]{1,4}|[A-H])\b"
    r"|[図表][表]?\s?[0-9０-９]{1,2}|표\s?[0-9]{1,2}",
    re.IGNORECASE,
)
"""The number of a table or a picture, which heads that and no part of the plan."""
_DOTS = re.compile(r"[.．…‥・･⋯](?:\s?[.．…‥・･⋯]){4}\s*[0-9０-９]{0,4}\s*$")
_FURTHER_IN = 6.0
"""Points by which what is indented begins further right than most of the text."""


def features(items: Sequence[Item], text: str, known: FieldContext, held: Sequence[Span] = ()) -> list[Features]:
    """The features of every item of a document, in order.

    `text`: that of the document; `known`: what its words mean; `held`: where tables that hold components are, in order.
    """
    if not items:
        return []
    context = background(items, text, known)
    found = [_of_item(item, context) for item in items]
    of_class(items, context, found)
    of_neighbours(items, context, found)
    of_document(items, context, found)
    over_tables(items, held, found)
    for one in found:
        put_pairs(one)
    return found


def _of_item(item: Item, context: Background) -> Features:
    """What the item itself shows."""
    words, head, lang = item.words, item.head, context.lang
    lines = cells(words) / LINE[lang]
    sentence = context.sentences[item.at]
    letters = max(1, len(words))
    digits = len(DIGITS.findall(words)) / letters
    found: Features = {
        f"kind {item.kind}": 1,
        f"lang {lang}": 1,
        "empty": float(not words),
        "very short": float(lines < 0.08),
        "short": float(0.08 <= lines < 0.3),
        "middling": float(0.3 <= lines < 0.7),
        "a line": float(0.7 <= lines < 1.2),
        "long": float(1.2 <= lines < 2.5),
        "very long": float(lines >= 2.5),
        "sentence": float(sentence),
        "polite": float(lang == "ja" and context.polite[item.at]),
        "two sentences": float(bool(FULL_STOP_WITHIN.search(words))),
        "ends in clause": float(words.endswith(_CLAUSE)),
        "ends in colon": float(words.endswith((":", "："))),
        "colon within": float(bool(re.search(r"[:：]\s*\S", words))),
        "question": float(bool(_QUESTION.search(words[-3:]))),
        "commas": min(3.0, len(re.findall("[、，,]", words))) / 3,
        "digits": min(1.0, 3 * digits),
        "mostly digits": float(digits > 0.4),
        "money": float(bool(_MONEY.search(words))),
        "percent": float(bool(_PERCENT.search(words))),
        "year": float(bool(_YEAR.search(words))),
        "date": float(bool(_DATE.match(words)) and lines < 0.35),
        "link": float(bool(_URL.search(words)) or item.linked > 0.8),
        "leaders": float(bool(_LEADERS.search(words)) and not sentence),
        "caption": float(bool(_CAPTION.match(words))),
        "dot leaders": float(bool(_DOTS.search(words))),
        "lower case": float(words[:1].islower()),
        "capitals": float(lang == "en" and words.isupper() and len(words) > 3),
        "title case": float(lang == "en" and _is_title_case(words)),
        "starts with verb": float(lang == "en" and bool(_VERB_EN.match(words)) and not words.istitle()),
        "bracket at head": float(words[:1] in tuple("（(［[〔※*＊")),
        "in brackets": float(bool(framed(words))),
        "quote at head": float(words[:1] in tuple('「『“"')),
        "framed words": float(item.text[:1] in tuple("【《〈＜<［") and not head.name),
        "role": float(bool(context.roles[item.at]) and not context.fields[item.at]),
        "field": float(context.fields[item.at]),
        "in contents": float(len(context.keys[item.at]) > 3 and context.keys[item.at] in context.contents),
        "has contents": float(len(context.contents) > 2),
        "full": float(item.full),
        "bold lead": float(item.lead > 0),
        "sum beside": float(bool(context.beside[item.at].budget)),
        "tag beside": float(bool(context.beside[item.at].tags)),
        "pointer beside": float(bool(context.beside[item.at].references)),
        "ends in brackets": float(words.endswith((")", "）", "】", "〕"))),
    }
    if context.alone[item.at]:
        found[f"{context.alone[item.at]} alone"] = 1
    if context.wordings[item.at]:
        found[f"says {context.wordings[item.at]}"] = 1
    role, scope = context.roles[item.at], context.scopes[item.at]
    found |= {f"role {role.split()[0]}": 1, f"is {role}": 1} if role else {}
    found |= {f"in {scope.split()[0]}": 1, f"within {scope}": 1} if scope else {"in no section": 1}
    found |= {f"level {item.kind} {min(item.level, 4)}": 1} if item.level else {}
    found |= _of_head(item, context)
    found |= _of_type(item, context)
    return found


def _is_title_case(words: str) -> bool:
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.8 * len(long)


def _of_head(item: Item, context: Background) -> Features:
    head = item.head
    found: Features = {}
    if head.name:
        found["named"] = 1
        found["named and counted"] = float(bool(head.path))
        found[f"named {head.level}"] = 1
    if head.number is not None:
        found[f"number {head.number.style}"] = 1
        found["dotted"] = float(head.number.dotted)
        found["compound"] = float(bool(head.number.outer))
        found["large number"] = float(head.number.value > 30)
    elif head.letter:
        found["code"] = float(len(head.letter) > 1)
        found["capital"] = float(len(head.letter) == 1)
    if head.bullet:
        found["bullet"] = 1
        found["dash"] = float(head.bullet in "-–—‐−")
        found["dot"] = float(head.bullet in "・･·")
    if head.marks:
        found["marks"] = 1
        found["note mark"] = float(head.marks[0] in "※*＊")
    if head == NO_HEAD:
        found["no head"] = 1
    size, follows = context.series.get(item.at, (0, False))
    if head.path:
        found["series"] = math.log1p(size) / 3
        found["follows"] = float(follows)
        found["alone"] = float(size < 2)
    return found


def _of_type(item: Item, context: Background) -> Features:
    found: Features = {}
    if item.size and context.body:
        ratio = item.size / context.body
        found |= {"larger": float(ratio > 1.1), "much larger": float(ratio > 1.4), "smaller": float(ratio < 0.9)}
    found["bold"] = float(item.bold and not context.body_bold)
    found["coloured"] = float(item.colour != context.colour)
    found["on colour"] = float(item.fill != context.fill)
    found["further in"] = float(item.box is not None and item.box[0] > context.left + _FURTHER_IN)
    found["gap"] = float(item.gap > 0)
    found["several lines"] = float(item.lines > 1)
    found["many lines"] = float(item.lines > 3)
    found["indented"] = float(item.indent > 0)
    return found
