"""The page stands alone, escapes everything, and leads from each finding to its place and back."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from gongkai.checks import check
from gongkai.report import AnnualReport, Cell, Certainty, Finding, Section, Severity, Source
from gongkai.writing.html import to_text
from gongkai.writing.layout import printed_tables
from tests.library.writing.reports import HOSTILE, built, city, collapsed, dated, hostile

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp;"
VOID = {"meta", "br", "col"}


class Page(HTMLParser):
    """What a browser sees: elements in order with their attributes, texts, and whether tags are closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.cells: list[tuple[dict, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("td", "th"):
            self.cells.append((dict(attrs), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        self.texts.append(data)
        if self.open and self.open[-1] in ("td", "th"):
            attrs, text = self.cells[-1]
            self.cells[-1] = (attrs, text + data)

    def all(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.elements if attrs.get(name)]


def checked(report: AnnualReport) -> AnnualReport:
    return report.with_findings(check(report))


REPORTS = [
    pytest.param(dated(built()), id="2021"),
    pytest.param(built(2020), id="2019"),
    pytest.param(collapsed(), id="one row 其他处理"),
    pytest.param(checked(city()), id="with findings"),
    pytest.param(hostile(), id="hostile"),
    pytest.param(AnnualReport(), id="nothing known"),
]


@pytest.mark.parametrize("report", REPORTS)
def test_the_page_is_whole_and_stands_alone(report: AnnualReport) -> None:
    text = to_text(report)
    page = Page(text)
    assert page.open == [] and text.startswith("<!doctype html>")
    assert page.elements[0] == ("html", {"lang": "zh-CN"})
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "form", "base", "object"}
    assert all(href.startswith("#") for href in page.all("href")) and "url(" not in text and "@import" not in text


@pytest.mark.parametrize("report", REPORTS)
def test_every_cell_is_there_merged_as_in_the_form(report: AnnualReport) -> None:
    cells = [cell for table in printed_tables(report) for row in table.rows for cell in row]
    drawn = Page(to_text(report)).cells
    assert len(drawn) == len(cells)
    for cell, (attrs, text) in zip(cells, drawn, strict=True):
        spans = (int(attrs.get("rowspan", 1)), int(attrs.get("colspan", 1)))
        assert (text, spans) == (cell.text, (cell.form.rowspan, cell.form.colspan))


@pytest.mark.parametrize("report", [checked(city()), checked(built()), checked(built(2020)), checked(collapsed())])
def test_findings_lead_to_their_places_and_back(report: AnnualReport) -> None:
    page = Page(to_text(report))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.all("href")} <= set(ids)
    assert [f"f{number}" for number in range(1, len(report.findings) + 1)] == [
        i for i in ids if re.fullmatch(r"f\d+", i)
    ]


def test_a_finding_stands_on_its_cell_in_sign_and_words() -> None:
    finding = Finding("T3-ROW", Severity.ERROR, "合计不符", ("requests.new.total", "requests.new.business"))
    text = to_text(built().with_findings([finding]))
    assert 'id="c-requests-new-total" class="marked error"' in text
    assert text.count('<a class="sign error" href="#f1" aria-label="错误 1">✕1</a>') == 2
    assert "共 1 处：错误 1 处。" in text and "合计不符" in text
    assert '<a href="#c-requests-new-total">表三“本年新收政府信息公开申请数量”总计</a>' in text


def test_a_finding_about_text_marks_the_words_in_their_section() -> None:
    report = built()
    report.sections = [Section(1, "总体情况", "共收到申请3件。"), Section(6, "其他", "共收到申请3件。<b>")]
    finding = Finding("TX-NEW", Severity.WARNING, "不一致", quote="申请3件", section="6")
    text = to_text(report.with_findings([finding]))
    assert "<p>共收到申请3件。</p>" in text
    assert '<p>共收到<mark id="q1" class="warning">申请3件<a class="sign" href="#f1"' in text
    assert '<a href="#q1">看原文</a>' in text


def test_a_finding_about_a_section_leads_to_it() -> None:
    finding = Finding("TX-5", Severity.WARNING, "没有写问题", section="5")
    text = to_text(built().with_findings([finding]))
    assert '<a href="#s5">看第5部分</a>' in text and '<h2 id="s5">五、' in text


def test_everything_is_escaped() -> None:
    cells = built().tables | {
        "requests.new.total": Cell.unreadable(EVIL),
        "requests.new.other": Cell.not_applicable(EVIL),
    }
    finding = Finding(EVIL, Severity.ERROR, EVIL, (EVIL, "requests.new.total"), quote=EVIL, section=EVIL)
    report = replace(
        built(),
        title=EVIL,
        agency=EVIL,
        opening=EVIL,
        signature=EVIL,
        tables=cells,
        sections=[Section(1, EVIL, EVIL), Section(None, EVIL, EVIL)],
        findings=[finding, replace(finding, section=None)],
        source=Source(EVIL, EVIL, EVIL, EVIL),
    )
    page = Page(to_text(report))
    assert not {"script", "img"} & {tag for tag, _ in page.elements}
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)
    assert "".join(page.texts).count("<script>alert(1)</script>") >= 9


def test_hostile_text_is_shown_as_it_is() -> None:
    assert HOSTILE.strip() in "".join(Page(to_text(hostile())).texts)


def test_a_guess_is_shown_as_a_guess_and_a_missing_cell_as_missing() -> None:
    report = built()
    report.tables["requests.new.total"] = Cell.number(7).marked(Certainty.UNCERTAIN)
    report.tables["requests.new.other"] = Cell.missing()
    report.tables["requests.new.business"] = Cell.blank()
    text = to_text(report)
    assert '7<small class="doubt">待核对</small>' in text
    assert '<small class="doubt">原文无此格</small>' in text
    assert '<td id="c-requests-new-business"></td>' in text


def test_without_findings_there_is_no_list() -> None:
    assert "<aside" not in to_text(built())


def test_a_page_can_be_printed_and_read_on_a_phone() -> None:
    text = to_text(built())
    assert "@media print" in text and "@page" in text and "@media (max-width" in text
    assert '<meta name="viewport"' in text and '<div class="frame requests" tabindex="0"' in text


def test_the_file_it_came_from_is_named() -> None:
    assert "原文件：年报.docx" in to_text(replace(built(), source=Source("年报.docx", "ab12", "x", "docx")))


def test_heads_name_their_columns_and_labels_their_rows() -> None:
    text = to_text(built())
    assert '<th scope="col">商业企业</th>' in text and '<th scope="colgroup" colspan="7">申请人情况</th>' in text
    assert '<th class="names-row" scope="row" colspan="3">一、本年新收政府信息公开申请数量</th>' in text
