"""Overrides in reports: as the reason of what was applied, and as a finding where they have no effect."""

from shisaku.errors import Message
from shisaku.model.findings import Finding
from shisaku.model.plan import Evidence
from shisaku.model.source import Override
from shisaku.reading import reading_rules

NONE_SUCH = Message("その言葉で始まるものが文書にありません", "nothing in the document begins with these words")
AMBIGUOUS = Message("当てはまるものが一つに決まりません。言葉を足してください", "it fits more than one; add words")


def editors(override: Override) -> Evidence:
    """The override as the ground of what was done."""
    ja = f"{override.file} の {override.line} 行目の指定（{override.said}）"
    return Evidence("editor-override", ja, f"settled in line {override.line} of {override.file} ({override.said})")


def without_effect(override: Override, why: Message) -> Finding:
    """The finding that an override means nothing in this document."""
    return reading_rules.WITHOUT_EFFECT.at(
        None, file=override.file, line=override.line, said=override.said, why_ja=why.ja, why_en=why.en
    )
