"""The paragraphs of a text frame."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import DRAWING as _A
from shisaku.formats.ooxml.attribute_values import MATHS, RELATION, children, integer
from shisaku.formats.ooxml.colours import Theme, ink
from shisaku.formats.ooxml.numbers import autonumber
from shisaku.formats.ooxml.symbols import printed_text
from shisaku.formats.slides.inheritance import TITLES, ParagraphLook, at_level, look, run_look
from shisaku.formats.text_builder import BlockWords, StyledRun
from shisaku.model.document import BlockKind, DocumentPlace, Style

_USUAL_SIZE = 18.0
"""Default size of letters in points (20.1.10.73)."""
_NAMES = {"title": "title", "ctrTitle": "title", "subTitle": "subtitle", "obj": "body"}


@dataclass(slots=True)
class Counts:
    """How far each level of a frame has been counted."""

    _levels: dict[int, tuple[str, int, int]] = field(default_factory=dict)

    def next(self, level: int, resolved: ParagraphLook) -> str:
        """The number of a paragraph with words; empty where it has none."""
        for deeper in [one for one in self._levels if one > level]:
            del self._levels[deeper]
        if not resolved.numbered:
            self._levels.pop(level, None)
            return ""
        scheme, start = resolved.bullet or "", resolved.start or 1
        before = self._levels.get(level)
        value = before[2] + 1 if before is not None and before[:2] == (scheme, start) else start
        self._levels[level] = (scheme, start, value)
        return autonumber(value, scheme)


@dataclass(slots=True)
class FrameReader:
    """Reads text frames; counts letters by their language."""

    theme: Theme
    """Colours of the slide."""
    languages: Counter[str]
    """Number of letters by language."""

    def words(
        self,
        body: Element,
        chain: Sequence[Mapping[int, ParagraphLook]],
        place: DocumentPlace,
        placeholder: str = "",
        kind: BlockKind | None = None,
        frame: int = -1,
        fill: str = "",
    ) -> list[BlockWords]:
        """The paragraphs of `body`, a text body; `kind` is that of all of them, None where each has its own. A title is one heading."""
        found: list[BlockWords] = []
        counts = Counts()
        fit = body.find(f"{_A}bodyPr/{_A}normAutofit")
        scale = integer(fit.get("fontScale"), 100000) / 100000 if fit is not None and "%" not in fit.get("fontScale", "") else 1.0
        for paragraph in body.findall(_A + "p"):
            properties = paragraph.find(_A + "pPr")
            level = min(max(integer(properties.get("lvl") if properties is not None else None), 0), 8)
            resolved = look(properties, self.theme).over(at_level(chain, level))
            # Letters of a paragraph's own `defRPr` are not inherited by its runs (21.1.2.3.2 of part 1, as in all programs).
            inherited = at_level(chain, level)
            runs, sizes, colours = self._runs(paragraph, inherited)
            text = "".join(run.text for run in runs)
            if not text.strip():
                continue
            number = counts.next(level, resolved)
            mark = number or resolved.mark
            blanks = len(text) - len(text.lstrip("\u3000"))
            size = round((max(sizes, key=lambda key: sizes[key]) if sizes else _USUAL_SIZE) * scale, 1)
            colour = max(colours, key=lambda key: colours[key]) if colours else ""
            indent = round((resolved.margin or 0.0) + (resolved.first or 0.0) + blanks * size, 2)
            style = Style(size, False, ink(colour), fill, _NAMES.get(placeholder, placeholder), indent)
            if kind is not None:
                found.append(BlockWords(runs, kind, 0, mark, place, style, frame))
            elif placeholder in TITLES:
                found.append(BlockWords(runs, "heading", 1, mark, place, style, frame))
            elif mark:
                found.append(BlockWords(runs, "item", level + 1, mark, place, style, frame))
            else:
                found.append(BlockWords(runs, "paragraph", 0, "", place, style, frame))
        return [_joined(found)] if placeholder in TITLES and len(found) > 1 and kind is None else found

    def _runs(self, paragraph: Element, inherited: ParagraphLook) -> tuple[list[StyledRun], Counter[float], Counter[str]]:
        runs: list[StyledRun] = []
        sizes: Counter[float] = Counter()
        colours: Counter[str] = Counter()
        for one in children(paragraph):
            if one.tag == _A + "br":
                runs.append(StyledRun("\n"))
                continue
            if one.tag in (_A + "r", _A + "fld"):
                text = (one.findtext(_A + "t") or "").replace("_x000B_", "\n").replace("_x000D_", "\n")
            elif any(True for _ in one.iter(MATHS + "t")):
                text = "".join(part.text or "" for part in one.iter(MATHS + "t"))
            else:
                continue
            properties = one.find(_A + "rPr")
            resolved = run_look(properties, self.theme).over(inherited)
            linked = struck = False
            if properties is not None:
                for script in ("latin", "sym"):
                    font = properties.find(_A + script)
                    text = printed_text(text, font.get("typeface", "")) if font is not None else text
                link = properties.find(_A + "hlinkClick")
                linked = link is not None and bool(link.get(RELATION + "id"))
                struck = properties.get("strike", "noStrike") != "noStrike"
            text = printed_text(text, "")
            letters = sum(map(len, text.split()))
            if letters:
                sizes[resolved.size or _USUAL_SIZE] += letters
                colours[resolved.colour or ""] += letters
                if properties is not None and (language := properties.get("lang")):
                    self.languages[language] += letters
            runs.append(StyledRun(text, bool(resolved.bold), linked, struck))
        return runs, sizes, colours


def _joined(parts: list[BlockWords]) -> BlockWords:
    """A title of several paragraphs as one heading of several lines."""
    first = parts[0]
    runs: list[StyledRun] = []
    for part in parts:
        if runs:
            runs.append(StyledRun("\n"))
        runs.extend([StyledRun(part.runs)] if isinstance(part.runs, str) else part.runs)
    return BlockWords(runs, first.kind, first.level, first.mark, first.place, first.style, first.frame)
