"""What a file gives away beside its text. The inspection finds it; these rules word it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.proofing.case import Case
from gongkai.proofing.context import PRIVACY_BASIS
from gongkai.proofing.registry import MAIN, Found, Function, rule
from gongkai.report import Severity

_REVIEW = "《条例》第十七条（公开前审查）；《保守国家秘密法实施条例》第四十二条"


def _traces(name: str) -> Function:
    """The traces of this rule, as the inspection left them."""

    def find(case: Case) -> Iterator[Found]:
        for trace in case.behind.traces:
            if trace.rule == name:
                severity = _SEVERITIES.get((name, trace.kind))
                yield Found(trace.text, at=trace.at, part=trace.part, template=trace.kind, severity=severity)

    find.__module__ = __name__
    return find


_SEVERITIES: Mapping[tuple[str, str], Severity] = {("PF-COVERED", "pale"): Severity.WARNING}


def _enter(
    name: str,
    severity: Severity,
    title: str,
    title_en: str,
    description: str,
    message: str | Mapping[str, str],
    basis: str,
) -> None:
    enter = rule(name, severity, title=title, title_en=title_en, description=description, message=message, basis=basis)
    enter(_traces(name))


_enter(
    "PF-COVERED",
    Severity.ERROR,
    "遮盖的文字还在文件里",
    "Text below a box is still in the file",
    "PDF 里色块、图片下面还有文字，或标了密文却没有真正删除；Word 里只是加了黑底。复制出来就能看到。",
    {
        MAIN: "色块或图片下面还有文字，{quote}。请删除文字本身，再重新导出 PDF。",
        "pale": "浅色块下面还有文字，{quote}。请核对；需要遮盖的，请删除文字本身再导出。",
        "redaction": "标记了密文，但文字没有真正删除，{quote}。请应用密文后另存，或删除文字再导出。",
        "blackened": "文字只是加了黑底，共 {quote} 个字，复制出来就能看到。请删除文字本身。",
    },
    f"{PRIVACY_BASIS}；{_REVIEW}",
)
_enter(
    "PF-TRACKED",
    Severity.ERROR,
    "留有修订痕迹",
    "Tracked changes left in the file",
    "Word 文件里有没有接受或拒绝的修订，删除的文字仍能看到。",
    "文件里有 {quote} 处修订没有处理，删除的文字仍能看到。请接受或拒绝全部修订后再发布。",
    f"《条例》第十六条（过程稿）；{_REVIEW}",
)
_enter(
    "PF-COMMENT",
    Severity.ERROR,
    "留有批注",
    "Comments left in the file",
    "Word、Excel、PDF 文件里的批注会一起公开。",
    "文件里有 {quote} 条批注。请删除全部批注后再发布。",
    f"《条例》第十六条（内部讨论意见）；{_REVIEW}",
)
_enter(
    "PF-HIDDEN",
    Severity.ERROR,
    "有隐藏文字",
    "Hidden text in the file",
    "Word 文件里设置为“隐藏”的文字，看不见，但会一起公开。",
    "文件里有隐藏文字，共 {quote} 个字。请显示后核对，不需要的删除。",
    _REVIEW,
)
_enter(
    "PF-HIDDEN-CELLS",
    Severity.ERROR,
    "有隐藏的工作表、行或列",
    "Hidden sheets, rows or columns",
    "Excel 文件里隐藏的工作表、行、列有内容，取消隐藏就能看到。",
    {
        MAIN: "有隐藏的内容。请取消隐藏后核对。",
        "sheet": "整张工作表是隐藏的，有 {quote} 个单元格有内容。请取消隐藏后核对，不需要的删除。",
        "rows": "隐藏的行里有 {quote} 个单元格有内容。请取消隐藏后核对，不需要的删除。",
        "columns": "隐藏的列里有 {quote} 个单元格有内容。请取消隐藏后核对，不需要的删除。",
    },
    f"{PRIVACY_BASIS}；{_REVIEW}",
)
_enter(
    "PF-EMBEDDED",
    Severity.WARNING,
    "嵌有其他文件",
    "Other files inside the file",
    "图表、对象里嵌入的 Excel 等文件会一起公开，其中的内容没有检查。",
    "文件里嵌有 {quote} 个其他文件（如图表背后的 Excel 表格），会一起公开。请打开核对，或改成图片。",
    _REVIEW,
)
_enter(
    "PF-AUTHOR",
    Severity.INFO,
    "文件属性里有姓名或单位",
    "Names in the file's properties",
    "文件属性里的作者、最后修改者、单位；程序自动填写的名称不报告。",
    "文件属性里写着{quote}。不需要公开的，请在“检查文档”里删除文件属性。",
    PRIVACY_BASIS,
)
_enter(
    "PF-GPS",
    Severity.WARNING,
    "照片带有拍摄位置",
    "A photograph tells where it was taken",
    "JPEG、PNG 图片（包括 Word、Excel 里的）带有 GPS 位置信息。",
    "图片里带有拍摄地点的 GPS 位置。请删除位置信息后再发布。",
    PRIVACY_BASIS,
)
_enter(
    "PF-UNCHECKED",
    Severity.INFO,
    "有检查不到的内容",
    "Something could not be checked",
    "旧版 Word、WPS 等文件里的修订、批注和属性，没有装文字识别时图片里的文字，检查不到。",
    {
        MAIN: "这种文件里的修订、批注、隐藏内容检查不到。请另存为 docx、xlsx 后再检查，或人工核对。",
        "picture": "图片里的文字没有检查。请人工核对，或安装文字识别后再检查。",
        "embedded": "文件里有图片，图片里的文字没有检查。请人工核对。",
    },
    _REVIEW,
)
