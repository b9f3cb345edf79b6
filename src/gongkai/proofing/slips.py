"""What was left in a draft, what the office says must not be written, and a few sure slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.proofing import masks
from gongkai.proofing.case import Case
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.report import Severity

_CROSSES = re.compile(r"[Xx×Ｘ]{2,}|[X×Ｘ]月[X×Ｘ]日")
_TO_NAME = re.compile(
    r"(?:省|市|县|区|乡|镇|村|街道|局|厅|委|办|公司|单位|部门|项目|同志|人民政府|[年月日号]|万元|元|人)"
)
_PART_OF_NUMBER = re.compile(r"[0-9A-Za-z*]")
_PREPOSITIONS = ("于", "为", "由", "将", "在", "对", "向", "到")
_YEAR = re.compile(r"(?:19|20)$")
_TO_FILL = re.compile(
    r"[（(【\[](?:此处|在此|请在此|请)?(?:填写|插入|补充|输入|待填|待定|待补充|待核实|待确认)"
    r"[^）)】\]\n]{0,20}[）)】\]]|"
    r"[【\[](?:标题|单位名称|机关名称|姓名|日期|正文|内容|文号)[】\]]|\{\{[^{}\n]{1,40}\}\}|"
    r"单击此处(?:输入|添加)|点击此处输入|[Ll]orem ipsum|\bTODO\b|\bTBD\b"
)
_BLANK_DATE = re.compile(r"(?<=[ \u3000_])年[ \u3000_]+月[ \u3000_]+日")


@rule(
    "PF-PLACEHOLDER",
    Severity.ERROR,
    title="没有填写的占位文字",
    title_en="A placeholder left in the text",
    description="“（此处填写）”、{{…}}、Lorem ipsum 等为错误；“××局”“20××年”“XXX”为疑点；空白的年月日为提示。遮盖个人信息的 × 不报告。",
    message={
        MAIN: "留有占位文字“{quote}”。请填写或删除。",
        "crosses": "“{quote}”像是没有填写的内容。请填写；附件样式确需留空的，可以不改。",
        "blank": "日期“{quote}”没有填写。附件样式可以留空；正文、落款请填写。",
    },
    basis="《条例》第六条（准确）",
)
def placeholders(case: Case) -> Iterator[Found]:
    for match in _TO_FILL.finditer(case.text):
        yield Found(masks.snippet(match[0]), match.start())
    for match in _CROSSES.finditer(case.text):
        if _stand_for_something(case, match):
            words = match[0] + case.after(match.end(), 4).split("\n")[0]
            yield Found(words, match.start(), template="crosses", severity=Severity.WARNING)
    for match in _BLANK_DATE.finditer(case.text):
        yield Found("　年　月　日", match.start(), template="blank", severity=Severity.INFO)


@rule(
    "PF-WORD",
    Severity.ERROR,
    title="设置里列出的错误写法",
    title_en="Words the office's settings list as wrong",
    description="本机关登记的写法：已离任的领导姓名、错误的职务、不规范的称谓。",
    message={MAIN: "写着“{quote}”，应为“{right}”。请改正。", "none": "写着“{quote}”，是登记的错误写法。请核对。"},
    basis="本机关的设置；《条例》第六条（准确）",
)
def wrong_words(case: Case) -> Iterator[Found]:
    words = [word for word in case.options.wrong_words if word]
    if not words:
        return
    for match in re.finditer("|".join(map(re.escape, sorted(words, key=len, reverse=True))), case.text):
        right = case.options.wrong_words[match[0]]
        # “副县长张某” is not the wrong “县长张某某” only where the right words do not stand here already.
        if match[0] in right and case.text.startswith(right, match.start() - right.find(match[0])):
            continue
        yield Found(match[0], match.start(), fill={"right": right}, template=MAIN if right else "none")


def _stand_for_something(case: Case, match: re.Match[str]) -> bool:
    """××局, 20××年, or XXX by itself; not the crosses that mask a number or, behind a family name, a person."""
    before, after = case.text[max(0, match.start() - 2) : match.start()], case.after(match.end())
    if _YEAR.search(before):
        return after.startswith(("年", "〕"))
    if _PART_OF_NUMBER.match(before[-1:]) or _PART_OF_NUMBER.match(after):
        return False
    if _TO_NAME.match(after) or "月" in match[0]:
        return True
    return len(match[0]) > 2 and (before[-1:] in _PREPOSITIONS or not "\u4e00" <= before[-1:] <= "\u9fff")


SLIPS = {
    "帐户": "账户",
    "帐号": "账号",
    "帐目": "账目",
    "登陆网站": "登录网站",
    "登陆系统": "登录系统",
    "登陆平台": "登录平台",
    "按装": "安装",
    "布署": "部署",
    "座落于": "坐落于",
    "既使": "即使",
    "截止目前": "截至目前",
    "松驰": "松弛",
    "一如继往": "一如既往",
    "再接再励": "再接再厉",
    "通迅": "通讯",
    "震憾": "震撼",
    "穿流不息": "川流不息",
    "按步就班": "按部就班",
    "迫不急待": "迫不及待",
    "相形见拙": "相形见绌",
}
"""What is wrong wherever it stands."""

_SLIP = re.compile("|".join(SLIPS))
_DOUBLED = re.compile(r"，，|。。(?!。)(?<!。。。)|、、|；；|：：|，。|。，|、。|、，")


@rule(
    "PF-SLIP",
    Severity.INFO,
    title="常见错别字、重复的标点",
    title_en="Common slips and doubled marks",
    description="只收确定的写法，如“帐户”应为“账户”、“截止目前”应为“截至目前”。",
    message={MAIN: "“{quote}”应为“{right}”。请改正。", "marks": "标点“{quote}”重复或连用。请改正。"},
    basis="《通用规范汉字表》；《现代汉语词典》；GB/T 15834—2011《标点符号用法》",
)
def slips(case: Case) -> Iterator[Found]:
    for match in _SLIP.finditer(case.text):
        yield Found(match[0], match.start(), fill={"right": SLIPS[match[0]]})
    for match in _DOUBLED.finditer(case.text):
        yield Found(match[0], match.start(), template="marks")


@rule(
    "PF-EMPTY",
    Severity.ERROR,
    title="没有内容",
    title_en="No content",
    description="文件或正文没有一个字。",
    message="没有读到任何文字。请检查是否选错了文件，或附件是空的。",
    basis="《条例》第六条（及时、准确地公开）",
)
def empty(case: Case) -> Iterator[Found]:
    if not case.text.strip() and not any(trace.rule == "PF-UNCHECKED" for trace in case.behind.traces):
        yield Found()
