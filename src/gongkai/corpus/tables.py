"""The tables of a corpus: every column with its type and meaning. docs/reference/corpus.md is tested against this."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.report import FORMS, AnnualReport, Number, cell_name
from gongkai.report.forms import COLLAPSED_OTHER, OTHER_OUTCOMES, cell_words

SCHEMA = "gongkai.corpus/1"
WHOLE_DIGITS, DECIMALS = 12, 6
NUMBER = f"DECIMAL({WHOLE_DIGITS + DECIMALS},{DECIMALS})"
"""Exact, and as fast as an integer: up to 999,999,999,999.999999."""


@dataclass(frozen=True, slots=True)
class Column:
    """`own` columns are what was read; the others are put beside them when the tables are written."""

    name: str
    type: str
    means: str
    own: bool = True


_REPORT = Column("report", "VARCHAR", "报告编号：文件 SM3 的前 16 位，加上它在文件中的次序")
_BESIDE = (
    Column("organ", "VARCHAR", "机关：清单写明的，否则为报告印的名称", own=False),
    Column("region", "VARCHAR", "地区；清单或文件夹没有给出时为空", own=False),
    Column("scope", "VARCHAR", "统计范围（如 本级、全市）；清单没有给出时为空", own=False),
    Column("year", "SMALLINT", "统计年度", own=False),
    Column("form", "VARCHAR", "版式：2021、2019；2008 指只有文字的旧年报", own=False),
    Column("current", "BOOLEAN", "同一机关同一年度有几份时，是否取用这一份", own=False),
)

FILES = (
    Column("file", "VARCHAR", "文件的完整路径"),
    Column("sm3", "VARCHAR", "文件内容的 SM3；打不开时为空"),
    Column("same_as", "VARCHAR", "内容完全相同、只读一次的另一个文件"),
    Column("organ", "VARCHAR", "清单给出的机关"),
    Column("region", "VARCHAR", "清单或文件夹给出的地区"),
    Column("scope", "VARCHAR", "清单给出的统计范围"),
    Column("outcome", "VARCHAR", "read 读出，failed 没有读出"),
    Column("reports", "INTEGER", "读出几份报告"),
    Column("code", "VARCHAR", "没有读出时的错误代码"),
    Column("error", "VARCHAR", "没有读出的原因"),
    Column("remedy", "VARCHAR", "怎样补救"),
    Column("reader", "VARCHAR", "读它的 gongkai 版本"),
)
READINGS = (FILES[1], *FILES[6:])
"""What is known of a content, whatever files hold it."""

REPORTS = (
    _REPORT,
    *_BESIDE[:3],
    Column("year", "SMALLINT", "统计年度"),
    Column("form", "VARCHAR", "版式：2021、2019；2008 指只有文字的旧年报"),
    _BESIDE[-1],
    Column("agency", "VARCHAR", "报告印的机关名称"),
    Column("organ_key", "VARCHAR", "用来配对的机关名称：去掉“人民政府”“办事处”", own=False),
    Column("version", "SMALLINT", "同一机关同一年度中的第几份，1 为取用的一份", own=False),
    Column("versions", "SMALLINT", "同一机关同一年度共有几份", own=False),
    Column("chosen_by", "VARCHAR", "按什么取用：only、signed_on、certainty、name", own=False),
    Column("same_numbers", "BOOLEAN", "与取用的一份各格数字是否完全相同", own=False),
    Column("collapsed_other", "BOOLEAN", "2021 版而“其他处理”只有一行"),
    Column("title", "VARCHAR", "标题"),
    Column("signature", "VARCHAR", "落款机关"),
    Column("signed_on", "DATE", "落款日期"),
    Column("numbers", "INTEGER", "有数字的格数"),
    Column("unsure", "INTEGER", "没有把握、要人看的格数（doubted）"),
    Column("unread", "INTEGER", "没有读到或认不出的格数"),
    Column("errors", "INTEGER", "错误几处（单份报告的检查）"),
    Column("warnings", "INTEGER", "疑点几处"),
    Column("reorganised", "BOOLEAN", "文字写明机构改革、职责调整等"),
    Column("digest", "VARCHAR", "各格数字和状态的 SM3，用来比较两份报告"),
    Column("ordinal", "SMALLINT", "文件中的第几份报告"),
    Column("member", "VARCHAR", "压缩包内的文件名"),
    Column("media_type", "VARCHAR", "文件类型"),
    Column("loader", "VARCHAR", "用哪种方式装入"),
    Column("file", "VARCHAR", "文件", own=False),
    Column("sm3", "VARCHAR", "文件内容的 SM3"),
)
CELLS = (
    _REPORT,
    *_BESIDE,
    Column("seq", "SMALLINT", "在版式中的次序，从 1 起"),
    Column("variant", "VARCHAR", "2019、2021，或 2021+：带一行“其他处理”的 2021 版"),
    Column("path", "VARCHAR", "格的路径，与 gongkai.report/1 相同", own=False),
    Column("label", "VARCHAR", "格的中文名称", own=False),
    Column("row_label", "VARCHAR", "行名", own=False),
    Column("column_label", "VARCHAR", "列名；一行只有一个数时为空", own=False),
    Column("value", NUMBER, "数值；没有数字时为 NULL，从不以 0 代替"),
    Column("state", "VARCHAR", "number、blank、not_applicable、missing、unreadable"),
    Column("certainty", "VARCHAR", "读取的把握：read、repaired、uncertain"),
    Column("doubted", "BOOLEAN", "有数字而没有把握：uncertain、被 READ-* 疑点点名，或整张表读得残缺"),
    Column("raw", "VARCHAR", "文件里印的原文"),
    Column("unit", "VARCHAR", "单位（2019 版采购总金额）"),
    Column("page", "INTEGER", "第几页"),
    Column("table_no", "INTEGER", "第几个表格"),
    Column("row_no", "INTEGER", "表格第几行"),
    Column("column_no", "INTEGER", "表格第几列"),
    Column("line", "INTEGER", "文本第几行"),
    Column("file", "VARCHAR", "文件", own=False),
    Column("sm3", "VARCHAR", "文件内容的 SM3", own=False),
)
FINDINGS = (
    _REPORT,
    *_BESIDE,
    Column("seq", "INTEGER", "次序"),
    Column("rule", "VARCHAR", "规则"),
    Column("severity", "VARCHAR", "error 错误，warning 疑点，info 提示"),
    Column("kind", "VARCHAR", "filing 报告本身，reading 读取没有把握"),
    Column("message", "VARCHAR", "说明"),
    Column("cells", "VARCHAR[]", "涉及的格"),
    Column("expected", NUMBER, "算出来应为"),
    Column("actual", NUMBER, "印的是"),
    Column("quote", "VARCHAR", "原文"),
    Column("section", "VARCHAR", "第几部分"),
    Column("file", "VARCHAR", "文件", own=False),
)
TEXTS = (
    _REPORT,
    *_BESIDE,
    Column("seq", "SMALLINT", "次序，开头为 0"),
    Column("section", "SMALLINT", "版式中的第几部分；开头和版式没有的部分为空"),
    Column("title", "VARCHAR", "标题"),
    Column("text", "VARCHAR", "文字，不含统计表"),
    Column("file", "VARCHAR", "文件", own=False),
)
_SUM = "DECIMAL(38,6)"
SUMS = (
    *(_BESIDE[3], *_BESIDE[1:3]),
    *(column for column in CELLS if column.name in ("seq", "variant", "path", "label", "row_label", "column_label")),
    Column("value", _SUM, "取用的各份报告这一格之和，没有数字的不计入"),
    Column("reports", "INTEGER", "有数字的有几份"),
    Column("without_number", "INTEGER", "没有数字的有几份"),
    Column("doubted", "INTEGER", "有数字而没有把握的有几份"),
)
"""What is asked most often, added up once when the tables are written: over all cells it would take a second of every asker."""
TABLES: dict[str, tuple[Column, ...]] = {
    "files": FILES,
    "reports": REPORTS,
    "cells": CELLS,
    "findings": FINDINGS,
    "texts": TEXTS,
    "sums": SUMS,
}
PARTS: dict[str, tuple[Column, ...]] = {
    "readings": READINGS,
    **{name: tuple(c for c in TABLES[name] if c.own) for name in ("reports", "cells", "findings", "texts")},
}
"""The tables of a part: what was read, before anything is put beside it."""


def own_names(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in PARTS[table])


@lru_cache(maxsize=4)
def places(variant: str) -> tuple[str, ...]:
    """The paths of a variant of a form, in the order of `seq` (which starts at 1)."""
    paths = FORMS[variant.rstrip("+")].paths
    if not variant.endswith("+"):
        return paths
    after = paths.index(f"requests.{OTHER_OUTCOMES[-1]}.total") + 1
    return (*paths[:after], *COLLAPSED_OTHER, *paths[after:])


VARIANTS = ("2019", "2021", "2021+")


def variant_of(report: AnnualReport) -> str:
    return f"{report.format}{'+' if report.collapsed_other else ''}"


def catalogue() -> list[tuple[str, int, str, str, str, str | None]]:
    """Variant, seq, path, label, row label, column label of every cell there is."""
    rows = []
    for variant in VARIANTS:
        for seq, path in enumerate(places(variant), start=1):
            _, row, column = cell_words(path)
            rows.append((variant, seq, path, cell_name(path), row, column or None))
    return rows


def storable(value: Number | None) -> Decimal | None:
    """The number as the tables hold it; None where it has more digits than they keep: it is never rounded."""
    if value is None:
        return None
    number = Decimal(value)
    exponent = number.normalize().as_tuple().exponent
    fits = isinstance(exponent, int) and -exponent <= DECIMALS and abs(number) < 10**WHOLE_DIGITS
    return number if fits else None
