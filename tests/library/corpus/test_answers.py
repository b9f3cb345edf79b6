"""What a researcher is told: rates with their parts, both forms in one series, nothing counted that is not printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.corpus import opened
from gongkai.corpus.choosing import cell_of, measure_of, organ_of, row_of
from gongkai.corpus.comparing import compare_rate, compare_row, rate_trend, trend
from gongkai.corpus.measures import MEASURES
from gongkai.corpus.named import NAMED, ask_named
from gongkai.errors import GongkaiError
from gongkai.report import Cell, Certainty
from gongkai.report.series import members, series

from .making import corpus_of, made, with_cells, zeros

BLANK, DOUBT = Cell.blank(), Cell.number(8).marked(Certainty.UNCERTAIN)
R = "disputes.reconsideration."


def rate(tmp_path: Path, measure: str, cells: dict[str, Cell | int]) -> dict:
    with opened(corpus_of(tmp_path, with_cells(zeros(), cells))) as corpus:
        return compare_rate(corpus, 2023, measure).dicts()[0]


@pytest.mark.parametrize(
    ("measure", "cells", "numerator", "denominator", "expected"),
    [
        ("公开率", {"requests.granted.total": 3, "requests.partial.total": 1, "requests.result_total.total": 8}, 4, 8, 0.5),
        ("公开率", {}, 0, 0, None),
        ("公开率", {"requests.granted.total": 3, "requests.result_total.total": BLANK}, 3, None, None),
        ("公开率", {"requests.granted.total": BLANK, "requests.result_total.total": 8}, None, 8, None),
        ("复议纠错率", {f"{R}corrected": 1, f"{R}pending": 2, f"{R}total": 6}, 1, 4, 0.25),
        ("复议纠错率", {f"{R}pending": 2, f"{R}total": 2}, 0, 0, None),
        ("复议纠错率", {f"{R}corrected": 1, f"{R}pending": BLANK, f"{R}total": 6}, 1, None, None),
        ("诉讼纠错率", {"disputes.litigation_direct.corrected": 1, "disputes.litigation_direct.total": 2,
                    "disputes.litigation_after_reconsideration.total": 2}, 1, 4, 0.25),
        ("结转下年占比", {"requests.carried_out.total": 1, "requests.new.total": 3, "requests.carried_in.total": 1}, 1, 4, 0.25),
        ("其他处理占比", {"requests.other_misc.total": 1, "requests.other_fee_unpaid.total": 1,
                     "requests.result_total.total": 4}, 2, 4, 0.5),
    ],
)  # fmt: skip
def test_a_rate(tmp_path: Path, measure, cells, numerator, denominator, expected) -> None:
    row = rate(tmp_path, measure, cells)
    assert (row["numerator"], row["denominator"], row["rate"]) == (numerator, denominator, expected)


def test_a_rate_names_what_it_lacks_and_what_is_in_doubt(tmp_path: Path) -> None:
    row = rate(tmp_path, "公开率", {"requests.granted.total": BLANK, "requests.result_total.total": DOUBT})
    assert row["without_number"] == ["表三“予以公开”总计"]
    assert (row["doubted"], row["doubted_cells"]) == (1, ["表三“办理结果总计”总计"])


def test_every_rate_says_of_what_it_is_made() -> None:
    assert MEASURES["reconsideration_overturn_rate"].definition() == (
        "（表四“行政复议”结果纠正）÷（表四“行政复议”总计－表四“行政复议”尚未审结）"
    )


@pytest.mark.parametrize(
    ("path", "form", "collapsed", "cells"),
    [
        ("requests.new.total", "2019", False, ["requests.new.total"]),
        ("requests.other.total", "2019", False, ["requests.other.total"]),
        ("requests.other.total", "2021", True, ["requests.other.total"]),
        ("requests.other.total", "2021", False,
         ["requests.other_not_corrected.total", "requests.other_fee_unpaid.total", "requests.other_misc.total"]),
        ("requests.other_misc.total", "2019", False, []),
        ("requests.other_misc.total", "2021", True, []),
        ("proactive.licensing", "2019", False, ["proactive.licensing.decisions"]),
        ("proactive.licensing", "2021", False, ["proactive.licensing"]),
        ("proactive.rules.in_force", "2019", False, []),
        ("proactive.procurement.amount", "2021", False, []),
        ("disputes.reconsideration.total", "2019", False, ["disputes.reconsideration.total"]),
    ],
)  # fmt: skip
def test_which_cells_of_a_form_answer_for_one_of_the_series(path, form, collapsed, cells) -> None:
    assert list(members(path, form, collapsed_other=collapsed)) == cells


def test_both_forms_are_one_series_and_a_year_without_a_report_is_said() -> None:
    assert {"requests.other.total", "proactive.licensing", "requests.other_misc.total"} <= set(series())


def test_a_trend_over_the_change_of_forms(tmp_path: Path) -> None:
    old = with_cells(made(year=2020), {"requests.other.total": 5})
    new = with_cells(
        made(year=2022),
        {
            "requests.other_misc.total": 1,
            "requests.other_fee_unpaid.total": 2,
            "requests.other_not_corrected.total": DOUBT,
        },
    )
    last = with_cells(made(year=2023), {"requests.other_misc.total": BLANK})
    with opened(corpus_of(tmp_path, old, new, last)) as corpus:
        rows = trend(corpus, "甲县大河镇", ["other.total"]).dicts()
        rates = rate_trend(corpus, "甲县大河镇人民政府", "公开率").dicts()
    assert [(r["year"], r["form"], r["value"], r["state"], r["doubted"]) for r in rows] == [
        (2020, "2019", 5, "number", 0),
        (2021, None, None, "no_report", 0),
        (2022, "2021", 11, "number", 1),
        (2023, "2021", None, "blank", 0),
    ]
    assert [r["change"] for r in rows] == [None, None, None, None]
    assert [r["year"] for r in rates] == [2020, 2021, 2022, 2023] and rates[1]["rate"] is None


def test_one_row_of_every_organ_beside_its_denominator(tmp_path: Path) -> None:
    reports = [
        with_cells(zeros("甲县1乡人民政府"), {"requests.granted.total": 2, "requests.result_total.total": 4}),
        with_cells(zeros("甲县2乡人民政府"), {"requests.granted.total": 0, "requests.result_total.total": 0}),
        with_cells(zeros("甲县3乡人民政府"), {"requests.granted.total": BLANK, "requests.result_total.total": 4}),
    ]
    with opened(corpus_of(tmp_path, *reports)) as corpus:
        rows = compare_row(corpus, 2023, "予以公开").dicts()
        pending = compare_row(corpus, 2023, "reconsideration").dicts()
    assert [(r["organ"][2], r["total"], r["denominator"], r["share"]) for r in rows] == [
        ("1", 2, 4, 0.5),
        ("2", 0, 0, None),
        ("3", None, 4, None),
    ]
    assert rows[2]["without_number"] == ["表三“予以公开”总计"]
    assert pending[0]["denominator"] is None and pending[0]["share"] is None


def test_sums_over_organs_leave_out_what_has_no_rate_and_say_how_many(tmp_path: Path) -> None:
    reports = [
        with_cells(zeros("甲县1乡人民政府"), {"requests.granted.total": 1, "requests.result_total.total": 4}),
        with_cells(zeros("甲县2乡人民政府"), {"requests.granted.total": 3, "requests.result_total.total": 4}),
        with_cells(zeros("甲县3乡人民政府"), {"requests.granted.total": 9, "requests.result_total.total": BLANK}),
    ]
    with opened(corpus_of(tmp_path, *reports)) as corpus:
        row = next(r for r in ask_named(corpus, "outcome-mix", year=2023).dicts() if r["title"] == "予以公开占比")
    assert (row["numerator"], row["denominator"], row["rate"]) == (4, 8, 0.5)
    assert (row["reports"], row["left_out"]) == (2, 1)


@pytest.mark.parametrize("name", NAMED)
def test_every_named_question_has_an_answer(tmp_path_factory, name: str) -> None:
    corpus = corpus_of(tmp_path_factory.mktemp("c"), made(), made(year=2022))
    with opened(corpus) as open_corpus:
        answer = ask_named(open_corpus, name, year=2023)
    assert answer.columns and all(len(row) == len(answer.columns) for row in answer.rows)


def test_what_is_asked_for_is_found_by_any_of_its_names(tmp_path: Path) -> None:
    assert cell_of("new.total") == cell_of("requests.new.total") == cell_of("表三“本年新收政府信息公开申请数量”总计")
    assert row_of("granted") == row_of("予以公开") == row_of("requests.granted")
    assert measure_of("公开率").name == "disclosure_rate"
    with opened(corpus_of(tmp_path, made("甲县大河镇人民政府"))) as corpus:
        assert organ_of(corpus, "甲县大河镇") == organ_of(corpus, "甲县大河镇人民政府") == ("甲县大河镇", None)
        with pytest.raises(GongkaiError, match="大河镇人民政府"):
            organ_of(corpus, "甲县大江镇人民政府")
    for wrong in (lambda: cell_of("new.totl"), lambda: row_of("grantd"), lambda: measure_of("开率")):
        with pytest.raises(GongkaiError) as caught:
            wrong()
        assert caught.value.remedy


def test_the_sums_written_beside_the_cells_are_what_the_cells_add_up_to(tmp_path: Path) -> None:
    """Of the reports that are taken alone; a blank is counted, never added as 0."""
    cell = "requests.granted.total"
    reports = [
        with_cells(zeros("甲县1乡人民政府"), {cell: 2}),
        with_cells(zeros("甲县1乡人民政府"), {cell: 5}),
        with_cells(zeros("甲县2乡人民政府"), {cell: BLANK}),
        made("甲县3乡人民政府", 2020),
    ]
    with opened(corpus_of(tmp_path, *reports)) as corpus:
        added = corpus.ask(
            "SELECT year, region, scope, seq, variant, path, label, row_label, column_label, sum(value), count(value)::INTEGER,"
            " (count(*) - count(value))::INTEGER, count(*) FILTER (doubted)::INTEGER FROM cells WHERE current GROUP BY ALL"
            " ORDER BY year, variant, seq"
        ).rows
        kept = corpus.ask("FROM sums").rows
        (row,) = [r for r in ask_named(corpus, "year-region-row", year=2023).dicts() if r["row_label"] == "予以公开"]
    assert kept == added
    assert (row["value"], row["reports"], row["without_number"]) == (5, 1, 1)
