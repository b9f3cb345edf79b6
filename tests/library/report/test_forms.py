"""The official forms: every cell once, and a grid without a hole or an overlap."""

import pytest

from gongkai.report import FORMS, FormTable, Role, cell_name, form_for_year


def tables():
    return [pytest.param(table, id=f"{form.code}-{table.key}") for form in FORMS.values() for table in form.tables]


@pytest.mark.parametrize("table", tables())
def test_merged_cells_fill_the_grid_exactly(table: FormTable) -> None:
    covered: dict[tuple[int, int], int] = {}
    for y, row in enumerate(table.rows):
        x = 0
        for cell in row:
            while (y, x) in covered:
                x += 1
            for dy in range(cell.rowspan):
                for dx in range(cell.colspan):
                    assert (y + dy, x + dx) not in covered, f"{cell.text} overlaps"
                    covered[y + dy, x + dx] = 1
    assert set(covered) == {(y, x) for y in range(len(table.rows)) for x in range(table.columns)}


@pytest.mark.parametrize(("code", "count"), [("2021", 10 + 25 * 7 + 15), ("2019", 6 + 12 + 2 + 2 + 23 * 7 + 15)])
def test_each_cell_stands_once(code: str, count: int) -> None:
    paths = FORMS[code].paths
    assert len(paths) == len(set(paths)) == count


def test_the_2021_form_has_two_hundred_cells() -> None:
    assert len(FORMS["2021"].paths) == 200


@pytest.mark.parametrize(
    ("year", "code"), [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")]
)
def test_the_year_decides_the_form(year: int, code: str | None) -> None:
    form = form_for_year(year)
    assert (form.code if form else None) == code


def test_group_rows_and_heads_carry_no_numbers() -> None:
    for form in FORMS.values():
        for table in form.tables:
            for row in table.rows:
                for cell in row:
                    assert (cell.path is not None) == (cell.role is Role.VALUE)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("requests.granted.natural_person", "表三“予以公开”自然人"),
        ("requests.denied_state_secret.total", "表三“不予公开·属于国家秘密”总计"),
        ("requests.other_misc.other", "表三“其他处理·其他”其他"),
        ("requests.other.total", "表三“其他处理”总计"),
        ("requests.new.business", "表三“本年新收政府信息公开申请数量”商业企业"),
        ("disputes.litigation_direct.total", "表四“未经复议直接起诉”总计"),
        ("proactive.normative_documents.in_force", "表二“规范性文件”现行有效件数"),
        ("proactive.penalties", "表二“行政处罚”"),
    ],
)
def test_every_cell_has_a_name_one_can_say(path: str, name: str) -> None:
    assert cell_name(path) == name
