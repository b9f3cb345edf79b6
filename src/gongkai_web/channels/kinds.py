"""Where public information is put: the ways of 第二十三条 and 第二十五条 of the Regulation, and those of a township's daily life."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The portal counts by itself and is never recorded by hand; every other channel is an organ's own."""

    PORTAL = "portal", _("本平台")
    WEBSITE = "website", _("政府网站")
    WECHAT = "wechat", _("微信公众号")
    WECHAT_VIDEO = "wechat_video", _("微信视频号")
    NEW_MEDIA = "new_media", _("其他政务新媒体")
    NOTICE_BOARD = "notice_board", _("公示栏（公开栏）")
    SCREEN = "screen", _("电子屏")
    HALL = "hall", _("政务公开专区（查阅点）")
    GAZETTE = "gazette", _("政府公报")
    PRESS = "press", _("新闻发布会")
    MEDIA = "media", _("报刊、广播、电视")
    LIBRARY = "library", _("公共图书馆、档案馆")
    OTHER = "other", _("其他")


OWN = [kind for kind in Kind if kind is not Kind.PORTAL]
"""What an organ may set up."""

NEW_MEDIA = frozenset({Kind.WECHAT, Kind.WECHAT_VIDEO, Kind.NEW_MEDIA})
"""Posts of these name who drafted, reviewed and released them (先审后发)."""

WITH_ADDRESS = frozenset({Kind.WEBSITE, *NEW_MEDIA})
"""A record of these is found under an address of the web; of the others, at a place."""


CALLED: dict[Kind, tuple[str, ...]] = {
    Kind.WEBSITE: ("网站", "门户网站", "政府门户网站"),
    Kind.WECHAT: ("公众号", "微信", "微信公众平台"),
    Kind.WECHAT_VIDEO: ("视频号",),
    Kind.NOTICE_BOARD: ("公示栏", "公开栏", "公告栏", "宣传栏"),
    Kind.SCREEN: ("显示屏", "电子显示屏", "LED屏"),
    Kind.HALL: ("政务公开专区", "查阅点"),
}
"""What tables call a kind besides its label: a word for a channel where an organ has but one of it."""


class Precision(models.TextChoices):
    """How exactly the day of an old record is known."""

    DAY = "day", _("到日")
    MONTH = "month", _("只到月")
    YEAR = "year", _("只到年")
