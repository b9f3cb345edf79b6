"""Whether a reason says anything besides the articles it rests on: a reply must state facts and reasons, not only articles."""

from __future__ import annotations

import re

from gongkai.statute import EXEMPTIONS

_CITED = re.compile(
    r"《[^》]*》|第[一二三四五六七八九十百]+条(?:第?[（(]?[一二三四五六七八九十]+[)）]?[款项])*|\d+\s*处|条例"
    r"|" + "|".join(re.escape(one.name) for one in EXEMPTIONS.values())
)
_FILLING = re.compile(
    r"个人信息|商业秘密|个人隐私|遮盖的内容|该信息|上述信息|中华人民共和国|政府信息公开|不予公开|不公开|规定|根据|依据|依照|按照"
    r"|属于|其中|涉及|本机关|决定|[中的了之等和或]|\W"
)


def cites_only(reason: str) -> bool:
    """An article or a count of places, and nothing that would tell why. A blank says nothing either way."""
    return bool(_CITED.search(reason)) and not _FILLING.sub("", _CITED.sub("", reason))
