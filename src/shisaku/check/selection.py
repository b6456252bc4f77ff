"""Which rules are selected, and their severities in a project; of several patterns the most specific one counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache

from rdflib import URIRef
from rdflib.namespace import SH

from shisaku.check import ontology_rules, question_checks, rule_catalogue
from shisaku.check.located import UNREADABLE, Located
from shisaku.check.project_files import ProjectFiles
from shisaku.errors import InputError
from shisaku.messages import Message
from shisaku.model.findings import Severity
from shisaku.project import Project, settings_error
from shisaku.rdf.namespaces import local_name

_WORDS = {severity.word: severity for severity in Severity}
_STYLE = {**{rule.id: rule.level for rule in ontology_rules.rules()}, question_checks.UNDESCRIBED.id: "style"}
_OF_SHAPES = ("shacl", "shapes")
"""Categories of the rules that are named after constraint components of SHACL."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Patterns of rule ids with `*` as a wildcard; a pattern with a leading `!` excludes rules."""

    patterns: tuple[str, ...] = ()
    """Empty for every rule of the levels."""
    levels: frozenset[str] = frozenset()
    """The levels that run as well, named as in the settings (`select`); rules without a level always do."""

    def with_levels_of(self, project: Project) -> "Selection":
        """Return the same with the levels in the settings of a project."""
        return replace(self, levels=self.levels | frozenset(project.layout.select))

    def selects(self, rule: str) -> bool:
        """Return whether a rule is selected; `syntax/unreadable` always is, and a rule of a level where a pattern names it."""
        if rule == UNREADABLE.id:
            return True
        found = most_specific(rule, (pattern.removeprefix("!") for pattern in self.patterns))
        if found is not None:
            return f"!{found}" not in self.patterns
        return all(pattern.startswith("!") for pattern in self.patterns) and level_of(rule) in self.levels | {""}

    def touches(self, *categories: str) -> bool:
        """Return whether any rule of these categories may be selected; `shacl` is the category of `shacl/Bridge-label`."""
        included = [pattern for pattern in self.patterns if not pattern.startswith("!")]
        wanted = [pattern.partition("/") for pattern in included]
        return any(
            self.selects(f"{category}/") or any(slash == "" or fnmatchcase(category, head) for head, slash, _ in wanted)
            for category in categories
        )

    def of(self, found: Iterable[Located], project: Project) -> Iterator[Located]:
        """Return the selected findings, with the severities of the project's settings; what cannot be read is always an error."""
        severities = dict(project.layout.rules)
        for located in found:
            rule = located.finding.rule
            pattern = most_specific(rule, severities) if rule != UNREADABLE.id else None
            word = None if pattern is None else severities[pattern]
            if word == "off" or not (self.selects(rule) or (word is not None and not self.patterns)):
                continue
            severity = _WORDS[word] if word is not None else located.finding.severity
            yield replace(located, finding=replace(located.finding, severity=severity))


@cache
def level_of(rule: str) -> str:
    """Return the level of a rule: `style`, the profile of OWL 2 that it is of, or nothing."""
    if rule.startswith("profile/"):
        return rule.removeprefix("profile/").partition("-")[0]
    return _STYLE.get(rule, "")


def most_specific(rule: str, patterns: Iterable[str]) -> str | None:
    """Return the pattern that matches a rule with the most characters of its own; None if none matches."""
    matching = [pattern for pattern in patterns if fnmatchcase(rule, pattern)]
    return max(matching, key=lambda pattern: (pattern == rule, len(pattern.replace("*", "")), pattern), default=None)


def refuse_unknown(selection: Selection, files: ProjectFiles) -> None:
    """Raise InputError where a pattern matches no rule: one of `selection`, or with its place one of the project's settings."""
    known = _rules(files)
    for pattern in selection.patterns:
        if not _matches(pattern.removeprefix("!"), known):
            raise InputError(_unknown(pattern.removeprefix("!"), known))
    for pattern, _ in files.project.layout.rules:
        if not _matches(pattern, known):
            raise settings_error(files.project, f'"{pattern}"', _unknown(pattern, known))


def _matches(pattern: str, rules: frozenset[str]) -> bool:
    return any(fnmatchcase(rule, pattern) for rule in rules)


def _unknown(pattern: str, rules: frozenset[str]) -> Message:
    near = get_close_matches(pattern, rules, 1)
    hint = Message("check-did-you-mean", meant=near[0]) if near else ""
    return Message("check-no-such-rule", pattern=pattern, hint=hint)


def _rules(files: ProjectFiles) -> frozenset[str]:
    """The rules that there are: the built-in ones, and the shapes and checks of the files."""
    named = {local_name(shape) for shape in files.shapes.subjects() if isinstance(shape, URIRef)}
    components = {name for name in (*SH.__annotations__, *SH._extras) if name.endswith("ConstraintComponent")}
    return frozenset(
        {
            *rule_catalogue.sentences(),
            *(f"{category}/{name}" for category in _OF_SHAPES for name in components),
            *(f"shacl/{name}" for name in named),
            *(f"check/{query.name}" for query in files.checks),
        }
    )
