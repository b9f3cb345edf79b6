"""What a deployment still lacks, in the words of those who set it up; found by Django's own checks."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.checks import CheckMessage, run_checks
from django.core.exceptions import ImproperlyConfigured

from gongkai_web.organs.demo import refuse_demonstration

_PRODUCTION = "请设置 GONGKAI_PRODUCTION=1"
_HSTS = f"没有要求浏览器一直用加密连接（HSTS）。{_PRODUCTION}；已经设置的，GONGKAI_HSTS_SECONDS 不能是 0"
_TOLD = {
    "security.W004": _HSTS,
    "security.W005": _HSTS,
    "security.W021": _HSTS,
    "security.W008": f"没有把 http 转到加密的 https。{_PRODUCTION}；代理已经转的，不必理会这一条",
    "security.W009": "密钥太短或不是随机的。请用 GONGKAI_SECRET_KEY 给至少 50 个随机字符",
    "security.W012": f"Cookie 会经不加密的连接发送。{_PRODUCTION}",
    "security.W016": f"Cookie 会经不加密的连接发送。{_PRODUCTION}",
    "security.W018": "调试方式开着，出错时会显示程序内部。请去掉 GONGKAI_DEBUG",
    "security.W020": "没有写明网站的域名。请用 GONGKAI_ALLOWED_HOSTS 写明",
}


def shortcomings() -> Iterator[str]:
    """One Chinese line for each thing that is missing; of what this table does not know, Django's name for it."""
    told = dict.fromkeys(_told(message) for message in run_checks(include_deployment_checks=True))
    yield from told
    yield from _demonstration()


def _demonstration() -> Iterator[str]:
    try:
        refuse_demonstration()
    except ImproperlyConfigured as error:
        yield str(error)


def _told(message: CheckMessage) -> str:
    known = _TOLD.get(message.id or "")
    return known or f"有一项设置不合要求（Django 的检查编号 {message.id}），请告诉开发人员"
