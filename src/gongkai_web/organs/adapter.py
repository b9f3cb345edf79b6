"""How allauth meets our accounts: nobody signs up, and every sign-in and sign-out is in the log."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai_web.audit.services import record


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("这个账号已停用。"),
        "enter_current_password": _("现在的密码不对，请重新输入。"),
        "incorrect_password": _("密码不对，请重新输入。"),
        "too_many_login_attempts": _("错误次数过多，请过一会儿再试。"),
        "username_password_mismatch": _("账号或者密码不对。"),
        "rate_limited": _("请求太频繁，请过一会儿再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        through = kwargs.get("signal_kwargs") or {}
        record(key="person.signed_in", actor=user, **({"way": "oidc"} if "sociallogin" in through else {}))
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            record(key="person.signed_out", actor=request.user)
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """A password that its owner chose: the first one, known to whoever made the account, has served."""
        user.must_change_password = False
        super().set_password(user, password)
        record(key="person.password_changed", actor=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse(settings.LOGIN_REDIRECT_URL)


class TwoStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("验证码不对。验证码每半分钟换一个，请看着应用重新输入；手机的时间要准。"),
        "cannot_delete_authenticator": _("现在不能关闭两步验证。"),
        "cannot_generate_recovery_codes": _("开启两步验证以后才能生成备用码。"),
    }


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from, as sessions and locks see it alike (behind a proxy: what the proxy says)."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return None
