import pytest

from shisaku.model.findings import Finding
from shisaku.model.plan import EXACT, PARTIAL, Identification, Initiative, Measure
from shisaku.model.source import Span
from shisaku.reading.restatement import identify


def measures(*entries: list[str]) -> tuple[Measure, ...]:
    """Measures 1, 2 …, each with its entries: mark, label, and ↩ behind one that is restated."""
    return tuple(
        Measure(
            f"measure/{m}",
            m,
            str(m),
            f"施策{m}",
            Span(1000 * m, 1000 * m + 3),
            tuple(
                Initiative(
                    f"measure/{m}/initiative/{n}",
                    n,
                    entry[0],
                    entry[1:].removesuffix("↩"),
                    Span(1000 * m + 50 * n, 1000 * m + 50 * n + len(entry)),
                    entry.endswith("↩"),
                )
                for n, entry in enumerate(own, start=1)
            ),
        )
        for m, own in enumerate(entries, start=1)
    )


def only(*entries: list[str]) -> Identification:
    (found,), _ = identify(measures(*entries))
    return found


def findings(*entries: list[str]) -> tuple[Finding, ...]:
    return identify(measures(*entries))[1]


def test_an_entry_with_the_same_words_is_restated_exactly() -> None:
    found = only(["○里山の保全", "○棚田の補修"], ["○里山の保全↩"])
    assert (found.component, found.original, found.kind) == ("measure/2/initiative/1", "measure/1/initiative/1", EXACT)
    assert found.confidence >= 0.9


def test_an_original_may_be_behind_its_restatement() -> None:
    assert only(["○里山の保全↩"], ["○里山の保全"]).original == "measure/2/initiative/1"


def test_a_fragment_of_a_longer_entry_is_restated_in_part() -> None:
    found = only(["○棚田の補修"], ["○水源林、里山（薪炭林）、海岸林等の保全に関する調査研究"], ["○里山（薪炭林）の調査研究↩"])
    assert (found.original, found.kind) == ("measure/2/initiative/1", PARTIAL)


def test_an_item_in_a_bracket_reworded_is_restated_in_part() -> None:
    found = only(["○緑の窓口（植樹相談の予約、苗木目録標準化等）の推進", "○棚田の補修"], ["○苗木目録の標準化の推進↩"])
    assert (found.original, found.kind) == ("measure/1/initiative/1", PARTIAL)


def test_full_and_half_width_print_of_the_same_words_is_found_and_not_called_exact() -> None:
    found = only(["○ＬｉＤＡＲ測量の普及"], ["○LiDAR測量の普及↩"])
    assert (found.original, found.kind) == ("measure/1/initiative/1", PARTIAL)


def test_of_two_with_the_same_words_the_one_with_the_same_marks_goes_first_and_neither_is_sure() -> None:
    found = only(["☆里山の保全"], ["○里山の保全"], ["○里山の保全↩"])
    assert found.original == "measure/2/initiative/1"
    assert found.confidence == 0.49
    assert found.rivals == (("measure/1/initiative/1", 0.49),)


def test_a_doubtful_restatement_is_a_finding() -> None:
    (finding,) = findings(["○里山の保全"], ["○里山の保全"], ["○里山の保全↩"])
    assert (finding.rule, finding.subject) == ("reading/uncertain-restatement", "measure/3/initiative/1")


def test_a_sure_restatement_is_no_finding() -> None:
    assert findings(["○里山の保全"], ["○里山の保全↩"]) == ()


def test_a_restatement_of_nothing_is_a_finding_and_points_nowhere() -> None:
    identifications, (finding,) = identify(measures(["○里山の保全"], ["○灯台の点灯↩"]))
    assert identifications == ()
    assert (finding.rule, finding.subject, finding.span) == (
        "reading/restatement-of-nothing",
        "measure/2/initiative/1",
        Span(2050, 2057),
    )


def test_an_entry_restates_none_of_its_own_measure() -> None:
    assert [f.rule for f in findings(["○里山の保全", "○里山の保全↩"])] == ["reading/restatement-of-nothing"]


def test_a_restatement_is_no_original() -> None:
    assert {f.subject for f in findings(["○里山の保全↩"], ["○里山の保全↩"])} == {
        "measure/1/initiative/1",
        "measure/2/initiative/1",
    }


@pytest.mark.parametrize("label", ["", "森"])
def test_a_restatement_too_short_to_compare_restates_nothing(label: str) -> None:
    assert [f.rule for f in findings(["○里山の保全"], [f"○{label}↩"])] == ["reading/restatement-of-nothing"]


def test_an_entry_without_words_is_no_original() -> None:
    assert [f.rule for f in findings(["○"], ["○↩"])] == ["reading/restatement-of-nothing"]


def test_the_reason_quotes_the_shared_words_at_the_original() -> None:
    found = only(["○水源林、里山（薪炭林）、海岸林等の保全に関する調査研究"], ["○里山（薪炭林）の調査研究↩"])
    (reason,) = found.evidence
    assert (reason.basis, reason.span) == ("shared-words", Span(1050, 1078))
    assert "「里山（薪炭林」" in reason.message.verbatim("ja")
    assert "「調査研究」" in reason.message.verbatim("ja")


def test_the_original_among_hundreds_of_like_entries_is_found_by_its_rarest_words() -> None:
    like = [f"○第{number:03}工区の林道の補修と見回り" for number in range(400)]
    found = only([*like[:250], "○薪炭林の林道の補修と見回り", *like[250:]], ["○薪炭林の林道の補修↩"])
    assert (found.original, found.kind) == ("measure/1/initiative/251", PARTIAL)


@pytest.mark.parametrize("times", [2, 50, 400])
def test_all_entries_with_the_same_words_share_the_confidence(times: int) -> None:
    found = only(["○林道の補修"] * times, ["○林道の補修↩"])
    assert (found.original, found.kind) == ("measure/1/initiative/1", EXACT)
    assert found.confidence == pytest.approx(0.99 / times, abs=0.01)


def test_entries_of_the_own_measure_are_passed_over_however_many_there_are() -> None:
    found = only(["○林道の補修"] * 300 + ["○林道の補修↩"], ["○林道の補修"])
    assert (found.original, found.confidence) == ("measure/2/initiative/1", 0.99)
