"""E-mail and SMS to applicants: how they leave this machine, where they do at all."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from gongkai_web.config import environment

_SECURITY = ("ssl", "starttls", "none")


def mail() -> dict[str, Any]:
    """Django's settings for e-mail. Without a server none is sent."""
    host, security = environment.text("GONGKAI_EMAIL_HOST"), environment.text("GONGKAI_EMAIL_SECURITY", "ssl")
    sender = environment.text("GONGKAI_EMAIL_FROM")
    if security not in _SECURITY:
        raise ImproperlyConfigured(f"GONGKAI_EMAIL_SECURITY 应为 {'、'.join(_SECURITY)} 之一，现在是“{security}”")
    if host and not sender:
        raise ImproperlyConfigured("设置了 GONGKAI_EMAIL_HOST，还要用 GONGKAI_EMAIL_FROM 写明发件人")
    return {
        "EMAIL_HOST": host,
        "EMAIL_PORT": environment.number("GONGKAI_EMAIL_PORT", 465, least=1),
        "EMAIL_HOST_USER": environment.text("GONGKAI_EMAIL_USER"),
        "EMAIL_HOST_PASSWORD": environment.text("GONGKAI_EMAIL_PASSWORD"),
        "EMAIL_USE_SSL": security == "ssl",
        "EMAIL_USE_TLS": security == "starttls",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
    }


def address(name: str) -> str:
    """An address of the web, or nothing. Raises ImproperlyConfigured for what is neither."""
    given = environment.text(name).rstrip("/")
    parts = urlsplit(given)
    if given and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise ImproperlyConfigured(f"{name} 应以 https:// 开头，现在是“{given}”")
    return given
