"""Reports to be written: built from facts, from a real city's figures, and random ones within what a report can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from gongkai.report import FORM_2021, FORMS, AnnualReport, Cell, Section, empty_tables
from gongkai.report import loads as report_loads
from gongkai.report.build import build
from gongkai.report.facts import loads
from gongkai.report.forms import APPLICANTS, COLLAPSED_OTHER, OTHER_OUTCOMES
from gongkai.report.wording import title_of
from tests.library.report.facts_samples import as_text, township

__all__ = ["built", "city", "collapsed", "dated", "hostile", "random_reports", "report_loads"]

HOSTILE = '#let x = 1; $a$ \\ "q" `r` *b* _i_ <tag> & \' @ref // c /* d */ [e] {f} ~ - + = \t'
LARGE = 12345678


def built(year: int = 2023, **changes: object) -> AnnualReport:
    return build(loads(as_text(township(year=year, **changes))))


def dated(report: AnnualReport) -> AnnualReport:
    return replace(report, signed_on=date(report.year + 1, 1, 12))


def collapsed() -> AnnualReport:
    """A report on the 2021 form that was filed with one row 其他处理."""
    report = built()
    gone = tuple(f"requests.{row}." for row in OTHER_OUTCOMES)
    kept = {path: cell for path, cell in report.tables.items() if not path.startswith(gone)}
    return replace(report, tables=kept | {path: Cell.number(7) for path in COLLAPSED_OTHER})


def city() -> AnnualReport:
    """Figures of the size of a large city, and cells that are not numbers."""
    cells = {path: Cell.number(0) for path in FORM_2021.paths}
    cells |= {f"requests.new.{column}": Cell.number(n) for column, n in zip(APPLICANTS, range(3001, 3007), strict=True)}
    cells |= {
        "proactive.penalties": Cell.number(3985758),
        "proactive.charges": Cell.number(Decimal("59237.2400")),
        "requests.new.total": Cell.number(LARGE),
        "requests.granted.business": Cell.blank(),
        "requests.granted.research": Cell.not_applicable("/"),
        "requests.granted.other": Cell.unreadable("1O"),
        "disputes.reconsideration.total": Cell.not_applicable("无"),
    }
    return replace(built(), tables=cells)


def hostile() -> AnnualReport:
    """Every text holds what a markup language could take for its own."""
    sections = [Section(number, HOSTILE.strip(), f"{HOSTILE}\n</w:t>{HOSTILE}") for number in range(1, 7)]
    cells = city().tables | {"requests.granted.research": Cell.not_applicable("#/$\\")}
    texts = {"agency": HOSTILE, "title": HOSTILE, "opening": HOSTILE, "signature": HOSTILE}
    return replace(city(), sections=sections, tables=cells, **texts)


SENTENCE = st.text(
    "甲乙丙丁县乡公开政务信息年月日0123456789，、；“”（）《》〔〕㎡喆堃翀赟 ABCxyz.", min_size=1, max_size=30
)
COUNTS = st.integers(0, 10**7).map(Cell.number)
STRANGE = st.just(Cell.blank()) | st.sampled_from(["/", "—", "无"]).map(Cell.not_applicable)
MONEY = st.decimals(0, 10**6, places=4).map(Cell.number)


@st.composite
def random_reports(draw: st.DrawFn) -> AnnualReport:
    """What a docx can hold: every cell there, a text in each section that may have one, signature and date or not."""
    form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    year = draw(st.integers(form.first_year, form.last_year or 2026))
    agency = draw(st.sampled_from(["大峪镇人民政府", "江夏区住房和城市更新局", "喆堃自治县财政局"]))
    cells = {path: draw(MONEY if path in form.money else COUNTS) for path in form.paths}
    strange = draw(st.lists(st.sampled_from(form.paths), max_size=6))
    return AnnualReport(
        agency=agency,
        year=year,
        format=form.code,
        title=title_of(agency, year),
        opening=draw(st.none() | SENTENCE.map(lambda text: f"按照要求编制本报告。{text.strip()}")),
        sections=[Section(n, title, draw(_text(n))) for n, title in enumerate(form.sections, 1)],
        signature=draw(st.none() | st.just(agency)),
        signed_on=draw(st.none() | st.dates(date(year + 1, 1, 1), date(year + 1, 12, 31))),
        tables=empty_tables(form) | cells | {path: draw(STRANGE) for path in strange},
    )


def _text(number: int) -> st.SearchStrategy[str]:
    """Sections two to four hold their table and often nothing else."""
    lines = st.lists(SENTENCE.map(lambda text: f"本年度{text.strip()}。"), min_size=1, max_size=3).map("\n".join)
    return st.just("") | lines if number in (2, 3, 4) else lines
