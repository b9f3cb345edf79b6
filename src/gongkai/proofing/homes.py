"""Where a person lives, and what they drive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.proofing import masks
from gongkai.proofing.case import Case
from gongkai.proofing.contacts import is_list_of_persons
from gongkai.proofing.context import PRIVACY_BASIS, is_private
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.report import Severity

_N = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_HOUSE = re.compile(
    rf"(?<![0-9A-Za-z]){_N}(?:村民小)?[组队社]{_N}号|"
    rf"(?<![0-9A-Za-z]){_N}(?:号楼|栋|幢|号院{_N}号?楼)(?:{_N}单元)?(?:[A-Za-z]座)?\d{{2,5}}(?:室|号房|号|户)"
)
_DOOR = re.compile(rf"(?<=[村庄屯寨路街巷弄道]){_N}[号户](?!文|线|楼|地|桥|院|令|公告)")
_LIVES = re.compile(r"住址|现住|家住|户籍|户口所在|家庭地址|[，,；;）)]住(?![所宅房院建户])")
_BEFORE_HOUSE = re.compile(r"[\u4e00-\u9fff]{2,24}$")
_HOME = re.compile(r"住址|住所|现住|家住|居住|户籍|户口|籍贯|家庭地址|住[：:]")
_OFFICE = re.compile(
    r"办公|单位|公司|注册|经营|营业|厂|店|中心|项目|建设|工程|施工|联系地址|地点|局|政府|服务站|坐落|座落|拍卖|不动产|房屋|标的"
)
_LEAD = 30


@rule(
    "PF-ADDRESS",
    Severity.WARNING,
    title="家庭住址",
    title_en="Home address",
    description="写到组、号或栋、室的地址（写明住在哪里的，也包括村、路的门牌）：旁边写明住址、户籍或个人姓名的为疑点；看不出是谁的为提示；办公、经营、项目地址不报告。",
    message={
        MAIN: "出现个人住址“{quote}”。请只写到村、社区或路名。",
        "unknown": "出现写到门牌的地址“{quote}”。是个人住址的，请只写到村、社区或路名。",
    },
    basis=PRIVACY_BASIS,
)
def home_addresses(case: Case) -> Iterator[Found]:
    for match in _HOUSE.finditer(case.text):
        before = case.before(match.start(), _LEAD)
        lead = _BEFORE_HOUSE.search(before.split("\n")[-1])
        if lead is None and not match[0][0].isdigit():
            continue
        place = lead[0][-6:] if lead else ""
        quote = masks.address(place + match[0])
        home = _HOME.search(before) or is_private(case.sentence_before(match.start()))
        in_list = case.passage(match.start()).is_cell and is_list_of_persons(case, match.start())
        if home or in_list:
            yield Found(quote, match.start())
        elif not _OFFICE.search(before):
            yield Found(quote, match.start(), template="unknown", severity=Severity.INFO)
    for match in _DOOR.finditer(case.text):
        before = case.sentence_before(match.start(), 40)
        if _LIVES.search(before) and not _HOUSE.match(case.text, match.end()):
            yield Found(masks.address(before[-6:] + match[0]), match.start())


_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•・.\- ]?"
    r"(?=[A-HJ-NP-Z0-9]{0,5}\d)[A-HJ-NP-Z0-9]{5,6}(?![0-9A-Za-z年〔\[])"
)
_OFFICE_CAR = re.compile(r"公务用?车|执法车|公车|救护车|消防车|拍卖|报废|处置|采购|公交|客运|运输公司|校车")


@rule(
    "PF-PLATE",
    Severity.WARNING,
    title="机动车号牌",
    title_en="Number plate",
    description="省份简称、发牌机关代号和 5 至 6 位序号。公务车、营运车、报废处置的为提示。",
    message="出现机动车号牌 {quote}。涉及个人的请遮盖中间几位。",
    basis=PRIVACY_BASIS,
)
def plates(case: Case) -> Iterator[Found]:
    for match in _PLATE.finditer(case.text):
        office = _OFFICE_CAR.search(case.before(match.start(), 40))
        yield Found(
            match[0][:2] + "****" + match[0][-1:], match.start(), severity=Severity.INFO if office else Severity.WARNING
        )
