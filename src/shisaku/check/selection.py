"""Which rules are selected, and their severities in a project."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from shisaku.check.located import UNREADABLE, Located
from shisaku.model.findings import Severity
from shisaku.project import Project

_WORDS = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Selection:
    """Patterns of rule ids with `*` as a wildcard; a pattern with a leading `!` excludes rules."""

    patterns: tuple[str, ...] = ()
    """Empty for every rule."""

    def selects(self, rule: str) -> bool:
        """Return whether a rule is selected; `syntax/unreadable` always is."""
        included = [pattern for pattern in self.patterns if not pattern.startswith("!")]
        excluded = [pattern[1:] for pattern in self.patterns if pattern.startswith("!")]
        if rule == UNREADABLE.id:
            return True
        chosen = not included or any(fnmatchcase(rule, pattern) for pattern in included)
        return chosen and not any(fnmatchcase(rule, pattern) for pattern in excluded)

    def touches(self, *categories: str) -> bool:
        """Return whether any rule of these categories may be selected; `shacl` is the category of `shacl/Bridge-label`."""
        included = [pattern.partition("/") for pattern in self.patterns if not pattern.startswith("!")]
        excluded = {pattern[1:-2] for pattern in self.patterns if pattern.startswith("!") and pattern.endswith("/*")} | (
            {"*"} & {pattern[1:] for pattern in self.patterns if pattern.startswith("!")}
        )
        remaining = [category for category in categories if not any(fnmatchcase(category, pattern) for pattern in excluded)]
        return any(
            not included or any(not slash or fnmatchcase(category, head) for head, slash, _ in included) for category in remaining
        )

    def of(self, found: Iterable[Located], project: Project) -> Iterator[Located]:
        """Return the selected findings, with the severities of the project's settings."""
        severities = dict(project.layout.rules)
        for located in found:
            rule = located.finding.rule
            word = next((severities[pattern] for pattern in severities if fnmatchcase(rule, pattern)), None)
            if word == "off" or not self.selects(rule):
                continue
            severity = _WORDS[word] if word is not None else located.finding.severity
            yield replace(located, finding=replace(located.finding, severity=severity))
