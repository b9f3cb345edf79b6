"""The name of an organ: in a title, a signature, or a sentence that says whose report this is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.report.script import simplified

ORGAN_ENDS = "政府|局|委员会|委|办公室|厅|部|院|中心|处|所|站|办|会|街道|镇|乡|苏木|校|学|队|园|场|库|社|馆|署|公司|市|区|县|旗|州|省|盟"
OTHER_NAME = "(?:[（(][^（()）]{2,15}[)）])?"
"""An organ that carries two names prints the second one in brackets."""
_ORGAN = re.compile(f"(?:{ORGAN_ENDS}){OTHER_NAME}$")
_NO_NAME = re.compile(r"[:：>|/，,。；;]")
_TIES = re.compile(
    r"^[关關][于於](?:印[发發]|公布|[发發]布|[报報]送|上[报報]|呈[报報])?|[关關][于於](?:印[发發]|公布|[发發]布|[报報]送|上[报報]|公[开開]|做好)?$|的$"
)
_NO_ORGAN = re.compile(
    r"^(?:年|我|本|全|各|该|其|此|上级|有关|相关|单位|机关|[市县区省州旗镇乡局](?=人民|政府|公安|教育|财政|[^中场北南])[^中场北南])"
)
_YEAR = r"(?:[（(]?\d{4}年?度?[)）]?)"
_PUBLISHED = re.compile(
    rf"(?:公布|公开|发布|编制了?|编写了?|制作了?|现将)《?{_YEAR}?(?P<organ>[^《》，。；：（）\d]{{3,40}}?)(?:（[^）]*）)?(?:关于)?{_YEAR}?的?"
    r"(?:政府|政务)?信息公开(?:工作)?(?:情况)?(?:年度报告|年报|报告|\d{4}年?度?报告)"
)
_COMPILED = re.compile(
    r"由(?P<organ>[^，。；：由]{3,40}?)(?:(?:根据|依据|按照|结合|负责|组织)[^。；：]{0,80}?)?(?:编制|编写|编撰|撰写)"
)
_ISSUER = re.compile(
    r"(?:发布|制发|发文|公开责任|责任|信息提供|公开)(?:机构|机关|单位|部门|主体)\s*：?\s*(?P<organ>[^：\s，。；/|]{2,40})(?=[\s，。；|]|$)"
)
_ACTS = (
    "坚持|认真|严格|深入|全面|高度|紧紧|始终|切实|按照|根据|以习|在|积极|持续|不断|扎实|加强|着力|贯彻|坚决|充分|共|未"
)
_ACTING = re.compile(rf"\d{{4}}年(?:度|以来|来)?，?(?P<organ>[^，。；：、\d《》“”]{{3,30}}?)(?:{_ACTS})")
_CONTACT = re.compile(r"(?:请与|请联系|请致电|可与)：?(?P<organ>[^，。；：（）\d]{4,40}?)(?:联系|[（，。])")
_OFFICE = re.compile(
    r"(?<=[局委厅府处院镇乡道])(?:党政|综合|电子政务|政务公开|政府信息公开|信息公开|工作|领导小组)*(?:办公室|办|科|股)$"
)
_PUNCTUATION = str.maketrans(",;:()", "，；：（）")
_FARTHEST = 40


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def organ_name(text: str | None) -> str | None:
    """The organ as printed, without white space and without the words that only tie it to the title."""
    name = _without_marks(squeezed(text or ""))
    name = _TIES.sub("", _TIES.sub("", name))
    if name.endswith("人民"):
        name += "政府"
    return name if len(name) > 1 and not name.isdigit() and not _NO_NAME.search(name) else None


def _without_marks(text: str) -> str:
    """Without marks and brackets around it; a bracket that was opened inside the name stays closed."""
    name = text.strip("（()）《》〔〕【】·-—_*# ")
    behind = text[text.find(name) + len(name) :][:1]
    opened = sum(map(name.count, "（(")) > sum(map(name.count, "）)"))
    return f"{name}{behind}" if opened and behind in ("）", ")") else name


def is_organ(text: str) -> bool:
    """A short line that can be nothing but the name of an organ."""
    name = squeezed(simplified(text))
    return 2 <= len(name) <= 40 and not re.search(r"[，。；：、,;:]", name) and _ORGAN.search(name) is not None


def stated_organ(lines: Sequence[str]) -> str | None:
    """Whose report this is, where neither title nor signature says it; the clearest statement first."""
    printed = "\n".join(lines[:_FARTHEST])
    flowing = squeezed(printed)
    for pattern, text in (
        (_PUBLISHED, flowing),
        (_COMPILED, flowing),
        (_ISSUER, printed),
        (_ACTING, flowing),
        (_CONTACT, flowing),
    ):
        for match in pattern.finditer(simplified(text).translate(_PUNCTUATION)):
            name = _named(text[match.start("organ") : match.end("organ")], pattern)
            if name:
                return name
    return None


def _named(text: str, pattern: re.Pattern[str]) -> str | None:
    """The name of an organ, complete: an office that only compiles or answers is not the organ whose report it is."""
    name = organ_name(text)
    if name and pattern is _CONTACT:
        name = _OFFICE.sub("", name)
    if not name or not is_organ(name) or _NO_ORGAN.match(simplified(name)):
        return None
    return None if pattern is _COMPILED and _OFFICE.search(simplified(name)) else name
