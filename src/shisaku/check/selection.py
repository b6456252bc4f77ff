"""Which rules are heeded, and how severe each is here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from shisaku.check.located import UNREADABLE, Located
from shisaku.model.findings import Severity
from shisaku.project import Project

_WORDS = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Selection:
    """Patterns of rule identifiers, in which * stands for anything; those that begin with ! leave rules out."""

    patterns: tuple[str, ...] = ()
    """None: every rule."""

    def heeds(self, rule: str) -> bool:
        """Whether that rule is heeded; a file that cannot be read always is."""
        wanted = [pattern for pattern in self.patterns if not pattern.startswith("!")]
        unwanted = [pattern[1:] for pattern in self.patterns if pattern.startswith("!")]
        if rule == UNREADABLE.id:
            return True
        chosen = not wanted or any(fnmatchcase(rule, pattern) for pattern in wanted)
        return chosen and not any(fnmatchcase(rule, pattern) for pattern in unwanted)

    def touches(self, *rooms: str) -> bool:
        """Whether any rule of those rooms may be heeded: `shacl` for `shacl/Bridge-label`."""
        wanted = [pattern.partition("/") for pattern in self.patterns if not pattern.startswith("!")]
        unwanted = {pattern[1:-2] for pattern in self.patterns if pattern.startswith("!") and pattern.endswith("/*")} | (
            {"*"} & {pattern[1:] for pattern in self.patterns if pattern.startswith("!")}
        )
        left = [room for room in rooms if not any(fnmatchcase(room, pattern) for pattern in unwanted)]
        return any(not wanted or any(not slash or fnmatchcase(room, head) for head, slash, _ in wanted) for room in left)

    def of(self, found: Iterable[Located], project: Project) -> Iterator[Located]:
        """What is heeded of `found`, with the severities that the project's settings give."""
        given = dict(project.layout.rules)
        for located in found:
            rule = located.finding.rule
            word = next((given[pattern] for pattern in given if fnmatchcase(rule, pattern)), None)
            if word == "off" or not self.heeds(rule):
                continue
            severity = _WORDS[word] if word is not None else located.finding.severity
            yield replace(located, finding=replace(located.finding, severity=severity))
