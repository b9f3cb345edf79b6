"""A table of figures as an office sends it: one line each; all of it is taken over, or none, with every wrong row told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal

from gongkai.reading.loaders.sheets import Sheet
from gongkai.reading.problem import ReadingError
from gongkai_web.annual.errors import AnnualError, RowsError
from gongkai_web.annual.figures import Entry
from gongkai_web.annual.kinds import Ledger
from gongkai_web.channels.tables import sheets_of
from gongkai_web.channels.workbooks import to_xlsx
from gongkai_web.organs.models import Organ
from gongkai_web.reports.typed import typed_number

MOST_ROWS = 1000
HEADS: Mapping[str, tuple[str, ...]] = {
    "ledger": ("种类", "类别", "台账", "信息内容"),
    "label": ("事项", "事项名称", "名称", "项目", "收费项目", "许可事项"),
    "amount": ("数量", "件数", "处理决定数量", "本年处理决定数量", "数", "件数或者金额（元）", "件数或金额"),
    "yuan": ("金额", "金额（元）", "收费金额", "收费金额（元）", "本年收费金额（元）"),
    "wan": ("金额（万元）", "收费金额（万元）", "本年收费金额（单位：万元）"),
    "unit": ("站所", "科室", "站所（科室）", "部门", "填报单位"),
    "source": ("来源", "数据来源"),
    "vouched_by": ("核实人", "负责人", "填报人", "核实"),
    "note": ("备注", "说明"),
}
NEEDED = ("ledger", "label", "source", "vouched_by")
_LEDGERS = {"许可": Ledger.LICENSING, "处罚": Ledger.PENALTIES, "强制": Ledger.COMPULSORY, "收费": Ledger.CHARGES}
Rows = Iterator[tuple[int, dict[str, str]]]


def blank_form() -> bytes:
    """The table to fill in, with a line for each ledger and no number in any."""
    lines = [["种类", "事项", "件数或者金额（元）", "站所", "来源", "核实人", "备注"]]
    lines += [[one.label, "", "", "", "", "", one.what] for one in Ledger]
    return to_xlsx({"台账": lines})


def read(organ: Organ, data: bytes, name: str) -> list[Entry]:
    """Raises AnnualError for what holds no ledger, RowsError with every row that is wrong."""
    try:
        sheets, _ = sheets_of(data, name)
    except ReadingError as error:
        raise AnnualError(error.text, error.remedy, name, error.code) from error
    rows = [row for sheet in sheets for row in _rows(sheet)]
    if not rows:
        raise AnnualError("没有读到台账的行", "表头要有：种类、事项、件数或者金额（元）、来源、核实人", name)
    if len(rows) > MOST_ROWS:
        raise AnnualError(f"表里有 {len(rows)} 行，一次最多 {MOST_ROWS} 行", "请汇总以后再导入", name)
    units = {unit.name: unit for unit in organ.units.all()}
    entries, wrong = [], []
    for number, said in rows:
        try:
            entries.append(_entry(said, units))
        except AnnualError as error:
            wrong.append((number, str(error)))
    if wrong:
        raise RowsError(f"有 {len(wrong)} 行不能导入，一行都没有导入", "请按下面的提示改好表格，再导入一次", wrong)
    return entries


def _rows(sheet: Sheet) -> Rows:
    """Lines below the head; one that has nothing but its kind and its note is one of our form that nobody filled in."""
    lines = sorted({y for y, _ in sheet.texts})
    for at in lines[:15]:
        columns = _columns(sheet, at)
        if all(name in columns for name in NEEDED):
            for y in lines:
                said = {name: sheet.texts.get((y, x), "").strip() for name, x in columns.items()}
                if y > at and any(value for name, value in said.items() if name not in ("ledger", "note")):
                    yield y + 1, said
            return


def _columns(sheet: Sheet, y: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for (row, x), text in sorted(sheet.texts.items()):
        plain = "".join(text.split()).rstrip("*＊").replace("(", "（").replace(")", "）")
        name = next((name for name, words in HEADS.items() if plain in words), None) if row == y else None
        if name and name not in found:
            found[name] = x
    return found


def _entry(said: Mapping[str, str], units: Mapping[str, object]) -> Entry:
    ledger = next((one for word, one in _LEDGERS.items() if word in said["ledger"]), None)
    if ledger is None:
        raise AnnualError(f"种类“{said['ledger']}”看不出是哪一种", "写行政许可、行政处罚、行政强制或者行政事业性收费")
    lacking = [word for name, word in _WORDS.items() if not said.get(name)]
    if lacking:
        raise AnnualError(f"{'、'.join(lacking)}没有写", "来源写数据从哪里来，核实人写对这个数负责的人")
    unit = said.get("unit", "")
    if unit and unit not in units:
        raise AnnualError(f"没有“{unit}”这个站所（科室）", "请写“设置”里的名称，或者留空")
    return Entry(
        ledger=ledger,
        label=said["label"][:100],
        amount=_amount(ledger, said),
        source=said["source"][:200],
        vouched_by=said["vouched_by"][:40],
        unit=units.get(unit),  # type: ignore[arg-type]
        note=said.get("note", "")[:300],
    )


_WORDS = {"label": "事项", "source": "来源", "vouched_by": "核实人"}


def _amount(ledger: Ledger, said: Mapping[str, str]) -> Decimal:
    """A blank is not 0: it is refused. Money in 万元 is taken only from a column that says so."""
    told = [(name, said[name]) for name in ("amount", "yuan", "wan") if said.get(name)]
    if len(told) != 1:
        what = "没有填数；没有的请填 0" if not told else "在两列里都填了数，看不出是哪一个"
        raise AnnualError(f"“{said['label']}”{what}", "一行填一个数")
    name, text = told[0]
    if name != "amount" and not ledger.is_money:
        raise AnnualError(f"{ledger.label}填在金额一列里", "件数请填在“件数”一列")
    number = typed_number(_whole(text), money=ledger.is_money)
    if number is None or number < 0:
        raise AnnualError(f"“{text}”不是{'金额' if ledger.is_money else '件数'}", "请只写数字，没有的填 0")
    amount = Decimal(number) * (10_000 if name == "wan" else 1)
    if amount != amount.quantize(Decimal("0.01")):
        raise AnnualError(f"“{text}”不到一分", "金额写到分为止")
    return amount


def _whole(text: str) -> str:
    """A spreadsheet's 17.0 is 17, and 17件 is 17."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("件").removesuffix("元")
    return plain.removesuffix(".0")
