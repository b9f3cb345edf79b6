"""Reports to put the rules to: a real, fully consistent one, its predecessor, and ways to spoil them."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from gongkai.checks import check
from gongkai.report import FORM_2019, FORM_2021, AnnualReport, Cell, Finding, Number, Section
from gongkai.report.forms import COLUMNS, DISPUTE_RESULTS
from gongkai.report.narrative import statements

FIXTURE = Path(__file__).parent / "fixtures" / "huaian-2024.json"
OTHER_TEXT = "全年工作由办公室承担，逐月对照目录检查栏目更新，逐件登记申请并在期限内答复。" * 4


def golden() -> AnnualReport:
    """淮安市人民政府 2024, whose published numbers satisfy every rule."""
    data = json.loads(FIXTURE.read_text("utf-8"))
    values: dict[str, Number] = {f"proactive.{key}": value for key, value in data["proactive"].items()}
    values["proactive.charges"] = Decimal(data["proactive"]["charges"])
    for row, numbers in data["requests"].items():
        values |= {f"requests.{row}.{column}": n for column, n in zip(COLUMNS, numbers, strict=True)}
    for group, numbers in data["disputes"].items():
        values |= {f"disputes.{group}.{result}": n for result, n in zip(DISPUTE_RESULTS, numbers, strict=True)}
    sections = [Section(int(n), FORM_2021.sections[int(n) - 1], text) for n, text in data["sections"].items()]
    report = AnnualReport(
        agency=data["agency"],
        year=data["year"],
        format="2021",
        title=f"{data['agency']}{data['year']}年政府信息公开工作年度报告",
        sections=sections,
        tables={path: Cell.number(values[path]) for path in FORM_2021.paths},
    )
    return told(report)


def golden_before() -> AnnualReport:
    """A 2023 report that the golden one continues: invented, but for the numbers that carry over."""
    report = with_values(golden(), {f"requests.carried_out.{column}": 0 for column in COLUMNS})
    carried = {"requests.carried_out.natural_person": 34, "requests.carried_out.total": 34}
    in_force = {"proactive.rules.in_force": 10, "proactive.normative_documents.in_force": 84}
    before = with_values(report, {**carried, **in_force})
    return replace(before, year=2023, sections=[Section(1, "总体情况", OTHER_TEXT)], narrative=[])


def zeros(code: str = "2021", **fields: object) -> AnnualReport:
    """A township where nothing happened: every cell 0, the six sections written."""
    form = {"2021": FORM_2021, "2019": FORM_2019}[code]
    year = 2023 if code == "2021" else 2020
    texts = [
        "主动公开、依申请公开、政府信息管理、平台建设、监督保障。工作考核、社会评议、责任追究均正常。",
        "",
        "",
        "",
        "问题是更新不够及时。改进措施是每月检查。",
        "未收取信息处理费。",
    ]
    sections = [Section(n, title, text) for n, (title, text) in enumerate(zip(form.sections, texts, strict=True), 1)]
    tables = {path: Cell.number(Decimal(0) if path in form.money else 0) for path in form.paths}
    base = AnnualReport("甲县乙镇人民政府", year, code, f"甲县乙镇人民政府{year}年政府信息公开工作年度报告")
    return replace(base, sections=sections, tables=tables, **fields)  # type: ignore[arg-type]


def told(report: AnnualReport) -> AnnualReport:
    """With its narrative read anew from its text."""
    return replace(report, narrative=statements(report.opening, report.sections, year=report.year))


def with_cells(report: AnnualReport, cells: dict[str, Cell]) -> AnnualReport:
    return replace(report, tables={**report.tables, **cells})


def with_values(report: AnnualReport, values: dict[str, Number]) -> AnnualReport:
    return with_cells(report, {path: Cell.number(value) for path, value in values.items()})


def with_text(report: AnnualReport, number: int, text: str) -> AnnualReport:
    """One section rewritten; its heading stays."""
    sections = [replace(s, text=text) if s.number == number else s for s in report.sections]
    return told(replace(report, sections=sections))


def found(rule: str, report: AnnualReport, previous: AnnualReport | None = None) -> list[Finding]:
    return [finding for finding in check(report, previous) if finding.rule == rule]


def rules_of(report: AnnualReport, previous: AnnualReport | None = None) -> list[str]:
    return sorted({finding.rule for finding in check(report, previous)})
