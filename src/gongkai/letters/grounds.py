"""How each ground of refusal (《条例》第十四条至第十六条) is put into words; codes are those of EXEMPTIONS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.letters.fragments import names_in

GROUND_TEXTS: Mapping[str, str] = {
    "14a": "属于依法确定的国家秘密",
    "14b": "属于{{禁止公开的规定}}禁止公开的信息",
    "14c": "公开后可能危及{{危及事项}}",
    "15": "涉及第三方的{{权益种类}}，公开会对第三方合法权益造成损害",
    "16a": "属于本机关{{内部事务类别}}方面的内部事务信息",
    "16b": "属于本机关在履行行政管理职能过程中形成的{{过程性类别}}等过程性信息",
    "16c": "属于行政执法案卷信息",
}
GROUND_OPTIONAL: Mapping[str, tuple[str, ...]] = {"15": ("第三方意见",)}
"""Fields that have a meaning only with this ground."""
NOT_INFORMATION = "不属于政府信息"
"""What is withheld from a partial reply on none of the grounds (《条例》第三十七条)."""


def ground_text(codes: Iterable[str]) -> str:
    """The sentence's part about why, with fields of its own."""
    return "，并且".join(GROUND_TEXTS[code] for code in codes) or NOT_INFORMATION


def ground_fields(codes: Iterable[str]) -> list[str]:
    """The fields the grounds need."""
    return [name for code in codes for name in names_in(GROUND_TEXTS[code])]


def foreign_fields(codes: Iterable[str]) -> frozenset[str]:
    """The fields that belong to other grounds than these."""
    stated = frozenset(codes)
    fields = {code: {*names_in(text), *GROUND_OPTIONAL.get(code, ())} for code, text in GROUND_TEXTS.items()}
    own = frozenset().union(*(fields[code] for code in stated))
    return frozenset().union(*fields.values()) - own
