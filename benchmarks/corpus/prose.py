"""The text around the tables, in the words of many offices: true to the tables, or at odds with them on purpose."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from benchmarks.corpus.case import Case

Texts = dict[int, list[str]]
"""Number of the section → its paragraphs."""

_OPENINGS = (
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和《中华人民共和国政府信息公开工作年度报告格式》要求，编制本报告。"
    "所列数据的统计期限自{year}年1月1日起至12月31日止。如对本报告有疑问，请与{who}联系（电话：0{area}-8{phone}，邮编：{post}）。",
    "{year}年，{who}坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实《条例》，扎实推进政府信息公开工作，现将有关情况报告如下。",
    "本报告按照《条例》第五十条规定，由{who}编制。全文包括总体情况、主动公开、依申请公开等六个部分。",
)
_DISCLOSED = (
    "（一）主动公开。全年通过门户网站发布信息{a}条，微信公众号推送{b}条，解读材料{c}篇。",
    "（一）主动公开情况\n今年以来，主动公开各类信息{a}条，其中概况类{c}条、动态类{b}条，开展在线访谈{c}次。",
    "1.主动公开方面。围绕乡村振兴、民生保障等重点领域，公开财政预决算、惠民补贴等信息共计{a}条，更新政务公开栏{c}期。",
    "一是主动公开。坚持“以公开为常态、不公开为例外”，累计公开信息{a}条，点击量{b}万余人次。",
)
_MANAGED = (
    "（三）政府信息管理。严格执行“先审查、后公开”制度，落实“三审三校”，全年清理失效信息{c}条。",
    "（三）政府信息管理情况。明确1名分管领导、2名工作人员，做到{year}年信息分级分类、动态更新。",
)
_PLATFORM = (
    "（四）平台建设。在3个便民服务点设置政府信息公开查阅点，配备电脑{c}台，服务时间为每日8:30—17:30。",
    "（四）政府信息公开平台建设。优化网站专栏{c}个，适老化改造1次，公众号粉丝{b}人。",
)
_SECURED = (
    "（五）监督保障。全年开展业务培训{c}次，参训{b}人次；做好工作考核、社会评议和责任追究，未发生责任追究情形。",
    "（五）监督保障情况。将政务公开纳入年度考核，权重占4%；组织社会评议1次，满意率达98.5%。",
)
_PROBLEMS = (
    "存在的主要问题：一是公开内容的针对性还需加强；二是基层业务人员变动大。改进措施：一是加强业务培训，每季度至少1次；二是健全台账，{next}年3月底前完成整改。",
    "虽然取得了一定成绩，但仍存在主动公开时效性不强、解读形式单一等问题。下一步，将从以下3个方面改进：（一）规范流程；（二）丰富形式；（三）强化监督。",
    "（一）存在问题\n1.信息更新不够及时，个别栏目超过30天未更新。\n2.工作人员业务能力有待提高。\n（二）改进情况\n1.建立“每周一查”机制。\n2.加大培训力度，年内组织2期。",
)
_OTHERS = (
    "{year}年度未收取信息处理费。无其他需要报告的事项。",
    "依据《政府信息公开信息处理费管理办法》，本年度收取信息处理费0元。",
    "本年度未产生信息处理费，本单位没有其他需要报告的事项。",
)


def texts(case: Case, rng: Random) -> Texts:
    """The three sections of text. `case.expected` gets the sentence that contradicts a table, where there is one."""
    fill = {
        "year": case.year,
        "next": case.year + 1,
        "who": case.agency,
        "a": rng.randint(30, 5000),
        "b": rng.randint(10, 900),
        "c": rng.randint(2, 60),
        "area": rng.randint(311, 998),
        "phone": rng.randint(100000, 999999),
        "post": rng.randint(100000, 850000),
    }
    requests = rng.choice(("（二）依申请公开。", "（二）依申请公开情况\n", "二是依申请公开。")) + _requests(case, rng)
    first = [rng.choice(some) for some in (_OPENINGS, _DISCLOSED)] + [requests]
    first += [rng.choice(some) for some in (_MANAGED, _PLATFORM, _SECURED)]
    if rng.random() < 0.3:
        first.append(_disputes(case))
    sections = {1: first, 5: [rng.choice(_PROBLEMS)], 6: [rng.choice(_OTHERS)]}
    return {number: _paragraphs(some, fill) for number, some in sections.items()}


def _paragraphs(some: list[str], fill: dict[str, object]) -> list[str]:
    return [line for text in some if text for line in text.format(**fill).split("\n")]


def _requests(case: Case, rng: Random) -> str:
    rows = ("new", "carried_in", "result_total", "carried_out")
    new, before, done, later = (case.values.get(f"requests.{row}.total") for row in rows)
    if new is None or before is None or done is None or later is None:
        return "依法依规办理政府信息公开申请，做到件件有答复。"
    if not new and not before and not later:
        return rng.choice(("{year}年，未收到政府信息公开申请。", "本年度没有收到政府信息公开申请，无上年结转。"))
    if rng.random() < 0.2:
        new = _wrong(case, "requests.new.total", new, rng)
    return rng.choice(
        (
            f"全年共收到政府信息公开申请{new}件，上年结转{before}件，办结{done}件，结转下年度继续办理{later}件。",
            f"{{year}}年，本机关新收政府信息公开申请{new}件，结转上年度申请{before}件；共答复{done}件，结转下年度{later}件。",
            f"共收到政府信息公开申请{new}件，均依法登记、审核、答复，无一超期。",
        )
    )


def _disputes(case: Case) -> str:
    total = case.values.get("disputes.reconsideration.total")
    parts = [
        case.values.get(f"disputes.{group}.total")
        for group in ("litigation_direct", "litigation_after_reconsideration")
    ]
    if total is None or None in parts:
        return ""
    return f"因政府信息公开被申请行政复议{total}件。"


def _wrong(case: Case, path: str, value: int | Decimal, rng: Random) -> int:
    """A number that is neither the table's nor its sum with what was carried over."""
    case.expected.append({"rule": "TX-*", "cells": [path]})
    return int(value) + int(case.values.get("requests.carried_in.total") or 0) + rng.randint(1, 5)
