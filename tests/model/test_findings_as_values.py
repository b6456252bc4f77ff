"""Findings, and the rules that make them."""

from shisaku.messages import Message
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.model.source import Span

RULE = Rule("reading/odd", Severity.WARNING, "shapes/odd", "common-does-not-exist")


def test_severities_are_ordered_and_named_as_on_the_command_line() -> None:
    assert Severity.INFO < Severity.WARNING < Severity.ERROR
    assert [int(severity) for severity in Severity] == [1, 2, 3]
    assert [severity.word for severity in Severity] == ["info", "warning", "error"]


def test_a_rule_makes_a_finding_with_everything_it_is_given() -> None:
    assert RULE.at(Span(1, 2), "measure/6", "施策", path="6") == Finding(
        "reading/odd",
        Severity.WARNING,
        Message("common-does-not-exist", label="施策", path="6"),
        Span(1, 2),
        "measure/6",
        "施策",
        "shapes/odd",
    )


def test_a_finding_of_the_whole_has_no_place_and_no_subject() -> None:
    found = RULE.at(None, path=1)
    assert (found.span, found.subject, found.label) == (None, None, None)
    assert str(found.message) == "1: does not exist."


def test_a_message_within_a_finding_is_in_its_language() -> None:
    found = RULE.at(None, path=Message.of({"ja": "海", "en": "sea"}))
    assert found.message.in_each_language() == {"ja": "海: ありません。", "en": "sea: does not exist."}


def test_the_key_of_a_rule_is_its_identifier_unless_given() -> None:
    assert Rule("common/does-not-exist", Severity.INFO).says(path="a") == Message("common-does-not-exist", path="a")


def test_a_finding_has_nothing_that_it_is_not_given() -> None:
    assert Finding("a", Severity.INFO, Message.of("")) == Finding(
        "a", Severity.INFO, Message.of(""), None, None, None, "", None, None, ""
    )
    assert Rule("a", Severity.INFO).also == ""
