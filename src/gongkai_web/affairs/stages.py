"""决策、执行、管理、服务、结果: the five of an affair (五公开), and what is before, during and after."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PROJECT = "project", _("项目")
    POLICY = "policy", _("政策")
    MONEY = "money", _("资金")
    OTHER = "other", _("其他")


class Stage(models.TextChoices):
    DECISION = "decision", _("决策")
    EXECUTION = "execution", _("执行")
    MANAGEMENT = "management", _("管理")
    SERVICE = "service", _("服务")
    RESULT = "result", _("结果")


WHAT = {
    Stage.DECISION: _("依据、方案、征求意见、会议决定"),
    Stage.EXECUTION: _("实施步骤、进度、责任分工"),
    Stage.MANAGEMENT: _("资金使用、监督检查、权力清单"),
    Stage.SERVICE: _("办事指南、申请条件、联系方式"),
    Stage.RESULT: _("完成情况、名单、发放和评估结果"),
}
"""What belongs to a stage."""


class Phase(models.TextChoices):
    BEFORE = "before", _("事前")
    DURING = "during", _("事中")
    AFTER = "after", _("事后")


PHASE_OF = {
    Stage.DECISION: Phase.BEFORE,
    Stage.EXECUTION: Phase.DURING,
    Stage.MANAGEMENT: Phase.DURING,
    Stage.SERVICE: Phase.DURING,
    Stage.RESULT: Phase.AFTER,
}
