"""统一身份认证 by OpenID Connect, where an office has it. Off unless GONGKAI_OIDC_SERVER is set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from gongkai_web.config import environment


@dataclass(frozen=True, slots=True)
class SignOn:
    """`claim` is the one whose value is the account here; `provider` stands in the address that is called back,
    /account/oidc/office/login/callback/."""

    server: str
    client_id: str
    secret: str
    name: str
    claim: str
    provider: str = "office"

    @property
    def origin(self) -> str:
        """Where a browser is sent to sign in: forms may lead there."""
        parts = urlsplit(self.server)
        return f"{parts.scheme}://{parts.netloc}"

    def providers(self) -> dict[str, Any]:
        """As allauth wants it."""
        app = {
            "provider_id": self.provider,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.server},
        }
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def sign_on(*, production: bool) -> SignOn | None:
    """From the environment; None where it is off."""
    server = environment.text("GONGKAI_OIDC_SERVER").rstrip("/")
    if not server:
        return None
    if urlsplit(server).scheme not in (("https",) if production else ("http", "https")):
        raise ImproperlyConfigured("GONGKAI_OIDC_SERVER 应是统一身份认证的网址，正式部署必须以 https:// 开头")
    client_id, secret = environment.text("GONGKAI_OIDC_CLIENT_ID"), environment.text("GONGKAI_OIDC_SECRET")
    if not client_id or not secret:
        raise ImproperlyConfigured("设置了 GONGKAI_OIDC_SERVER，还要设置 GONGKAI_OIDC_CLIENT_ID 和 GONGKAI_OIDC_SECRET")
    name = environment.text("GONGKAI_OIDC_NAME", "统一身份认证")
    return SignOn(server, client_id, secret, name, environment.text("GONGKAI_OIDC_CLAIM", "preferred_username"))
