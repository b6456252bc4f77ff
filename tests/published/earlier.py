"""The yardstick's texts with their truth in the form of this one: overviews in any order, plans, budgets, charters, prose."""

from tests.yardstick.generator import KINDS as TEXTS
from tests.yardstick.generator import generate
from tests.yardstick.gold import walk

from .gold import Gold, GoldNode
from .scorer import LEVEL

NAMES = tuple(TEXTS)
"""Their kinds."""
LANGUAGE = {"english": "en"}
"""Language by kind, where it is not Japanese."""


def earlier(kind: str, seed: int, document: str) -> tuple[bytes, Gold]:
    """The text of that kind and seed, and its gold."""
    sample = generate(kind, seed)
    nodes = tuple(
        GoldNode(
            LEVEL[node.kind],
            node.label,
            None if above is None else above.label,
            node.printed,
            None if node.amount is None or node.amount.yen is None else float(node.amount.yen),
            None if node.previous is None or node.previous.yen is None else float(node.previous.yen),
            "、".join(node.departments),
        )
        for node, above in walk(sample.parts)
    )
    return sample.text.encode(), Gold(document, sample.title, LANGUAGE.get(kind, "ja"), nodes)
