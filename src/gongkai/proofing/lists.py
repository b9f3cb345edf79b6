"""Tables of persons: columns that must not be shown as they stand, and columns of what only the person should tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.proofing.case import Case, column_heads
from gongkai.proofing.context import PERSON_HEADS, PRIVACY_BASIS
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.reading import Grid
from gongkai.report import Place, Severity

_IDENTIFYING = re.compile(
    r"身份证|身份号|证件号|银行卡|卡号|一卡通|一折通|社保卡|(?:银行|收款|存款|储蓄|个人)[账帐]户?号|^[账帐]户?号|残疾人?证"
)
_UNMASKED = re.compile(r"(?<![0-9*×xX])\d{8,19}[Xx]?(?![0-9*×])")
_SENSITIVE = (
    ("illness", re.compile(r"病种|疾病|病情|诊断|患病|病名|病史|残疾(?:类别|类型|等级|种类)|伤残等级|精神")),
    ("poverty", re.compile(r"致贫|贫困原因|困难原因|家庭(?:收入|困难)|救助原因|困境|孤儿|事实无人抚养|刑满|戒毒|婚姻")),
    ("minor", re.compile(r"学生姓名|幼儿姓名|儿童姓名|就读学校|班级|监护人|学籍号|未成年")),
    ("birth", re.compile(r"出生日期|出生年月|生日|民族|宗教|政治面貌")),
)


@rule(
    "PF-LIST",
    Severity.ERROR,
    title="名单里没有遮盖的证件号、账号",
    title_en="Unmasked identity or account column in a list",
    description="表头是身份证号、银行卡号、一卡通号等，单元格里有 8 位以上没有遮盖的数字；这一列的其他号码不再逐个报告。",
    message="表格的“{head}”列有 {count} 个号码没有遮盖。请删除这一列，或遮盖中间几位。",
    basis=f"{PRIVACY_BASIS}；《条例》第二十条第十一项（公示名单以必要为限）",
)
def unmasked_columns(case: Case) -> Iterator[Found]:
    for grid in case.grids:
        for column, head in column_heads(grid).items():
            if _IDENTIFYING.search(head):
                cells = [cell for row in grid.rows[1:] for cell in row if cell.column == column]
                open_ = [cell for cell in cells if _UNMASKED.search("".join(cell.text.split()))]
                if open_:
                    fill = {"head": head.strip(), "count": len(open_)}
                    first, *others = (_at(grid, cell.row, column) for cell in open_)
                    yield Found(at=first, also=tuple(others), fill=fill)


@rule(
    "PF-SENSITIVE",
    Severity.WARNING,
    title="名单里的敏感个人信息",
    title_en="Sensitive columns in a list of persons",
    description="有姓名列的表格里又有病种、残疾类别、致贫原因、学生班级、出生日期等列。",
    message={
        MAIN: "表格同时列出姓名和“{head}”。请核对是否确需公开。",
        "illness": "表格同时列出姓名和“{head}”，涉及健康信息。请删除这一列。",
        "poverty": "表格同时列出姓名和“{head}”，涉及个人家庭情况。请只公布必要的项目。",
        "minor": "表格的“{head}”列涉及未成年人。请删除或只公布姓氏，并取得监护人同意。",
        "birth": "表格同时列出姓名和“{head}”。请核对是否确需公开。",
    },
    basis="《个人信息保护法》第二十八条至第三十一条；《未成年人保护法》第四条；《条例》第十五条",
)
def sensitive_columns(case: Case) -> Iterator[Found]:
    for grid in case.grids:
        heads = column_heads(grid)
        if not PERSON_HEADS.search(" ".join(heads.values())) or len(grid.rows) <= 1:
            continue
        for column, head in heads.items():
            kind = next((kind for kind, words in _SENSITIVE if words.search(head)), None)
            if kind and _has_content(grid, column):
                severity = Severity.INFO if kind == "birth" else None
                yield Found(at=_at(grid, 0, column), fill={"head": head.strip()}, template=kind, severity=severity)


def _has_content(grid: Grid, column: int) -> bool:
    return any(cell.text.strip() for row in grid.rows[1:] for cell in row if cell.column == column)


def _at(grid: Grid, row: int, column: int) -> Place:
    return grid.at._replace(row=row + 1, column=column + 1)


_MINOR = re.compile(r"(?:男|女)[，,、（( ]{1,2}(?:现年|年龄)?(?:\d|1[0-7])周?岁")
_ILL = re.compile(
    r"(?:[，,（(](?:男|女)[，,）)]|户主|村民|居民|学生|申请人)[^。；\n]{0,40}?"
    r"(?:患有?|确诊|诊断为|罹患)[^，。；\n]{0,6}(?:癌|艾滋病?|精神病?|尿毒症|白血病|肿瘤|肝炎|肺结核|梅毒|抑郁|重病|病)"
)


@rule(
    "PF-HEALTH",
    Severity.WARNING,
    title="文字里的病情、未成年人",
    title_en="Illness or a minor in running text",
    description="写到某人患病，或写出不满十八周岁的年龄。",
    message={
        MAIN: "写到个人病情“{quote}”。请删除，或改成不能识别到个人的写法。",
        "minor": "写到未成年人“{quote}”。请隐去姓名、住址、学校等能识别到本人的内容。",
    },
    basis="《个人信息保护法》第二十八条；《未成年人保护法》第四条、第一百零三条",
)
def health_and_minors(case: Case) -> Iterator[Found]:
    for match in _MINOR.finditer(case.text):
        yield Found(match[0], match.start(), template="minor")
    for match in _ILL.finditer(case.text):
        yield Found("……" + match[0][-6:], match.start())
