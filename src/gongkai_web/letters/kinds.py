"""Codes and their words: where a letter stands, and how it goes out."""

from __future__ import annotations

from django.db import models

from gongkai.letters import Family
from gongkai.statute import OrganKind
from gongkai_web.organs.models import Kind, Level, Organ


class State(models.TextChoices):
    """RETURNED is what an approver sent back; BOUNCED what the post brought back."""

    DRAFT = "draft", "起草中"
    IN_REVIEW = "in_review", "审核中"
    RETURNED = "returned", "已退回修改"
    REJECTED = "rejected", "未通过"
    APPROVED = "approved", "待发出"
    DISPATCHED = "dispatched", "已发出"
    SERVED = "served", "已送达"
    BOUNCED = "bounced", "被退回"
    VOID = "void", "已作废"


EDITABLE = frozenset({State.DRAFT, State.RETURNED, State.REJECTED})
OPEN = EDITABLE | {State.IN_REVIEW, State.APPROVED}
"""Not yet gone: what may still be changed, taken back or made void."""
GONE = frozenset({State.DISPATCHED, State.SERVED, State.BOUNCED})


class Way(models.TextChoices):
    """国办公开办函〔2016〕235号: direct, entrusted, by post; 电子 by 《行政复议法》第二十二条第二款's wording."""

    DIRECT = "direct", "直接送达"
    ENTRUSTED = "entrusted", "委托送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    LEFT = "left", "留置送达"
    NOTICE = "notice", "公告送达"


class DatedBy(models.TextChoices):
    """成文日期: 公文处理 knows it as the day of the last signature; some offices write it when they draft."""

    SIGNING = "signing", "签发之日，最后一个环节同意的当天自动写上"
    TYPED = "typed", "起草时写定"


COUNTS = {
    Way.DIRECT: "签收之日",
    Way.ENTRUSTED: "签收之日",
    Way.POST: "交邮之日",
    Way.ELECTRONIC: "发送之日",
    Way.LEFT: "留置之日",
    Way.NOTICE: "发布公告之日",
}
"""Which day decides whether the period was kept."""

SIGNED_AT_ONCE = frozenset({Way.DIRECT, Way.ENTRUSTED, Way.LEFT})
"""Ways whose day is the day the addressee has it."""

NUMBER_WORDS = {
    Family.PROCEDURE: "告",
    Family.CONSULTATION: "征",
    Family.REPLY: "复",
    Family.ENDING: "告",
    Family.OTHER: "复",
}
"""The word in the number that says what sort of letter it is."""


def organ_kind_of(organ: Organ) -> OrganKind:
    """What the law of remedies takes this organ for, by what is known of it; an office may say otherwise."""
    if organ.kind == Kind.GOVERNMENT:
        levels = {Level.TOWNSHIP: OrganKind.TOWNSHIP, Level.PROVINCE: OrganKind.PROVINCIAL_GOVERNMENT}
        return levels.get(Level(organ.level), OrganKind.LOCAL_GOVERNMENT)
    others = {Kind.VERTICAL: OrganKind.VERTICAL, Kind.OUTPOST: OrganKind.SUBDISTRICT}
    return others.get(Kind(organ.kind), OrganKind.DEPARTMENT)
