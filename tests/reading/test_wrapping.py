import pytest

from shisaku.reading.tokens.dotted_lines import wrapped_before_dot
from shisaku.reading.tokens.lines import lines


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("里山の手入れと奥山の見回り\n・植樹を進める。", {1}),
        ("里山の手入れと奥山の見回り\n\n・植樹を進める。", set()),
        ("里山の手入れと奥山の見回り\n・ 植樹", set()),
        ("里山の手入れと奥山を守る。\n・植樹", set()),
        ("里山\n・植樹\n\n奥山の見回りと奥山の手入れと奥山の調べ", set()),
        ("里山\n・植樹の手入れ", set()),
        ("里山の手入れと奥山の見回り\n・植樹\n・間伐", set()),
        ("里山の手入れと奥山の見回り\n・植樹を進める。\n\n川の清掃と海の清掃の手引き\n・堤\n・港", {1}),
        ("", set()),
        ("・植樹", set()),
    ],
    ids=[
        "a full line above",
        "a gap above",
        "a space behind the dot",
        "a sentence ends above",
        "a line above that is not full",
        "a line above that is shorter",
        "a list",
        "a sentence, in a document that has lists",
        "nothing",
        "one line",
    ],
)
def test_a_line_that_begins_with_a_dot_runs_on_from_a_full_line(text: str, wrapped: set[int]) -> None:
    assert wrapped_before_dot(lines(text)) == wrapped
