"""Refusal under 《条例》第十四条至第十六条: one letter, seven grounds."""

from __future__ import annotations

from gongkai.letters.letter import Family, Letter, RemedyRule
from gongkai.letters.texts.common import OPENING, REPLY_OPTIONAL
from gongkai.statute import EXEMPTIONS

REFUSED = Letter(
    code="refused",
    name="不予公开告知书",
    title="政府信息不予公开告知书",
    family=Family.REPLY,
    when="信息属于不予公开的范围（国家秘密、第三方合法权益、内部事务、过程性信息、执法案卷等）",
    replies=tuple(f"R36_3_{code}" for code in EXEMPTIONS),
    remedy=RemedyRule.BY_OUTCOME,
    act="本决定",
    body=(
        *OPENING,
        "{{称谓}}申请公开的信息{{不予公开情形}}。",
        "经书面征求意见，第三方{{第三方意见}}。",
        "根据{{法律依据}}的规定，本机关决定不予公开。理由：{{理由}}。",
    ),
    optional=REPLY_OPTIONAL | {"第三方意见"},
)

LETTERS = (REFUSED,)
