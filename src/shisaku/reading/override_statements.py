"""Overrides in reports: as the reason of what was applied, and as a finding where they have no effect."""

from shisaku.messages import Message
from shisaku.model.findings import Finding
from shisaku.model.plan import Evidence
from shisaku.model.source import Override
from shisaku.reading import reading_rules

NONE_SUCH = Message("reading-nothing-document-begins-these-words")
AMBIGUOUS = Message("reading-fits-more-than-one-add")


def editors(override: Override) -> Evidence:
    """The override as the ground of what was done."""
    return Evidence(
        "editor-override", Message("reading-settled-line", file=override.file, line=override.line, said=override.said)
    )


def without_effect(override: Override, why: Message) -> Finding:
    """The finding that an override means nothing in this document."""
    return reading_rules.WITHOUT_EFFECT.at(None, file=override.file, line=override.line, said=override.said, why=why)
