"""Lines that a web page or a file register puts around a report: dates of publishing, buttons, index numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.reading.dates import DATE
from gongkai.report.script import simplified

_LONGEST = 80
_FIELD = re.compile(
    r"^[\s•·【\[|（(]*(?:\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?[\s（(]*)?(?:(?:发布|发文|成文|生成|公开|更新|撰写|创建|生效|录入|公文生成)?(?:日期|时间)|(?:信息|稿件|文章)?来源|作者|编辑|责任编辑|审核"
    r"|字\s*号|字\s*体|(?:浏览|访问|点击|阅读)[次人]?[数量]?|索\s*引\s*号|备注/?文号|文\s*号|发文字号|时效性|主题分类|组配分类|信息分类|分类|公开目录|公开方式|公开形式"
    r"|有效期|文件名称|发布机构|发布单位|发文机关|公开责任部门|分享|扫一扫|当前位置|您(?:现在|当前)?(?:所在)?的?位置|相关(?:附件|链接|文件)|上一篇|下一篇|责编)"
    r"\s*(?:[:：\]】)\s][^。]*)?$"
)
_BARE_FIELD = re.compile(
    r"[\s•·]*(?:来\s*源|作者|编辑|责任编辑|发布机构|发布日期|发布时间|撰写时间|时间|日期|标题|机关|统计年度|署名|落款)\s*[:：]?\s*$"
)
_ONLY_A_TABLE = re.compile(r"\s*（(?:见“表[二三四][^（）]{0,40}”|没有文字)）\s*")
_PAGE_MARK = re.compile(
    r"\s*(?:[-—–－―‐]{1,2}\s*\d{1,3}\s*[-—–－―‐]{1,2}|第\s*\d{1,3}\s*页(?:\s*[，,/／]?\s*共\s*\d{1,3}\s*页)?)\s*"
)
_CUT = re.compile(r"[^\s。！？!?：:；;]\s*$")
_BEGINS = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[条章])")
_LONGEST_VALUE = 24
_SHORTEST_FULL = 20
"""Characters of a line that reaches the edge of a page."""
_BUTTONS = re.compile(
    r"^[\s•·|【】\[\]（）()\-—_<>/:：,，]*(?:(?:打印|关闭|收藏|返回|首页|登录|注册|大|中|小|听全文|分享到?|扫一扫[^。]{0,20}|点击查看\S{0,6}|字体|字号|图片"
    r"|本页|窗口|页面|次|开头|\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{1,2}:\d{2}(?::\d{2})?)[\s•·|【】\[\]（）()\-—_<>/:：,，]*)*$"
)


def is_furniture(line: str) -> bool:
    """A short line that speaks of the page and not of the report."""
    plain = simplified(line.strip())
    return len(plain) <= _LONGEST and any(words.match(plain) for words in (_FIELD, _BARE_FIELD, _BUTTONS))


def without_page_marks(lines: Sequence[str]) -> list[str]:
    """Without lines that say only on which page they stand; a sentence that the page's end cuts goes on."""
    kept: list[str] = []
    cut = False
    for line in lines:
        if _PAGE_MARK.fullmatch(line):
            cut = bool(kept) and _CUT.search(kept[-1]) is not None and len(kept[-1]) >= _SHORTEST_FULL
        elif cut and line.strip():
            if _BEGINS.match(line) or line[:1].isspace():
                kept.append(line)
            else:
                kept[-1] = kept[-1].rstrip() + line.strip()
            cut = False
        else:
            kept.append(line)
    return kept


def after_furniture(lines: Sequence[str], start: int, end: int) -> int:
    """The first line from `start` that is the report's own, `end` where none is before it."""
    at = start
    while at < end and is_furniture(lines[at]):
        at += 2 if at + 1 < end and _BARE_FIELD.match(lines[at]) and _is_value(lines[at + 1]) else 1
    return at


def without_field_names(lines: Sequence[str], start: int) -> list[str]:
    """The same number of lines, empty where from `start` on only the name of a field stands, or what our own workbooks
    write where a section has nothing but its table."""
    return [
        "" if (at >= start and _BARE_FIELD.match(line)) or _ONLY_A_TABLE.fullmatch(line) else line
        for at, line in enumerate(lines)
    ]


def _is_value(line: str) -> bool:
    """What stands below the name of a field on a line of its own."""
    return len(line.strip()) <= _LONGEST_VALUE and not re.search("[，,。；;：:]", line)


def before_furniture(lines: Sequence[str], start: int) -> int:
    """Where the report's own lines end, at least `start`; a bare date is the one it was signed on."""
    at = len(lines)
    while at > start and is_furniture(lines[at - 1]) and not DATE.fullmatch(lines[at - 1].strip()):
        at -= 1
    return at
