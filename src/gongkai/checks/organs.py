"""What the name of an organ tells of it: its kind, and whether two names are one organ. In doubt it tells nothing."""

from __future__ import annotations

import re
from enum import Enum, auto


class OrganKind(Enum):
    """UNKNOWN may be anything: a State Council body, a province, a city whose power to make rules a name does not show."""

    TOWNSHIP = auto()
    COUNTY = auto()
    CITY_OR_PROVINCE = auto()
    LOCAL_DEPARTMENT = auto()
    UNKNOWN = auto()


_CENTRAL = re.compile(r"国家|中国|中华人民共和国|国务院|全国|最高|[^省市县区州]{1,6}部(?:$|[^门队])")
_KINDS: tuple[tuple[OrganKind, re.Pattern[str]], ...] = (
    (OrganKind.TOWNSHIP, re.compile(r"(?:[镇乡]|苏木|街道)(?:人民)?(?:政府|办事处)?$|街道办$")),
    (OrganKind.COUNTY, re.compile(r"(?:县|(?<!自治)(?<!行政)区|旗)(?:人民政府|政府)?$")),
    (OrganKind.CITY_OR_PROVINCE, re.compile(r"(?:省|市|自治州|自治区|盟)(?:人民政府|政府)?$|行政公署$")),
    (OrganKind.LOCAL_DEPARTMENT, re.compile(r"(?:局|厅|委员会|委|办公室|中心|队|所|站|分局|管委会)$")),
)
_SUFFIX = re.compile(r"(?:人民政府|政府|街道办事处|办事处)$")


def kind_of(agency: str | None) -> OrganKind:
    """By the end of the name; a national body is UNKNOWN."""
    name = _plain(agency)
    if not name or _CENTRAL.match(name):
        return OrganKind.UNKNOWN
    return next((kind for kind, words in _KINDS if words.search(name)), OrganKind.UNKNOWN)


def same_organ(one: str | None, other: str | None) -> bool:
    """Whether two printed names may be one organ: with or without 人民政府, with or without the superior's name."""
    a, b = core_name(one), core_name(other)
    if not a or not b:
        return False
    return a.endswith(b) or b.endswith(a)


def may_sign_for(signature: str, agency: str) -> bool:
    """Whether this signature may stand under the organ's report: its own, its office's, or shortened."""
    a, b = core_name(signature), core_name(agency)
    return not a or same_organ(signature, agency) or a in b or b in a


def _plain(name: str | None) -> str:
    return re.sub(r"[\s（）()]", "", name or "")


def core_name(name: str | None) -> str:
    """The name by which an organ is filed: without white space and without 人民政府, 办事处 at its end."""
    plain = _plain(name)
    shorter = _SUFFIX.sub("", plain)
    return f"{shorter}街道" if shorter != plain and "街道办事处" in plain else shorter
