"""Findings: problems in a text or in data, collected beside the result, never raised."""

from dataclasses import dataclass
from enum import IntEnum

from shisaku.messages import Message
from shisaku.model.source import Span


class Severity(IntEnum):
    """How bad a finding is; the order is that of `--fail-on`."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """Lower-case name, as printed and as given to `--fail-on`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem."""

    rule: str
    """Identifier of the rule, e.g. `reading/duplicate-number`."""
    severity: Severity
    """How bad it is."""
    message: Message
    """The problem and its remedy."""
    span: Span | None = None
    """Where in the source; None where it concerns the whole."""
    subject: str | None = None
    """The resource concerned: its IRI or, while there is no graph, its key."""
    label: str | None = None
    """Label of that resource, as a person knows it."""
    also: str = ""
    """Another rule that finds the same problem; see `Rule.also`."""
    path: str | None = None
    """Property concerned: its IRI; the result path of a SHACL result."""
    value: str | None = None
    """Value concerned: an IRI, or the text of a literal."""
    remedy: str = ""
    """Lines for source.toml that resolve it; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; its sentence is in the catalogue of messages and is filled in by a finding."""

    id: str
    """Identifier, `<category>/<rule>`."""
    severity: Severity
    """Severity of a violation."""
    also: str = ""
    """Rule of the shapes or checks that finds the same in the graph; reported once, as this one."""
    sentence: str = ""
    """Key of its sentence; if empty, the identifier with a hyphen for the slash."""

    def says(self, **values: object) -> Message:
        """Return its sentence, filled in with `values`; the other gaps show their names."""
        return Message(self.sentence or self.id.replace("/", "-"), **values)

    def at(self, span: Span | None, subject: str | None = None, label: str | None = None, **values: object) -> Finding:
        """A finding of this rule at `span`, its sentence filled in with `values`."""
        return Finding(self.id, self.severity, self.says(label=label, **values), span, subject, label, self.also)
