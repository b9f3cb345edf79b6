"""What the columns of an extract mean; a test holds this against the tables."""

from __future__ import annotations

from pathlib import Path

from gongkai.corpus.extract.making import MIX, RESULTS, TABLES
from gongkai.corpus.extract.opening import Extract
from gongkai.corpus.measures import MEASURES
from gongkai.report import cell_name
from gongkai.report.forms import COLUMNS

MEANS: dict[str, str] = {
    "organ": "机关：地区/名称，名称去掉“人民政府”“办事处”；没有地区的只有名称",
    "name": "机关名称，最近一年的写法",
    "region": "地区；清单没有给出时为空",
    "first_year": "最早的年度",
    "last_year": "最近的年度",
    "reports": "几份报告",
    "year": "统计年度",
    "report": "报告编号",
    "form": "版式：2021、2019；2008 指只有文字的旧年报",
    "version": "同一机关同一年度中的第几份，取用的是 1",
    "versions": "同一机关同一年度共有几份",
    "chosen_by": "按什么取用：only、signed_on、certainty、name",
    "collapsed_other": "2021 版而“其他处理”只有一行",
    "numbers": "有数字的格数",
    "unsure": "没有把握、要人看的格数",
    "unread": "没有读到或认不出的格数",
    "errors": "错误几处",
    "warnings": "疑点几处",
    "signed_on": "落款日期",
    "title": "标题",
    "file": "文件",
    "place": "格在序列中的次序，是哪一格见 cells",
    "path": "格的路径",
    "label": "格的中文名称",
    "value": "数值；没有数字时为 NULL，从不以 0 代替",
    "state": "number、blank、not_applicable、missing、unreadable",
    "doubted": "有数字而没有把握",
    "measure": "比率的名称",
    "numerator": "分子；有一格没有数字时为 NULL",
    "denominator": "分母；有一格没有数字时为 NULL",
    "rate": "比率；分母是 0 或者缺数时为 NULL",
    "without_number": "没有数字的格",
    "total": cell_name(RESULTS),
    **{f"o{at}": cell_name(path) for at, path in enumerate(MIX)},
    **{f"c{at}": cell_name(f"requests.carried_in.{column}") for at, column in enumerate(COLUMNS)},
    **{f"l{at}": cell_name(f"requests.carried_out.{column}") for at, column in enumerate(COLUMNS)},
    "doubted_bits": "c0 到 c6、l0 到 l6 中没有把握的，按位：c0 是 1，l0 是 128",
    "seq": "次序",
    "rule": "规则",
    "severity": "error 错误，warning 疑点，info 提示",
    "kind": "findings：filing 报告本身，reading 读取没有把握；alike：last_year 上一年的，sister 同年另一机关的",
    "message": "说明",
    "cells": "涉及的格",
    "section": "第几部分",
    "other_organ": "另一份报告的机关",
    "other_name": "另一份报告的机关名称",
    "other_year": "另一份报告的年度",
    "other_report": "另一份报告的编号",
    "similarity": "两份都有的段数÷两份合起来的段数",
    "share": "前一份里有多少在另一份也有",
    "shared": "相同的句子几句",
    "sentences": "相同的句子",
}


def readme(extract: Extract, folder: Path) -> str:
    """The dictionary of the tables in this folder, which is one of the extract's, as Markdown."""
    parts = [_HEAD]
    for name, means in TABLES.items():
        file = str(folder / f"{name}.parquet").replace("'", "''")
        columns = extract.ask(f"DESCRIBE SELECT * FROM read_parquet('{file}')").rows
        rows = extract.ask(f"SELECT count(*) FROM read_parquet('{file}')").rows[0][0]
        lines = [f"| `{column}` | `{kind}` | {MEANS[column]} |" for column, kind, *_ in columns]
        head = ["", "| 列 | 类型 | 意义 |", "|---|---|---|"]
        parts.append("\n".join((f"## {name}.parquet", f"{means}。{rows} 行。", *head, *lines)))
    rates = "\n".join(f"- `{one.name}`（{one.title}）＝{one.definition()}" for one in MEASURES.values())
    return "\n\n".join([*parts, "## 比率\n\n" + rates]) + "\n"


_HEAD = """# 年报数据：整张表

任何能读 Parquet 的程序都能用（duckdb、pandas、polars、R 的 arrow）。每个机关每个年度取用一份报告。

- **空白不是 0**：`value` 只在 `state = 'number'` 时有值。求和之前先数一数有几格没有数。
- **`doubted` 为真的数要对照原件**，`findings` 里是检查出的错误和疑点。
- 2019 版与 2021 版能相比的格在同一个 `place`；不能相比的各有自己的 `place`。

```sql
-- 每年新收申请多少件，几份报告没有填
SELECT year, sum(value) AS received, count(*) - count(value) AS without_number
FROM 'places.parquet' JOIN 'cells.parquet' USING (place)
WHERE path = 'requests.new.total' GROUP BY year ORDER BY year;

-- 公开率的中位数
SELECT year, median(rate), count(rate), count(*) - count(rate) AS without_rate
FROM 'rates.parquet' WHERE measure = 'disclosure_rate' GROUP BY year ORDER BY year;
```"""
