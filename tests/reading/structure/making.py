"""Invented documents with overrides, read."""

from pathlib import Path
from typing import NamedTuple

from shisaku.model.plan import PLAN_KEY, Plan
from shisaku.pipeline import Context, read_explained
from shisaku.reading.trace.explained import Explained

PAGE = """\
# 入江町 水辺の計画 2031

## 1 浜辺を守る

浜辺は町の宝です。

### 1.1 砂浜の清掃

担当：環境課

毎月、砂浜を清掃します。

### 1.2 松林の手入れ

担当：農林課

## 2 水路を生かす

### 2.1 水路の補修

石積みを補修します。

#### 編集の後に

この計画は毎年見直します。

## 付表

| 事業名 | 担当課 | 予算額（千円） |
|---|---|---|
| 堤防の点検 | 土木課 | 1,200 |
| 水門の塗装 | 土木課 | 3,400 |
| 舟屋の修理 | 観光課 | 560 |
"""
LINES = """\
Harbour town: water plan 2031

Goal 1: Keep the beach clean

The beach belongs to all.

1.1 Collect litter every week

Lead: Environment

1.2 Plant dune grass

Lead: Parks

Goal 2: Open the canals

2.1 Repair the locks

Lead: Works

Thanks to all who helped

This plan is reviewed every year.
"""
WEB = """\
<html><head><title>Hill village energy plan</title></head><body>
<h1>Hill village energy plan</h1>
<h2>1 Save heat</h2><p>Heating takes most of our energy.</p>
<h3>1.1 Insulate the school roof</h3><p>The roof is of 1950.</p><h3>1.2 Replace the boiler of the hall</h3><p>It burns oil.</p>
<h2>2 Make power</h2><p>The roofs get much sun.</p>
<h3>2.1 Put panels on the barn</h3><p>There is room for forty.</p><h3>2.2 Repair the water mill</h3><p>It stands still.</p>
<h2>Contact</h2><p>Write to the village office.</p>
</body></html>
"""


class Made(NamedTuple):
    """What came of a document."""

    plan: Plan
    lines: tuple[Explained, ...]

    def line(self, words: str) -> Explained:
        """The line that begins with these words."""
        found = [line for line in self.lines if line.text.startswith(words)]
        assert len(found) == 1, words
        return found[0]

    @property
    def tree(self) -> dict[str, str]:
        """The label of each component with that of what it is under."""
        labels = {PLAN_KEY: ""} | {part.key: part.label for part, _ in self.plan.walk()}
        return {part.label: labels[parent] for part, parent in self.plan.walk()}

    @property
    def unmet(self) -> list[str]:
        """Why overrides have no effect."""
        return [one.message.verbatim("en") for one in self.plan.findings if one.rule == "reading/override-without-effect"]


def made(folder: Path, context: Context, name: str, text: str, overrides: str = "") -> Made:
    """The document of that name and text, with these overrides, read and explained."""
    path = folder / name.replace(".", "-") / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.with_name("source.toml").write_text(f'id = "water"\n{overrides}', encoding="utf-8")
    return Made(*read_explained(path, context))
