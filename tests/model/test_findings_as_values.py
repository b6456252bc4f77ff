"""Findings, and the rules that make them."""

from shisaku.errors import Message
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.model.source import Span

RULE = Rule("reading/odd", Severity.WARNING, "{label}は{what}。", "{label} is {what}.", "shapes/odd")


def test_severities_are_ordered_and_named_as_on_the_command_line() -> None:
    assert Severity.INFO < Severity.WARNING < Severity.ERROR
    assert [int(severity) for severity in Severity] == [1, 2, 3]
    assert [severity.word for severity in Severity] == ["info", "warning", "error"]


def test_a_rule_makes_a_finding_with_everything_it_is_given() -> None:
    assert RULE.at(Span(1, 2), "measure/6", "施策", what="6") == Finding(
        "reading/odd",
        Severity.WARNING,
        Message("施策は6。", "施策 is 6."),
        Span(1, 2),
        "measure/6",
        "施策",
        "shapes/odd",
    )


def test_a_finding_of_the_whole_has_no_place_and_no_subject() -> None:
    found = RULE.at(None, what=1)
    assert (found.span, found.subject, found.label) == (None, None, None)
    assert found.message == Message("Noneは1。", "None is 1.")


def test_a_message_fills_in_what_its_language_says() -> None:
    assert RULE.at(None, label="A", what=Message("海", "sea")).message == Message("Aは海。", "A is sea.")


def test_a_finding_says_nothing_more_than_it_is_given() -> None:
    assert Finding("a", Severity.INFO, Message("", "")) == Finding(
        "a", Severity.INFO, Message("", ""), None, None, None, "", None, None, ""
    )
    assert Rule("a", Severity.INFO, "", "").also == ""
