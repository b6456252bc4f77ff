"""The style sheet: enough contrast in both themes (WCAG 2.2, 1.4.3 and 1.4.11), and every colour named once."""

import re
from importlib.resources import files

import pytest

STYLE = (files("shisaku.pages") / "templates" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK, PRINT = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
)
themes = pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@themes
@pytest.mark.parametrize("words", ["text", "quiet", "link", "visited", "keyword", "variable"])
@pytest.mark.parametrize("ground", ["ground", "raised", "accent"])
def test_words_stand_out_from_what_is_behind_them(theme: dict[str, str], words: str, ground: str) -> None:
    assert contrast(theme[words], {**LIGHT, **theme}[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "raised"])
def test_lines_of_pictures_stand_out(theme: dict[str, str], ground: str) -> None:
    assert contrast(theme["strong-rule"], theme[ground]) >= 3


def test_both_themes_name_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


def test_no_colour_is_written_outside_the_themes() -> None:
    rules = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb\(|hsl\(", rules)
