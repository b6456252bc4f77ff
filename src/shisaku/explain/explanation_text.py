"""Explanations as text for a terminal, as Markdown, and as JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from shisaku.errors import Place
from shisaku.explain.explanation_tree import Explanation
from shisaku.explain.explanation_words import BY_AXIOM, CONFIDENCE, LAYERS, RIVALS, RULES, THE_PLAN, TOGETHER
from shisaku.explain.naming import ResourceNames
from shisaku.messages import Language, Message, sentence, visible
from shisaku.model.plan import two_decimals
from shisaku.rdf.triples import Triple

_STEP = "  "


class Rendering:
    """Writes explanations in one language."""

    def __init__(self, names: ResourceNames, lang: Language) -> None:
        self._names = names
        self._lang = lang

    # -- trees ---------------------------------------------------------------------------------------------------------

    def text(self, explanation: Explanation) -> str:
        """Return the tree: each triple, its reason with quoted lines and carets, and its premises one step further in."""
        return "\n".join(self._lines(explanation, "")) + "\n"

    def markdown(self, explanation: Explanation) -> str:
        """Return the tree as nested lists, with quoted lines as code blocks."""
        return "\n".join(self._items(explanation, "")) + "\n"

    def _lines(self, explanation: Explanation, indent: str) -> Iterator[str]:
        inner = indent + _STEP
        yield f"{indent}{self._statement(explanation.triple)}"
        yield f"{inner}{self._why(explanation)}"
        for axiom in explanation.axioms:
            yield f"{inner}{self._phrase(BY_AXIOM)}: {self._statement(axiom.triple)}"
            yield from self._quote(axiom.place, inner)
        for place in explanation.places:
            yield from self._quote(place, inner)
        for reason in explanation.reasons:
            yield f"{inner}- {self._phrase(reason.text)}"
            yield from self._quote(reason.place, inner + _STEP)
        for premise in explanation.premises:
            yield from self._lines(premise, inner)

    def _quote(self, place: Place | None, indent: str) -> Iterator[str]:
        if place is not None:
            yield f"{indent}{place}"
            yield from (f"{indent}{line}" for line in place.quote().split("\n"))

    def _items(self, explanation: Explanation, indent: str) -> Iterator[str]:
        inner = indent + _STEP
        yield f"{indent}- `{self._statement(explanation.triple)}`  "
        yield f"{inner}{self._why(explanation)}"
        for axiom in explanation.axioms:
            yield f"{inner}- {self._phrase(BY_AXIOM)}: `{self._statement(axiom.triple)}`"
            yield from self._block(axiom.place, inner + _STEP)
        for place in explanation.places:
            yield from self._block(place, inner)
        for reason in explanation.reasons:
            yield f"{inner}- {self._phrase(reason.text)}"
            yield from self._block(reason.place, inner + _STEP)
        for premise in explanation.premises:
            yield from self._items(premise, inner)

    def _block(self, place: Place | None, indent: str) -> Iterator[str]:
        if place is not None:
            lines = ["", f"`{place}`", "", "```text", *(line[2:] for line in place.quote().split("\n")), "```", ""]
            yield from (f"{indent}{line}".rstrip() for line in lines)

    # -- lines ---------------------------------------------------------------------------------------------------------

    def line(self, explanation: Explanation) -> str:
        """Return two lines: the triple without its subject, and its reason in short."""
        triple = explanation.triple
        statement = self._phrase(TOGETHER) if triple is None else f"{self._names.short(triple[1])} {self._named(triple)}"
        places = (*explanation.places, *(axiom.place for axiom in explanation.axioms))
        place = next((place for place in places if place is not None), None)
        suffix = f" {place}" if place is not None else ""
        if triple is None:
            suffix = ": " + "; ".join(self._statement(premise.triple) for premise in explanation.premises)
        return f"{statement}\n{_STEP}{self._why(explanation)}{suffix}"

    def _statement(self, triple: Triple | None) -> str:
        if triple is None:
            return self._phrase(TOGETHER)
        s, p, _ = triple
        subject = self._names.short(s) + self._quoted(
            self._names.label_of_key(self._names.short(s).partition("/")[2], self._lang)
        )
        return f"{subject} {self._names.short(p)} {self._named(triple)}"

    def _named(self, triple: Triple) -> str:
        """The object with its label."""
        return self._names.short(triple[2]) + self._quoted(self._names.label(triple[2], self._lang))

    def _quoted(self, label: str) -> str:
        if not label:
            return ""
        return sentence("explain-label", self._lang, label=label)

    def _why(self, explanation: Explanation) -> str:
        """The reason, in one line."""
        why = self._phrase(LAYERS[explanation.layer])
        if explanation.rule:
            meaning = self._phrase(RULES[explanation.rule])
            why += sentence("explain-rule-meaning", self._lang, rule=explanation.rule, meaning=meaning)
        if explanation.confidence is not None:
            why += f" {self._phrase(CONFIDENCE)} {two_decimals(explanation.confidence)}"
        if explanation.rivals:
            listed = ", ".join(f"{self._rival(key)} {two_decimals(share)}" for key, share in explanation.rivals)
            why += f" ({self._phrase(RIVALS)}: {listed})"
        return why

    def _rival(self, key: str) -> str:
        if not key or key.rpartition("/")[2].isdecimal():
            return key or self._phrase(THE_PLAN)
        return key + self._quoted(self._names.label_of_key(key, self._lang))

    def _phrase(self, message: Message) -> str:
        return message.text(self._lang)

    # -- JSON ----------------------------------------------------------------------------------------------------------

    def value(self, explanation: Explanation) -> dict[str, Any]:
        """Return the tree as a value for JSON, without empty keys."""
        found: dict[str, Any] = {"layer": explanation.layer, "why": self._why(explanation)}
        if explanation.triple is not None:
            found |= _terms(explanation.triple, self._names)
        if explanation.rule:
            found["rule"] = explanation.rule
        if explanation.confidence is not None:
            found["confidence"] = explanation.confidence
        parts = {
            "rivals": [{"key": key, "share": share} for key, share in explanation.rivals],
            "places": [_position(place) for place in explanation.places],
            "axioms": [
                _terms(axiom.triple, self._names) | ({"place": _position(axiom.place)} if axiom.place else {})
                for axiom in explanation.axioms
            ],
            "evidence": [
                reason.text.in_each_language() | ({"place": _position(reason.place)} if reason.place else {})
                for reason in explanation.reasons
            ],
            "premises": [self.value(premise) for premise in explanation.premises],
        }
        return found | {key: part for key, part in parts.items() if part}


def as_json(values: Iterable[dict[str, Any]]) -> str:
    """Return a JSON array, with Japanese unescaped."""
    return json.dumps(list(values), ensure_ascii=False, indent=2) + "\n"


def _terms(triple: Triple, names: ResourceNames) -> dict[str, str]:
    s, p, o = triple
    return {"subject": str(s), "predicate": str(p), "object": str(o), "shown": " ".join(names.short(term) for term in (s, p, o))}


def _position(place: Place) -> dict[str, object]:
    found: dict[str, object] = {"file": visible(place.path), "line": place.line, "column": place.column}
    found |= {"length": place.length, "text": place.text}
    return found if place.page is None else found | {"page": place.page}
