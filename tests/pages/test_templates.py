"""Every template has a class of its own, and uses no attribute that the class, or what it leads to, does not have."""

import importlib
import pkgutil
from importlib.resources import files
from typing import Any

import pytest
from tests.pages.template_types import TemplateCheck

import shisaku.pages
from shisaku.pages.data_page_classes import HomePage, PlanPage, ResourcePage, SourcePage
from shisaku.pages.page import Asset, Page
from shisaku.pages.reference_page_classes import QuestionPage, TermPage, VocabularyPage
from shisaku.pages.rendering import _environment, render

PARTS = {"layout.html", "parts.html", "picture.html", "resource_parts.html"}
"""Templates that others extend or import."""


def _classes() -> dict[str, type]:
    """The classes of pages by the names of their templates."""
    found: dict[str, type] = {}
    for module in pkgutil.iter_modules(shisaku.pages.__path__, "shisaku.pages."):
        for one in vars(importlib.import_module(module.name)).values():
            template = vars(one).get("template") if isinstance(one, type) else None
            if isinstance(template, str):
                assert found.setdefault(template, one) is one
    return found


CLASSES = _classes()


def test_every_template_has_a_class_and_every_class_a_template() -> None:
    names = {entry.name.removesuffix(".j2") for entry in (files("shisaku.pages") / "templates").iterdir() if ".j2" in entry.name}
    assert set(CLASSES) == names - PARTS


def test_every_class_is_frozen_and_has_no_attributes_but_its_fields() -> None:
    for one in CLASSES.values():
        assert one.__dataclass_params__.frozen, one  # type: ignore[attr-defined]
        assert "__slots__" in vars(one), one


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_template_uses_no_attribute_that_is_not_there(name: str) -> None:
    assert TemplateCheck(_environment()).template(f"{name}.j2", CLASSES[name]) == []


@pytest.mark.parametrize(
    ("text", "page", "fault"),
    [
        ("{{ page.titel }}", Page, "page.titel"),
        ("{{ title }}", Page, "title"),
        ("{{ page.title.words }}", Page, "page.title.words"),
        ("{% if false %}{{ page.head.pth }}{% endif %}", Page, "page.head.pth"),
        ("{% for ref, counts in page.plans %}{{ ref.nme }}{% endfor %}", HomePage, "ref.nme"),
        (
            "{% for key, values in page.about %}{% for one in values %}{{ one.code }}{% endfor %}{% endfor %}",
            PlanPage,
            "one.code",
        ),
        ("{% set tree = page.tree %}{{ tree.branches[0].lable.text }}", PlanPage, "tree.branches[].lable"),
        ("{% macro a(b) %}{{ b.c }}{% endmacro %}{{ a(page.title) }}", Page, "b.c"),
        ('{% extends "layout.html.j2" %}{% block main %}{{ parts.wrds(page.title) }}{% endblock %}', Page, "parts.wrds"),
        ("{{ page.title if page.tilte is defined else 1 }}", Page, "page.tilte"),
    ],
)
def test_an_attribute_that_is_not_there_is_found_wherever_it_is_used(text: str, page: Any, fault: str) -> None:
    assert TemplateCheck(_environment()).text(text, page) == [fault]


def test_every_template_of_the_site_is_rendered_and_nothing_in_it_is_undefined(made: list[Page | Asset]) -> None:
    first = {page.template: page for page in made if isinstance(page, Page)}
    assert set(first) >= {one.template for one in (TermPage, VocabularyPage, QuestionPage, PlanPage, SourcePage, ResourcePage)}
    for page in first.values():
        assert render(page).endswith("</html>\n")
