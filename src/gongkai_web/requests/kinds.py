"""The short lists of this part: codes that never change, with the words people read."""

from __future__ import annotations

from django.db import models

from gongkai.procedure.receipt import Channel as LawChannel
from gongkai.report.forms import APPLICANTS, COLUMNS

CATEGORIES = tuple((code, COLUMNS[code]) for code in APPLICANTS)
"""The six kinds of applicant of table three."""

NATURAL_PERSON = "natural_person"
CHANNELS = tuple((channel.value, channel.label) for channel in LawChannel)


class Confirmation(models.TextChoices):
    """How both sides confirmed the receipt (《条例》第三十一条)."""

    PHONE = "phone", "电话"
    MESSAGE = "message", "短信"
    EMAIL = "email", "电子邮件"
    PORTAL = "portal", "网上回执"
    IN_PERSON = "in_person", "当面"


class IdentityKind(models.TextChoices):
    ID_CARD = "id_card", "居民身份证"
    PASSPORT = "passport", "护照"
    HK_MACAO_TAIWAN = "hk_macao_taiwan", "港澳台居民证件"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    OTHER = "other", "其他证件"


class Form(models.TextChoices):
    """指定提供形式."""

    PAPER = "paper", "纸质"
    DATA = "data", "电子数据"
    OTHER = "other", "其他"


class Way(models.TextChoices):
    """获取方式."""

    POST = "post", "邮寄"
    EMAIL = "email", "电子邮件"
    PICK_UP = "pick_up", "当面领取"
    ONLINE = "online", "网上获取"
    FAX = "fax", "传真"


ELECTRONIC = frozenset({Way.EMAIL.value, Way.ONLINE.value})
"""Who wants the information this way has its letters over the internet, too, unless the clerk decides otherwise."""


LETTERS_SUBJECT = "request"
"""What a letter of a request says it is about."""


class Help(models.TextChoices):
    """《条例》第四十三条."""

    NONE = "", "不需要"
    READING = "reading", "阅读困难"
    SIGHT = "sight", "视力障碍"
    HEARING = "hearing", "听力障碍"


class ConsultedKind(models.TextChoices):
    THIRD_PARTY = "third_party", "第三方"
    CO_MAKER = "co_maker", "共同制作机关"
    OTHER_ORGAN = "other", "其他机关"


class Opinion(models.TextChoices):
    AGREES = "agrees", "同意公开"
    PARTLY = "partly", "部分同意"
    REFUSES = "refuses", "不同意公开"


class Proof(models.TextChoices):
    """What a file of a request is."""

    LETTER = "letter", "申请原件"
    IDENTITY = "identity", "身份证明"
    AUTHORITY = "authority", "委托书"
    CORRECTION = "correction", "补正材料"
    OPINION = "opinion", "征求的意见"
    HANDED_OUT = "handed_out", "提供的信息"
    REPLY = "reply", "答复文书"
    SERVICE = "service", "送达凭证"
    OTHER = "other", "其他材料"


LEAVES = frozenset({Proof.HANDED_OUT.value, Proof.REPLY.value})
"""Papers that are kept unsealed, because they are made to leave the office."""
