"""What a browser says of itself, in plain words: 这台是什么设备、什么浏览器."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The first that matches is taken: one that imitates others stands before them.
_DEVICES = (
    ("iPad", gettext_lazy("iPad 平板")),
    ("iPhone", gettext_lazy("iPhone 手机")),
    ("HarmonyOS", gettext_lazy("鸿蒙设备")),
    ("Android", gettext_lazy("安卓手机或平板")),
    ("Windows", gettext_lazy("Windows 电脑")),
    ("Macintosh", gettext_lazy("苹果电脑")),
    ("Kylin", gettext_lazy("麒麟系统电脑")),
    ("UOS", gettext_lazy("统信系统电脑")),
    ("Linux", gettext_lazy("Linux 电脑（含麒麟、统信）")),
)
_BROWSERS = (
    ("MicroMessenger", gettext_lazy("微信")),
    ("Qaxbrowser", gettext_lazy("奇安信浏览器")),
    ("QIHU", gettext_lazy("360 浏览器")),
    ("360SE", gettext_lazy("360 浏览器")),
    ("QQBrowser", gettext_lazy("QQ 浏览器")),
    ("UCBrowser", gettext_lazy("UC 浏览器")),
    ("Edg", gettext_lazy("Edge 浏览器")),
    ("Firefox", gettext_lazy("火狐浏览器")),
    ("Chrome", gettext_lazy("谷歌内核浏览器")),
    ("Safari", gettext_lazy("Safari 浏览器")),
)


def described(user_agent: str) -> str:
    device = next((label for mark, label in _DEVICES if mark in user_agent), _("不认得的设备"))
    browser = next((label for mark, label in _BROWSERS if mark in user_agent), _("不认得的浏览器"))
    return f"{device}，{browser}"
