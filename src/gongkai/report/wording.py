"""The text of a report built from facts: sober official sentences that state the facts' numbers, and nothing else.

What the ledgers cannot say is left as a marked place (【请填写：…】) for the office; it is never made up.
《条例》第五十条 names the content; 国办公开办函〔2021〕30号 the five aspects of section one and the fee in section six.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from gongkai.report.cells import Number
from gongkai.report.forms import (
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    DISPUTES,
    FORM_2019,
    GROUPS,
    PROACTIVE,
    REQUESTS,
    Form,
)
from gongkai.report.ledger import Facts
from gongkai.report.model import Section

CHANNELS = {
    "website": "政府网站",
    "new_media": "政务新媒体",
    "wechat": "政务微信",
    "weibo": "政务微博",
    "app": "移动客户端",
    "gazette": "政府公报",
    "press": "新闻发布会",
    "bulletin_board": "公告栏",
    "reading_room": "公共查阅点",
    "other": "其他渠道",
}
"""Channels by their codes; any other word is printed as the facts have it."""

_DOCUMENTS_2021 = {
    "issued": "本年制发{0}{1}件",
    "repealed": "废止（含失效）{1}件",
    "in_force": "截至年底现行有效{1}件",
}
_DOCUMENTS_2019 = {
    "made": "本年新制作{0}{1}件",
    "disclosed": "新公开{1}件",
    "total_disclosed": "对外公开总数{1}件",
}

Numbers = Mapping[str, Number]


def to_fill(what: str) -> str:
    """A place the office must write itself."""
    return f"【请填写：{what}】"


def title_of(agency: str, year: int) -> str:
    return f"{agency}{year}年政府信息公开工作年度报告"


def opening_of(year: int, form: Form) -> str:
    trial = "（试行）" if form is FORM_2019 else ""
    return (
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第五十条规定，"
        f"按照《中华人民共和国政府信息公开工作年度报告格式{trial}》（{form.notice}）要求，编制本报告。"
        f"本报告所列数据的统计期限为{year}年1月1日至12月31日。\n"
        f"如对本报告有疑问，请与本机关联系{to_fill('联系部门、地址、邮政编码、电话、电子邮箱')}。"
    )


def sections_of(facts: Facts, form: Form, numbers: Numbers) -> list[Section]:
    """The six sections; two to four consist of their tables."""
    texts = {1: _overall(facts, form, numbers), 5: _problems(), 6: _other_matters(facts)}
    return [Section(number, title, texts.get(number, "")) for number, title in enumerate(form.sections, 1)]


def _overall(facts: Facts, form: Form, numbers: Numbers) -> str:
    parts = (
        f"{facts.year}年，{facts.organ.name}按照《条例》规定开展政府信息公开工作，具体情况如下。",
        f"（一）主动公开。{_published(facts)}{decided(numbers, form)}",
        f"（二）依申请公开。{requested(numbers)}{disputed(numbers)}",
        f"（三）政府信息管理。{documents(numbers, form, rules=facts.organ.may_issue_rules)}"
        f"{to_fill('政府信息的制作、发布审查、动态调整等实际情况')}",
        f"（四）政府信息公开平台建设。{_letters(facts)}{to_fill('政府信息公开专栏等平台建设的实际情况')}",
        f"（五）监督保障。{to_fill('组织领导、培训等监督保障情况' + _of_governments(facts))}",
    )
    return "\n".join(parts)


def _of_governments(facts: Facts) -> str:
    """《条例》第五十条第四项: 各级人民政府 also report these results."""
    return "，以及工作考核、社会评议和责任追究结果情况" if facts.organ.name.endswith("人民政府") else ""


def _published(facts: Facts) -> str:
    if facts.publications is None:
        return to_fill("通过各渠道主动公开政府信息的条数")
    channels: Counter[str] = Counter()
    for item in facts.publications:
        if item.published_on.year == facts.year:
            channels[CHANNELS.get(item.channel, item.channel)] += item.count
    parts = "、".join(f"{name}{count}条" for name, count in channels.items())
    return f"全年主动公开政府信息{channels.total()}条" + (f"，其中{parts}。" if len(channels) > 1 else "。")


def decided(numbers: Numbers, form: Form) -> str:
    """What was decided under items 5 and 6 of article 20. Needs the cells of table two."""
    suffix = ".decisions" if form is FORM_2019 else ""
    names = {"licensing": "行政许可", "penalties": "行政处罚", "compulsory_measures": "行政强制"}
    return (
        "作出"
        + "、".join(f"{name}处理决定{numbers[f'{PROACTIVE}.{key}{suffix}']}件" for key, name in names.items())
        + "。"
    )


def documents(numbers: Numbers, form: Form, *, rules: bool) -> str:
    """Documents issued, ended and in force; 规章 only for an organ that may make them. Needs the cells of table two."""
    rows = {"rules": "规章"} if rules else {}
    rows["normative_documents"] = "规范性文件" if form is FORM_2019 else "行政规范性文件"
    wording = _DOCUMENTS_2019 if form is FORM_2019 else _DOCUMENTS_2021
    return "".join(
        "，".join(words.format(name, numbers[f"{PROACTIVE}.{row}.{key}"]) for key, words in wording.items()) + "。"
        for row, name in rows.items()
    )


def requested(numbers: Numbers) -> str:
    """Requests received, carried over and answered, by result. Needs the totals of every row of table three."""
    flow = {"new": "新收政府信息公开申请{}件", "carried_in": "上年结转{}件", "result_total": "办结{}件"}
    told = "，".join(words.format(numbers[f"{REQUESTS}.{row}.total"]) for row, words in flow.items())
    results = {"granted": "予以公开", "partial": "部分公开"} | {key: name[3:] for key, name in GROUPS.items()}
    parts = "，".join(f"{name}{_rows(numbers, key)}件" for key, name in results.items())
    out = numbers[f"{REQUESTS}.carried_out.total"]
    return f"全年{told}，结转下年度继续办理{out}件。办结的申请中，{parts}。"


def _rows(numbers: Numbers, group: str) -> Number:
    """The total of a row, or of all rows of a group."""
    rows = {path.split(".")[1] for path in numbers if path.startswith(f"{REQUESTS}.")}
    members = [row for row in rows if row == group or (group in GROUPS and row.startswith(f"{group}_"))]
    return sum((numbers[f"{REQUESTS}.{row}.total"] for row in members), start=0)


def disputed(numbers: Numbers) -> str:
    """Reconsiderations and lawsuits. Needs the cells of table four."""
    results = {key: name for key, name in DISPUTE_RESULTS.items() if key != "total"}
    told = "、".join(f"{name}{numbers[f'{DISPUTES}.reconsideration.{key}']}件" for key, name in results.items())
    direct, after = (numbers[f"{DISPUTES}.{group}.total"] for group in tuple(DISPUTE_GROUPS)[1:])
    return (
        f"因政府信息公开被申请行政复议{numbers[f'{DISPUTES}.reconsideration.total']}件，其中{told}；"
        f"被提起行政诉讼{direct + after}件，其中未经复议直接起诉{direct}件、复议后起诉{after}件。"
    )


def _letters(facts: Facts) -> str:
    if facts.letters is None:
        return ""
    return f"政府信箱收到来信{facts.letters.received}件，答复{facts.letters.answered}件。"


def _problems() -> str:
    return to_fill("本年度政府信息公开工作存在的主要问题，以及针对这些问题的改进措施；须由本机关据实撰写")


def _other_matters(facts: Facts) -> str:
    fee = f"{facts.year}年，本机关收取信息处理费{_yuan(facts.information_fee_yuan)}元。"
    return f"（一）收取信息处理费情况。{fee}\n（二）其他事项。{to_fill('其他需要报告的事项，没有的请写明')}"


def _yuan(amount: Decimal) -> str:
    """Whole yuan without decimals, else with 角 and 分."""
    if amount == amount.to_integral_value():
        return f"{amount.to_integral_value():f}"
    cents = amount.quantize(Decimal("0.01"))
    return f"{cents if cents == amount else amount:f}"
