"""Accept and Accept-Language as RFC 9110 has them."""

import pytest

from shisaku.serve.negotiation import language, media_type

OFFERED = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("text/html, text/turtle", "text/turtle"),
        ("text/turtle;q=0.5, text/html", "text/html"),
        ("text/turtle;q=0.5,text/html;q=0.501", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/*", "application/ld+json"),
        ("application/*, text/*;q=0.9", "application/ld+json"),
        ("text/*;q=0.3, text/html;q=0.7, */*;q=0.5", "text/html"),
        ("text/turtle;q=0, */*;q=0.1", "application/ld+json"),
        ("*/*, text/*;q=0", "application/ld+json"),
        ("text/html;level=1, text/turtle;q=0.2", "text/turtle"),
        ("text/html;charset=utf-8", "text/html"),
        ('text/html;note="a,b;q=0", application/ld+json', "application/ld+json"),
        ("text/html ; q=0.4 , application/ld+json ; q=0.6", "application/ld+json"),
        ("text/html;q=2, application/ld+json;q=0.1", "application/ld+json"),
        ("nonsense, text/html;q=0.1", "text/html"),
        ("nonsense", "text/turtle"),
        (';;,,q=1, ;q=0, text/html;q=0.1;ext="a,b"', "text/html"),
        (";;, ,text/html", "text/html"),
        ("*/html, text/html;q=0.1", "text/html"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("*/*;q=0", None),
        ("image/png, text/turtle;q=0.0", None),
    ],
)
def test_the_media_type_that_is_wanted_most_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert media_type(accept, OFFERED) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "ja"),
        ("", "ja"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("en-US,en;q=0.9", "en"),
        ("ja,en;q=0.5", "ja"),
        ("ja;q=0.4,en;q=0.5", "en"),
        ("fr, en;q=0.1", "en"),
        ("fr", "ja"),
        ("*", "ja"),
        ("ja;q=0, *", "en"),
        ("en;q=0", "ja"),
        ("*;q=0.1, en;q=0.2", "en"),
        ("!!, en", "en"),
    ],
)
def test_the_language_that_is_wanted_most_is_chosen_and_there_always_is_one(accept: str | None, chosen: str) -> None:
    assert language(accept, ("ja", "en")) == chosen
