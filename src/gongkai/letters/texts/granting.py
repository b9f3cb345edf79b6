"""Replies that give information, the whole or a part (《条例》第三十六条第（一）（二）项、第三十七条)."""

from __future__ import annotations

from gongkai.letters.letter import Family, Letter, RemedyRule
from gongkai.letters.texts.common import OPENING, REPLY_OPTIONAL

_OTHER_FORM = (
    "因按照{{称谓}}要求的形式提供{{形式变更理由}}，根据《中华人民共和国政府信息公开条例》第四十条的规定，本机关以上述"
    "形式提供。"
)

GRANTED = Letter(
    code="granted",
    name="予以公开答复书",
    title="政府信息公开申请答复书",
    family=Family.REPLY,
    when="申请公开的信息可以公开",
    replies=("R36_2",),
    remedy=RemedyRule.BY_OUTCOME,
    document="答复书",
    hands_out=True,
    body=(
        *OPENING,
        "{{称谓}}申请公开的信息可以公开。根据{{法律依据}}的规定，本机关予以公开。",
        "现以{{提供方式}}的方式向{{称谓}}提供该政府信息。",
        "{{称谓}}可以在{{获取时间}}通过以下途径获取该政府信息：{{获取途径}}。",
        _OTHER_FORM,
    ),
    optional=REPLY_OPTIONAL | {"形式变更理由", "获取时间"},
    one_of=(frozenset({"提供方式", "获取途径"}),),
)

ALREADY_PUBLIC = Letter(
    code="already_public",
    name="已主动公开告知书",
    title="政府信息已主动公开告知书",
    family=Family.REPLY,
    when="申请公开的信息已经主动公开",
    replies=("R36_1",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "{{称谓}}申请公开的信息已经主动公开。根据{{法律依据}}的规定，现告知获取该政府信息的方式、途径：",
        "{{获取途径}}",
    ),
    optional=REPLY_OPTIONAL,
)

PARTIAL = Letter(
    code="partial",
    name="部分公开答复书",
    title="政府信息部分公开答复书",
    family=Family.REPLY,
    when="信息中含有不应当公开或者不属于政府信息的内容，能够作区分处理",
    replies=("R37",),
    remedy=RemedyRule.BY_OUTCOME,
    document="答复书",
    hands_out=True,
    body=(
        *OPENING,
        "{{称谓}}申请公开的信息中，以下内容可以公开，现以{{提供方式}}的方式向{{称谓}}提供：{{公开部分}}。",
        "以下内容{{不予公开情形}}，根据{{法律依据}}的规定，本机关决定不予公开：{{不公开部分}}。",
        "不予公开的理由：{{理由}}。",
        _OTHER_FORM,
    ),
    optional=REPLY_OPTIONAL | {"形式变更理由"},
)

LETTERS = (GRANTED, ALREADY_PUBLIC, PARTIAL)
