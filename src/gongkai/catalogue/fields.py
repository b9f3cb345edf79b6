"""The fields (领域) of the standard catalogues: 26 of 国办发〔2019〕54号 and those added later. An office may add its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Field:
    """`code` is stable; `aliases` are other names seen in titles; `later` ones are not among the 26."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    later: bool = False


_FIRST = (
    Field("major_projects", "重大建设项目", ("重大项目",)),
    Field("public_resource_trading", "公共资源交易", ("公共资源",)),
    Field("budgets", "财政预决算", ("财政预算决算", "预决算", "财政领域")),
    Field("work_safety", "安全生产"),
    Field("taxation", "税收管理", ("税收", "税务")),
    Field("land_acquisition", "征地补偿", ("农村集体土地征收", "集体土地征收", "征地信息", "土地征收")),
    Field("house_expropriation", "国有土地上房屋征收与补偿", ("国有土地上房屋征收", "房屋征收与补偿", "房屋征收")),
    Field("affordable_housing", "保障性住房", ("住房保障", "保障性安居工程")),
    Field("rural_housing", "农村危房改造", ("危房改造",)),
    Field("environment", "生态环境", ("环境保护",)),
    Field("public_culture", "公共文化服务", ("公共文化", "公共文体")),
    Field("legal_services", "公共法律服务", ("法律服务",)),
    Field("poverty_relief", "扶贫", ("脱贫攻坚", "乡村振兴", "扶贫开发")),
    Field("disaster_relief", "救灾", ("灾害救助", "自然灾害救助")),
    Field("food_and_drugs", "食品药品监管", ("食品药品", "食药监管")),
    Field("urban_enforcement", "城市综合执法", ("综合执法", "城管执法", "城市管理综合执法")),
    Field("employment", "就业", ("就业创业", "公共就业服务", "就业服务")),
    Field("social_insurance", "社会保险", ("社保",)),
    Field("social_assistance", "社会救助"),
    Field("elderly_care", "养老服务", ("养老",)),
    Field("household_registration", "户籍管理", ("户籍",)),
    Field("farm_subsidies", "涉农补贴", ("农业补贴", "惠农补贴")),
    Field("compulsory_education", "义务教育"),
    Field("health", "医疗卫生", ("卫生健康", "卫健")),
    Field("municipal_services", "市政服务", ("市政",)),
    Field("planning", "城乡规划", ("规划管理",)),
)
_LATER = (
    Field("press_and_copyright", "新闻出版版权", ("新闻出版",), later=True),
    Field("broadcasting", "广播电视和网络视听", ("广播电视", "网络视听"), later=True),
    Field("tourism", "旅游", ("文化旅游",), later=True),
    Field("transport", "交通运输", later=True),
    Field("statistics", "统计", ("统计领域",), later=True),
    Field("natural_resources", "自然资源", later=True),
)
_TITLE = re.compile(r"(.*?)(?:领域)?(?:的?基层)?(?:政务|政府信息|信息)?公开(?:事项)?(?:标准)?(?:指引)?(?:目录|清单)")
_BEFORE_FIELD = re.compile(r"(.*?)领域")
_NUMBERED = re.compile(
    r"^(?:附件|附表|表)?[\s\d一二三四五六七八九十]*[:：、.．]?\s*|[（(][一二三四五六七八九十\d]+[)）]"
)


class Fields:
    """A list of fields that can be asked for one by any of its names."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.fields = tuple(fields)

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def with_more(self, *more: Field) -> Fields:
        """These and an office's own, which come first where two are named alike."""
        return Fields((*more, *self.fields))

    def of_code(self, code: str) -> Field | None:
        return next((field for field in self.fields if field.code == code), None)

    def match(self, text: str) -> Field | None:
        """The field that a title or name speaks of: the longest name in it, of equally long ones none but the same."""
        plain = "".join(text.split())
        found = [(len(name), field) for name, field in self._names if name in plain]
        longest = max((length for length, _ in found), default=0)
        best = {field.code: field for length, field in found if length == longest}
        return next(iter(best.values())) if len(best) == 1 else None

    @cached_property
    def _names(self) -> list[tuple[str, Field]]:
        seen: dict[str, Field] = {}
        for field in self.fields:
            for name in (field.name, *field.aliases):
                seen.setdefault(name, field)
        return list(seen.items())


FIELDS = Fields(_FIRST + _LATER)


def field_name(title: str) -> str:
    """What a title says before 领域, else before 政务公开目录: 甲县就业领域基层政务公开标准目录 → 甲县就业."""
    plain = _NUMBERED.sub("", "".join(title.split()), count=1)
    found = _BEFORE_FIELD.match(plain) or _TITLE.match(plain)
    return found[1] if found else ""
