"""What an office sets about its public pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.frame.forms import Form

MOST_LINKS = 8


class LinksField(forms.CharField):
    """One link a line: its words, then its address. Kept as rows of label and url."""

    widget = forms.Textarea(attrs={"rows": "4"})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{row['label']} {row['url']}" for row in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [line.split() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(_("最多 %(most)d 个链接") % {"most": MOST_LINKS})
        return [_link(line) for line in lines]


def _link(words: list[str]) -> dict[str, str]:
    label, url = " ".join(words[:-1]), words[-1]
    parts = urlsplit(url)
    known = (parts.scheme in ("http", "https") and parts.netloc) or (url.startswith("/") and url[1:2] != "/")
    if not label or not known:
        raise ValidationError(_("“%(line)s”看不懂，请写成：名称 空格 网址") % {"line": " ".join(words)})
    return {"label": label[:20], "url": url}


class ThemeForm(Form):
    site_name = forms.CharField(
        label=gettext_lazy("网站名称"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "本栏目所在的政府门户网站，例如“清源县人民政府”；不填的，用上级政府填的，都没有就用本机关名称。"
        ),
    )
    site_domain = forms.CharField(
        label=gettext_lazy("网站域名"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("例如 www.qingyuan.gov.cn"),
    )
    site_code = forms.RegexField(
        r"^[0-9A-Za-z]{10}$",
        label=gettext_lazy("网站标识码"),
        required=False,
        help_text=gettext_lazy("全国政府网站信息报送系统给的 10 位码；网站检查要求每个页面都有。"),
        error_messages={"invalid": gettext_lazy("网站标识码是 10 位，请核对")},
    )
    head_links = LinksField(
        label=gettext_lazy("页头的链接"),
        required=False,
        help_text=gettext_lazy("一行一个：名称、空格、网址，例如“县政府门户 https://www.qingyuan.gov.cn/”。"),
    )
    foot_links = LinksField(
        label=gettext_lazy("页脚的链接"), required=False, help_text=gettext_lazy("例如“我为政府网站找错”。")
    )
    foot_text = forms.CharField(
        label=gettext_lazy("页脚的文字"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("主办单位、备案号等。"),
    )
