"""Bodies of rules, which lay down no measures: ordinances, by-laws, guidelines whose parts are articles, 第１条 この要綱は、…

No plan counts its measures so; what an article counts below it looks like one all the same.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from shisaku.reading.items.items import Item
from shisaku.reading.tokens.numbering import kanji_number

FEWEST = 3
"""Articles, one behind the other, from which a document is made of them."""
_SHARE = 0.1
"""Share of the items of such a document that begin an article, at least: a plan may quote a law."""
_ARTICLE = re.compile(r"第([0-9]{1,4}|[一二三四五六七八九十百]{1,6})条(?:の[0-9一二三四五六七八九十]{1,2})?(?=\s|\(|$)")


def is_of_articles(items: Sequence[Item]) -> bool:
    """Whether a document is made of articles whose numbers go on from each other."""
    found = [number for item in items if (number := _article(item.text))]
    if len(found) < max(FEWEST, _SHARE * len(items)):
        return False
    follows = sum(below - above in (0, 1) for above, below in pairwise(found))
    return follows >= FEWEST - 1 and 2 * follows >= len(found) - 1


def _article(text: str) -> int:
    """The number of the article that words open; 0 where they open none."""
    match = _ARTICLE.match(unicodedata.normalize("NFKC", text[:20]).lstrip())
    if match is None:
        return 0
    return int(match[1]) if match[1].isdigit() else kanji_number(match[1]) or 0
