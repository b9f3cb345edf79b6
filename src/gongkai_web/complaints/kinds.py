"""What complaints are about, what is found of them, and what follows. Codes never change."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Matter(models.TextChoices):
    """As the articles name them."""

    NOT_PUBLISHED = "not_published", _("没有按要求主动公开")
    NOT_REPLIED = "not_replied", _("对政府信息公开申请不依法答复、处理")
    NOT_UPDATED = "not_updated", _("公开的内容、指南、目录没有编制、公布或者及时更新")
    NO_REPORT = "no_report", _("没有按时公布年度报告")
    FEES = "fees", _("违规收费")
    INFRINGED = "infringed", _("在公开工作中侵犯合法权益")
    OTHER = "other", _("其他")


ARTICLES = {
    Matter.NOT_PUBLISHED: "第四十七条第二款",
    Matter.NOT_REPLIED: "第四十七条第二款",
    Matter.NOT_UPDATED: "第十二条、第五十三条第（二）项",
    Matter.NO_REPORT: "第四十九条",
    Matter.FEES: "第四十二条",
    Matter.INFRINGED: "第五十一条",
    Matter.OTHER: "第四十七条第一款",
}


class Finding(models.TextChoices):
    TRUE = "true", "属实"
    PARTLY = "partly", "部分属实"
    FALSE = "false", "不属实"


class Measure(models.TextChoices):
    """第四十七条: what is found to be so is urged to be mended, or criticised in a circular; nothing for what is not."""

    NONE = "none", "不需要"
    URGED = "urged", "督促整改"
    CRITICISED = "criticised", "通报批评"
    PROPOSED = "proposed", "向有权机关提出处理建议"


class State(models.TextChoices):
    RECEIVED = "received", "待核实"
    ASKED = "asked", "等机关说明"
    STATED = "stated", "机关已说明，待认定"
    MENDING = "mending", "整改中"
    MENDED = "mended", "已报整改，待确认"
    FOUND = "found", "已认定"
    DONE = "done", "整改已确认"


CLOSED = frozenset({State.FOUND, State.DONE})
"""Nothing is left to be done here; the letter is answered in the mailbox."""
