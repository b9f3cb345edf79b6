"""What letters are about, how they come, where they stand, and how their writers judge the reply. Codes never change.

What the public reads is translated; the office's own words are not.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    CONSULT = "consult", _("咨询")
    HELP = "help", _("求助")
    SUGGEST = "suggest", _("建议")
    COMPLAIN = "complain", _("投诉")
    REPORT = "report", _("举报")
    DISCLOSURE = "disclosure", _("政府信息公开投诉、举报")
    OTHER = "other", _("其他")


NOT_BY_LETTER = frozenset({Kind.DISCLOSURE})
"""Not offered with the other types: a form of its own asks which organ and what about (《条例》第四十七条、第五十一条), and
is open wherever somebody watches over organs, whatever the mailbox takes."""


class Channel(models.TextChoices):
    """The form is filled in by the writer; whatever comes otherwise is registered by the office."""

    FORM = "form", "网上写信"
    COUNTER = "counter", "来访当面反映"
    PHONE = "phone", "来电"
    HOTLINE = "hotline", "12345 热线转办"
    POST = "post", "来信"
    SUPERIOR = "superior", "上级转办"


REGISTERED = [one for one in Channel if one is not Channel.FORM]


class State(models.TextChoices):
    RECEIVED = "received", _("待受理")
    IN_HAND = "in_hand", _("办理中")
    IN_REVIEW = "in_review", "答复审核中"
    APPROVED = "approved", "待发出"
    ANSWERED = "answered", _("已答复")
    DIVERTED = "diverted", _("已告知信访途径")
    DECLINED = "declined", _("不予受理")
    CONVERTED = "converted", _("已转为政府信息公开申请")


OPEN = frozenset({State.RECEIVED, State.IN_HAND, State.IN_REVIEW, State.APPROVED})
CLOSED = frozenset(State) - OPEN


class Declined(models.TextChoices):
    """Why a letter is not taken up; each has its words for the writer in `wording`."""

    REPEATED = "repeated", "同一事项已经答复，没有新的内容"
    NOT_OURS = "not_ours", "不属于本机关职责"
    UNCLEAR = "unclear", "内容无法辨认，也联系不上写信人"
    ADVERT = "advert", "广告、测试等无效内容"


class Rating(models.IntegerChoices):
    """As the national 好差评 has them."""

    EXCELLENT = 5, _("非常满意")
    GOOD = 4, _("满意")
    FAIR = 3, _("基本满意")
    POOR = 2, _("不满意")
    BAD = 1, _("非常不满意")


SATISFIED = frozenset({Rating.EXCELLENT, Rating.GOOD, Rating.FAIR})
"""基本满意 and better count as satisfied, as in 好差评."""


class Act(models.TextChoices):
    """What can happen to a letter: the steps of its story."""

    RECEIVED = "received", _("收到来信")
    ACCEPTED = "accepted", _("受理，交办")
    REASSIGNED = "reassigned", "改派"
    RETURNED = "returned", "承办单位退回"
    RETYPED = "retyped", "更正类型"
    ASKED_HELP = "asked_help", "请其他单位协办"
    HELPED = "helped", "协办意见"
    EXTENDED = "extended", _("延长办理期限")
    SUBMITTED = "submitted", "答复提交审核"
    SENT_BACK = "sent_back", "答复没有通过审核"
    APPROVED = "approved", "答复审核通过"
    ANSWERED = "answered", _("发出答复")
    DIVERTED = "diverted", _("告知信访途径")
    DECLINED = "declined", _("不予受理")
    ASKED_CONSENT = "asked_consent", "征求写信人意见：转为政府信息公开申请"
    CONSENTED = "consented", "写信人同意转为政府信息公开申请"
    REFUSED = "refused", "写信人不同意转为政府信息公开申请"
    CONVERTED = "converted", _("转为政府信息公开申请")
    RATED = "rated", _("写信人评价")
    PUBLISHED = "published", "公开来信和答复"
    TAKEN_DOWN = "taken_down", "撤下公开的来信和答复"
    RECOUNTED = "recounted", "放假安排变动，重新计算期限"


FOR_WRITER = frozenset(
    {Act.RECEIVED, Act.ACCEPTED, Act.EXTENDED, Act.ANSWERED, Act.DIVERTED, Act.DECLINED, Act.CONVERTED, Act.RATED}
)
"""The steps that the writer sees; what units said to each other is not among them."""
