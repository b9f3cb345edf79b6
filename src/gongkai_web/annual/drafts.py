"""The text a report begins with: sober sentences whose numbers are fields. What no record says is left as a marked place."""

from __future__ import annotations

from gongkai.report import FORM_2021
from gongkai.report.wording import opening_of, to_fill
from gongkai_web.organs.guide import particulars_of
from gongkai_web.organs.models import Kind, Organ

_OVERALL = (
    "{年度}年，{机关}按照《条例》规定开展政府信息公开工作，具体情况如下。",
    "（一）主动公开。全年通过政府信息公开平台主动公开政府信息{本平台公开}条，通过政务新媒体发布{新媒体公开}条，通过其他渠道公开{其他渠道公开}条。"
    "作出行政许可处理决定{许可}件、行政处罚处理决定{处罚}件、行政强制处理决定{强制}件。",
    "（二）依申请公开。全年新收政府信息公开申请{新收}件，上年结转{上年结转}件，办结{办结}件，结转下年度继续办理{结转下年}件。"
    "办结的申请中，予以公开{予以公开}件，部分公开{部分公开}件，不予公开{不予公开}件，无法提供{无法提供}件，不予处理{不予处理}件，其他处理{其他处理}件。"
    "因政府信息公开被申请行政复议{复议}件，其中结果维持{复议结果维持}件、结果纠正{复议结果纠正}件、其他结果{复议其他结果}件、尚未审结{复议尚未审结}件；"
    "被提起行政诉讼{诉讼}件，其中未经复议直接起诉{直接起诉}件、复议后起诉{复议后起诉}件。",
    "（三）政府信息管理。{rules}本年制发行政规范性文件{规范性文件制发}件，废止（含失效）{规范性文件废止}件，截至年底现行有效{规范性文件有效}件。"
    + to_fill("政府信息的制作、发布审查、动态调整等实际情况"),
    "（四）政府信息公开平台建设。政府信箱收到来信{来信}件，答复{来信答复}件。"
    + to_fill("政府信息公开专栏等平台建设的实际情况"),
)
_RULES = "本年制发规章{规章制发}件，废止{规章废止}件，截至年底现行有效{规章有效}件。"


def opening(organ: Organ, year: int) -> str:
    """Who to ask is what the organ states of its disclosure office."""
    words, wanted = opening_of(year, FORM_2021), to_fill("联系部门、地址、邮政编码、电话、电子邮箱")
    known = particulars_of(organ)
    if known is None or not (known.name and known.phone):
        return words
    parts = {"地址": known.address, "邮政编码": known.postcode, "电话": known.phone, "电子邮箱": known.email}
    told = "，".join(f"{name}：{value}" for name, value in parts.items() if value)
    return words.replace(wanted, f"（{known.name}，{told}）")


def overall(organ: Organ, *, may_issue_rules: bool) -> str:
    text = "\n".join((*_OVERALL, _supervision(organ)))
    return text.replace("{rules}", _RULES if may_issue_rules else "")


def _supervision(organ: Organ) -> str:
    """《条例》第五十条第四项: 各级人民政府 also report 工作考核、社会评议 and 责任追究."""
    words = "（五）监督保障。召开领导小组会议{领导小组会议}次，开展培训{培训}次，督查检查{督查}次"
    if organ.kind != Kind.GOVERNMENT:
        return f"{words}。{to_fill('组织领导、培训的实际情况')}"
    words += "，工作考核{考核}次，社会评议{社会评议}次，责任追究{责任追究}次"
    return f"{words}。{to_fill('工作考核、社会评议、责任追究的结果')}"


def problems() -> str:
    return to_fill("本年度政府信息公开工作存在的主要问题，以及针对这些问题的改进措施；须由本机关据实撰写")


def other() -> str:
    fee = "（一）收取信息处理费情况。{年度}年，本机关收取信息处理费{信息处理费}元。"
    return f"{fee}\n（二）其他事项。{to_fill('其他需要报告的事项，没有的请写明')}"
