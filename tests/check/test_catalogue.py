"""Every rule is told in both languages and has its place in docs/rules.md."""

from pathlib import Path

import pytest

from shisaku.check import ontology_rules, rule_catalogue
from shisaku.model.findings import Rule

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
ROOMS = {"limits", "syntax", "profile", "owl", "case", "query", "data", "shapes", "reading", "pipeline"}


@pytest.mark.parametrize("rule", rule_catalogue.rules(), ids=lambda rule: rule.id)
def test_a_rule_says_in_both_languages_what_is_wrong(rule: Rule) -> None:
    assert rule.id.partition("/")[0] in ROOMS
    assert rule.says().verbatim("ja").endswith(("。", "}"))
    assert not rule.says().verbatim("ja").isascii()
    assert rule.says().verbatim("en").endswith((".", "}"))


def test_no_identifier_is_taken_twice_and_all_are_in_the_docs() -> None:
    others = [rule.id for rule in ontology_rules.rules()]
    mine = [rule.id for rule in rule_catalogue.rules()]
    assert len({*others, *mine}) == len(others) + len(mine)
    assert [name for name in (*others, *mine) if f'<a id="{name.replace("/", "-")}"></a>' not in DOCS] == []
    assert set(rule_catalogue.sentences()) == {*others, *mine}
