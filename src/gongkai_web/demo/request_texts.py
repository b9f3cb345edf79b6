"""The invented requests: who asks, for what, and what the office did, in working days before today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Steps = tuple[tuple[str, int, Mapping[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class Scripted:
    """`arrived`, `confirmed` and the days of the steps are working days ago; negative ones lie ahead."""

    key: str
    arrived: int
    channel: str
    applicant: Mapping[str, str]
    content: Mapping[str, str]
    steps: Steps = ()
    confirmed: int | None = None
    repeats: str = ""


def _person(name: str, tail: str, **more: str) -> dict[str, str]:
    return {
        "category": "natural_person",
        "name": name,
        "identity_kind": "id_card",
        "identity_number": f"11010119800101{tail}",
        "phone": f"1380000{tail}",
        "address": "清源县青石乡某村",
    } | more


def _body(category: str, name: str, code: str) -> dict[str, str]:
    return {
        "category": category,
        "name": name,
        "identity_kind": "credit_code",
        "identity_number": code,
        "contact": "王某",
        "phone": "01000000000",
    }


def _asks(subject: str, **more: str) -> dict[str, str]:
    return {"subject": subject, "form": "paper", "way": "post"} | more


_ZHAO, _QIAN, _SUN = _person("赵一鸣", "1001"), _person("钱多多", "1002"), _person("孙立平", "1003")

CASES = (
    Scripted(
        "granted",
        46,
        "counter",
        _ZHAO,
        _asks("2025年秸秆综合利用补贴发放明细"),
        (
            ("reply", 36, {"reply": "R36_2"}),
            ("serve", 32, {"way": "post"}),
            ("archive", 20, {"archive_number": "2026-依申请-001"}),
        ),
    ),
    Scripted(
        "not_held",
        40,
        "registered_post",
        _QIAN,
        _asks("东沟村2015年征地补偿协议"),
        (("reply", 27, {"reply": "R36_4"}),),
    ),
    Scripted(
        "abandoned",
        44,
        "ordinary_post",
        _person("李某某", "1004", identity_number=""),
        _asks("有关材料", form="", way=""),
        (
            ("request_correction", 38, {"until": 23, "matters": ["identity", "content"]}),
            ("close_uncorrected", 21, {}),
        ),
        confirmed=43,
    ),
    Scripted(
        "repeat",
        12,
        "counter",
        _ZHAO,
        _asks("2025年秸秆综合利用补贴发放明细表"),
        (("reply", 7, {"reply": "R36_6"}),),
        repeats="granted",
    ),
    Scripted("withdrawn", 15, "portal", _SUN, _asks("乡敬老院食堂采购合同"), (("withdraw", 9, {}),), confirmed=15),
    Scripted(
        "overdue",
        23,
        "registered_post",
        _body("business", "清源县某建材有限公司", "91000000MA00000001"),
        _asks("青石乡砂石料场审批材料"),
    ),
    Scripted(
        "near",
        17,
        "counter",
        _SUN,
        _asks("2025年农村公路养护资金使用明细"),
        (("ask_unit", 14, {"unit": "财政所", "what": "提供2025年公路养护资金拨付明细，并说明能否公开", "due": 2}),),
    ),
    Scripted(
        "correcting",
        8,
        "counter",
        _person("周小满", "1005"),
        _asks("村里的账目"),
        (("request_correction", 5, {"until": -7, "matters": ["content"]}),),
    ),
    Scripted(
        "corrected",
        16,
        "registered_post",
        _person("吴桂花", "1006"),
        _asks("低保评议会议记录"),
        (("request_correction", 12, {"until": -1, "matters": ["form"]}), ("receive_correction", 6, {})),
    ),
    Scripted(
        "third_party",
        13,
        "counter",
        _body("research", "某大学农村发展研究中心", "12000000400000002X"),
        _asks("2024年土地流转合同（含流转价格）", form="data", way="email"),
        (("consult_third_party", 9, {"name": "某农业合作社", "received": 8}),),
    ),
    Scripted(
        "third_party_answered",
        26,
        "counter",
        _person("郑大川", "1007"),
        _asks("养殖场环评备案材料"),
        (
            ("consult_third_party", 22, {"name": "某养殖场", "received": 21}),
            ("receive_third_party_opinion", 12, {"opinion": "partly", "reasons": "工艺参数属于商业秘密，其余同意公开"}),
            ("extend", 8, {"days": 10, "approved_by": "韩建平"}),
        ),
    ),
    Scripted(
        "co_maker",
        11,
        "email",
        _body("legal_service", "北京某律师事务所", "31000000000000003X"),
        _asks("青石乡与县交通局联合印发的公路管护办法", form="data", way="email"),
        (("consult_organ", 6, {"kind": "co_maker", "name": "清源县交通运输局", "received": 6}),),
        confirmed=10,
    ),
    Scripted(
        "unconfirmed", 3, "portal", _person("王二妮", "1008"), _asks("农村危房改造对象名单", form="data", way="online")
    ),
    Scripted(
        "oral",
        1,
        "oral",
        _person("陈老汉", "1009", phone=""),
        _asks("退耕还林面积核实表", way="pick_up", help="reading"),
    ),
    Scripted(
        "split",
        2,
        "counter",
        _person("冯有才", "1010"),
        _asks("村集体收支和道路硬化合同"),
        (("split", 1, {"into": ["2025年东沟村集体收支表", "2025年道路硬化工程合同"]}),),
    ),
    Scripted(
        "process",
        33,
        "counter",
        _person("褚卫国", "1011"),
        _asks("乡党政联席会议讨论记录"),
        (("reply", 20, {"reply": "R36_3_16b"}),),
    ),
)
