"""The words over the columns of a catalogue → what the column holds."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from gongkai.catalogue.model import Level


class Kind(StrEnum):
    """What a column holds. `ITEM`, `AUDIENCE`, `MANNER` and `LEVELS` stand over others, or hold the words themselves."""

    NUMBER = "number"
    PROCESS = "process"
    FIELD = "field"
    ITEM = "item"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    CONTENT = "content"
    BASIS = "basis"
    PERIOD = "period"
    RESPONSIBLE = "responsible"
    CHANNELS = "channels"
    AUDIENCE = "audience"
    EVERYONE = "everyone"
    GROUP = "group"
    MANNER = "manner"
    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    LEVELS = "levels"
    LEVEL = "level"
    MORE = "more"


class Label(NamedTuple):
    kind: Kind
    levels: tuple[Level, ...] = ()


_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.NUMBER, r"序号|序|编号|编码|事项编码|目录编码|事项编号|项目编号"),
    (Kind.PROCESS, r"(?:公开)?(?:过程|环节|阶段)|五公开|工作环节"),
    (Kind.FIELD, r"(?:公开|所属|试点)?领域(?:名称)?"),
    (Kind.FIRST, r"(?:公开)?一级(?:公开)?(?:事项|目录|指标|类别)?(?:名称)?"),
    (Kind.SECOND, r"(?:公开)?二级(?:公开)?(?:事项|目录|指标|类别)?(?:名称)?"),
    (Kind.THIRD, r"(?:公开)?三级(?:公开)?(?:事项|目录|指标|类别)?(?:名称)?"),
    (Kind.ITEM, r"(?:政务)?公开(?:事项|目录)(?:名称)?|事项(?:名称)?"),
    (Kind.CONTENT, r"(?:政务)?公开(?:内容|要素|内容要素|内容及要素|的?内容和要素)|内容要素"),
    (Kind.BASIS, r"(?:公开|设定|政策|法律|法规)?(?:公开)?依据"),
    (Kind.PERIOD, r"(?:公开)?(?:时限|时间|期限)(?:要求)?"),
    (Kind.RESPONSIBLE, r"(?:公开)?(?:责任)?主体|(?:公开)?责任(?:单位|部门|科室)|公开单位|公开部门"),
    (Kind.CHANNELS, r"公开(?:渠道|载体|平台|途径)(?:[和与及]?(?:公开)?(?:载体|渠道|平台))?|渠道[和与及]?载体"),
    (Kind.AUDIENCE, r"(?:公开)?(?:对象|范围)"),
    (Kind.EVERYONE, r"(?:面向)?(?:全社会|社会公众|社会)"),
    (Kind.GROUP, r"特定(?:群体|群众|对象|人群|公众)?"),
    (Kind.MANNER, r"公开(?:方式|属性|类型|形式)|方式"),
    (Kind.PROACTIVE, r"主动(?:公开)?"),
    (Kind.ON_REQUEST, r"依申请(?:公开)?"),
    (Kind.LEVELS, r"(?:公开)?(?:层级|级别|级次|层次)"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _WORDS)
_NOT_WORDS = re.compile(r"[^一-龥]+")
_LEVEL = re.compile(r"[省市县区旗乡镇村社居街道办事处民委会本所辖（）级及和或]+")
_LEVEL_SIGNS = (
    (Level.PROVINCE, re.compile("省")),
    (Level.COUNTY, re.compile("县|旗|区")),
    (Level.TOWNSHIP, re.compile("乡|镇|街道")),
    (Level.VILLAGE, re.compile("村|社区|居")),
)
_MOST_WORDS = 14


@lru_cache(maxsize=1024)
def label_of(text: str) -> Label | None:
    """What a head says its column holds; None for words that are no head of the standard form."""
    words = _NOT_WORDS.sub("", text)
    if not words or len(words) > _MOST_WORDS:
        return None
    found = next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(words)), None)
    if found:
        return Label(found)
    levels = levels_in(words) if _LEVEL.fullmatch(words) and (words.endswith("级") or len(words) > 1) else ()
    return Label(Kind.LEVEL, levels) if levels else None


def levels_in(words: str) -> tuple[Level, ...]:
    """县级 → county; 乡、村级 → township and village; 县（市、区）级 is one level, and 市级 alone a city."""
    plain = words.replace("社区", "社").replace("社", "村")
    found = [level for level, sign in _LEVEL_SIGNS if sign.search(plain)]
    if "市" in plain and Level.COUNTY not in found:
        found.append(Level.CITY)
    return tuple(level for level in Level if level in found)
