"""What a dossier is made for, where each document stands in it, and what it is evidence of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from django.db import models


class Purpose(models.TextChoices):
    ARCHIVE = "archive", "归档"
    RECONSIDERATION = "reconsideration", "提交行政复议机关"
    COURT = "court", "提交人民法院"


class State(models.TextChoices):
    WAITING = "waiting", "排队"
    RUNNING = "running", "正在制作"
    DONE = "done", "已制作"
    FAILED = "failed", "没有制作成"
    ERASED = "erased", "已清除"


class Group(IntEnum):
    """The order of a dossier, which is the order of a request's life."""

    APPLICATION = 1
    REGISTRATION = 2
    CORRECTION = 3
    CONSULTATION = 4
    HELP = 5
    EXTENSION = 6
    FEE = 7
    SEARCH = 8
    APPROVAL = 9
    SECRECY = 10
    REPLY = 11
    SERVICE = 12
    DISPUTE = 13
    OTHER = 14


PROVES: Mapping[Group, str] = {
    Group.APPLICATION: "申请人提出申请的时间、内容和要求的获取方式",
    Group.REGISTRATION: "收到申请之日和登记的情况",
    Group.CORRECTION: "依法告知补正、说明理由和申请人补正的情况",
    Group.CONSULTATION: "依法征求意见的时间和所得的意见",
    Group.EXTENSION: "依法延长答复期限并告知申请人",
    Group.FEE: "依法收取信息处理费并告知申请人",
    Group.SEARCH: "已尽合理检索义务",
    Group.SECRECY: "提供信息以前已依法审查",
    Group.REPLY: "在法定期限内依法作出答复，答复的内容和依据",
    Group.SERVICE: "文书送达的方式和日期",
    Group.DISPUTE: "行政复议、行政诉讼的情况",
}
"""A suggestion to whoever makes the 证据目录, who may word it otherwise."""

INTERNAL = "机关内部审批、讨论的材料"
UNPROVIDED = "未提供的其他材料"
ORIGINAL = "遮盖前的原件，只归档"
NOT_CHOSEN = "制作时没有选入"
LATER = "选定以后新增的材料"
